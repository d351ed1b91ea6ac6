"""Handing over, judging, accepting and returning, from a task's page and from pages of their own."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _

from signoff.acceptance.models import EvidenceKind, Result
from signoff.acceptance.rounds import rounds
from signoff.backlog.models import Task
from signoff.backlog.queries import task_named
from signoff.charter.decisions import decision_named
from signoff.doors.not_done import sentence
from signoff.doors.pages import deed, not_done_of, page, project_deed, project_page
from signoff.people.circle import circle
from signoff.people.standing import Member

MOST_EVIDENCE = 20
USUAL_CHECKS = ("test", "autotest", "review", "security", "documentation")


def _address(task: str) -> str:
    return f"/projects/{task.partition('-')[0]}/tasks/{task}"


@project_deed
def judge(request: HttpRequest, member: Member, task: str) -> HttpResponse:
    """The customer finds one criterion met or not met; it is saved at once (AC4)."""
    form = request.POST
    met = {"true": True, "false": False}.get(form.get("met", ""), form.get("met", ""))
    given: dict[str, Any] = {
        "task": task,
        "criterion": form.get("criterion", ""),
        "revision": form.get("revision", ""),
        "met": met,
    }
    if met is False:
        given |= {name: form.get(name, "") for name in ("expected", "happened", "better")}
    return deed(request, "acceptance.judge-criterion", given, page=_address(task))


@project_deed
def accept(request: HttpRequest, member: Member, task: str) -> HttpResponse:
    """The customer accepts; `met` names the criteria that are found met by the same press (AC1)."""
    given = {
        "task": task,
        "revision": request.POST.get("revision", ""),
        "verdicts": [{"criterion": each, "met": True} for each in request.POST.getlist("met")],
    }
    return deed(request, "acceptance.accept-task", given, page=_address(task), said=_("Accepted."))


@project_page
def returning(request: HttpRequest, member: Member, task: str) -> HttpResponse:
    """What is missing: the same form as in the dialog on the task's page."""
    row, people = task_named(task, seen_by=member), circle(seen_by=member)
    refusal = decision_named("acceptance").refusal_to(people.who_may("acceptance"))
    context = {
        "task": row,
        "member": member,
        "address": _address(task),
        "rounds": rounds(row, seen_by=member),
        "refusal": "" if people.may("acceptance") else sentence(refusal),
    }
    return page(request, "acceptance/return.html", context, member=member, current="backlog")


@project_deed
def give_back(request: HttpRequest, member: Member, task: str) -> HttpResponse:
    """The customer returns the task, with what is missing (AC1, D3)."""
    form, here = request.POST, _address(task)
    given = {
        "task": task,
        "revision": form.get("revision", ""),
        "note": form.get("note", ""),
        "verdicts": [
            {"criterion": each, "met": False}
            | {name: form.get(f"{name}-{each}", "") for name in ("expected", "happened", "better")}
            for each in form.getlist("not_met")
        ],
    }
    return deed(
        request,
        "acceptance.return-task",
        given,
        page=f"{here}/return",
        said=_("Returned."),
        then=lambda done: here,
    )


@project_page
def handing_over(request: HttpRequest, member: Member, task: str) -> HttpResponse:
    """Which version, where, how to try it, and what was checked (AC4, DV2)."""
    row, people = task_named(task, seen_by=member), circle(seen_by=member)
    refused, past = not_done_of(request), rounds(row, seen_by=member)
    refusal = decision_named("handover").refusal_to(people.who_may("handover"))
    context = {
        "task": row,
        "member": member,
        "address": _address(task),
        "rounds": past,
        "before": _before(row, past.latest.where if past.latest else ""),
        "not_met": [verdict for verdict in past.judged if past.latest and not verdict.met],
        "evidence": _typed_evidence(refused.typed) if refused else [(kind, "", "passed") for kind in USUAL_CHECKS],
        "kinds": EvidenceKind.choices,
        "results": Result.choices,
        "refusal": "" if people.may("handover") else sentence(refusal),
    }
    return page(request, "acceptance/hand_over.html", context, member=member, current="backlog")


def _before(task: Task, where: str) -> dict[str, str]:
    """What the last handover said of where it runs: it seldom changes."""
    return {"version": "", "where": where, "how": ""}


@project_deed
def hand_over(request: HttpRequest, member: Member, task: str) -> HttpResponse:
    """The contractor hands the task over; lines of evidence without words are left out."""
    form, here = request.POST, _address(task)
    given = {
        "task": task,
        "revision": form.get("revision", ""),
        **{name: form.get(name, "") for name in ("version", "where", "how")},
        "evidence": [
            {"kind": kind, "text": text, "result": result}
            for kind, text, result in _typed_evidence(form)
            if text.strip()
        ],
    }
    return deed(
        request,
        "acceptance.hand-over-task",
        given,
        page=f"{here}/hand-over",
        said=_("Handed over."),
        then=lambda done: here,
    )


def _typed_evidence(form: Any) -> list[tuple[str, str, str]]:
    if not isinstance(form, QueryDict):
        return []
    lines = zip(
        form.getlist("evidence_kind"), form.getlist("evidence_text"), form.getlist("evidence_result"), strict=False
    )
    return list(lines)[: MOST_EVIDENCE + 1]
