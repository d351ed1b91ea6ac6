"""Behind the link of an invitation. Looking at it decides nothing."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from signoff.doors.not_done import NOTHING, NotDone
from signoff.doors.pages import new_key
from signoff.kernel import clock
from signoff.kernel.command import read_command
from signoff.kernel.refusals import Answer, NotThere, Refusal
from signoff.kernel.run import run
from signoff.people import rules
from signoff.people.access import reader, see
from signoff.people.letters import secret_digest
from signoff.people.models import Invitation
from signoff.people.sign_in import sign_in

ACCEPT = "people.accept-invitation"
GONE = 410


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("password")
@never_cache
def invitation(request: HttpRequest, secret: str) -> HttpResponse:
    """Whoever has the link takes the place: somebody new with a password, others once they have signed in."""
    found = _invitation_behind(secret)
    if found is None:
        return render(request, "people/no_invitation.html", using="jinja2", status=404)
    over = why_over(found)
    if over is not None:
        return render(request, "people/invitation_over.html", {"reason": over.sentence}, using="jinja2", status=GONE)
    if request.method == "POST":
        return _accept(request, found)
    return _show(request, found, NOTHING)


def why_over(invitation: Invitation) -> Refusal | None:
    """Why the link leads nowhere any more."""
    return next(
        rules.against_invitation(
            accepted=invitation.accepted_at is not None,
            withdrawn=invitation.withdrawn_at is not None or invitation.membership.ended_at is not None,
            expired=invitation.expires_at < clock.now(),
        ),
        None,
    )


def _invitation_behind(secret: str) -> Invitation | None:
    return (
        Invitation.objects.filter(secret_digest=secret_digest(secret))
        .select_related("by", "membership__person", "membership__project__customer", "membership__project__contractor")
        .first()
    )


def _accept(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    invited, project = invitation.membership.person, invitation.membership.project
    is_new = not invited.has_usable_password()
    if not is_new and reader(request) != invited:
        return _show(request, invitation, NOTHING)
    typed = ("name", "password", "time_zone") if is_new else ()
    given = {name: request.POST[name] for name in typed if request.POST.get(name)}
    try:
        command = read_command(ACCEPT, {"project": project.key, "invitation": invitation.public_id, **given})
        run(command, by=invited, door="page")
    except NotThere:
        raise Http404 from None
    except Answer as answer:
        return _show(request, invitation, NotDone.of(ACCEPT, answer, request.POST))
    if is_new:
        invited.refresh_from_db()
        sign_in(request, invited)
    return see(f"/projects/{project.key}/")


def _show(request: HttpRequest, invitation: Invitation, not_done: NotDone) -> HttpResponse:
    invited = invitation.membership.person
    context = {
        "invitation": invitation,
        "place": invitation.membership,
        "is_new": not invited.has_usable_password(),
        "reader": reader(request),
        "not_done": not_done,
        "new_key": new_key,
    }
    return render(request, "people/invitation.html", context, using="jinja2", status=not_done.status)
