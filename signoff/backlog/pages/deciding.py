"""What stands on a task's page to be decided: what may be pressed, and why something may not."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from signoff.acceptance import rules
from signoff.acceptance.models import EvidenceKind, Result
from signoff.acceptance.rounds import Rounds
from signoff.backlog.models import Task
from signoff.backlog.words import WORKING_STEPS, Priority, Step, Value
from signoff.charter.decisions import decision_named
from signoff.charter.sides import Side
from signoff.doors.not_done import sentence
from signoff.kernel.refusals import Refusal
from signoff.people.circle import Circle

EVIDENCE_KINDS = {str(kind): kind.label for kind in EvidenceKind}
RESULTS = {str(result): result.label for result in Result}
RANKS = [level for level in Priority if level is not Priority.UNSET]


def deciding(task: Task, past: Rounds, people: Circle) -> dict[str, Any]:
    """Deeds and choices, with the reasons against them."""
    accepting = against_accepting(task, past) if task.step == Step.HANDED_OVER else []
    return {
        "mode": mode_of(task, people),
        "deciders": people.who_may("acceptance"),
        "in_place": [name for name in people.who_may("acceptance") if name != people.member.person.name],
        "against_accepting": accepting,
        "at_once": bool(accepting) and past.may_be_accepted_at_once,
        "against_handing_over": against_handing_over(task),
        "next_step": next_step(task),
        "working_steps": WORKING_STEPS,
        "acceptance_refusal": refusal_of("acceptance", people),
        "priority_refusal": refusal_of("priority", people),
        "priority_word": Priority(task.priority).name.lower(),
        "priority_options": [(level.name.lower(), level.label) for level in RANKS],
        "value_options": Value.choices,
        "assignee_options": [("", _("Nobody")), *builders(people)],
        "evidence_kinds": EVIDENCE_KINDS,
        "evidence_results": RESULTS,
    }


def mode_of(task: Task, people: Circle) -> str:
    """What the reader can do next: decide, wait for the decision, build, watch; or it is accepted, or done before."""
    if task.done_before is not None:
        return "done_before"
    if task.step == Step.ACCEPTED:
        return "accepted"
    if task.step == Step.HANDED_OVER:
        return "decide" if people.may("acceptance") else "wait"
    return "build" if people.may("progress") else "watch"


def next_step(task: Task) -> Step | None:
    """The working step after the present one; None when handing over comes next."""
    if task.step not in WORKING_STEPS or task.step == WORKING_STEPS[-1]:
        return None
    return WORKING_STEPS[WORKING_STEPS.index(Step(task.step)) + 1]


def against_accepting(task: Task, past: Rounds) -> list[Refusal]:
    """What the rules have against accepting it now, by the verdicts that are kept."""
    met = {criterion: verdict.met for criterion, verdict in past.current.items()}
    return list(rules.against_accepting(step=task.step, criteria=[each["id"] for each in task.criteria], met=met))


def against_handing_over(task: Task) -> list[Refusal]:
    """What the rules have against handing it over now."""
    return list(
        rules.against_handing_over(
            step=task.step, done_before=task.done_before is not None, criteria=len(task.criteria)
        )
    )


def refusal_of(decision: str, people: Circle) -> str:
    """What somebody reads who may not decide this, and who may; the same words as through every other door."""
    return sentence(decision_named(decision).refusal_to(people.who_may(decision)))


def builders(people: Circle) -> list[tuple[str, str]]:
    """(pseudonymous id, name) of those who can be given work."""
    return [(row.person.pid, row.person.name) for row in people.of_side(Side.CONTRACTOR)]
