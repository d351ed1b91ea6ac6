"""My projects, and opening a new one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from signoff.charter.decisions import decision_named
from signoff.charter.sides import CooperationModel
from signoff.charter.standing import Standing
from signoff.doors.not_done import sentence
from signoff.doors.pages import deed, page
from signoff.kernel import clock
from signoff.people.access import person_of, signed_in
from signoff.people.models import Person
from signoff.people.queries import invitations, waiting_to_begin
from signoff.people.waiting import places_with_waiting

CREATE, RENEW = "people.create-project", "people.renew-first-invitations"


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def projects(request: HttpRequest) -> HttpResponse:
    """Every project in which the reader takes part, with what waits there; and those to which they are invited."""
    if request.method == "POST" and request.POST.get("deed") == RENEW:
        given = {"project": request.POST.get("project", "")}
        return deed(request, RENEW, given, page=reverse("projects"), then=lambda _done: _written(request))
    if request.method == "POST":
        key = request.POST.get("project", "")
        given = {"project": key, "invitation": request.POST.get("invitation", "")}
        return deed(
            request,
            "people.accept-invitation",
            given,
            page=reverse("projects"),
            then=lambda _done: f"/projects/{key}/",
        )
    person = person_of(request)
    context = {
        "places": places_with_waiting(person),
        "invitations": list(invitations(seen_by=person, now=clock.now())),
        "may_open": _may_open(person),
        "waiting": list(waiting_to_begin(seen_by=person)) if _may_open(person) else [],
    }
    return page(request, "people/projects.html", context, member=None, current="projects")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def new_project(request: HttpRequest) -> HttpResponse:
    """An administrator opens a project; whoever is none reads who does."""
    if request.method == "POST":
        return deed(
            request,
            CREATE,
            _given(request),
            page=reverse("new-project"),
            said=_("The project is open. Both sides have been written to."),
            then=lambda done: _after(request, str(done.answer["project"])),
        )
    person = person_of(request)
    decision = decision_named("new-project")
    administrators = Person.objects.filter(is_administrator=True, is_active=True)
    context = {
        "may": _may_open(person),
        "reason": sentence(decision.refusal_to(list(administrators.values_list("name", flat=True)[:3]))),
        "models": [(model.value, model.label, "") for model in CooperationModel],
        "person": person,
    }
    return page(request, "people/new_project.html", context, member=None, current="projects")


def _written(request: HttpRequest) -> str:
    """Said without its receipt, which stands in a project that the reader does not see."""
    messages.success(request, _("New letters are on their way."))
    return reverse("projects")


def _may_open(person: Person) -> bool:
    return decision_named("new-project").allows(Standing(is_administrator=person.is_administrator))


def _given(request: HttpRequest) -> dict[str, Any]:
    fields = ("key", "name", "customer", "contractor", "cooperation_model")
    first = {
        who: {part: request.POST.get(f"{who}_{part}", "") for part in ("name", "email")}
        for who in ("product_owner", "project_manager")
    }
    given = {name: request.POST.get(name, "") for name in fields} | first
    return given | {"key": str(given["key"]).strip().upper()}


def _after(request: HttpRequest, key: str) -> str:
    """To the project, for whoever takes part in it; else back to the list."""
    takes_part = any(place.project.key == key for place in places_with_waiting(person_of(request)))
    return f"/projects/{key}/" if takes_part else reverse("projects")
