"""Opening a project, and saying how its sides work together (S1, B3)."""

from __future__ import annotations

from typing import Any

import pytest

from signoff.kernel.refusals import Refused, Stale, Unreadable
from signoff.people.models import Invitation, Membership, Person, Project
from signoff.people.queries import standing
from tests.cast import Cast, do


def order(**other: Any) -> dict[str, Any]:
    return {
        "key": "SITE",
        "name": "Clinic website",
        "customer": "Meridian Clinics",
        "contractor": "Ostra Studio",
        "product_owner": {"name": "Helena Brandt", "email": "helena@signoff.example"},
        "project_manager": {"name": "Nora Dahl", "email": "nora@signoff.example"},
    } | other


@pytest.fixture
def administrator(cast: Cast) -> Person:
    cast.astrid.is_administrator = True
    cast.astrid.save()
    return cast.astrid


def test_an_administrator_opens_a_project_and_both_sides_are_invited(administrator: Person) -> None:
    do("people.create-project", administrator, **order())
    rows = Membership.objects.filter(project__key="SITE")
    assert sorted((row.side, *row.roles, row.joined_at) for row in rows) == [
        ("contractor", "project_manager", None),
        ("customer", "product_owner", None),
    ]
    assert Invitation.objects.filter(membership__project__key="SITE").count() == 2
    assert Project.objects.get(key="SITE").customer.short_name == "Meridian"


def test_whoever_opens_it_and_takes_part_has_their_place_at_once(administrator: Person) -> None:
    manager = {"name": administrator.name, "email": administrator.email}
    do("people.create-project", administrator, **order(project_manager=manager))
    assert standing("SITE", seen_by=administrator).membership.roles == ["project_manager"]
    assert Invitation.objects.filter(membership__project__key="SITE").count() == 1


@pytest.mark.parametrize(
    ("other", "code"),
    [
        ({"key": "BOOK"}, "key-taken"),
        ({"contractor": "Meridian Clinics"}, "one-side-only"),
        ({"project_manager": {"name": "Helena", "email": "Helena@signoff.example"}}, "one-person-only"),
    ],
)
def test_a_project_is_not_opened(administrator: Person, other: dict[str, Any], code: str) -> None:
    before = Project.objects.count()
    with pytest.raises(Refused) as refused:
        do("people.create-project", administrator, **order(**other))
    assert [refusal.code for refusal in refused.value.refusals] == [code]
    assert Project.objects.count() == before


def test_only_an_administrator_opens_a_project(cast: Cast) -> None:
    with pytest.raises(Refused) as refused:
        do("people.create-project", cast.helena, **order())
    assert refused.value.refusals[0].code == "not-yours-new-project"


@pytest.mark.parametrize("key", ["b", "book", "1BOOK", "BOOKINGPLAN", "BO-K", "BOOK\n"])
def test_a_key_is_short_and_in_capitals(administrator: Person, key: str) -> None:
    with pytest.raises(Unreadable) as unreadable:
        do("people.create-project", administrator, **order(key=key))
    assert unreadable.value.problems[0].field == "key"


def test_the_product_owner_says_how_the_sides_work_together(cast: Cast) -> None:
    given: dict[str, Any] = {
        "project": "BOOK",
        "revision": cast.project.revision,
        "cooperation_model": "dedicated_team",
    }
    do("people.change-cooperation-model", cast.helena, **given)
    assert Project.objects.get(key="BOOK").cooperation_model == "dedicated_team"
    with pytest.raises(Stale):
        do("people.change-cooperation-model", cast.helena, **given)


@pytest.mark.parametrize("name", ["tomas", "jonas", "sofia", "elena"])
def test_nobody_else_says_so(cast: Cast, name: str) -> None:
    given: dict[str, Any] = {
        "project": "BOOK",
        "revision": cast.project.revision,
        "cooperation_model": "dedicated_team",
    }
    with pytest.raises(Refused):
        do("people.change-cooperation-model", getattr(cast, name), **given)
