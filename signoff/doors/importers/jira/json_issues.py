"""One issue of Jira's JSON as a `JiraIssue`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .cleaning import storable
from .columns import Field, Meaning, Sure
from .json_reader import JsonFile
from .json_values import (
    day_of,
    kept_text,
    moment_of,
    part,
    person_of,
    rich,
    rows_of,
    seconds_of,
    sprints_of,
    text_of,
    texts_of,
)
from .problems import ImportProblem, Notes
from .values import Cell, JiraAttachment, JiraChange, JiraComment, JiraIssue, JiraLink, JiraWorkLog

#: fields of Jira itself, by their id: these are read by what they are, whatever they are called
OWN: Mapping[str, Field] = {
    "summary": Field.SUMMARY,
    "description": Field.DESCRIPTION,
    "issuetype": Field.TYPE,
    "status": Field.STATUS,
    "priority": Field.PRIORITY,
    "resolution": Field.RESOLUTION,
    "reporter": Field.REPORTER,
    "assignee": Field.ASSIGNEE,
    "creator": Field.CREATOR,
    "created": Field.CREATED,
    "updated": Field.UPDATED,
    "resolutiondate": Field.RESOLVED,
    "duedate": Field.DUE,
    "labels": Field.LABELS,
    "components": Field.COMPONENTS,
    "fixVersions": Field.FIX_VERSIONS,
    "versions": Field.AFFECTS_VERSIONS,
    "timeoriginalestimate": Field.ESTIMATE,
    "timeestimate": Field.REMAINING,
    "timespent": Field.SPENT,
    "parent": Field.PARENT,
    "epic": Field.EPIC,
    "sprint": Field.SPRINT,
    "closedSprints": Field.SPRINT,
    "comment": Field.COMMENT,
    "attachment": Field.ATTACHMENT,
    "worklog": Field.WORK_LOG,
    "issuelinks": Field.OUTWARD,
}
_DATES = {"created": "created", "updated": "updated", "resolutiondate": "resolved"}
_UNPACKED = frozenset({"comment", "attachment", "worklog", "issuelinks"})


def json_meaning(field_id: str, name: str) -> Meaning:
    """What a field of the JSON means."""
    from .columns import recognised

    if field_id in OWN:
        return Meaning(OWN[field_id], Sure.KNOWN)
    if not field_id.startswith("customfield_"):
        return Meaning(Field.KEPT, Sure.KNOWN)
    found = recognised(name)
    if found.field in (Field.SPRINT, Field.EPIC, Field.STORY_POINTS):
        return Meaning(found.field, Sure.KNOWN)
    return Meaning(found.field, Sure.GUESS) if found.field is Field.CRITERIA else Meaning(Field.KEPT, Sure.NO)


def issues_of(file: JsonFile, meanings: Mapping[str, Meaning], notes: Notes) -> Iterator[JiraIssue]:
    """Each issue; `meanings` by the column's name as `column_of` gives it."""
    for number, raw in enumerate(file.issues(), 1):
        try:
            yield _issue(number, raw, file.names, meanings, notes)
        except RecursionError:
            raise ImportProblem("absurd-json") from None


def column_of(field_id: str, names: Mapping[str, str]) -> str:
    """How a field is called in messages and mappings: a custom field by its name, if the file tells it."""
    return names.get(field_id, field_id) if field_id.startswith("customfield_") else field_id


def _issue(
    number: int, raw: dict[str, Any], names: Mapping[str, str], meanings: Mapping[str, Meaning], notes: Notes
) -> JiraIssue:
    fields = raw["fields"]
    values: dict[str, Any] = {"key": text_of(raw.get("key")) or text_of(raw.get("id")), "id": text_of(raw.get("id"))}
    values |= _own(number, fields, notes)
    cells = []
    for field_id, value in fields.items():
        column = column_of(field_id, names)
        _custom(values, meanings.get(column), field_id, value)
        text = "" if field_id in _UNPACKED else kept_text(value)
        if text:
            cells.append(_cell(number, column, text, notes))
    values["changes"] = tuple(_changes(raw))
    _note_what_is_missing(number, raw, notes)
    cells += [_cell(number, column, text, notes) for column, text in packed(values)]
    return JiraIssue(row=number, cells=tuple(cells), **{name: _clean(value) for name, value in values.items()})


def _own(number: int, fields: dict[str, Any], notes: Notes) -> dict[str, Any]:
    found: dict[str, Any] = {
        "summary": text_of(fields.get("summary")),
        "description": rich(fields.get("description")),
        "type": text_of(part(fields, "issuetype", "name")),
        "status": text_of(part(fields, "status", "name")),
        "status_category": text_of(part(fields, "status", "statusCategory", "key")),
        "priority": text_of(part(fields, "priority", "name")),
        "resolution": text_of(part(fields, "resolution", "name")),
        "labels": tuple(texts_of(fields.get("labels"))),
        "components": tuple(texts_of(fields.get("components"))),
        "fix_versions": tuple(texts_of(fields.get("fixVersions"))),
        "affects_versions": tuple(texts_of(fields.get("versions"))),
        "sprints": tuple(sprints_of(fields.get("closedSprints")) + sprints_of(fields.get("sprint"))),
        "parent": text_of(part(fields, "parent", "key")),
        "epic": text_of(part(fields, "epic", "key")),
        "due": _read(number, "duedate", fields.get("duedate"), day_of, notes),
        "links": tuple(_links(fields)),
        "comments": tuple(_comments(number, fields, notes)),
        "attachments": tuple(_attachments(fields)),
        "work_logs": tuple(_work_logs(number, fields, notes)),
    }
    for name in ("reporter", "assignee", "creator"):
        found[name] = person_of(fields.get(name))
    for field_id, name in _DATES.items():
        found[name] = _read(number, field_id, fields.get(field_id), moment_of, notes)
    for field_id, name in (("timeoriginalestimate", "estimate"), ("timeestimate", "remaining"), ("timespent", "spent")):
        found[name + "_seconds"] = seconds_of(fields.get(field_id))
    return found


def _read(number: int, field_id: str, value: Any, reader: Any, notes: Notes) -> Any:
    read = reader(value)
    if read is None and text_of(value):
        notes.add(number, field_id, "unreadable-date", text_of(value))
    return read


def _custom(values: dict[str, Any], meaning: Meaning | None, field_id: str, value: Any) -> None:
    """A field that Jira does not read by itself: sprint, epic, points, criteria, or what the person said."""
    if meaning is None or field_id in OWN or value in (None, "", [], {}):
        return
    if meaning.field is Field.SPRINT:
        values["sprints"] = (*values["sprints"], *sprints_of(value))
    elif meaning.field is Field.CRITERIA:
        text = rich(value)
        values["criteria"] = (*values.get("criteria", ()), *([text] if text else []))
    elif meaning.field in (Field.EPIC, Field.STORY_POINTS, Field.PRIORITY, Field.TYPE, Field.STATUS):
        values[meaning.field.value] = values.get(meaning.field.value) or text_of(value)
    elif meaning.field is Field.LABELS:
        values["labels"] = (*values["labels"], *texts_of(value))


def _comments(number: int, fields: dict[str, Any], notes: Notes) -> Iterator[JiraComment]:
    for raw in rows_of(fields, "comment", "comments"):
        body = rich(raw.get("body"))
        if raw.get("visibility") or raw.get("jsdPublic") is False:
            notes.add(number, "comment", "restricted-comment", text_of(raw.get("id")))
        elif body:
            yield JiraComment(moment_of(raw.get("created")), person_of(raw.get("author")), body)


def _attachments(fields: dict[str, Any]) -> Iterator[JiraAttachment]:
    for raw in rows_of(fields, "attachment"):
        author = person_of(raw.get("author"))
        yield JiraAttachment(
            text_of(raw.get("filename")), text_of(raw.get("content")), moment_of(raw.get("created")), author
        )


def _work_logs(number: int, fields: dict[str, Any], notes: Notes) -> Iterator[JiraWorkLog]:
    for raw in rows_of(fields, "worklog", "worklogs"):
        if raw.get("visibility"):
            notes.add(number, "worklog", "restricted-work-log", text_of(raw.get("id")))
            continue
        comment = raw.get("comment")
        text = kept_text(comment) if isinstance(comment, dict) else text_of(comment)
        at = moment_of(raw.get("started") or raw.get("created"))
        yield JiraWorkLog(at, person_of(raw.get("author")), seconds_of(raw.get("timeSpentSeconds")), text)


def _links(fields: dict[str, Any]) -> Iterator[JiraLink]:
    for raw in rows_of(fields, "issuelinks"):
        for direction in ("inward", "outward"):
            key = text_of(part(raw, direction + "Issue", "key"))
            if key:
                yield JiraLink(text_of(part(raw, "type", "name")), direction, key)


def _changes(raw: dict[str, Any]) -> Iterator[JiraChange]:
    for history in rows_of(raw, "changelog", "histories"):
        at, author = moment_of(history.get("created")), person_of(history.get("author"))
        for item in rows_of(history, "items"):
            old = text_of(item.get("fromString")) or text_of(item.get("from"))
            new = text_of(item.get("toString")) or text_of(item.get("to"))
            yield JiraChange(at, author, text_of(item.get("field")), old, new)


def _note_what_is_missing(number: int, raw: dict[str, Any], notes: Notes) -> None:
    """The REST answer holds only the first comments, work logs and changes of a long issue, and says so."""
    for place, inside in (("comment", "comments"), ("worklog", "worklogs")):
        box = part(raw, "fields", place)
        _note_short(number, place, box, inside, notes)
    _note_short(number, "changelog", raw.get("changelog"), "histories", notes)
    if text_of(part(raw, "fields", "security", "name")):
        notes.add(number, "security", "restricted-issue", text_of(part(raw, "fields", "security", "name")))


def _note_short(number: int, place: str, box: Any, inside: str, notes: Notes) -> None:
    total, given = part(box, "total"), len(rows_of(box, inside))
    if isinstance(total, int) and total > given:
        notes.add(number, place, "not-all-in-file", f"{given} / {total}")


def packed(values: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """What came in lists, packed as Jira's CSV packs it."""
    for file in values["attachments"]:
        yield "Attachment", _stamped(file.at, file.author, file.name, file.url)
    for log in values["work_logs"]:
        yield "Log Work", f"{log.text};{_stamped(log.at, log.author, str(log.seconds or 0))}"
    for link in values["links"]:
        yield f"{link.direction.capitalize()} issue link ({link.kind})", link.key
    for change in values["changes"]:
        yield "History", _stamped(change.at, change.author, change.field, change.old, change.new)


def _stamped(at: Any, author: Any, *parts: str) -> str:
    return ";".join((at.isoformat() if at else "", author.label if author else "", *parts))


def _cell(number: int, column: str, text: str, notes: Notes) -> Cell:
    cleaned, code = storable(text)
    if code:
        notes.add(number, column, code, cleaned)
    return Cell(storable(column)[0], cleaned)


def _clean(value: Any) -> Any:
    return storable(value)[0] if isinstance(value, str) else value
