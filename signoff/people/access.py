"""Who comes to a page: signed in, and a member of the project in its address."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme

from signoff.kernel.refusals import NotThere
from signoff.people.models import Person
from signoff.people.queries import standing
from signoff.people.standing import Member

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def signed_in(view: View) -> View:
    """Leads whoever is not signed in to the sign-in page, and back here afterwards."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if reader(request) is None:
            if request.headers.get("HX-Request"):
                return HttpResponse(status=401, headers={"HX-Redirect": resolve_url("account_login")})
            return redirect_to_login(request.get_full_path(), resolve_url("account_login"))
        return view(request, *args, **kwargs)

    return cast("View", guarded)


def reader(request: HttpRequest) -> Person | None:
    """The person who asks; None for whoever is not signed in, and for named services, which never are."""
    user = request.user
    return user if isinstance(user, Person) and not user.is_service else None


def person_of(request: HttpRequest) -> Person:
    """The person who asks, on a page that only the signed-in reach."""
    person = reader(request)
    if person is None:
        raise Http404
    return person


def member_or_404(request: HttpRequest, key: str) -> Member:
    """Where the reader stands in the project. Of a project that is not theirs there is no page (B2)."""
    try:
        return standing(key, seen_by=person_of(request), sides=True)
    except NotThere:
        raise Http404 from None


def local(address: str, request: HttpRequest, otherwise: str) -> str:
    """The address if it leads to a page of this installation, else the other one."""
    safe = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return address if safe else otherwise


def see(address: str) -> HttpResponse:
    """Done: go and look there (303)."""
    return HttpResponseRedirect(address, status=303)
