"""What the team built: three finished sprints and one that runs."""

from __future__ import annotations

from collections.abc import Sequence

from signoff.demo.people import DANIEL, HELENA, JONAS, MAREK, SOFIA, TOMAS, YUKI, CastMember
from signoff.demo.script import Script
from signoff.demo.wishes import BY_NUMBER, WISHES, criteria_of

BUILDERS = (SOFIA, DANIEL, MAREK)
TRIAL_SITE = "https://trial.patient-booking.example"

# (first day, last day in working days ago, version, numbers)
FINISHED = (
    (36, 27, "0.1", (105, 106, 107, 112, 113, 115)),
    (26, 17, "0.2", (108, 110, 111, 114, 116, 117, 120, 123)),
    (16, 7, "0.3", (119, 122, 126, 127, 128, 129, 130)),
)
SPRINT_4 = (131, 134, 137, 121, 118, 125, 109, 136, 151, 139, 143, 140, 144, 147, 146)


def deliveries(script: Script) -> None:
    """The finished sprints: each task built, tested, handed over and accepted."""
    for first, last, version, numbers in FINISHED:
        for place, number in enumerate(numbers):
            builder = BUILDERS[place % len(BUILDERS)]
            _take_up(script, number, builder, planned=first + 1, begun=first - place % 4)
            handed = max(first - 5 - place % 4, last + 1)
            finish(script, number, handed=handed, version=f"{version}.{place + 1}")
            judge = TOMAS if place % 4 == 3 else HELENA
            accept(script, number, judge, day=handed - 1, clock=f"1{place % 6}:20")
    for wish in WISHES:
        if wish.hours and wish.number not in BUILT:
            script.on_task(
                8,
                "11:00",
                BUILDERS[wish.number % 3],
                "backlog.estimate-task",
                wish.number,
                **three_points(wish.hours),
            )


def three_points(hours: int) -> dict[str, int]:
    """Minutes at best, likely, and at worst: what is larger is known less well."""
    likely = hours * 60
    return {"optimistic": likely * 3 // 4, "likely": likely, "pessimistic": likely * (15 + hours // 4) // 10}


BUILT = {number for *_rest, numbers in FINISHED for number in numbers} | set(SPRINT_4)


def _take_up(script: Script, number: int, builder: CastMember, *, planned: int, begun: int | None) -> None:
    """A task is estimated and given to somebody, who begins unless `begun` is None."""

    def assigned() -> dict[str, object]:
        return {**script.task(number), "assignee": script.person(builder).pid}

    points = three_points(BY_NUMBER[number].hours)
    work = "testing" if builder is YUKI else "development"
    script.on_task(planned, "10:30", builder, "backlog.estimate-task", number, work=work, **points)
    script.then(planned, "11:00", JONAS, "backlog.assign-task", assigned)
    if begun is not None:
        script.on_task(begun, "9:10", builder, "backlog.move-task", number, step="in_progress")


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
    """It is tested, and Yuki hands it over."""
    steps = how or "1. Open the trial site.\n2. Sign in as the test patient **Eva Lind**, code **4410**.\n3. Try it."
    checks = evidence or (
        {"kind": "test", "text": "On 3 phones and 2 browsers, by Yuki Tanaka", "result": "passed"},
        {"kind": "review", "text": "By Marek Novak", "result": "passed"},
    )
    script.on_task(handed, "8:30", YUKI, "backlog.move-task", number, step="testing")
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
    count = len(criteria_of(BY_NUMBER[number]))
    verdicts = [{"criterion": criterion, "met": True} for criterion in range(1, count + 1)]
    script.on_task(day, clock, who, "acceptance.accept-task", number, verdicts=verdicts)


def running_sprint(script: Script) -> None:
    """Sprint 4, on its seventh day: four accepted, three handed over, the others on their way."""
    builder = dict(zip(SPRINT_4, (SOFIA, SOFIA, DANIEL, DANIEL, SOFIA, YUKI, MAREK, DANIEL), strict=False))
    builder |= {151: MAREK, 139: DANIEL, 143: DANIEL, 140: SOFIA, 144: SOFIA, 147: YUKI, 146: DANIEL}
    waiting = {144, 147, 146}
    for place, number in enumerate(SPRINT_4):
        begun = None if number in waiting else 6 if place < 7 else 5 - place % 3
        _take_up(script, number, builder[number], planned=7, begun=begun)
    for number, handed, who, accepted, clock in (
        (109, 5, TOMAS, 4, "10:10"),
        (125, 5, HELENA, 4, "11:30"),
        (118, 3, HELENA, 2, "9:40"),
        (121, 1, TOMAS, 0, "8:40"),
    ):
        finish(script, number, handed=handed, version="0.4.1", clock="15:30")
        accept(script, number, who, day=accepted, clock=clock)
    script.on_task(2, "14:20", DANIEL, "backlog.move-task", 136, step="testing")
    script.on_task(1, "11:05", MAREK, "backlog.move-task", 151, step="in_review")
    script.on_task(1, "16:45", DANIEL, "backlog.move-task", 139, step="in_review")
