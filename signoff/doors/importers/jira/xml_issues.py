"""One `<item>` of the XML export as a `JiraIssue`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree.ElementTree import Element

from .columns import Field, Meaning, Sure, recognised
from .dates import DateForm
from .json_issues import packed
from .problems import Notes
from .values import (
    Cell,
    JiraAttachment,
    JiraComment,
    JiraIssue,
    JiraLink,
    JiraPerson,
    Markup,
    RichText,
)
from .xml_reader import XmlFile, attribute, text_in

_DATES = DateForm()
OWN: Mapping[str, Field] = {
    "key": Field.KEY,
    "summary": Field.SUMMARY,
    "description": Field.DESCRIPTION,
    "type": Field.TYPE,
    "status": Field.STATUS,
    "statusCategory": Field.STATUS_CATEGORY,
    "priority": Field.PRIORITY,
    "resolution": Field.RESOLUTION,
    "reporter": Field.REPORTER,
    "assignee": Field.ASSIGNEE,
    "created": Field.CREATED,
    "updated": Field.UPDATED,
    "resolved": Field.RESOLVED,
    "due": Field.DUE,
    "labels": Field.LABELS,
    "component": Field.COMPONENTS,
    "fixVersion": Field.FIX_VERSIONS,
    "version": Field.AFFECTS_VERSIONS,
    "timeoriginalestimate": Field.ESTIMATE,
    "timeestimate": Field.REMAINING,
    "timespent": Field.SPENT,
    "parent": Field.PARENT,
}
#: made of other elements, or shown nowhere as they are
_UNPACKED = frozenset({"comments", "attachments", "issuelinks", "customfields", "title", "labels"})
_DURATIONS = {"timeoriginalestimate": "estimate", "timeestimate": "remaining", "timespent": "spent"}


def xml_meaning(name: str) -> Meaning:
    """What an element, or a custom field by its name, means."""
    if name in OWN:
        return Meaning(OWN[name], Sure.KNOWN)
    found = recognised(name)
    if found.field in (Field.SPRINT, Field.EPIC, Field.STORY_POINTS, Field.CRITERIA):
        return Meaning(found.field, Sure.GUESS if found.field is Field.CRITERIA else Sure.KNOWN)
    return Meaning(Field.KEPT, found.sure)


def issues_of(file: XmlFile, meanings: Mapping[str, Meaning], notes: Notes) -> Iterator[JiraIssue]:
    """Each item as an issue."""
    for number, item in enumerate(file.items(), 1):
        before = file.left_out
        yield _issue(number, item, meanings, notes)
        if file.left_out > before:
            notes.add(number, "xml", "unreadable-character")


def _issue(number: int, item: Element, meanings: Mapping[str, Meaning], notes: Notes) -> JiraIssue:
    values: dict[str, Any] = _own(number, item, notes)
    cells = [cell for cell in _cells(item) if cell.value]
    for name, texts in _custom(item):
        meaning = meanings.get(name) or xml_meaning(name)
        _take(values, meaning.field, texts)
        cells += [Cell(name, text) for text in texts]
    cells += [Cell(name, text) for name, text in packed(values | {"work_logs": (), "changes": ()})]
    return JiraIssue(row=number, cells=tuple(cells), **values)


def _own(number: int, item: Element, notes: Notes) -> dict[str, Any]:
    resolution = item.find("resolution")
    found: dict[str, Any] = {
        "key": text_in(item.find("key")),
        "id": attribute(item.find("key"), "id"),
        "summary": text_in(item.find("summary")),
        "description": _html(item.find("description")),
        "type": text_in(item.find("type")),
        "status": text_in(item.find("status")),
        "status_category": attribute(item.find("statusCategory"), "key"),
        "priority": text_in(item.find("priority")),
        "resolution": "" if attribute(resolution, "id") == "-1" else text_in(resolution),
        "reporter": _person(item.find("reporter")),
        "assignee": _person(item.find("assignee")),
        "labels": tuple(text for text in map(text_in, item.iterfind("labels/label")) if text),
        "components": _texts(item, "component"),
        "fix_versions": _texts(item, "fixVersion"),
        "affects_versions": _texts(item, "version"),
        "parent": text_in(item.find("parent")),
        "links": tuple(_links(item)),
        "comments": tuple(_comments(number, item, notes)),
        "attachments": tuple(_attachments(item)),
        "due": _read(number, item, "due", _DATES.day, notes),
    }
    for name in ("created", "updated", "resolved"):
        found[name] = _read(number, item, name, _DATES.moment, notes)
    for element, name in _DURATIONS.items():
        seconds = attribute(item.find(element), "seconds")
        found[name + "_seconds"] = (
            int(seconds) if seconds.isascii() and seconds.isdigit() and len(seconds) < 11 else None
        )
    if text_in(item.find("security")):
        notes.add(number, "security", "restricted-issue", text_in(item.find("security")))
    return found


def _read(number: int, item: Element, name: str, reader: Any, notes: Notes) -> Any:
    text = text_in(item.find(name))
    read = reader(text) if text else None
    if text and read is None:
        notes.add(number, name, "unreadable-date", text)
    return read


def _html(element: Element | None) -> RichText | None:
    text = text_in(element)
    return RichText(text, Markup.HTML) if text else None


def _texts(item: Element, name: str) -> tuple[str, ...]:
    return tuple(text for text in map(text_in, item.iterfind(name)) if text)


def _person(element: Element | None) -> JiraPerson | None:
    its_id = attribute(element, "accountid", "username")
    name = text_in(element)
    return None if its_id == "-1" or not (name or its_id) else JiraPerson(name, its_id)


def _comments(number: int, item: Element, notes: Notes) -> Iterator[JiraComment]:
    for element in item.iterfind("comments/comment"):
        if attribute(element, "grouplevel", "rolelevel", "groupLevel", "roleLevel"):
            notes.add(number, "comment", "restricted-comment", attribute(element, "id"))
            continue
        at, author = _DATES.moment(attribute(element, "created")), attribute(element, "author")
        body = _html(element)
        if body:
            yield JiraComment(at, JiraPerson(id=author) if author else None, body)


def _attachments(item: Element) -> Iterator[JiraAttachment]:
    for element in item.iterfind("attachments/attachment"):
        author = attribute(element, "author")
        at = _DATES.moment(attribute(element, "created"))
        yield JiraAttachment(attribute(element, "name"), "", at, JiraPerson(id=author) if author else None)


def _links(item: Element) -> Iterator[JiraLink]:
    for kind in item.iterfind("issuelinks/issuelinktype"):
        for direction in ("inward", "outward"):
            for key in kind.iterfind(f"{direction}links/issuelink/issuekey"):
                yield JiraLink(text_in(kind.find("name")), direction, text_in(key))


def _cells(item: Element) -> Iterator[Cell]:
    """Every element with text that is not read into lists, and labels and sub-tasks one by one."""
    for element in item:
        if element.tag in _UNPACKED:
            continue
        inner = [text for text in map(text_in, element) if text]
        for text in inner or [text_in(element) or attribute(element, "key")]:
            yield Cell(element.tag, text)
    for label in item.iterfind("labels/label"):
        yield Cell("labels", text_in(label))


def _custom(item: Element) -> Iterator[tuple[str, list[str]]]:
    for field in item.iterfind("customfields/customfield"):
        name = text_in(field.find("customfieldname")) or attribute(field, "id")
        box = field.find("customfieldvalues")
        if box is None:
            continue
        texts = [text for text in [text_in(box), *map(_whole_text, box)] if text]
        if texts:
            yield name, texts


def _whole_text(element: Element) -> str:
    return " ".join("".join(element.itertext()).split()) if len(element) else text_in(element)


def _take(values: dict[str, Any], field: Field, texts: list[str]) -> None:
    """A custom field that means something here."""
    if field is Field.SPRINT:
        values["sprints"] = (*values.get("sprints", ()), *texts)
    elif field is Field.CRITERIA:
        rich = tuple(RichText(text, Markup.HTML) for text in texts)
        values["criteria"] = (*values.get("criteria", ()), *rich)
    elif field in (Field.EPIC, Field.STORY_POINTS, Field.PRIORITY, Field.TYPE, Field.STATUS):
        values[field.value] = values.get(field.value) or texts[0]
    elif field is Field.LABELS:
        values["labels"] = (*values["labels"], *texts)
