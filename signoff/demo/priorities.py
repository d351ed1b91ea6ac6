"""What the two sides say to one another about priorities, and what new tasks can begin with."""

from __future__ import annotations

from datetime import timedelta

from signoff.demo.people import HELENA, JONAS, PRIYA, TOMAS
from signoff.demo.script import Script
from signoff.demo.sprints import STARTED

MIX = {"feature": 68, "autotest": 13, "technical_debt": 8, "documentation": 4, "bug": 7}

# name, kind, title, story, criteria
TEMPLATES = (
    (
        "A new message to patients",
        "feature",
        "Message: ",
        "As a patient, I want a message when …, so that …\n\n### The words\n\n…",
        ("It comes in the language of the patient.", "It comes once.", "The clinic sees that it was sent."),
    ),
    (
        "A change of the trial site",
        "technical_debt",
        "Trial site: ",
        "### What changes\n\n…\n\n### When it is not there\n\n…",
        ("The test patients are there afterwards.",),
    ),
)
CASES = (
    (
        "Patients ask for another way through booking",
        "feature",
        "",
        "… patients asked for … in the last … weeks.\n\nThe new way through it:\n\n1. …\n2. …\n3. …",
        ("Three of those who asked have tried it.", "Nobody needs more steps than before."),
    ),
    (
        "A clinic opens or closes",
        "feature",
        "Clinic … opens",
        "The clinic … opens on …. Its doctors, hours and rooms come as a table from Meridian’s staff office.",
        ("Patients can book from the day it opens.", "No visit is lost."),
    ),
    (
        "A text is wrong somewhere",
        "bug",
        "Wrong text: ",
        "### Where\n\n…\n\n### What it says\n\n…\n\n### What it should say\n\n…",
        ("It says so in all languages.",),
    ),
)


def priorities(script: Script) -> None:
    """The mix, a suggestion that waits for each side, two concerns, templates and cases."""
    reason = "So much for tests as the first two weeks showed that we need, and never less than that."
    script.suggest(45, "15:00", JONAS, reason, "backlog.agree-mix", {"project": "BOOK", "shares": MIX})
    script.agree(44, "9:10", HELENA, "backlog.agree-mix")
    _suggestions(script)
    _concerns(script)
    for sort, rows in (("template", TEMPLATES), ("case", CASES)):
        for place, (name, kind, title, story, criteria) in enumerate(rows):
            words = {"name": name, "kind": kind, "title": title, "story": story, "criteria": list(criteria)}
            given = {"project": "BOOK", "sort": sort, **words}
            script.then(40 - place, "17:10", PRIYA, "backlog.write-template", given)


def _suggestions(script: Script) -> None:
    why = "4 of 10 calls to reception are about a child’s visit, and vaccinations open on 1 February."
    script.suggest(
        1,
        "15:00",
        PRIYA,
        why,
        "backlog.set-priority",
        lambda: {**script.task(171), "priority": "critical"},
    )
    starts_on = script.calendar.day(STARTED) + timedelta(weeks=2)
    test_day = {"task": "BOOK-155", "on": (starts_on + timedelta(weeks=1)).isoformat()}
    why = "Old Town’s staff are all there on that day, and could see at once which reminders failed."
    script.suggest(0, "8:30", HELENA, why, "sprints.set-testing-deadline", test_day)
    why = "Reception at Old Town holds the tablet in one hand. It is five hours, and they have asked twice."
    larger = {"task": "BOOK-149", "reason": "Reception asked twice."}
    script.suggest(1, "16:10", TOMAS, why, "sprints.take-into-running-sprint", larger)


def _concerns(script: Script) -> None:
    text = "Why should the old form go now? Nobody of us sees it any more."
    script.then(3, "10:40", HELENA, "backlog.raise-concern", {"task": "BOOK-146", "text": text})
    answer = "It runs every night and blocks times for ten minutes. Without it, moves are free at once, also at night."
    given = {"task": "BOOK-146", "concern": 1, "answer": answer}
    script.then(2, "9:20", JONAS, "backlog.answer-concern", given)
    text = "Insurance stands below the health card. Our patients ask for it every day."
    script.then(1, "11:15", TOMAS, "backlog.raise-concern", {"task": "BOOK-163", "text": text})
