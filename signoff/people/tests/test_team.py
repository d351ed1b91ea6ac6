"""Changing roles and ending a part; somebody decides on each side at all times (A2)."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection

from signoff.charter.sides import DECIDING_ROLE, Side
from signoff.kernel.refusals import NotThere, Refused, Stale
from signoff.ledger.models import Entry
from signoff.people.models import Membership, Person
from tests import cast as stage
from tests.cast import Cast, do


def place(cast: Cast, person: Person) -> dict[str, Any]:
    row = Membership.objects.get(project=cast.project, person=person, ended_at=None)
    return {"project": "BOOK", "membership": row.public_id, "revision": row.revision}


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [refusal.code for refusal in refused.value.refusals]


def test_the_project_manager_changes_what_somebody_does(cast: Cast) -> None:
    done = do("people.change-roles", cast.jonas, **place(cast, cast.sofia), roles=["tester", "developer"])
    assert cast.member(cast.sofia).membership.roles == ["developer", "tester"]
    assert Entry.objects.get(log__origin=done.receipt.log, seq=done.receipt.seq).type == "people.change-roles"


def test_a_change_of_what_was_changed_meanwhile_is_stale(cast: Cast) -> None:
    seen = place(cast, cast.sofia)
    do("people.change-roles", cast.jonas, **seen, roles=["tester"])
    with pytest.raises(Stale):
        do("people.change-roles", cast.jonas, **seen, roles=["developer"])


@pytest.mark.parametrize(
    ("by", "whom", "roles", "code"),
    [
        ("helena", "sofia", ["tester"], "other-side"),
        ("sofia", "sofia", ["team_lead"], "not-yours-team"),
        ("tomas", "tomas", ["product_owner"], "not-yours-team"),
        ("jonas", "sofia", ["product_owner"], "role-of-other-side"),
        ("jonas", "jonas", ["developer"], "last-who-decides"),
        ("helena", "helena", ["delegate"], "last-who-decides"),
    ],
)
def test_roles_are_not_changed(cast: Cast, by: str, whom: str, roles: list[str], code: str) -> None:
    before = cast.member(getattr(cast, whom)).membership.roles
    with pytest.raises(Refused) as refused:
        do("people.change-roles", getattr(cast, by), **place(cast, getattr(cast, whom)), roles=roles)
    assert codes(refused) == [code]
    assert cast.member(getattr(cast, whom)).membership.roles == before


def test_whose_part_has_ended_is_a_stranger_from_then_on(cast: Cast) -> None:
    do("people.end-membership", cast.jonas, **place(cast, cast.sofia))
    with pytest.raises(NotThere):
        cast.member(cast.sofia)


@pytest.mark.parametrize("name", ["helena", "jonas"])
def test_the_last_who_decides_stays(cast: Cast, name: str) -> None:
    last = getattr(cast, name)
    with pytest.raises(Refused) as refused:
        do("people.end-membership", last, **place(cast, last))
    assert codes(refused) == ["last-who-decides"]


def test_who_is_only_invited_decides_nothing_yet(cast: Cast) -> None:
    given: dict[str, Any] = {
        "name": "Nora Dahl",
        "email": "nora@signoff.example",
        "side": "customer",
        "roles": ["product_owner"],
    }
    do("people.invite-person", cast.helena, project="BOOK", **given)
    with pytest.raises(Refused) as refused:
        do("people.end-membership", cast.helena, **place(cast, cast.helena))
    assert codes(refused) == ["last-who-decides"]


def test_the_deciding_role_is_handed_on(cast: Cast) -> None:
    do("people.change-roles", cast.helena, **place(cast, cast.tomas), roles=["product_owner"])
    do("people.end-membership", cast.helena, **place(cast, cast.helena))
    assert cast.member(cast.tomas).membership.roles == ["product_owner"]


def test_the_place_of_another_project_is_not_there(cast: Cast) -> None:
    theirs = Membership.objects.get(person=cast.astrid)
    with pytest.raises(NotThere):
        do("people.end-membership", cast.helena, project="BOOK", membership=theirs.public_id, revision=theirs.revision)


def test_of_two_product_owners_who_leave_at_once_one_stays(own_database: None) -> None:
    cast = stage.cast()
    do("people.change-roles", cast.helena, **place(cast, cast.tomas), roles=["product_owner"])

    def leave(who: Person) -> str:
        try:
            do("people.end-membership", who, **place(cast, who))
        except Refused as refused:
            return refused.refusals[0].code
        else:
            return "left"
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        results = sorted(threads.map(leave, (cast.helena, cast.tomas)))
    assert results == ["last-who-decides", "left"]
    rows = Membership.objects.filter(project=cast.project, side=Side.CUSTOMER, ended_at=None)
    assert sum(DECIDING_ROLE[Side.CUSTOMER] in row.roles for row in rows) == 1
