"""The story that the demo tells first: a patient moves a visit, and the customer has to decide."""

from __future__ import annotations

from pathlib import Path

from signoff.demo.people import DANIEL, HELENA, SOFIA, TOMAS, YUKI, CastMember
from signoff.demo.script import Script
from signoff.demo.sprints import finish

PICTURES = Path(__file__).parent / "pictures"
FIRST_TRY = "1. Sign in as the test patient **Eva Lind**, code **4410**.\n2. Open “My visits” and press “Move”."
HOW = (
    "1. Sign in as the test patient **Eva Lind**, code **4410**.\n"
    "2. Open “My visits” and choose the visit on 2 December.\n"
    "3. Press “Move”, choose another time, then look at both messages."
)
EVIDENCE = (
    {
        "kind": "test",
        "text": "14 cases on 3 phones and 2 browsers, by Yuki Tanaka",
        "result": "passed",
    },
    {"kind": "autotest", "text": "31 for this task, 1,204 in all", "result": "passed"},
    {"kind": "review", "text": "2 remarks by Marek Novak, both settled", "result": "passed"},
    {"kind": "security", "text": "Another patient’s visit can’t be reached", "result": "passed"},
    {
        "kind": "documentation",
        "text": "The help page for patients is planned as BOOK-148",
        "result": "open",
    },
)


def moved_visits(script: Script) -> None:
    """BOOK-131 comes back once and waits again; two more tasks wait beside it."""
    finish(script, 131, handed=5, version="0.4.1", clock="15:10", how=FIRST_TRY)
    unmet = {
        "criterion": 2,
        "met": False,
        "expected": "The old time is free for others within a minute.",
        "happened": "A colleague could not book the old time ten minutes later.",
        "better": "Free it as soon as the visit is moved.",
    }
    script.on_task(4, "11:20", HELENA, "acceptance.return-task", 131, verdicts=[{"criterion": 1, "met": True}, unmet])
    _talk(script)
    finish(script, 131, handed=2, version="0.4.2", clock="15:40", how=HOW, evidence=EVIDENCE)
    _pictures(script)
    for criterion in (1, 2):
        given = {"task": "BOOK-131", "criterion": criterion, "met": True}
        script.then(1, f"17:4{criterion}", HELENA, "acceptance.judge-criterion", given)
    finish(script, 134, handed=1, version="0.4.2", clock="14:15")
    finish(script, 137, handed=0, version="0.4.3", clock="9:05")


def _talk(script: Script) -> None:
    def say(day: int, clock: str, who: CastMember, text: str, room: str = "both") -> None:
        given = {"task": "BOOK-131", "text": text, "room": room}
        script.then(day, clock, who, "discussions.write-comment", given)

    say(
        4,
        "11:21",
        HELENA,
        "I moved Eva’s visit, and a colleague could not book the old time ten minutes later. The rest is lovely.",
    )
    say(
        3,
        "9:45",
        SOFIA,
        "Thank you, found it: the old time was freed only at night. Now it is freed at once; version 0.4.2 has it.",
    )
    say(
        3,
        "10:02",
        DANIEL,
        "The nightly job still runs as a second net. I’d take it out in sprint 5, with the other leftovers (BOOK-146).",
        room="contractor",
    )
    say(
        1,
        "15:10",
        TOMAS,
        "Reception at Old Town tried it with three patients. They ask for larger buttons, "
        "but that can be a task of its own.",
        room="customer",
    )


def _pictures(script: Script) -> None:
    """Two screenshots that Yuki took while testing."""
    for file, name in (
        ("choose.png", "Choosing another time, on a phone.png"),
        ("message.png", "The message to the patient.png"),
    ):
        content = (PICTURES / file).read_bytes()
        given = {"task": "BOOK-131", "name": name, "content": content}
        script.then(2, "15:50", YUKI, "files.attach-file", given)
