"""bin/bench: fill, serve, measure, and hold against the promises."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from typing import Any

import psycopg

from bench.load import Target, measure
from bench.serve import ROOT, memory, serving

sys.path.insert(0, str(ROOT / "bin" / "_setup"))
import cluster

SIZES = {"HUNDRED": 100, "TENTHOU": 10_000, "HUNDTHOU": 100_000}
LEAST_SHARE = 0.4
MOST_GROWTH = 1.3
MOST_MEMORY = 250 * 1024 * 1024


def main() -> int:
    """Measure on each database; 1 when a promise is not kept."""
    parser = argparse.ArgumentParser(prog="bin/bench", description="Measure Signoff against a bare Django view.")
    parser.add_argument("part", nargs="?", choices=["pages", "board"], default="pages", help="what is measured")
    parser.add_argument("--quick", action="store_true", help="leave the largest project out, and measure shorter")
    parser.add_argument("--only", choices=["sqlite", "postgresql"])
    given = parser.parse_args()
    if given.part == "board":
        return _board(quick=given.quick)
    results = {}
    for database in ("sqlite", "postgresql"):
        if given.only in (None, database):
            results[database] = _measured(database, quick=given.quick)
    file = ROOT / "var" / "bench.json"
    file.parent.mkdir(exist_ok=True)
    file.write_text(json.dumps(results, indent=2))
    broken = [line for result in results.values() for line in result["broken"]]
    print("\n".join(["", *broken]) if broken else "\nEvery promise is kept.")
    return 1 if broken else 0


def _board(*, quick: bool) -> int:
    """A board of three hundred cards, on SQLite, in a process of its own; 1 when a promise is not kept."""
    print("A board of 300 cards, in a small project and in a large one:", flush=True)
    code = "from bench.board import measured\nprint(json.dumps(measured(quick=json.loads(sys.argv[1]))))"
    with tempfile.TemporaryDirectory(prefix="signoff-bench-") as folder:
        found = _in_a_process({"SIGNOFF_VAR": folder}, code, quick)
    print("\n".join(["", *found["broken"]]) if found["broken"] else "\nEvery promise is kept.")
    return 1 if found["broken"] else 0


def _measured(database: str, *, quick: bool) -> dict[str, Any]:
    sizes = dict(list(SIZES.items())[:2]) if quick else SIZES
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="signoff-bench-"))
        environment = {"SIGNOFF_VAR": folder}
        if database == "postgresql":
            binaries = cluster.binaries()
            if binaries is None:
                raise SystemExit("There is no PostgreSQL on this machine. On Debian: apt install postgresql")
            url = stack.enter_context(cluster.started(binaries, durable=True))
            with psycopg.connect(url.replace("/signoff?", "/postgres?"), autocommit=True) as maker:
                maker.execute("CREATE DATABASE signoff")
            environment["DATABASE_URL"] = url
        print(f"\n{database}: filling {', '.join(f'{size:,}' for size in sizes.values())} tasks …", flush=True)
        begun = time.monotonic()
        plan = _filled(environment, sizes)
        print(f"  filled in {time.monotonic() - begun:.0f} s", flush=True)
        floor, _pid = stack.enter_context(serving("bench.floor_settings", environment))
        port, pid = stack.enter_context(serving("signoff.settings", environment))
        targets = _targets(plan, floor, port)
        measure(list(targets.values()), rounds=3 if quick else 5, seconds=0.5 if quick else 1.0)
        return _judged(database, targets, memory(pid), list(sizes))


def _filled(environment: dict[str, str], sizes: dict[str, int]) -> dict[str, Any]:
    """Fill in a process of its own, since its settings name the database."""
    code = "from bench.fill import fill\nprint(json.dumps(fill(json.loads(sys.argv[1]))))"
    return _in_a_process(environment, code, sizes)


def _in_a_process(environment: dict[str, str], code: str, given: Any) -> dict[str, Any]:
    """Run `code` on a database that has all its tables; what it prints last is the answer, the rest is shown."""
    begin = (
        "import django, json, sys; django.setup()\n"
        "from django.core.management import call_command\n"
        "call_command('migrate', verbosity=0); call_command('collectstatic', verbosity=0, interactive=False)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", begin + code, json.dumps(given)],
        env={**os.environ, **environment, "DJANGO_SETTINGS_MODULE": "signoff.settings"},
        cwd=ROOT,
        stdout=subprocess.PIPE,
        check=True,
    )
    *shown, last = done.stdout.splitlines()
    print("\n".join(line.decode() for line in shown), end="\n" if shown else "", flush=True)
    answer: dict[str, Any] = json.loads(last)
    return answer


def _targets(plan: dict[str, Any], floor: int, port: int) -> dict[str, Target]:
    signed_in, bare = {"Cookie": plan["cookie"]}, {"Cookie": plan["floor_cookie"]}
    by_token = {"Authorization": f"Bearer {plan['token']}", "Content-Type": "application/json"}
    first = next(iter(plan["projects"]))
    targets = {
        "floor: 50 rows": Target("floor", floor, "GET", f"/rows/{list(plan['projects'].values())[-1]['id']}", bare),
        "floor: insert": Target("insert", floor, "POST", "/insert", bare),
        "command": Target(
            "command",
            port,
            "POST",
            "/api/v1/do/backlog.add-task",
            by_token,
            lambda: json.dumps({"project": first, "title": "A task that somebody asked for"}).encode(),
        ),
    }
    for key, project in plan["projects"].items():
        targets[f"backlog {key}"] = Target("backlog", port, "GET", f"/projects/{key}/backlog", signed_in)
        targets[f"task {key}"] = Target("task", port, "GET", f"/projects/{key}/tasks/{project['task']}", signed_in)
    return targets


def _judged(database: str, targets: dict[str, Target], held: int, keys: list[str]) -> dict[str, Any]:
    broken = []
    rates = {name: round(target.rate, 1) for name, target in targets.items()}
    page, insert = rates["floor: 50 rows"], rates["floor: insert"]
    shares = {name: rate / (insert if name == "command" else page) for name, rate in rates.items()}
    for name, rate in rates.items():
        print(f"  {name:<20} {rate:>8.0f} a second   {shares[name]:>5.0%} of its floor")
        if "floor" not in name and shares[name] < LEAST_SHARE:
            broken.append(f"{database}: {name} reaches {shares[name]:.0%} of its floor; {LEAST_SHARE:.0%} is promised.")
    growth = {kind: rates[f"{kind} {keys[0]}"] / rates[f"{kind} {keys[-1]}"] for kind in ("backlog", "task")}
    for kind, times in growth.items():
        print(f"  {kind}: {times:.2f} times the cost from {SIZES[keys[0]]:,} to {SIZES[keys[-1]]:,} tasks")
        if times > MOST_GROWTH:
            broken.append(f"{database}: the {kind} page costs {times:.2f} times as much; {MOST_GROWTH} is promised.")
    print(f"  memory: {held / 1024 / 1024:.0f} MiB")
    if held > MOST_MEMORY:
        broken.append(f"{database}: the server holds {held / 1024 / 1024:.0f} MiB; 250 are promised.")
    return {"rates": rates, "shares": shares, "growth": growth, "memory": held, "broken": broken}


if __name__ == "__main__":
    sys.exit(main())
