"""Keys for programs that act for a person: made, shown once, taken back."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from signoff.doors.not_done import NotDone
from signoff.doors.pages import deed, page
from signoff.kernel.command import read_command
from signoff.kernel.refusals import Answer, NotThere
from signoff.kernel.run import run
from signoff.people.access import person_of, signed_in
from signoff.people.queries import memberships

MAKE = "people.create-api-token"


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
@never_cache
def new_token(request: HttpRequest) -> HttpResponse:
    """A key is made; its secret stands on the answer and nowhere else, ever."""
    secret = _make(request) if request.method == "POST" else ""
    mine = memberships(seen_by=person_of(request)).order_by("project__name")
    context = {
        "secret": secret,
        "projects": [("", _("All my projects")), *((row.project.key, row.project.name) for row in mine)],
    }
    return page(request, "people/new_token.html", context, member=None, current="account")


def _make(request: HttpRequest) -> str:
    """The new secret; "" when no key was made, and then the page says why."""
    given = {name: request.POST.get(name, "") for name in ("name", "scope", "days")}
    project = request.POST.get("project")
    try:
        command = read_command(MAKE, given | ({"project": project} if project else {}))
        done = run(command, by=person_of(request), door="page", key=request.POST.get("_key", "")[:100] or None)
    except NotThere:
        raise Http404 from None
    except Answer as answer:
        request.not_done = NotDone.of(MAKE, answer, request.POST)  # type: ignore[attr-defined]
        return ""
    return str(done.secret.get("secret", ""))


@require_POST
@signed_in
def revoke_token(request: HttpRequest) -> HttpResponse:
    """A key stops working at once."""
    return deed(
        request,
        "people.revoke-api-token",
        {"token": request.POST.get("token", "")},
        page=reverse("account"),
        said=_("The token no longer works."),
        then=lambda _done: f"{reverse('account')}#tokens",
    )
