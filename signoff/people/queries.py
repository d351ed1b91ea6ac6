"""Who is where."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from signoff.charter.decisions import Decision
from signoff.charter.sides import DECIDING_ROLE, Side
from signoff.kernel.refusals import NotThere
from signoff.kernel.rows import columns, one_of
from signoff.ledger.models import Entry
from signoff.people.models import ApiToken, Invitation, Membership, Organisation, Person, Project
from signoff.people.standing import Member, member_of


def places(*, seen_by: Person) -> QuerySet[Membership]:
    """A person's own places in projects, also those that they are invited to and have not taken yet."""
    return Membership.objects.filter(person_id=seen_by.pk, ended_at=None, person__is_active=True).select_related(
        "person", "project__customer", "project__contractor"
    )


def memberships(*, seen_by: Person) -> QuerySet[Membership]:
    """A person's own places, one for each project that they take part in."""
    return places(seen_by=seen_by).filter(joined_at__isnull=False)


def standing(project_key: str, *, seen_by: Person, as_invited: bool = False, sides: bool = False) -> Member:
    """The person's place in a project. Raises NotThere, the same for a stranger as for no such project.

    Whoever has not accepted their invitation yet sees nothing, but for that one deed (`as_invited`). With `sides`
    both organisations are loaded too.
    """
    selected = f"SELECT {columns(Membership, 'place')}, {columns(Project, 'project')}"
    found = one_of((Membership, Project), selected + PLACE_IN_PROJECT, project_key, seen_by.pk)
    if found is None or (found[0].joined_at is None and not as_invited):
        raise NotThere(project_key)
    membership, project = found
    membership.person = seen_by
    membership.project = _with_sides(project) if sides else project
    return member_of(membership)


PLACE_IN_PROJECT = """
    FROM signoff_membership place
    JOIN signoff_project project ON project.id = place.project_id
    JOIN signoff_person person ON person.id = place.person_id
    WHERE project.key = %s AND place.person_id = %s AND place.ended_at IS NULL AND person.is_active
"""
"""In SQL, since every page and every deed asks this: through the ORM it takes four times as long."""


def _with_sides(project: Project) -> Project:
    """The project with its two organisations at hand, for those who will name them."""
    ids = [project.customer_id, project.contractor_id]
    rows = Organisation.objects.raw("SELECT * FROM signoff_organisation WHERE id IN (%s, %s)", ids)
    sides = {row.pk: row for row in rows}
    project.customer, project.contractor = sides[ids[0]], sides[ids[1]]
    return project


def team(*, seen_by: Member) -> list[Membership]:
    """Everybody who takes part in the project, customer first, in the order in which they came."""
    rows = Membership.objects.filter(project_id=seen_by.project.pk, ended_at=None).select_related("person")
    return sorted(rows, key=lambda row: (row.side != Side.CUSTOMER, row.since, row.pk))


def holders(decision: Decision, *, seen_by: Member) -> list[Membership]:
    """Those in the project who may decide this."""
    return [
        row
        for row in team(seen_by=seen_by)
        if row.joined_at is not None and decision.holders(Side(row.side), seen_by.cooperation_model) & set(row.roles)
    ]


def open_invitations(*, seen_by: Member) -> dict[int, Invitation]:
    """The invitations to the project that were neither accepted nor withdrawn, by the place that they are to."""
    rows = Invitation.objects.filter(
        membership__project_id=seen_by.project.pk,
        membership__ended_at=None,
        membership__joined_at=None,
        accepted_at=None,
        withdrawn_at=None,
    )
    return {row.membership_id: row for row in rows}


def invitations(*, seen_by: Person, now: datetime) -> QuerySet[Invitation]:
    """A person's own invitations that they may still accept."""
    return (
        Invitation.objects.filter(
            membership__person_id=seen_by.pk,
            membership__ended_at=None,
            accepted_at=None,
            withdrawn_at=None,
            expires_at__gte=now,
        )
        .select_related("by", "membership__project__customer", "membership__project__contractor")
        .order_by("created_at")
    )


def opened_by(person: Person) -> QuerySet[Project]:
    """The projects that this person opened, whether or not they take part: it stands first in each project's log."""
    if not person.is_administrator:
        return Project.objects.none()
    first = Entry.objects.filter(
        log__project=OuterRef("pk"), log__room="both", seq=0, type="people.create-project", actor=person.pid
    )
    return Project.objects.filter(Exists(first))


def waiting_to_begin(*, seen_by: Person) -> QuerySet[Project]:
    """The projects that this person opened and in which nobody has taken their place yet."""
    begun = Membership.objects.filter(joined_at__isnull=False).values("project_id")
    return opened_by(seen_by).exclude(pk__in=begun).select_related("customer", "contractor").order_by("-created_at")


def letters_of(project: Project) -> list[Invitation]:
    """The newest letter to everybody who is expected in the project and has not come; no one else's are open."""
    rows = Invitation.objects.filter(
        membership__project=project,
        membership__ended_at=None,
        membership__joined_at=None,
        accepted_at=None,
        withdrawn_at=None,
    )
    return list(rows.select_related("membership__person", "membership__project", "by").order_by("pk"))


def place_of(public_id: str, *, seen_by: Member) -> Membership:
    """Somebody's place in the member's project. Raises NotThere."""
    found = (
        Membership.objects.filter(project_id=seen_by.project.pk, public_id=public_id, ended_at=None)
        .select_related("person")
        .first()
    )
    if found is None:
        raise NotThere(public_id)
    return found


def api_tokens(*, seen_by: Person) -> QuerySet[ApiToken]:
    """A person's own tokens, newest first."""
    return ApiToken.objects.filter(person_id=seen_by.pk).select_related("project").order_by("-created_at")


def others_who_decide(membership: Membership) -> int:
    """How many others hold the deciding role of this person's side; who is only invited decides nothing yet."""
    others = membership.project.memberships.filter(
        side=membership.side, ended_at=None, joined_at__isnull=False, person__is_active=True
    ).exclude(pk=membership.pk)
    deciding = DECIDING_ROLE[Side(membership.side)].value
    return sum(deciding in roles for roles in others.values_list("roles", flat=True))


def somebody_decides(membership: Membership) -> bool:
    """Whether the side of this place has anybody, other than this person, who decides for it already."""
    return others_who_decide(membership) > 0
