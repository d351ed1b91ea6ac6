"""Saying what is being done while people wait."""

import time
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def step(words: str) -> Iterator[None]:
    """Say what is being done, and how long it took once it is."""
    began = time.monotonic()
    print(f"  {words} … ", end="", flush=True)
    try:
        yield
    except BaseException:
        print("failed", flush=True)
        raise
    print(f"{time.monotonic() - began:.0f} s", flush=True)
