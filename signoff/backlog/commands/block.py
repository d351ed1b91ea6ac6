"""Saying that something holds a task up, and that it does no more."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from django.utils.translation import gettext as _
from pydantic import Field

from signoff.backlog import rules
from signoff.backlog.deeds import TaskChange
from signoff.backlog.models import Task
from signoff.kernel.refusals import Refusal
from signoff.kernel.scene import Outcome
from signoff.kernel.values import Line
from signoff.ledger.telling import Told
from signoff.people.deeds import ProjectScene


class BlockTask(TaskChange):
    """Those who do the work say that something holds a task up, and what (SP7). Both sides see it at once.

    Said again with another reason, it is still blocked since the first time.
    """

    decision: ClassVar[str] = "progress"

    reason: Annotated[Line, Field(min_length=1)]

    def why_not(self, task: Task, scene: ProjectScene) -> Iterator[Refusal]:
        yield from rules.against_blocking(step=task.step, done_before=task.done_before is not None)
        yield from rules.against_no_change(task.blocked_reason != self.reason)

    def apply(self, task: Task, scene: ProjectScene) -> Outcome:
        task.blocked_since, task.blocked_reason = task.blocked_since or scene.now, self.reason
        scene.keep(task)
        return Outcome(answer={"task": task.key, "revision": task.revision}, told={"title": task.title})

    @classmethod
    def sentence(cls, told: Told) -> str:
        return _("said that “%(title)s” is blocked: %(reason)s") % {
            "title": told.word("title"),
            "reason": told.given("reason"),
        }


class UnblockTask(TaskChange):
    """What held a task up is out of the way (SP7)."""

    decision: ClassVar[str] = "progress"

    def why_not(self, task: Task, scene: ProjectScene) -> Iterator[Refusal]:
        yield from rules.against_unblocking(blocked=task.blocked_since is not None)

    def apply(self, task: Task, scene: ProjectScene) -> Outcome:
        began = task.blocked_since or scene.now
        task.blocked_since, task.blocked_reason = None, ""
        scene.keep(task)
        return Outcome(
            answer={"task": task.key, "revision": task.revision},
            told={"title": task.title, "days": (scene.now - began).days},
        )

    @classmethod
    def sentence(cls, told: Told) -> str:
        return _("said that “%(title)s” is no longer blocked.") % {"title": told.word("title")}
