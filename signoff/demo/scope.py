"""What is to be built: the tree of parts, what Meridian said that it needs, and the baselines that were agreed on."""

from __future__ import annotations

from signoff.demo.asking import asked_on, builder_of
from signoff.demo.people import HELENA, JONAS, PRIYA, TOMAS, CastMember
from signoff.demo.script import Script
from signoff.demo.wishes import BY_NUMBER

# level, title, priority, place of its parent in this list (0: none), text
PARTS: tuple[tuple[str, str, str, int, str], ...] = (
    ("stage", "Patients book on their own", "high", 0, "The first release: three clinics, every doctor."),
    ("epic", "Access", "high", 1, ""),
    ("epic", "Booking", "high", 1, ""),
    ("epic", "Calendar", "medium", 1, "What the clinics see and change."),
    ("stage", "Visits that move", "high", 0, "Reception should need no telephone for a visit that moves."),
    ("epic", "Visits", "high", 5, ""),
    ("story", "A patient moves a visit", "critical", 6, "The old time is free for others at once."),
    ("epic", "Reminders", "high", 5, "Messages that people can trust."),
    ("epic", "Clinic desk", "medium", 5, ""),
    ("stage", "Insurance", "medium", 0, "Begins when the insurers have opened their test service."),
    ("epic", "Insurance check", "high", 10, ""),
    ("epic", "Health card", "medium", 10, ""),
)

TASKS_OF_PART: dict[int, tuple[int, ...]] = {
    2: (105, 113, 126),
    3: (106, 107, 108, 112, 114, 117, 119, 120, 128, 130, 132, 133, 138, 145),
    4: (109, 110, 111, 115, 123, 125, 127, 129, 169, 170, 183, 184, 189, 192, 196, 197),
    6: (116, 118, 121, 122, 140, 144, 146, 147, 151, 167, 171, 174, 191),
    7: (131, 134, 136, 137, 139, 143),
    8: (148, 152, 153, 155, 156, 157, 158, 159, 160, 190, 203),
    9: (124, 135, 141, 149, 150, 164, 179, 181, 186, 206),
    11: (162, 163, 165, 166, 187),
    12: (176,),
}
PLACED = 40
"""Working days ago on which what had been asked for by then was put into the tree; what came later, on the next day."""

# who said it, day, title, text, origin, the task that it led to
REQUIREMENTS: tuple[tuple[CastMember, int, str, str, str, tuple[int, ...]], ...] = (
    (
        HELENA,
        44,
        "A visit can be moved without a call",
        "Four of ten calls to reception are about moving a visit. Patients should do it themselves, up to the last day.",
        "Count of calls at the three receptions, March to May",
        (131, 134, 136, 137, 139, 143),
    ),
    (
        TOMAS,
        30,
        "Reminders in the language of the patient",
        "At Old Town every third patient reads the reminder with somebody’s help. We need their own language.",
        "Meeting of the receptions, Old Town",
        (153, 157, 160),
    ),
    (
        HELENA,
        12,
        "What the insurance pays is known before the visit",
        "Patients learn at the desk that a visit costs them something. They should know when they book.",
        "Letter of the patients’ council",
        (162, 163),
    ),
    (
        TOMAS,
        2,
        "An idea: the doctor’s running late",
        "Could people in the waiting room see on their phone that a doctor is an hour behind?",
        "Reception at Northgate",
        (),
    ),
)


def scope(script: Script) -> None:
    """The tree, the requirements, and two baselines: one at the beginning, one when reminders came in."""
    for place, (level, title, priority, parent, text) in enumerate(PARTS, 1):
        given = {"project": "BOOK", "level": level, "title": title, "text": text}
        if parent:
            given["parent"] = f"BOOK.{parent}"
        script.then(48, f"10:{place:02d}", PRIYA, "scope.add-part", given)
        script.on_part(48, f"13:{place:02d}", HELENA, "scope.set-part-priority", place, priority=priority)
    for part, numbers in TASKS_OF_PART.items():
        for number in numbers:
            # What nobody has estimated yet cannot be offered: it comes into the tree after the last offer.
            day = min(PLACED, asked_on(number) - 1) if BY_NUMBER[number].hours else 0
            clock = "16:40" if day else "8:40"
            script.on_task(day, clock, PRIYA, "scope.place-task", number, part=f"BOOK.{part}")
    _requirements(script)
    _baselines(script)


def _requirements(script: Script) -> None:
    for place, (who, day, title, text, origin, tasks) in enumerate(REQUIREMENTS, 1):
        given = {"project": "BOOK", "title": title, "text": text, "origin": origin}
        script.then(day, "9:15", who, "scope.record-requirement", given)
        if not tasks:
            continue
        script.on_requirement(day - 1, "10:00", PRIYA, "scope.take-up-requirement", place)
        for number in tasks:
            linked = min(day - 1, asked_on(number) - 1)
            script.on_task(linked, "16:50", PRIYA, "scope.link-requirement", number, requirement=f"BOOK.{place}")
    note = "Six tasks came of it; all of them are in sprint 4."
    script.on_requirement(6, "8:20", PRIYA, "scope.settle-requirement", 1, note=note)


def _baselines(script: Script) -> None:
    """The first one after a fortnight; the second when the reminders were known; a third is offered now."""
    points = {"optimistic": 50 * 60, "likely": 64 * 60, "pessimistic": 90 * 60}
    script.on_task(2, "16:20", builder_of(176), "backlog.estimate-task", 176, **points)
    for number, part in ((173, 8), (177, 9)):
        script.on_task(1, "9:50", PRIYA, "scope.place-task", number, part=f"BOOK.{part}")
    for day, reason in (
        (38, "The first release and the visits that move, as we understood them together on Monday."),
        (7, "Reminders and insurance came in. The calendar’s estimates are those of the first two sprints."),
        (0, "The card’s makers showed us their test service: it is less work. The new mail service comes in for it."),
    ):
        script.then(day, "8:15", JONAS, "scope.offer-baseline", {"project": "BOOK", "reason": reason})
        if day:
            script.agree(day - 1, "9:50", HELENA, "scope.approve-baseline")
