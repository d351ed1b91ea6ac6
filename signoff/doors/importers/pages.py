"""The page of an import: choose a file, see what would come in, bring it in, see what came."""

from __future__ import annotations

import json
from typing import Any
from zoneinfo import available_timezones

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from signoff.charter.decisions import decision_named
from signoff.doors.importers import forms, telling, work
from signoff.doors.importers.jira import says
from signoff.doors.importers.jira.problems import ImportProblem
from signoff.doors.importers.jira.source import BIGGEST
from signoff.doors.importers.jobs import GOING, Job, job_of, new_job
from signoff.doors.not_done import sentence
from signoff.doors.pages import page, project_deed, project_page
from signoff.doors.uploads import was_too_large
from signoff.kernel.refusals import NotThere, Refusal
from signoff.people.access import see
from signoff.people.queries import holders, team
from signoff.people.standing import Member

LOOK_AGAIN_AFTER = 2  # seconds, while something is on its way
SHOWN_NOTES = 100


def choose(request: HttpRequest, project: str) -> HttpResponse:
    """GET: where a file is chosen. POST: here it comes."""
    if request.method == "POST":
        return _upload(request, project=project)
    return _choose(request, project=project)


@project_page
def _choose(request: HttpRequest, member: Member) -> HttpResponse:
    return _show_choose(request, member)


@project_deed
def _upload(request: HttpRequest, member: Member) -> HttpResponse:
    reason = reason_against(member)
    if reason:
        return _show_choose(request, member, status=409)
    file = request.FILES.get("file")
    if was_too_large(request) or (file is not None and (file.size or 0) > BIGGEST):
        said = says.problem_said(ImportProblem("too-big", most=BIGGEST // 1024**2))
        return _show_choose(request, member, error=said, status=422)
    if file is None:
        return _show_choose(request, member, error=_("Choose a file."), status=422)
    job = new_job(member, (file.name or "")[:200], file.chunks())
    work.look(job)
    return see(_address(job, member))


def _show_choose(request: HttpRequest, member: Member, error: str = "", status: int = 200) -> HttpResponse:
    context = {"member": member, "reason": reason_against(member), "error": error, "how": says.how_to_export()}
    answer = page(request, "importers/choose.html", context, member=member, current="import")
    answer.status_code = status
    return answer


def reason_against(member: Member) -> str:
    """Why this person does not bring in a backlog, and who does; "" where they may."""
    decision = decision_named("import")
    if member.may(decision):
        return ""
    refusal: Refusal = decision.refusal_to(tuple(row.person.name for row in holders(decision, seen_by=member)))
    return sentence(refusal)


@project_page
def show(request: HttpRequest, member: Member, token: str) -> HttpResponse:
    """How far it is: being read, to be decided, being written, or over."""
    job = _job(member, token)
    state = job.state
    if state["now"] in GOING:
        return _show_progress(request, member, job, state)
    if state["now"] == "preview":
        return _show_preview(request, member, job)
    return _show_end(request, member, job, state)


def _show_progress(request: HttpRequest, member: Member, job: Job, state: dict[str, Any]) -> HttpResponse:
    context = {"member": member, "job": job, "state": state, "address": _address(job, member)}
    answer = page(request, "importers/progress.html", context, member=member, current="import")
    answer.headers["Refresh"] = str(LOOK_AGAIN_AFTER)
    return answer


def _show_end(request: HttpRequest, member: Member, job: Job, state: dict[str, Any]) -> HttpResponse:
    problem = state.get("problem")
    context = {
        "member": member,
        "job": job,
        "state": state,
        "problem": _problem_said(problem) if problem else "",
        "notes": _notes(state["brought"]) if state["now"] == "done" else [],
    }
    return page(request, "importers/end.html", context, member=member, current="import")


def _show_preview(request: HttpRequest, member: Member, job: Job, notice: str = "", status: int = 200) -> HttpResponse:
    found = job.preview
    if found is None:
        raise Http404
    context = {
        "member": member,
        "job": job,
        "found": found,
        "address": _address(job, member),
        "notice": notice,
        "warnings": telling.warnings_of(found),
        "notes": _notes(found),
        "columns": found["columns"][: forms.MOST_COLUMNS],
        "people": found["people"][: forms.MOST_PEOPLE],
        "options": _options(member),
    }
    answer = page(request, "importers/preview.html", context, member=member, current="import")
    answer.status_code = status
    return answer


def _options(member: Member) -> dict[str, list[tuple[str, str]]]:
    people = [(row.person.pid, row.person.name) for row in team(seen_by=member)]
    return {
        "statuses": forms.step_options(),
        "priorities": forms.priority_options(),
        "kinds": forms.kind_options(),
        "columns": forms.field_options(),
        "people": [("", _("Keep the name only")), *people],
        "order": forms.order_options(),
        "markup": forms.markup_options(),
        "zones": [(zone, zone.replace("_", " ")) for zone in sorted(available_timezones())],
    }


@project_deed
def decide(request: HttpRequest, member: Member, token: str) -> HttpResponse:
    """The preview's form: see it anew with what was changed, or bring in what it shows."""
    job = _job(member, token)
    found = job.preview
    if job.state["now"] != "preview" or found is None:
        return see(_address(job, member))
    try:
        mapping, changed = forms.said_in(request.POST.dict(), found, job.mapping)
    except ImportProblem as problem:
        return _show_preview(request, member, job, says.problem_said(problem), 422)
    if changed:
        job.keep_mapping(mapping)
        work.look(job)
    elif request.POST.get("deed") == "bring-in" and found["new"] and not found["missing"]:
        work.bring(job, found["new"])
    return see(_address(job, member))


@project_deed
def stop(request: HttpRequest, member: Member, token: str) -> HttpResponse:
    """Stop it: nothing comes in."""
    job = _job(member, token)
    job.ask_to_stop()
    if job.state["now"] == "preview":
        job.say("stopped")
        job.forget_file()
    return see(_address(job, member))


@project_page
def mapping(request: HttpRequest, member: Member, token: str) -> HttpResponse:
    """What was said about this file, to keep it and to give it with the next one."""
    text = json.dumps(_job(member, token).mapping.as_json(), ensure_ascii=False, indent=1)
    name = f"{member.project.key}-mapping.json"
    return HttpResponse(
        text + "\n",
        content_type="application/json",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _job(member: Member, token: str) -> Job:
    try:
        return job_of(token, seen_by=member)
    except NotThere:
        raise Http404 from None


def _address(job: Job, member: Member) -> str:
    return reverse("import-show", args=[member.project.key, job.token])


def _problem_said(problem: dict[str, Any]) -> str:
    code, facts = problem["code"], problem["facts"]
    if code == "refused":
        return str(facts["words"])
    if code == "interrupted":
        return _("It was interrupted. Nothing came in; try it again.")
    return says.problem_said(ImportProblem(code, **facts))


def _notes(found: dict[str, Any]) -> list[dict[str, Any]]:
    """By reason: how often, in words, and the first cells."""
    return [
        {
            "said": says.note_said(code),
            "count": count,
            "cells": [note for note in found["notes"] if note["code"] == code][:SHOWN_NOTES],
        }
        for code, count in found["note_counts"].items()
    ]
