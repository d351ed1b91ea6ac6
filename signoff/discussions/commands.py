"""Saying something about a task."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from django.utils.translation import gettext as _

from signoff.backlog.deeds import TaskDeed
from signoff.backlog.models import Task
from signoff.charter.sides import Room
from signoff.discussions import rules
from signoff.discussions.models import Comment
from signoff.kernel.refusals import Refusal
from signoff.kernel.scene import Outcome
from signoff.kernel.values import Personal, Words
from signoff.ledger.telling import Told
from signoff.people.deeds import ProjectScene


class WriteComment(TaskDeed):
    """Somebody says something about a task, to both sides or to their own only (A1, A2).

    What one side says among itself stands in that side's own log: the other finds no trace of it.
    """

    decision: ClassVar[str] = "comment"

    text: Annotated[Words, Personal()]
    room: Literal["both", "customer", "contractor"] = "both"

    def why_not(self, task: Task, scene: ProjectScene) -> Iterator[Refusal]:
        yield from rules.against_room(room=Room(self.room), rooms=scene.member.rooms)

    def apply(self, task: Task, scene: ProjectScene) -> Outcome:
        comment = Comment(task=task, room=Room(self.room), author=scene.by, text=self.text, at=scene.now)
        scene.keep(comment)
        return Outcome(
            answer={"comment": comment.public_id},
            told={"title": task.title, "task": task.key},
            room=Room(self.room),
        )

    @classmethod
    def sentence(cls, told: Told) -> str:
        if told.given("room") == "both":
            return _("said something about “%(title)s”.") % {"title": told.word("title")}
        return _("said something about “%(title)s” to their own side.") % {"title": told.word("title")}
