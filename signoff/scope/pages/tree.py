"""The scope as a tree, with what rolls up in it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from signoff.backlog.counting import tally
from signoff.doors.pages import page, project_page
from signoff.people.circle import circle
from signoff.people.standing import Member
from signoff.scope.baselines import last_approved, waiting
from signoff.scope.models import Requirement
from signoff.scope.pages.words import around, refusal_of
from signoff.scope.queries import requirements
from signoff.scope.tree import Tree, tree

MOST_ROWS = 200
"""A tree with more parts shows its deeper levels on the pages of their parents."""


@project_page
def scope(request: HttpRequest, member: Member) -> HttpResponse:
    """What is to be built and how far it is, from the stages down to the stories (S1)."""
    people, whole, counted = circle(seen_by=member), tree(seen_by=member), tally(seen_by=member)
    deepest = depth_to_show(whole)
    in_scope = whole.work
    context: dict[str, Any] = {
        **around(member, people),
        "tree": whole,
        "rows": whole.rows(deepest),
        "deepest": deepest,
        "work": in_scope,
        "outside": max(counted.of(open=True) - (in_scope.tasks - in_scope.finished), 0),
        "any_task": counted.all > 0,
        "baseline": last_approved(seen_by=member),
        "offered": waiting(seen_by=member),
        "open_requirements": requirements(seen_by=member).filter(state=Requirement.State.OPEN).count(),
        "refusal": refusal_of("scope", people),
    }
    return page(request, "scope/scope.html", context, member=member, current="scope")


def depth_to_show(whole: Tree) -> int:
    """The deepest level at which the tree still fits on a page."""
    rows = whole.rows()
    for deepest in (2, 1):
        if sum(node.depth <= deepest for node in rows) <= MOST_ROWS:
            return deepest
    return 0
