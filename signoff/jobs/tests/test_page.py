"""The administrator's page of jobs, and the command line's list."""

from __future__ import annotations

import pytest
from django.test import Client

from signoff.cli import main
from signoff.jobs.models import Job
from signoff.kernel import clock
from signoff.people.models import Person
from tests.cast import Cast

PAGE = "/administration/jobs"


def failed_job(cause: str = "OSError: the disk was full") -> Job:
    now = clock.now()
    given = {"message_id": "<a canary>"}
    return Job.objects.create(
        kind="mail.send-letter", given=given, made_at=now, due_at=now, failed_at=now, tries=10, cause=cause
    )


@pytest.fixture
def administrator(cast: Cast) -> Person:
    """Astrid, who runs the installation and takes no part in BOOK."""
    Person.objects.filter(pk=cast.astrid.pk).update(is_administrator=True)
    return Person.objects.get(pk=cast.astrid.pk)


def test_for_everybody_but_administrators_there_is_no_such_page(cast: Cast, client: Client) -> None:
    client.force_login(cast.helena)
    assert client.get(PAGE).status_code == 404
    job = failed_job()
    assert client.post(f"{PAGE}/again", {"job": job.pk}).status_code == 404
    assert Job.objects.get().failed_at is not None


def test_what_failed_for_good_stands_there_with_its_cause_and_not_with_what_it_was_given(
    administrator: Person, client: Client
) -> None:
    client.force_login(administrator)
    assert "Nothing has failed." in client.get(PAGE).content.decode()
    failed_job()
    page = client.get(PAGE).content.decode()
    assert "OSError: the disk was full" in page
    assert "Sends a letter" in page
    assert "canary" not in page


def test_one_is_tried_again_or_all(administrator: Person, client: Client) -> None:
    client.force_login(administrator)
    first, _second, _third = (failed_job() for _each in range(3))
    client.post(f"{PAGE}/again", {"job": first.pk})
    assert Job.objects.exclude(failed_at=None).count() == 2
    assert b"tried again now" in client.post(f"{PAGE}/again", {"job": "all"}, follow=True).content
    assert Job.objects.exclude(failed_at=None).count() == 0


@pytest.mark.parametrize("number", ["", "x", "-1", "9" * 30, "0"])
def test_what_is_no_job_is_not_tried(administrator: Person, client: Client, number: str) -> None:
    client.force_login(administrator)
    failed_job()
    assert client.post(f"{PAGE}/again", {"job": number}).status_code == 303
    assert Job.objects.exclude(failed_at=None).count() == 1


def test_the_page_says_when_no_worker_runs(administrator: Person, client: Client) -> None:
    client.force_login(administrator)
    failed_job()
    Job.objects.update(failed_at=None)
    assert "waits for a worker" in client.get(PAGE).content.decode()


@pytest.mark.usefixtures("db")
def test_the_command_line_lists_them_and_tries_them_again(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["jobs"]) == 0
    job = failed_job("OSError: one\ntwo")
    assert main(["jobs"]) == 1
    assert f"{job.pk}\t" in (out := capsys.readouterr().out)
    assert "OSError: one two" in out
    assert main(["jobs", "--again", "nothing"]) == 2
    assert main(["jobs", "--again", str(job.pk)]) == 0
    assert Job.objects.get().failed_at is None


def test_an_administrator_finds_the_page_from_the_account_and_nobody_else_does(
    administrator: Person, cast: Cast, client: Client
) -> None:
    for person, finds in ((administrator, True), (cast.helena, False)):
        client.force_login(person)
        assert (f'href="{PAGE}"' in client.get("/account").content.decode()) is finds
