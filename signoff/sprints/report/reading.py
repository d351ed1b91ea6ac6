"""A sprint's result told in its reader's words: the same for the page and for the PDF."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from signoff.sprints.models import Sprint
from signoff.ui.format import day, duration, moment

ENDS = ("accepted", "carried_over", "open", "agreed", "made_way")


@dataclass(frozen=True)
class Line:
    """A task in the report: its key and title, its hours, and what there is to say of it."""

    key: str
    title: str
    hours: str
    said: tuple[str, ...]


@dataclass(frozen=True)
class Group:
    """The tasks that ended alike."""

    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Report:
    """All that the report says. `figures` are (label, value, what it is held against); `people` (name, side, note)."""

    figures: tuple[tuple[str, str, str], ...]
    groups: tuple[Group, ...]
    exceptions: tuple[Line, ...]
    people: tuple[tuple[str, str, str], ...]


def report_of(sprint: Sprint, result: Mapping[str, Any], names: Mapping[str, str]) -> Report:
    """The result in words; `names` are those of people by their pseudonymous ids."""
    headings = {
        "accepted": _("Accepted"),
        "carried_over": _("Carried over"),
        "open": _("Not finished yet"),
        "agreed": _("Taken out: both sides agreed"),
        "made_way": _("Made way for a critical bug"),
    }
    by_end: dict[str, list[Line]] = {end: [] for end in ENDS}
    for each in result["tasks"]:
        by_end[each["end"]].append(_line(each, names))
    return Report(
        figures=_figures(result),
        groups=tuple(Group(headings[end], tuple(lines)) for end, lines in by_end.items() if lines),
        exceptions=tuple(_exceptions(result, names)),
        people=tuple(
            (names.get(each["person"], each["person"]), each["side"], _share(each)) for each in result["people"]
        ),
    )


def _figures(result: Mapping[str, Any]) -> tuple[tuple[str, str, str], ...]:
    against = _("of %(committed)s committed") % {"committed": _sum(result["committed"])}
    stable = result["stability"]
    exchanged = _("%(came)s came in, %(went)s went out") % {
        "came": duration(result["came_in"]["minutes"]),
        "went": duration(result["went_out"]["minutes"]),
    }
    returned = result["returned"]
    return (
        (_("Accepted"), _sum(result["accepted"]), against),
        (_("Carried over"), _sum(result["carried_over"]), _("to the next sprint or the backlog")),
        (_("Stayed as signed"), "–" if stable is None else f"{stable}\N{NO-BREAK SPACE}%", exchanged),
        (_("Returned"), ngettext("%(n)d time", "%(n)d times", returned) % {"n": returned}, _("and worked on again")),
    )


def _sum(part: Mapping[str, int]) -> str:
    tasks = ngettext("%(n)d task", "%(n)d tasks", part["tasks"]) % {"n": part["tasks"]}
    return _("%(tasks)s, %(hours)s") % {"tasks": tasks, "hours": duration(part["minutes"])}


def _line(each: Mapping[str, Any], names: Mapping[str, str]) -> Line:
    said = []
    who = names.get(each["end_by"] or "", "")
    if each["end"] == "accepted" and who:
        said.append(_("Accepted by %(name)s.") % {"name": who})
    if each["end"] == "carried_over":
        said.append(_("Into sprint %(number)s.") % {"number": each["to"]} if each["to"] else _("Into the backlog."))
    if each["end_reason"]:
        said.append(each["end_reason"])
    if each["returned"]:
        times = each["returned"]
        said.append(ngettext("Returned %(n)d time.", "Returned %(n)d times.", times) % {"n": times})
    before, now = each["minutes"], each["estimate_now"]
    if before and now and before != now:
        said.append(_("Estimated at %(hours)s now.") % {"hours": duration(now)})
    return Line(each["task"], each["title"], duration(before) if before else "–", tuple(said))


def _exceptions(result: Mapping[str, Any], names: Mapping[str, str]) -> list[Line]:
    words = {
        "critical_bug": _("Critical bug let in"),
        "agreed": _("Taken in: both sides agreed"),
        "emergency": _("Emergency work"),
    }
    found = []
    for each in result["tasks"]:
        if each["entry"] not in words:
            continue
        said = [_by(words[each["entry"]], names.get(each["by"], ""), each["at"]), each["reason"]]
        if each["began_at"]:
            late = int((_moment(each["written_at"]) - _moment(each["began_at"])).total_seconds()) // 60
            said.append(_("Written down %(delay)s after it began.") % {"delay": duration(late)})
        hours = duration(each["minutes"]) if each["minutes"] else "–"
        found.append(Line(each["task"], each["title"], hours, tuple(filter(None, said))))
    for each in result["overcommitments"]:
        title = _("%(person)s may take more than fits") % {"person": names.get(each["person"], "")}
        allowed = _by(_("Allowed"), names.get(each["by"], ""), each["at"])
        found.append(Line("", title, duration(each["minutes"]), (allowed, each["reason"])))
    return found


def _by(what: str, name: str, at: str) -> str:
    return _("%(what)s by %(name)s, %(when)s.") % {"what": what, "name": name, "when": moment(_moment(at))}


def _share(each: Mapping[str, Any]) -> str:
    parts = []
    if each["planned_together"]:
        parts.append(_("took part in planning"))
    if each["allocation"] and each["side"] == "contractor":
        parts.append(_("%(share)d %% of their hours") % {"share": each["allocation"]})
    return ", ".join(parts)


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def when_said(sprint: Sprint) -> str:
    """Whether it is the result or a draft of it."""
    if sprint.completed_at is None:
        return _("A draft: the sprint runs until %(day)s.") % {"day": day(sprint.ends_on)}
    return _("Completed %(when)s.") % {"when": moment(sprint.completed_at)}
