"""Canonical JSON (RFC 8785), five times as fast where Python's own writer agrees with it.

The two differ in fractions; in integers beyond 2^53, which RFC 8785 cannot hold; and in the order of member names where
characters beyond the basic plane are about (RFC 8785 sorts by UTF-16 units): their UTF-8 begins with a byte from F0 on.
Whatever could be one of these is written by the slower library.
"""

from __future__ import annotations

import json
import re
from typing import Any

import rfc8785

MAY_DIFFER = re.compile(rb'[\xf0-\xf4]|[0-9]{16}|(?:^|":|[\[,])-?[0-9]+[.e]')
_write = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True, allow_nan=False).encode


def canonical(value: Any) -> bytes:
    """The value's canonical bytes. Raises ValueError for what JSON cannot hold, such as half a surrogate pair."""
    written = _write(value).encode()
    return rfc8785.dumps(value) if MAY_DIFFER.search(written) else written
