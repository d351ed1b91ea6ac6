"""Recording what troubles the customer about a priority."""

from __future__ import annotations

from typing import ClassVar

from django.utils.translation import gettext as _

from signoff.backlog.deeds import TaskDeed
from signoff.backlog.models import Concern, Task
from signoff.kernel.scene import Outcome
from signoff.kernel.values import Words
from signoff.ledger.telling import Told
from signoff.people.deeds import ProjectScene


class RaiseConcern(TaskDeed):
    """Somebody of the customer's side records a concern about a task's priority; the contractor must answer (P3)."""

    decision: ClassVar[str] = "concern"

    text: Words

    def apply(self, task: Task, scene: ProjectScene) -> Outcome:
        last = Concern.objects.filter(task=task).order_by("-number").values_list("number", flat=True).first()
        concern = Concern(task=task, number=(last or 0) + 1, text=self.text, by=scene.by, at=scene.now)
        scene.keep(concern)
        return Outcome(answer={"concern": concern.number}, told={"title": task.title, "task": task.key})

    @classmethod
    def sentence(cls, told: Told) -> str:
        return _("recorded a concern about “%(title)s”: %(text)s") % {
            "title": told.word("title"),
            "text": told.given("text"),
        }
