"""Asking a server again and again, on connections that stay open."""

from __future__ import annotations

import http.client
import statistics
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

CLIENTS = 4


@dataclass
class Target:
    """One thing that is measured: where to ask, with what, and what came out, in requests per second."""

    name: str
    port: int
    method: str
    path: str
    headers: dict[str, str]
    body: Callable[[], bytes] = lambda: b""
    rates: list[float] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """Requests per second, the median of the rounds."""
        return statistics.median(self.rates)

    def ask(self, connection: http.client.HTTPConnection) -> None:
        """One request. Raises SystemExit when the answer is not a good one."""
        connection.request(self.method, self.path, self.body() or None, self.headers)
        response = connection.getresponse()
        content = response.read()
        if response.status != http.HTTPStatus.OK:
            raise SystemExit(f"{self.name}: {self.path} answered {response.status}: {content[:300]!r}")


def measure(targets: list[Target], *, rounds: int, seconds: float) -> None:
    """Each target in turn, round after round; the first round only warms up."""
    for number in range(rounds + 1):
        for target in targets:
            rate = _rate(target, seconds)
            if number:
                target.rates.append(rate)


def _rate(target: Target, seconds: float) -> float:
    counts: list[int] = []
    faults: list[SystemExit] = []
    until = time.monotonic() + seconds

    def client() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", target.port, timeout=30)
        count = 0
        try:
            while time.monotonic() < until:
                target.ask(connection)
                count += 1
        except SystemExit as fault:
            faults.append(fault)
        finally:
            connection.close()
        counts.append(count)

    begun = time.monotonic()
    threads = [threading.Thread(target=client) for _ in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if faults:
        raise faults[0]
    return sum(counts) / (time.monotonic() - begun)
