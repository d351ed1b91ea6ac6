"""Projects, who takes part in them, and who one is oneself."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Router
from pydantic import BaseModel

from signoff.backlog.queries import Counts, counts
from signoff.backlog.words import Priority
from signoff.doors.api.answers import OF_READS
from signoff.doors.api.auth import Caller, caller_of
from signoff.doors.api.reads.common import Moment, WhoRead, at, at_or_none, only
from signoff.people.models import ApiToken, Membership, Organisation
from signoff.people.queries import memberships, team

router = Router(tags=["projects"])


class OrganisationRead(BaseModel):
    """A company."""

    name: str
    short_name: str

    @classmethod
    def of(cls, organisation: Organisation) -> OrganisationRead:
        return cls(name=organisation.name, short_name=organisation.short_name)


class ProjectRead(BaseModel):
    """A project, and the caller's own place in it."""

    key: str
    name: str
    customer: OrganisationRead
    contractor: OrganisationRead
    cooperation_model: str
    created_at: Moment
    revision: int
    side: str
    roles: list[str]


class PlaceRead(BaseModel):
    """Somebody's place in a project. `joined_at` is null while an invitation waits."""

    membership: str
    who: WhoRead
    side: str
    roles: list[str]
    since: Moment
    joined_at: Moment | None
    revision: int

    @classmethod
    def of(cls, row: Membership) -> PlaceRead:
        return cls(
            membership=row.public_id,
            who=WhoRead.of(row.person),
            side=row.side,
            roles=row.roles,
            since=at(row.since),
            joined_at=at_or_none(row.joined_at),
            revision=row.revision,
        )


class CountsRead(BaseModel):
    """How many tasks there are; the open ones by step, priority and kind."""

    all: int
    open: int
    done_before: int
    by_step: dict[str, int]
    by_priority: dict[str, int]
    by_kind: dict[str, int]

    @classmethod
    def of(cls, found: Counts) -> CountsRead:
        return cls(
            all=found.all,
            open=found.open,
            done_before=found.done_before,
            by_step=found.by_step,
            by_priority={Priority(number).name.lower(): count for number, count in found.by_priority.items()},
            by_kind=found.by_kind,
        )


class WholeProjectRead(ProjectRead):
    """A project with its people and its counts."""

    team: list[PlaceRead]
    tasks: CountsRead


class ProjectsRead(BaseModel):
    """The projects in which the caller takes part."""

    projects: list[ProjectRead]


class TokenRead(BaseModel):
    """The token by which the caller asks."""

    token: str
    name: str
    scope: str
    project: str | None
    expires_at: Moment

    @classmethod
    def of(cls, row: ApiToken) -> TokenRead:
        return cls(
            token=row.public_id,
            name=row.name,
            scope=row.scope,
            project=row.project.key if row.project else None,
            expires_at=at(row.expires_at),
        )


class MeRead(BaseModel):
    """Who asks. `revision` is that of the account, which changing it wants."""

    person: str
    name: str
    email: str
    locale: str
    time_zone: str
    is_administrator: bool
    revision: int
    token: TokenRead | None


@router.get("/me", response={200: MeRead, **OF_READS}, operation_id="me", summary="Who asks")
def me(request: HttpRequest) -> MeRead:
    only(request)
    caller = caller_of(request)
    person = caller.person
    return MeRead(
        person=person.pid,
        name=person.name,
        email=person.email,
        locale=person.locale,
        time_zone=person.time_zone,
        is_administrator=person.is_administrator,
        revision=person.revision,
        token=TokenRead.of(caller.token) if caller.token else None,
    )


@router.get(
    "/projects", response={200: ProjectsRead, **OF_READS}, operation_id="projects", summary="One's own projects"
)
def projects(request: HttpRequest) -> ProjectsRead:
    only(request)
    rows = [row for row in _own(caller_of(request)) if _reaches(caller_of(request), row)]
    return ProjectsRead(projects=[_project(row) for row in rows])


@router.get(
    "/projects/{key}",
    response={200: WholeProjectRead, **OF_READS},
    operation_id="project",
    summary="A project with its people and counts",
)
def project(request: HttpRequest, key: str) -> WholeProjectRead:
    only(request)
    member = caller_of(request).member(key)
    return WholeProjectRead(
        **_project(member.membership).model_dump(),
        team=[PlaceRead.of(row) for row in team(seen_by=member)],
        tasks=CountsRead.of(counts(seen_by=member)),
    )


def _own(caller: Caller) -> list[Membership]:
    return list(memberships(seen_by=caller.person).order_by("project__name", "project__key"))


def _reaches(caller: Caller, row: Membership) -> bool:
    return not (caller.token and caller.token.project_id and caller.token.project_id != row.project_id)


def _project(row: Membership) -> ProjectRead:
    found = row.project
    return ProjectRead(
        key=found.key,
        name=found.name,
        customer=OrganisationRead.of(found.customer),
        contractor=OrganisationRead.of(found.contractor),
        cooperation_model=found.cooperation_model,
        created_at=at(found.created_at),
        revision=found.revision,
        side=row.side,
        roles=row.roles,
    )
