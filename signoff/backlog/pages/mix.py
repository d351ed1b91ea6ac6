"""The mix of kinds of work on a page: agreed, planned, done; and the form that suggests another (P2)."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from signoff.backlog.mixing import ORDER, MixNow, Work, mix_now
from signoff.backlog.pages.deciding import refusal_of
from signoff.doors.pages import not_done_of, page, project_deed, project_page
from signoff.people.circle import circle
from signoff.people.standing import Member
from signoff.proposals.pages.deeds import suggest_deed
from signoff.proposals.queries import open_counts, proposals


@dataclass(frozen=True)
class Line:
    """One kind: its agreed share in per cent (None: not agreed), and its share and minutes in a body of work."""

    name: str
    words: str
    agreed: int | None
    planned: int
    planned_minutes: int
    done: int
    done_minutes: int


@project_page
def mix(request: HttpRequest, member: Member) -> HttpResponse:
    """Agreed against planned against done, by hours."""
    people, now = circle(seen_by=member), mix_now(seen_by=member)
    refused = not_done_of(request)
    open_ones = proposals(seen_by=member).filter(outcome="", about=f"mix:{member.project.key}").order_by("-number")
    context = {
        "member": member,
        "circle": people,
        "now": now,
        "lines": _lines(now),
        "planned": _of_sprints(now.planned),
        "done": _of_sprints(now.done),
        "open": open_ones.first(),
        "refusal": "" if people.may("mix") else refusal_of("mix", people),
        "shares": [(line, refused.value(f"share-{line.name}", line.agreed or 0)) for line in _lines(now)],
        "counts": open_counts(seen_by=member),
    }
    return page(request, "backlog/mix.html", context, member=member, current="backlog")


def _lines(now: MixNow) -> list[Line]:
    shares = now.agreed.shares if now.agreed else {}
    return [
        Line(
            kind.value,
            str(kind.label),
            shares.get(kind.value),
            now.planned.share(kind),
            now.planned.minutes.get(kind.value, 0),
            now.done.share(kind),
            now.done.minutes.get(kind.value, 0),
        )
        for kind in ORDER
    ]


def _of_sprints(work: Work) -> str:
    """“Sprints 3, 4 and 5”, in words."""
    if not work.sprints:
        return ""
    if len(work.sprints) == 1:
        return _("sprint %(number)s") % {"number": work.sprints[0]}
    return _("sprints %(first)s to %(last)s") % {"first": work.sprints[0], "last": work.sprints[-1]}


@project_deed
def suggest(request: HttpRequest, member: Member) -> HttpResponse:
    """One side suggests a mix; it holds when the other agrees."""
    here = f"/projects/{member.project.key}/mix"
    shares = {kind.value: _share(request.POST.get(f"share-{kind.value}", "")) for kind in ORDER}
    return suggest_deed(
        request, member, "backlog.agree-mix", {"project": member.project.key, "shares": shares}, page=here
    )


def _share(text: str) -> int | str:
    """A whole number of per cent; what is none as it is, for the command to refuse."""
    said = text.strip().removesuffix("%").strip()
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 6 else text[:20]
