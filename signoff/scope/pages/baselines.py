"""The baselines: scope and estimate as they were offered and approved, and what changed between two of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from signoff.doors.pages import deed, page, project_deed, project_page
from signoff.forecast.whole import Range, range_of, sums_of
from signoff.kernel.refusals import NotThere
from signoff.people.circle import circle, short_name
from signoff.people.standing import Member
from signoff.proposals.models import Proposal
from signoff.proposals.queries import proposals
from signoff.scope.baselines import against_offering, last_approved, offer_of
from signoff.scope.comparing import Comparison, compare
from signoff.scope.models import Baseline
from signoff.scope.pages.words import around, refusal_of, scope_of
from signoff.scope.queries import baseline_named, baselines
from signoff.scope.snapshot import Line, PartLine, Snapshot, snapshot_now, snapshot_of, whole_of

NOW = "now"
MANY_TASKS = 400
"""A baseline with more tasks shows them part by part."""
MOST_LINES = 200
"""So many lines of each sort stand on a page; how many more there are is said."""


@project_page
def baselines_page(request: HttpRequest, member: Member) -> HttpResponse:
    """Every baseline, newest first; none is ever taken away."""
    people = circle(seen_by=member)
    rows = list(baselines(seen_by=member).defer("lines", "parts").order_by("-number")[:MOST_LINES])
    people.introduce(rows, "proposed_by")
    people.introduce([row for row in rows if row.approved_by_id], "approved_by")
    for row in rows:
        row.project = member.project
    offers = {each.about: each for each in proposals(seen_by=member).filter(about__in=[row.obj for row in rows])}
    context = {
        **around(member, people),
        "rows": [(row, whole_of(row), offers.get(row.obj)) for row in rows],
        "approved": next((row for row in rows if row.approved_at), None),
        "refusal": refusal_of("baseline", people),
    }
    return page(request, "scope/baselines.html", context, member=member, current="scope")


@project_page
def baseline(request: HttpRequest, member: Member, baseline: int) -> HttpResponse:
    """One baseline: what the customer agrees to, or agreed to, against the one before."""
    row, people = baseline_named(f"{member.project.key}.{baseline}", seen_by=member), circle(seen_by=member)
    before = _approved_before(row, member)
    snapshot, offer = snapshot_of(row), offer_of(row, seen_by=member)
    context: dict[str, Any] = {
        **around(member, people),
        "baseline": row,
        "whole": whole_of(row),
        "offer": offer,
        "waits": offer is not None and not offer.outcome,
        "before": before,
        "more": whole_of(row).expected - whole_of(before).expected if before else 0,
        "compared": compare(snapshot_of(before), snapshot) if before else None,
        "rows": part_rows(snapshot),
        "one_by_one": row.tasks > MANY_TASKS,
        "opened": request.GET.get("part", ""),
        "line_range": lambda line: Range(line.low, line.likely, line.high),
        "most": MOST_LINES,
        "contractor": short_name(member.project.contractor),
        "customer": short_name(member.project.customer),
        "approval_refusal": refusal_of("baseline-approval", people),
        "own_offer": offer is not None and offer.side == member.membership.side,
    }
    return page(request, "scope/baseline.html", context, member=member, current="scope")


def _approved_before(row: Baseline, member: Member) -> Baseline | None:
    rows = baselines(seen_by=member).filter(number__lt=row.number, approved_at__isnull=False)
    return rows.order_by("-number").first()


@dataclass(frozen=True)
class PartRow:
    """A part of a baseline: the tasks that stand directly at it, and what it comes to with all below."""

    part: PartLine
    depth: int
    lines: list[Line]
    tasks: int
    range: Range


def part_rows(snapshot: Snapshot) -> list[PartRow]:
    """The parts in the order of the tree, rolled up."""
    own: dict[int, list[Line]] = {part.number: [] for part in snapshot.parts}
    for line in snapshot.lines:
        own[line.part].append(line)
    sums = {number: sums_of(line.points for line in lines if line.points) for number, lines in own.items()}
    tasks = {number: len(lines) for number, lines in own.items()}
    for part in reversed(snapshot.parts):
        if part.parent is not None:
            sums[part.parent] += sums[part.number]
            tasks[part.parent] += tasks[part.number]
    rows: list[PartRow] = []
    depth: dict[int, int] = {}
    for part in snapshot.parts:
        depth[part.number] = depth[part.parent] + 1 if part.parent is not None else 0
        whole = range_of(sums[part.number])
        rows.append(PartRow(part, depth[part.number], own[part.number], tasks[part.number], whole))
    return rows


@project_page
def offer_form(request: HttpRequest, member: Member) -> HttpResponse:
    """What would be offered now, and what changed since the last one."""
    people, now, last = circle(seen_by=member), snapshot_now(seen_by=member), last_approved(seen_by=member)
    context: dict[str, Any] = {
        **around(member, people),
        "now": now,
        "last": last,
        "compared": compare(snapshot_of(last), now) if last else None,
        "most": MOST_LINES,
        "refusal": refusal_of("baseline", people),
        "against": [each.sentence for each in against_offering(now, seen_by=member)],
        "customer": short_name(member.project.customer),
    }
    return page(request, "scope/offer.html", context, member=member, current="scope")


@project_deed
def offer(request: HttpRequest, member: Member) -> HttpResponse:
    """The contractor offers it."""
    here = f"{scope_of(member)}/baselines"
    return deed(
        request,
        "scope.offer-baseline",
        {"project": member.project.key, "reason": request.POST.get("reason", "")},
        page=f"{here}/offer",
        said=_("Offered. The customer decides."),
        then=lambda done: f"{here}/{str(done.answer['baseline']).partition('.')[2]}",
    )


def _answer(request: HttpRequest, member: Member, baseline: int, command: str, said: str) -> HttpResponse:
    row = baseline_named(f"{member.project.key}.{baseline}", seen_by=member)
    found: Proposal | None = offer_of(row, seen_by=member)
    if found is None:
        raise NotThere(row.obj)
    given = {"proposal": f"{member.project.key}.{found.number}", "note": request.POST.get("note", "")}
    return deed(request, command, given, page=f"{scope_of(member)}/baselines/{baseline}", said=said)


@project_deed
def approve(request: HttpRequest, member: Member, baseline: int) -> HttpResponse:
    """The customer approves scope and estimate together."""
    return _answer(request, member, baseline, "proposals.agree", _("Approved. It holds from now on."))


@project_deed
def decline(request: HttpRequest, member: Member, baseline: int) -> HttpResponse:
    """The customer says what is missing."""
    return _answer(request, member, baseline, "proposals.decline", _("Declined."))


@project_deed
def withdraw(request: HttpRequest, member: Member, baseline: int) -> HttpResponse:
    """The contractor takes its offer back."""
    return _answer(request, member, baseline, "proposals.withdraw", _("Taken back."))


@project_page
def compare_page(request: HttpRequest, member: Member) -> HttpResponse:
    """What changed between two baselines, or between one and the scope now: `from` and `to` are numbers, or “now”."""
    people = circle(seen_by=member)
    rows = list(baselines(seen_by=member).defer("lines", "parts").order_by("-number"))
    to = request.GET.get("to", "") or NOW
    since = request.GET.get("from", "") or _last_before(rows, to)
    found: Comparison | None = None
    if since and since != to:
        found = compare(_snapshot(since, member), _snapshot(to, member))
    options = [(NOW, _("The scope now")), *((str(row.number), _named(row)) for row in rows)]
    context: dict[str, Any] = {
        **around(member, people),
        "compared": found,
        "since": since,
        "to": to,
        "options": options,
        "names": dict(options),
        "most": MOST_LINES,
    }
    return page(request, "scope/compare.html", context, member=member, current="scope")


def _last_before(rows: list[Baseline], to: str) -> str:
    """The approved baseline before this one; the newest one for “now”."""
    upper = int(to) if to.isdecimal() and len(to) < 10 else None
    approved = [row.number for row in rows if row.approved_at and (upper is None or row.number < upper)]
    return str(approved[0]) if approved else ""


def _named(row: Baseline) -> str:
    return _("Baseline %(number)d") % {"number": row.number}


def _snapshot(number: str, member: Member) -> Snapshot:
    if number == NOW:
        return snapshot_now(seen_by=member)
    try:
        return snapshot_of(baseline_named(f"{member.project.key}.{number}", seen_by=member))
    except NotThere:
        raise Http404 from None
