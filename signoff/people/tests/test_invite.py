"""Inviting people, accepting, withdrawing and writing again (A2)."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail

from signoff.kernel.refusals import NotThere, Refused, Unreadable
from signoff.ledger.models import Entry
from signoff.people.models import Invitation, Membership, Person
from tests.cast import NOON, PASSWORD, Cast, do, person

Sending = Callable[[], AbstractContextManager[object]]
NORA: dict[str, Any] = {"name": "Nora Dahl", "email": "Nora@Signoff.Example", "side": "customer", "roles": ["observer"]}


def invited(cast: Cast, **other: Any) -> Invitation:
    done = do("people.invite-person", cast.helena, project="BOOK", **(NORA | other))
    return Invitation.objects.get(public_id=done.answer["invitation"])


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [refusal.code for refusal in refused.value.refusals]


def accept(letter: Invitation, **given: Any) -> None:
    given = {"password": PASSWORD} | given
    do("people.accept-invitation", letter.membership.person, project="BOOK", invitation=letter.public_id, **given)


def test_the_letter_goes_out_after_the_commit_with_a_link_that_is_kept_nowhere(cast: Cast, sending: Sending) -> None:
    with sending():
        letter = invited(cast)
    assert [message.to for message in mail.outbox] == [["nora@signoff.example"]]
    secret = str(mail.outbox[0].body).partition("/invitations/")[2].split()[0]
    assert len(secret) > 40
    assert secret not in str(vars(letter))
    assert not any(secret.encode() in bytes(entry.bytes) for entry in Entry.objects.all())


def test_a_refused_invitation_writes_to_nobody(cast: Cast, sending: Sending) -> None:
    with sending(), pytest.raises(Refused):
        do("people.invite-person", cast.sofia, project="BOOK", **NORA)
    assert mail.outbox == []


@pytest.mark.parametrize("name", ["tomas", "ingrid", "amara", "sofia", "marek", "elena"])
def test_only_the_deciding_person_of_a_side_invites(cast: Cast, name: str) -> None:
    with pytest.raises(Refused) as refused:
        do("people.invite-person", getattr(cast, name), project="BOOK", **NORA)
    assert codes(refused) == ["not-yours-team"]


def test_each_side_invites_its_own_people_only(cast: Cast) -> None:
    with pytest.raises(Refused) as refused:
        do("people.invite-person", cast.jonas, project="BOOK", **NORA)
    assert codes(refused) == ["other-side"]


def test_a_role_of_the_other_side_is_not_given(cast: Cast) -> None:
    with pytest.raises(Refused) as refused:
        invited(cast, roles=["developer"])
    assert codes(refused) == ["role-of-other-side"]


def test_nobody_takes_part_twice(cast: Cast) -> None:
    for email in ("tomas@signoff.example", "TOMAS@signoff.example", "sofia@signoff.example"):
        with pytest.raises(Refused) as refused:
            invited(cast, email=email)
        assert codes(refused) == ["takes-part-already"]


def test_whoever_accepts_has_an_account_a_proven_address_and_a_place(cast: Cast) -> None:
    letter = invited(cast)
    accept(letter, name="Nora Marie Dahl", time_zone="Europe/Oslo")
    nora = person("Nora")
    assert (nora.name, nora.time_zone, nora.check_password(PASSWORD)) == ("Nora Marie Dahl", "Europe/Oslo", True)
    assert EmailAddress.objects.get(user=nora).verified
    assert cast.member(nora).membership.joined_at == NOON


def test_no_password_reaches_the_ledger(cast: Cast) -> None:
    accept(invited(cast))
    entries = [bytes(entry.bytes) for entry in Entry.objects.filter(type="people.accept-invitation")]
    assert entries
    assert not any(b"password" in entry or PASSWORD.encode() in entry for entry in entries)


@pytest.mark.parametrize("password", [None, "short", "1234567890", "nora@signoff.example"])
def test_a_poor_password_opens_no_account(cast: Cast, password: str | None) -> None:
    letter = invited(cast)
    with pytest.raises(Unreadable) as unreadable:
        accept(letter, password=password)
    assert unreadable.value.problems[0].field.startswith("password")
    assert Membership.objects.get(pk=letter.membership_id).joined_at is None
    assert not person("Nora").has_usable_password()


def test_an_accepted_invitation_does_not_work_again(cast: Cast) -> None:
    letter = invited(cast)
    accept(letter)
    with pytest.raises(Refused) as refused:
        accept(letter, password="another long password")
    assert codes(refused) == ["accepted-already"]
    assert person("Nora").check_password(PASSWORD)


def test_an_invitation_lasts_a_fortnight(cast: Cast) -> None:
    letter = invited(cast)
    late = NOON + timedelta(days=14, seconds=1)
    given: dict[str, Any] = {"project": "BOOK", "invitation": letter.public_id, "password": PASSWORD}
    with pytest.raises(Refused) as refused:
        do("people.accept-invitation", letter.membership.person, now=late, **given)
    assert codes(refused) == ["expired"]


def test_nobody_accepts_for_somebody_else(cast: Cast) -> None:
    letter = invited(cast)
    for other in (cast.helena, cast.astrid):
        with pytest.raises(NotThere):
            do("people.accept-invitation", other, project="BOOK", invitation=letter.public_id)


def test_a_withdrawn_invitation_takes_the_place_back(cast: Cast) -> None:
    letter = invited(cast)
    do("people.withdraw-invitation", cast.helena, project="BOOK", invitation=letter.public_id)
    with pytest.raises(NotThere):
        accept(letter)
    assert Membership.objects.get(pk=letter.membership_id).ended_at == NOON


def test_an_accepted_invitation_is_not_withdrawn(cast: Cast) -> None:
    letter = invited(cast)
    accept(letter)
    with pytest.raises(Refused) as refused:
        do("people.withdraw-invitation", cast.helena, project="BOOK", invitation=letter.public_id)
    assert codes(refused) == ["accepted-already"]


@pytest.mark.parametrize("command", ["people.withdraw-invitation", "people.renew-invitation"])
def test_the_other_side_leaves_invitations_alone(cast: Cast, command: str) -> None:
    letter = invited(cast)
    with pytest.raises(Refused) as refused:
        do(command, cast.jonas, project="BOOK", invitation=letter.public_id)
    assert codes(refused) == ["other-side"]


def test_after_a_new_letter_only_the_new_link_works(cast: Cast) -> None:
    letter = invited(cast)
    done = do("people.renew-invitation", cast.helena, project="BOOK", invitation=letter.public_id)
    renewed = Invitation.objects.get(public_id=done.answer["invitation"])
    with pytest.raises(Refused) as refused:
        accept(letter)
    assert codes(refused) == ["withdrawn"]
    accept(renewed)
    assert renewed.secret_digest != letter.secret_digest
    assert person("Nora").has_usable_password()


def test_while_a_side_has_nobody_the_other_writes_to_it_again(cast: Cast) -> None:
    do(
        "people.create-project",
        Person.objects.get(pk=_administrator(cast.astrid).pk),
        key="NEW",
        name="New",
        customer="Customer of NEW",
        contractor="Contractor of NEW",
        product_owner={"name": "Nora Dahl", "email": "nora@signoff.example"},
        project_manager={"name": "Astrid Berg", "email": "astrid@signoff.example"},
    )
    letter = Invitation.objects.get(membership__project__key="NEW")
    done = do("people.renew-invitation", cast.astrid, project="NEW", invitation=letter.public_id)
    assert done.answer["invitation"] != letter.public_id


def _administrator(who: Person) -> Person:
    Person.objects.filter(pk=who.pk).update(is_administrator=True)
    return who
