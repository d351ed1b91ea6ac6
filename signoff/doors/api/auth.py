"""Who asks: a program with a token of a person's, or the person in a signed-in browser."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import HttpRequest
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from ninja.security import HttpBearer
from ninja.security.session import SessionAuth
from ninja.utils import check_csrf

from signoff.doors.api.answers import NotSignedIn
from signoff.kernel import clock
from signoff.kernel.keys import PROJECT_KEY
from signoff.kernel.refusals import NotThere, Refusal, Refused
from signoff.kernel.refusals import gettext_noop as _later
from signoff.kernel.rows import columns, one_of
from signoff.people.letters import secret_digest
from signoff.people.models import ApiToken, Person
from signoff.people.queries import standing
from signoff.people.standing import Member

KEY = re.compile(PROJECT_KEY)
SECRET = re.compile(r"signoff_[A-Za-z0-9_-]{43}")
NOTED_EVERY = timedelta(hours=1)


@dataclass(frozen=True)
class Caller:
    """The person for whom it is done, and the token by which; no token: the person is at the keys."""

    person: Person
    token: ApiToken | None = None

    def member(self, project_key: str) -> Member:
        """Where the caller stands in the project. Raises NotThere, also outside the token's project."""
        if not KEY.fullmatch(project_key):
            raise NotThere(project_key)
        self.must_reach(project_key)
        return standing(project_key, seen_by=self.person, sides=True)

    def must_reach(self, project_key: str | None) -> None:
        """Raises NotThere for what lies outside the one project of a token (None: outside all projects)."""
        if self.token and self.token.project and self.token.project.key != project_key:
            raise NotThere(str(project_key))

    def must_write(self) -> None:
        """Raises Refused for a token that only reads."""
        if self.token and self.token.scope != "write":
            raise Refused([Refusal("token-reads-only", _later("This API token reads only."), "A2")])

    def must_be_at_the_keys(self) -> None:
        """Raises Refused for any token: one that makes tokens would outlive its own revocation (B4)."""
        if self.token:
            raise Refused(
                [
                    Refusal(
                        "token-makes-no-token",
                        _later("An API token makes no other token. Sign in to make one."),
                        "A2",
                    )
                ]
            )


def caller_of(request: HttpRequest) -> Caller:
    """Who asks; the API's own check has been there before."""
    caller = request.auth  # type: ignore[attr-defined]
    assert isinstance(caller, Caller)
    return caller


class Token(HttpBearer):
    """`Authorization: Bearer signoff_…`: a token that a person made, and can take back."""

    def __call__(self, request: HttpRequest) -> Caller | None:
        said = request.headers.get("Authorization")
        if said is None:
            return None
        scheme, _space, secret = said.partition(" ")
        return self.authenticate(request, secret.strip() if scheme.lower() == "bearer" else "")

    def authenticate(self, request: HttpRequest, token: str) -> Caller:
        """The caller. Raises NotSignedIn, the same for unknown, expired and revoked tokens."""
        found = _token(token, clock.now()) if SECRET.fullmatch(token) else None
        if found is None:
            raise NotSignedIn(_("This API token is not known, or no longer."))
        # As on the pages of whoever is signed in; both end with the request.
        translation.activate(found.person.locale)
        timezone.activate(found.person.time_zone)
        return Caller(found.person, found)


class Session(SessionAuth):
    """The signed-in browser; what changes anything needs the header `X-CSRFToken` besides."""

    def __call__(self, request: HttpRequest) -> Caller | None:
        if "Authorization" in request.headers:
            return None
        person = request.user
        if not isinstance(person, Person) or not person.is_active or person.is_service:
            return None
        if check_csrf(request) is not None:
            raise NotSignedIn(_("Send the header X-CSRFToken, or an API token."))
        return Caller(person)


FROM_TOKENS = """
    FROM signoff_apitoken token JOIN signoff_person person ON person.id = token.person_id
    WHERE token.secret_digest = %s
"""


def _token(secret: str, now: datetime) -> ApiToken | None:
    """The living token of an active person, and a note that it was used: at most once an hour."""
    selected = f"SELECT {columns(ApiToken, 'token')}, {columns(Person, 'person')}"
    both = one_of((ApiToken, Person), selected + FROM_TOKENS, secret_digest(secret))
    if both is None:
        return None
    found: ApiToken = both[0]
    found.person = both[1]
    if found.revoked_at or found.expires_at <= now or not found.person.is_active or found.person.is_service:
        return None
    if found.last_used_at is None or found.last_used_at <= now - NOTED_EVERY:
        ApiToken.objects.filter(pk=found.pk).update(last_used_at=now)
    return found
