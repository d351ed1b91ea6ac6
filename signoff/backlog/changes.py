"""What the customer had accepted, beside what the task says now."""

from __future__ import annotations

from dataclasses import dataclass

from signoff.backlog.models import Task, TaskWords
from signoff.kernel.refusals import NotThere
from signoff.people.standing import Member


@dataclass(frozen=True)
class Changed:
    """The words then and now; of the criteria, pairs of (then, now) with "" where there is none."""

    then: TaskWords
    title: bool
    story: bool
    criteria: tuple[tuple[str, str], ...]


def changed_words(task: Task, *, seen_by: Member) -> Changed | None:
    """How the task's words differ from those that were accepted; None when they are the same again."""
    if task.project_id != seen_by.project.pk:
        raise NotThere(task.key)
    if task.accepted_content is None:
        return None
    then = TaskWords.objects.filter(task=task, content_revision=task.accepted_content).first()
    if then is None:
        return None
    changed = Changed(then, then.title != task.title, then.story != task.story, _pairs(then.criteria, task.criteria))
    return changed if changed.title or changed.story or changed.criteria else None


def _pairs(then: list[dict[str, object]], now: list[dict[str, object]]) -> tuple[tuple[str, str], ...]:
    before = {each["id"]: str(each["text"]) for each in then}
    after = {each["id"]: str(each["text"]) for each in now}
    both = [*before, *(each for each in after if each not in before)]
    pairs = ((before.get(each, ""), after.get(each, "")) for each in both)
    return tuple(pair for pair in pairs if pair[0] != pair[1])
