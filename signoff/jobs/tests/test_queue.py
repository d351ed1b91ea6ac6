"""Jobs: kept with the deed, tried again with growing pauses, taken over from the dead, and failed for good."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time, timedelta

import pytest
from django.db import transaction

from signoff.jobs.kinds import PAUSES, GiveUp, Kind, job, kinds, known
from signoff.jobs.models import Job
from signoff.jobs.queue import KILLED, MOST_TRIES, claim, done, enqueue, plan_next, try_again
from signoff.jobs.tidying import forget_done_jobs
from signoff.jobs.worker import Worker
from tests.cast import NOON

pytestmark = pytest.mark.django_db
LASTS = timedelta(minutes=2)


class Clock:
    """A clock that the test sets."""

    def __init__(self) -> None:
        self.at = NOON

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def seen() -> Iterator[list[str]]:
    """What a job called “note” was given, each time that it was done."""
    noted: list[str] = []
    before = dict(known())

    def noted_word(word: str) -> None:
        noted.append(word)

    job("test.note", "Notes a word")(noted_word)
    yield noted
    kinds.clear()
    kinds.update(before)


@pytest.fixture
def failing() -> Iterator[Callable[[Exception], None]]:
    """A job called “fail” that raises what the test says."""
    before = dict(known())

    def fail_with(problem: Exception) -> None:
        def fail() -> None:
            raise problem

        job("test.fail", "Fails")(fail)

    yield fail_with
    kinds.clear()
    kinds.update(before)


def test_a_job_is_done_once(seen: list[str], clock: Clock) -> None:
    enqueue("test.note", {"word": "one"}, now=NOON)
    assert Worker(clock).work_off() == 1
    assert Worker(clock).work_off() == 0
    assert seen == ["one"]
    assert Job.objects.get().done_at == NOON


def test_what_is_not_committed_is_never_done(seen: list[str], clock: Clock) -> None:
    with transaction.atomic():
        enqueue("test.note", {"word": "never"}, now=NOON)
        transaction.set_rollback(True)
    Worker(clock).work_off()
    assert seen == []


def test_the_oldest_goes_first_and_what_is_not_due_waits(seen: list[str], clock: Clock) -> None:
    enqueue("test.note", {"word": "tomorrow"}, now=NOON, due_at=NOON + timedelta(days=1))
    enqueue("test.note", {"word": "second"}, now=NOON)
    enqueue("test.note", {"word": "first"}, now=NOON, due_at=NOON - timedelta(hours=1))
    Worker(clock).work_off()
    assert seen == ["first", "second"]


def test_of_two_jobs_with_one_key_there_is_one(seen: list[str], clock: Clock) -> None:
    for word in ("one", "two"):
        enqueue("test.note", {"word": word}, now=NOON, key="the same")
    Worker(clock).work_off()
    assert seen == ["one"]


def test_a_failure_is_tried_again_after_pauses_that_grow_and_then_fails_for_good(
    failing: Callable[[Exception], None], clock: Clock
) -> None:
    failing(OSError("the server is away"))
    enqueue("test.fail", {}, now=NOON)
    for pause in PAUSES:
        assert Worker(clock).work_off() == 1
        row = Job.objects.get()
        assert (row.failed_at, row.due_at - clock.at, row.cause) == (None, pause, "OSError: the server is away")
        clock.at = row.due_at
    assert list(PAUSES) == sorted(PAUSES)
    Worker(clock).work_off()
    row = Job.objects.get()
    assert (row.failed_at, row.tries) == (clock.at, MOST_TRIES)
    clock.at += timedelta(days=30)
    assert Worker(clock).work_off() == 0


def test_what_can_never_succeed_fails_at_once(failing: Callable[[Exception], None], clock: Clock) -> None:
    failing(GiveUp("550 there is nobody of this name"))
    enqueue("test.fail", {}, now=NOON)
    Worker(clock).work_off()
    assert (Job.objects.get().failed_at, Job.objects.get().cause) == (NOON, "550 there is nobody of this name")


def test_a_job_that_this_version_does_not_know_fails_with_its_name(clock: Clock) -> None:
    enqueue("test.of-the-future", {}, now=NOON)
    Worker(clock).work_off()
    assert "test.of-the-future" in Job.objects.get().cause


def test_a_cause_may_hold_any_character(failing: Callable[[Exception], None], clock: Clock) -> None:
    failing(ValueError("\0" + "x" * 10_000))
    enqueue("test.fail", {}, now=NOON)
    Worker(clock).work_off()
    assert Job.objects.get().cause.startswith("ValueError: xx")


def test_two_workers_never_hold_the_same_job(seen: list[str]) -> None:
    enqueue("test.note", {"word": "one"}, now=NOON)
    assert claim("first", NOON) is not None
    assert claim("second", NOON) is None
    assert claim("second", NOON + LASTS - timedelta(seconds=1)) is None


def test_a_job_is_taken_over_when_its_worker_was_killed(seen: list[str], clock: Clock) -> None:
    enqueue("test.note", {"word": "one"}, now=NOON)
    claim("one that is killed now", NOON)
    clock.at = NOON + LASTS
    Worker(clock).work_off()
    assert seen == ["one"]


def test_a_worker_that_was_taken_for_dead_does_not_end_what_another_one_does(seen: list[str]) -> None:
    enqueue("test.note", {"word": "one"}, now=NOON)
    slow = claim("slow", NOON)
    other = claim("other", NOON + LASTS)
    assert slow is not None
    assert other is not None
    done(slow, NOON + LASTS)
    assert Job.objects.get().done_at is None
    done(other, NOON + LASTS)
    assert Job.objects.get().done_at == NOON + LASTS


def test_a_job_that_kills_every_worker_fails_for_good(seen: list[str], clock: Clock) -> None:
    enqueue("test.note", {"word": "deadly"}, now=NOON)
    for _killed in range(MOST_TRIES):
        assert claim("one that is killed now", clock.at)
        clock.at += LASTS
    Worker(clock).work_off()
    assert seen == []
    assert Job.objects.get().cause == KILLED


def test_what_failed_for_good_can_be_tried_again_with_all_its_tries(seen: list[str], clock: Clock) -> None:
    enqueue("test.note", {"word": "again"}, now=NOON)
    Job.objects.update(failed_at=NOON, tries=MOST_TRIES, cause="the disk was full")
    assert try_again(Job.objects.all(), NOON) == 1
    assert try_again(Job.objects.all(), NOON) == 0
    Worker(clock).work_off()
    assert seen == ["again"]


@pytest.mark.parametrize(
    ("now", "following"),
    [
        ("2026-11-22T05:59", "2026-11-22T06:00"),
        ("2026-11-22T06:00", "2026-11-23T06:00"),
        ("2026-12-31T23:00", "2027-01-01T06:00"),
    ],
)
def test_what_comes_back_every_day_is_due_at_the_next_time_of_its_hour(now: str, following: str) -> None:
    kind = Kind("test.daily", lambda: None, "Daily", LASTS, time(6, 0))
    assert kind.next_time(datetime.fromisoformat(f"{now}+00:00")) == datetime.fromisoformat(f"{following}+00:00")


def test_each_recurring_job_is_planned_once_however_often_it_is_asked_for() -> None:
    daily = {kind.name for kind in known().values() if kind.daily_at}
    assert len(daily) >= 3
    for _worker in range(2):
        plan_next(NOON)
    assert sorted(Job.objects.values_list("kind", flat=True)) == sorted(daily)
    plan_next(NOON + timedelta(days=1))
    assert Job.objects.count() == 2 * len(daily)


def test_a_day_that_passed_while_no_worker_ran_is_made_up_for_once(clock: Clock) -> None:
    before = dict(known())
    counted: list[int] = []
    job("test.daily", "Counts", daily_at=time(6, 0))(lambda: counted.append(1))
    try:
        plan_next(NOON)
        clock.at = NOON + timedelta(days=5)
        Worker(clock).work_off()
        plan_next(clock.at)
        Worker(clock).work_off()
        assert counted == [1]
        clock.at += timedelta(days=1)
        Worker(clock).work_off()
        assert counted == [1, 1]
    finally:
        kinds.clear()
        kinds.update(before)


def test_done_jobs_are_forgotten_after_a_week_and_failed_ones_are_not() -> None:
    now = datetime.now(UTC)
    for days in (1, 8):
        enqueue("test.note", {}, now=now)
        Job.objects.filter(done_at=None).update(done_at=now - timedelta(days=days))
    enqueue("test.note", {}, now=now)
    Job.objects.filter(done_at=None).update(failed_at=now - timedelta(days=100))
    forget_done_jobs()
    assert Job.objects.filter(done_at__lt=now - timedelta(days=7)).count() == 0
    assert Job.objects.count() == 2
