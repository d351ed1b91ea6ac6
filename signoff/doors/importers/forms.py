"""What a person says about a file on the preview's page, read back into a mapping."""

from __future__ import annotations

from collections.abc import Mapping as MappingOf
from typing import Any

from django.utils.translation import gettext as _

from signoff.backlog.words import Kind, Priority, Step
from signoff.doors.importers.jira.columns import Field, Sure
from signoff.doors.importers.jira.mapping import STEPS, Mapping, from_json
from signoff.doors.importers.jira.preview import Preview

MOST_COLUMNS, MOST_WORDS, MOST_PEOPLE = 600, 150, 250  # on the page; a mapping file has no such bounds
GROUPS = (("statuses", "status"), ("priorities", "priority"), ("kinds", "kind"))


def mapping_of(found: Preview, before: Mapping) -> Mapping:
    """All that a preview shows as said: to write it down, change it, and give it with the next file."""
    columns = {each.name: each.field for each in found.columns if each.sure is not Sure.NO and each.filled}
    return Mapping(
        columns={name: field for name, field in columns.items() if field is not Field.KEPT},
        statuses={choice.name: choice.value for choice in found.statuses},
        priorities={choice.name: choice.value for choice in found.priorities},
        kinds={choice.name: choice.value for choice in found.kinds},
        people={person.name: person.pid for person in found.people},
        order=found_order(found),
        zone=found.zone,
        markup=before.markup,
        criteria_from_story=before.criteria_from_story,
    )


def found_order(found: Preview) -> Any:
    from signoff.doors.importers.jira.dates import Order

    return Order(found.order)


def said_in(form: MappingOf[str, str], found: dict[str, Any], before: Mapping) -> tuple[Mapping, bool]:
    """The mapping as the form says it, and whether it says something else than the preview shows.

    Raises ImportProblem where the form holds what no field of it offers.
    """
    data: dict[str, Any] = before.as_json()
    changed = False
    for place, column in enumerate(found["columns"][:MOST_COLUMNS]):
        given = form.get(f"column-{place}")
        if given is not None and given != column["field"]:
            data["columns"][column["name"]] = given
            changed = True
    for many, one in GROUPS:
        for place, choice in enumerate(found[many][:MOST_WORDS]):
            changed |= _take(data[many], choice["name"], form.get(f"{one}-{place}"), choice["value"])
    for place, person in enumerate(found["people"][:MOST_PEOPLE]):
        changed |= _take(data["people"], person["name"], form.get(f"person-{place}"), person["pid"])
    for name in ("order", "zone", "markup"):
        given = form.get(name)
        if given is not None and given != found[name]:
            data[name] = given
            changed = True
    return from_json(data), changed


def _take(said: dict[str, str], name: str, given: str | None, shown: str) -> bool:
    if given is None or given == shown:
        return False
    said[name] = given
    return True


def step_options() -> list[tuple[str, str]]:
    """Where a task can stand; "done" is the past, not acceptance (AC1)."""
    words: dict[str, str] = {step.value: str(step.label) for step in Step}
    words["done"] = _("Done before Signoff")
    return [(step, words[step]) for step in STEPS]


def priority_options() -> list[tuple[str, str]]:
    levels = [(level.name.lower(), str(level.label)) for level in Priority if level is not Priority.UNSET]
    return [*levels, ("none", str(Priority.UNSET.label))]


def kind_options() -> list[tuple[str, str]]:
    return [(kind.value, str(kind.label)) for kind in Kind]


def field_options() -> list[tuple[str, str]]:
    """What a column can mean, in words; keeping it comes first."""
    return [(str(field), words) for field, words in field_words().items()]


def field_words() -> dict[Field, str]:
    return {
        Field.KEPT: _("Keep as imported data"),
        Field.SUMMARY: _("Title"),
        Field.KEY: _("Key"),
        Field.DESCRIPTION: _("Story"),
        Field.CRITERIA: _("Acceptance criteria"),
        Field.TYPE: _("Kind"),
        Field.STATUS: _("Step"),
        Field.STATUS_CATEGORY: _("Jira's status category"),
        Field.PRIORITY: _("Priority"),
        Field.RESOLUTION: _("Resolution"),
        Field.ASSIGNEE: _("Assignee"),
        Field.ASSIGNEE_ID: _("Assignee's id"),
        Field.REPORTER: _("Reporter"),
        Field.REPORTER_ID: _("Reporter's id"),
        Field.CREATOR: _("Creator"),
        Field.CREATOR_ID: _("Creator's id"),
        Field.CREATED: _("Created"),
        Field.UPDATED: _("Updated"),
        Field.RESOLVED: _("Finished"),
        Field.DUE: _("Due"),
        Field.ESTIMATE: _("Estimate in seconds, or like “2h 30m”"),
        Field.ESTIMATE_HOURS: _("Estimate in hours"),
        Field.REMAINING: _("Remaining estimate"),
        Field.SPENT: _("Time spent"),
        Field.WORK_LOG: _("Work log"),
        Field.COMMENT: _("Comment"),
        Field.ATTACHMENT: _("Attachment"),
        Field.LABELS: _("Labels"),
        Field.COMPONENTS: _("Components"),
        Field.FIX_VERSIONS: _("Fixed in versions"),
        Field.AFFECTS_VERSIONS: _("Seen in versions"),
        Field.SPRINT: _("Sprint"),
        Field.STORY_POINTS: _("Story points"),
        Field.PARENT: _("Parent"),
        Field.PARENT_KEY: _("Parent's key"),
        Field.EPIC: _("Epic"),
        Field.INWARD: _("Link from another issue"),
        Field.OUTWARD: _("Link to another issue"),
        Field.ID: _("Jira's own id"),
    }


def order_options() -> list[tuple[str, str]]:
    return [
        ("dmy", _("day, month, year")),
        ("mdy", _("month, day, year")),
        ("ymd", _("year, month, day")),
    ]


def markup_options() -> list[tuple[str, str]]:
    return [("wiki", _("Jira's own markup")), ("markdown", _("Markdown or plain text"))]
