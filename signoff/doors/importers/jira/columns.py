"""What a column means: recognised by its name in many languages, or said by the importing person."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import NamedTuple

from .words import plain, words


class Field(StrEnum):
    """What a column can mean. `KEPT` is kept with the task as imported data, under its own name."""

    KEY = "key"
    ID = "id"
    SUMMARY = "summary"
    DESCRIPTION = "description"
    TYPE = "type"
    STATUS = "status"
    STATUS_CATEGORY = "status_category"
    PRIORITY = "priority"
    RESOLUTION = "resolution"
    REPORTER = "reporter"
    REPORTER_ID = "reporter_id"
    ASSIGNEE = "assignee"
    ASSIGNEE_ID = "assignee_id"
    CREATOR = "creator"
    CREATOR_ID = "creator_id"
    CREATED = "created"
    UPDATED = "updated"
    RESOLVED = "resolved"
    DUE = "due"
    LABELS = "labels"
    COMPONENTS = "components"
    FIX_VERSIONS = "fix_versions"
    AFFECTS_VERSIONS = "affects_versions"
    SPRINT = "sprint"
    ESTIMATE = "estimate"
    ESTIMATE_HOURS = "estimate_hours"
    REMAINING = "remaining"
    SPENT = "spent"
    WORK_LOG = "work_log"
    STORY_POINTS = "story_points"
    PARENT = "parent"
    PARENT_KEY = "parent_key"
    EPIC = "epic"
    CRITERIA = "criteria"
    COMMENT = "comment"
    ATTACHMENT = "attachment"
    INWARD = "inward"
    OUTWARD = "outward"
    KEPT = "kept"


DATES = frozenset({Field.CREATED, Field.UPDATED, Field.RESOLVED, Field.DUE})
#: fields that several columns, or several columns of one name, may fill together
MANY = frozenset(
    {
        *(Field.LABELS, Field.COMPONENTS, Field.FIX_VERSIONS, Field.AFFECTS_VERSIONS, Field.SPRINT),
        *(Field.WORK_LOG, Field.CRITERIA, Field.COMMENT, Field.ATTACHMENT, Field.INWARD, Field.OUTWARD),
        Field.KEPT,
    }
)


class Sure(StrEnum):
    """How we know: said by Jira or the person, guessed, or not at all."""

    KNOWN = "known"
    GUESS = "guess"
    NO = "no"


class Meaning(NamedTuple):
    field: Field
    sure: Sure
    detail: str = ""  # the link's kind: "Blocks"


UNKNOWN = Meaning(Field.KEPT, Sure.NO)
_PARENTHESIS = re.compile(r"^(?P<before>[^()]+?)\s*[(（](?P<inside>.*)[)）](?P<after>\s?Id)?$", re.DOTALL)


def recognised(name: str) -> Meaning:
    """What one column's name says by itself."""
    known = words("columns").get(plain(name))
    if known:
        return Meaning(Field(known), Sure.KNOWN)
    found = _PARENTHESIS.match(name.strip())
    if found:
        prefix = words("prefixes").get(plain(found["before"]))
        if prefix in ("inward", "outward"):
            return Meaning(Field(prefix), Sure.KNOWN, found["inside"])
        if prefix == "custom":
            return Meaning(Field.KEPT, Sure.KNOWN) if found["after"] else _custom(found["inside"])
    if name.strip().startswith("Σ"):
        return Meaning(Field.KEPT, Sure.KNOWN)
    other = words("others").get(plain(name))
    return Meaning(Field(other), Sure.GUESS) if other else UNKNOWN


def _custom(inside: str) -> Meaning:
    """A custom field's meaning: only those that Jira Software itself makes, and criteria."""
    field = Field(words("columns").get(plain(inside), Field.KEPT))
    if field in (Field.CRITERIA, Field.STORY_POINTS, Field.EPIC, Field.SPRINT):
        return Meaning(field, Sure.GUESS if field is Field.CRITERIA else Sure.KNOWN)
    return Meaning(Field.KEPT, Sure.KNOWN)


def meanings(names: Iterable[str], said: Mapping[str, Field] | None = None) -> dict[str, Meaning]:
    """Column name → meaning. What the person said wins; then a known name before a guessed one, the
    first before the later; a column that comes too late for a field of one value is kept as it is."""
    distinct = list(dict.fromkeys(names))
    said = said or {}
    wanted = {name: _said_or_found(name, said) for name in distinct}
    order = sorted(distinct, key=lambda name: (name not in said, wanted[name].sure is not Sure.KNOWN))
    taken: dict[Field, str] = {}
    result: dict[str, Meaning] = {}
    for name in order:
        meaning = wanted[name]
        if meaning.field not in MANY and taken.setdefault(meaning.field, name) != name:
            meaning = Meaning(Field.KEPT, meaning.sure)
        result[name] = meaning
    return {name: result[name] for name in distinct}


def _said_or_found(name: str, said: Mapping[str, Field]) -> Meaning:
    found = recognised(name)
    if name not in said:
        return found
    return Meaning(said[name], Sure.KNOWN, found.detail)


def known_names(names: Iterable[str]) -> int:
    """How many of these names Jira itself uses: tells delimiters, encodings and exports apart."""
    return sum(1 for name in names if recognised(name).sure is Sure.KNOWN)
