"""What the team built: three finished sprints, one that runs, and the next in planning."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from signoff.demo.asking import BUILDERS
from signoff.demo.people import DANIEL, HELENA, JONAS, MAREK, PRIYA, SOFIA, TOMAS, YUKI, CastMember
from signoff.demo.planning import assign, complete, dates, draw, give_hours, plan, sign, work, working_day
from signoff.demo.script import Script
from signoff.demo.wishes import BY_NUMBER, criteria_of

TRIAL_SITE = "https://trial.patient-booking.example"
CARRIED_OVER = 109

# (goal, first day, last day in working days ago, version, numbers)
FINISHED = (
    ("Patients book a visit", 36, 27, "0.1", (105, 106, 107, 112, 113, 115)),
    ("Clinics keep their calendar", 26, 17, "0.2", (108, 110, 111, 114, 116, 117, 120, 123)),
    ("Fewer calls to reception", 16, 7, "0.3", (119, 122, 126, 127, 128, 129, 130)),
)
STARTED = 6
"""Working days ago on which sprint 4 started."""
SPRINT_4 = {
    131: SOFIA,
    134: SOFIA,
    137: DANIEL,
    121: DANIEL,
    118: SOFIA,
    125: YUKI,
    136: DANIEL,
    139: DANIEL,
    143: DANIEL,
    140: MAREK,
    144: SOFIA,
    147: YUKI,
    146: MAREK,
    148: MAREK,
}
SPRINT_5 = {152: SOFIA, 153: SOFIA, 155: DANIEL, 156: YUKI, 159: DANIEL, 160: SOFIA}


def finished_sprints(script: Script) -> None:
    """Each task planned, built, tested, handed over and accepted; one of sprint 3 was not finished."""
    for number, (goal, first, last, version, numbers) in enumerate(FINISHED, 1):
        tasks = [(each, builder_in(each, place)) for place, each in enumerate(numbers)]
        if number == len(FINISHED):
            tasks.append((CARRIED_OVER, MAREK))
        plan(script, number, goal, starts_on=script.calendar.day(first), day=first + 1, tasks=tasks)
        sign(script, number, first)
        for place, (task, builder) in enumerate(tasks):
            _begin(script, task, builder, first - place % 4)
            if task != CARRIED_OVER:
                handed = max(first - 5 - place % 4, last + 1)
                finish(script, task, handed=handed, version=f"{version}.{place + 1}")
                judge = TOMAS if place % 4 == 3 else HELENA
                accept(script, task, judge, day=handed - 1, clock=f"1{place % 6}:20")
        complete(script, number, last)
    reason = "The clinics’ IT answered only on the last day which calendar they use."
    given = {"task": f"BOOK-{CARRIED_OVER}", "to": "next", "reason": reason}
    script.then(7, "16:00", JONAS, "sprints.carry-over", given)


def builder_in(number: int, place: int) -> CastMember:
    """Who builds it: Yuki the autotests, the others in turn."""
    return YUKI if BY_NUMBER[number].kind == "autotest" else BUILDERS[place % len(BUILDERS)]


def _begin(script: Script, number: int, builder: CastMember, day: int) -> None:
    script.on_task(day, "9:10", builder, "backlog.move-task", number, step="in_progress")


def finish(
    script: Script,
    number: int,
    *,
    handed: int,
    version: str,
    clock: str = "16:00",
    how: str = "",
    evidence: Sequence[dict[str, str]] = (),
    where: str = TRIAL_SITE,
) -> None:
    """It is built and tested, and Yuki hands it over."""
    steps = how or "1. Open the trial site.\n2. Sign in as the test patient **Eva Lind**, code **4410**.\n3. Try it."
    checks = evidence or (
        {"kind": "test", "text": "On 3 phones and 2 browsers, by Yuki Tanaka", "result": "passed"},
        {"kind": "review", "text": "By Marek Novak", "result": "passed"},
    )
    script.on_task(handed, "8:30", YUKI, "backlog.move-task", number, step="testing")
    work(script, handed, "8:40", number)
    script.on_task(
        handed,
        clock,
        YUKI,
        "acceptance.hand-over-task",
        number,
        version=version,
        where=where,
        how=steps,
        evidence=list(checks),
    )


def accept(script: Script, number: int, who: CastMember, *, day: int, clock: str) -> None:
    """The customer finds every criterion met."""
    count = len(criteria_of(BY_NUMBER[number])) if number in BY_NUMBER else 1
    verdicts = [{"criterion": criterion, "met": True} for criterion in range(1, count + 1)]
    script.on_task(day, clock, who, "acceptance.accept-task", number, verdicts=verdicts)


def running_sprint(script: Script) -> None:
    """Sprint 4, on its seventh day: five accepted, three handed over, the others on their way."""
    starts_on = script.calendar.day(STARTED)
    goal = "Patients reschedule on their own"
    plan(script, 4, goal, starts_on=starts_on, day=STARTED + 1, tasks=tuple(SPRINT_4.items()))
    dates(script, STARTED + 1, CARRIED_OVER, starts_on, 0, clock="16:30")
    sign(script, 4, STARTED)
    waiting = {144, 147, 146, 148}
    for place, (number, builder) in enumerate(SPRINT_4.items()):
        if number not in waiting:
            _begin(script, number, builder, STARTED if place < 6 else 5 - place % 3)
    for number, handed, who, accepted, clock in (
        (CARRIED_OVER, 5, TOMAS, 4, "10:10"),
        (125, 5, HELENA, 4, "11:30"),
        (118, 3, HELENA, 2, "9:40"),
        (121, 1, TOMAS, 0, "8:40"),
    ):
        finish(script, number, handed=handed, version="0.4.1", clock="15:30")
        accept(script, number, who, day=accepted, clock=clock)
    for number, share in ((136, 0.9), (139, 0.9), (140, 0.55), (143, 0.3)):
        work(script, 1, "11:00", number, share)
    script.on_task(2, "14:20", DANIEL, "backlog.move-task", 136, step="testing")
    script.on_task(1, "16:45", DANIEL, "backlog.move-task", 139, step="in_review")
    blocked = "Waits for Helena Brandt’s answer on the 24-hour rule."
    script.on_task(2, "15:30", DANIEL, "backlog.block-task", 143, reason=blocked)
    _exceptions(script)


def _exceptions(script: Script) -> None:
    """What came into the frozen sprint all the same: a critical bug, and a night’s work that was written down later."""
    script.on_task(3, "9:00", HELENA, "backlog.set-priority", 151, priority="critical")
    script.then(3, "9:05", JONAS, "sprints.divide-task", {"task": "BOOK-151"})
    assign(script, 3, "9:08", 151, MAREK)
    reason = "Two patients stood at the same desk at Northgate this morning."
    given = {"task": "BOOK-151", "makes_way": "BOOK-148", "reason": reason}
    script.then(3, "9:15", HELENA, "sprints.let-in-critical-bug", given)
    _begin(script, 151, MAREK, 2)
    work(script, 1, "11:00", 151, 0.85)
    script.on_task(1, "11:05", MAREK, "backlog.move-task", 151, step="in_review")
    script.then(4, "8:40", MAREK, "sprints.record-emergency-work", lambda: _night(script))
    finish(script, 208, handed=3, version="0.4.1.1", clock="9:20")
    accept(script, 208, TOMAS, day=3, clock="11:10")


def _night(script: Script) -> dict[str, Any]:
    return {
        "project": "BOOK",
        "title": "Messages stuck in the queue for a night",
        "criteria": ["Messages of the night have arrived, each once."],
        "began_at": script.calendar.at(5, "21:30"),
        "reason": "No message had left since six in the evening, and nobody of Meridian could be reached.",
        "minutes": 150,
    }


def next_sprint(script: Script) -> None:
    """Sprint 5 is a draft: one task has no test date, and Sofia has a day less than she had."""
    starts_on = script.calendar.day(STARTED) + timedelta(weeks=2)
    goal = {"project": "BOOK", "goal": "Reminders people can trust", "starts_on": starts_on, "weeks": 2}
    script.then(4, "16:00", JONAS, "sprints.plan-sprint", goal)
    for who, share in ((MAREK, 35), (PRIYA, 30), (SOFIA, 85), (DANIEL, 75)):
        give_hours(script, 4, "16:10", "BOOK.5", who, share)
    criteria = [{"text": text} for text in ("Old Town’s messages come in the language of the patient.",)]
    title = BY_NUMBER[160].title
    script.on_task(2, "10:20", PRIYA, "backlog.reword-task", 160, kind="bug", title=title, criteria=criteria)
    for place, (number, builder) in enumerate(SPRINT_5.items()):
        draw(script, 1, "BOOK.5", number, builder)
        dates(script, 1, number, starts_on, place, untested=number == 155)

    def away() -> dict[str, Any]:
        on = working_day(starts_on, 7)
        return {"project": "BOOK", "person": script.person(SOFIA).pid, "first_on": on, "last_on": on}

    script.then(0, "8:10", SOFIA, "sprints.record-absence", away)
