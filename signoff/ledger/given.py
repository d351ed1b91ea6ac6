"""What of a command goes into its entry: all, but secrets; personal words as commitments; files as hashes."""

from __future__ import annotations

import hashlib
import secrets
from typing import Any

from pydantic import BaseModel

from signoff.kernel.decided import plain
from signoff.kernel.values import Content, Personal, Secret
from signoff.ledger.append import commitment


def given_of(command: BaseModel) -> tuple[dict[str, Any], dict[str, tuple[str, Any]]]:
    """(given, openings): the entry's `given`, and field → (salt, value) for each commitment in it."""
    shorter = getattr(command, "ledger_given", None)
    if shorter is not None:
        return plain(shorter()), {}
    given: dict[str, Any] = {}
    openings: dict[str, tuple[str, Any]] = {}
    for name, info in type(command).model_fields.items():
        value = getattr(command, name)
        marks = {type(mark) for mark in info.metadata}
        if Secret in marks:
            continue
        if Content in marks:
            given[name] = {"sha256": hashlib.sha256(value).hexdigest(), "size": len(value)}
        elif Personal in marks and value:
            salt, words = secrets.token_hex(16), plain(_dumped(value))
            openings[name] = (salt, words)
            given[name] = {"commitment": commitment(salt, words)}
        else:
            given[name] = plain(_dumped(value))
    return given, openings


def _dumped(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    if isinstance(value, list | tuple):
        return [_dumped(each) for each in value]
    return value
