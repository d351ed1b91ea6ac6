"""Every command through every door, for whoever may, whoever may not, and whoever is not there at all (B1, B2)."""

from __future__ import annotations

import pytest
from django.test import Client

from signoff.charter.models import SecurityEvent
from signoff.doors.not_done import sentence
from signoff.kernel.command import commands
from signoff.kernel.refusals import Refusal
from signoff.ledger.models import Entry
from tests.cast import Cast
from tests.doors.doors import DOORS, by_api, by_cli, by_kernel, post, shell, words
from tests.doors.samples import SAMPLES

EVERY = sorted(commands)
EVERYBODYS_OWN = {"mail.choose-letters", "people.change-account", "people.create-api-token"}


def test_every_command_has_a_sample() -> None:
    assert sorted(SAMPLES) == EVERY


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("command", EVERY)
def test_whoever_may_does_it_through_any_door(cast: Cast, command: str, door: str) -> None:
    sample = SAMPLES[command](cast)
    if not sample.at_doors:
        pytest.skip("it is done once, before there is anybody, or only by agreeing to a suggestion")
    before = Entry.objects.count()
    said = DOORS[door](command, sample.entitled, sample.given)
    assert (said.what, Entry.objects.count()) == ("done", before + 1)
    log, seq = said.receipt
    entry = Entry.objects.get(log__origin=log, seq=seq)
    assert (entry.type, entry.actor) == (command, sample.entitled.pid)


@pytest.mark.parametrize("command", [each for each in EVERY if each not in EVERYBODYS_OWN])
def test_whoever_may_not_reads_the_same_words_at_every_door(cast: Cast, command: str) -> None:
    sample = SAMPLES[command](cast)
    assert sample.without is not None
    before = Entry.objects.count()
    by_ours = by_kernel(command, sample.without, sample.given)
    assert by_ours.what == sample.without_gets
    assert by_api(command, sample.without, sample.given) == by_ours
    code, out, err = shell("do", command, "--as", sample.without.pid, *words(sample.given))
    assert (code, out) == ({"refused": 1, "not there": 3}[by_ours.what], "")
    for name, said, rule, who in by_ours.refusals:
        assert f"{sentence(Refusal(name, said, rule, who=who))} [{rule}, {name}]" in err.splitlines()
    assert Entry.objects.count() == before


@pytest.mark.parametrize("command", EVERY)
def test_an_outsider_gets_the_answer_of_what_is_not_there(cast: Cast, command: str) -> None:
    sample = SAMPLES[command](cast)
    own = sample.outsider_gets == "done" and sample.given["revision"]
    given = sample.given | ({"revision": cast.astrid.revision} if own else {})
    before = Entry.objects.count()
    said = by_kernel(command, cast.astrid, given)
    assert said.what == sample.outsider_gets
    if said.what == "done":
        return
    assert by_api(command, cast.astrid, given) == said
    assert by_cli(command, cast.astrid, given).what == said.what
    assert Entry.objects.count() == before
    if said.what == "not there":
        assert not SecurityEvent.objects.exists()


def elsewhere(given: dict[str, object]) -> dict[str, object]:
    """The same about things that are nowhere."""
    other = {"project": "NOWHERE", "task": "NOWHERE-1", "token": "0" * 16}
    return {name: other.get(name, value) for name, value in given.items()}


@pytest.mark.parametrize("command", EVERY)
def test_what_is_not_ones_own_and_what_is_not_there_answer_byte_for_byte_the_same(
    cast: Cast, command: str, client: Client
) -> None:
    sample = SAMPLES[command](cast)
    if sample.outsider_gets != "not there":
        pytest.skip("it is about nothing that somebody else could have")
    client.force_login(cast.astrid)
    hidden = post(client, command, sample.given)
    absent = post(client, command, elsewhere(sample.given))
    nowhere = post(client, "people.no-such-thing", {})
    assert hidden.status_code == absent.status_code == 404
    assert hidden.content == absent.content == nowhere.content
    assert dict(hidden.headers) == dict(absent.headers)
