"""Promising a day for a task: each kind by those who do that work."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, ClassVar, Literal

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from signoff.backlog.deeds import TaskDeed
from signoff.backlog.models import Task
from signoff.backlog.rules import against_no_change
from signoff.kernel.refusals import Refusal
from signoff.kernel.scene import Outcome
from signoff.ledger.telling import Told
from signoff.people.deeds import ProjectScene
from signoff.sprints.models import Deadline
from signoff.sprints.rules.deadlines import against_deadline

Kind = Deadline.Kind


class DeadlineDeed(TaskDeed):
    """What the three have in common: a day, and no other kind's business. Others may suggest one (SP3)."""

    proposable: ClassVar[bool] = True

    on: date

    @property
    def deadline(self) -> Deadline.Kind:
        """Which kind of work the day is for."""
        raise NotImplementedError

    def _row(self, task: Task, kind: Deadline.Kind) -> Deadline | None:
        return Deadline.objects.filter(task=task, kind=kind).first()

    def before(self, task: Task) -> dict[str, Any]:
        row = self._row(task, self.deadline)
        return {"on": row.on if row else None}

    @classmethod
    def changes(cls, before: Mapping[str, Any], given: Mapping[str, Any]) -> Iterator[tuple[str, Any, Any]]:
        yield _("Deadline"), _day(before["on"]), _day(given["on"])

    def why_not(self, task: Task, scene: ProjectScene) -> Iterator[Refusal]:
        row = self._row(task, self.deadline)
        built = None if self.deadline == Kind.DEVELOPMENT else self._row(task, Kind.DEVELOPMENT)
        yield from against_deadline(
            is_open=task.is_open,
            on=self.on.toordinal(),
            today=scene.now.date().toordinal(),
            built=built.on.toordinal() if built else None,
        )
        yield from against_no_change(row is None or row.on != self.on)

    def apply(self, task: Task, scene: ProjectScene) -> Outcome:
        row = self._row(task, self.deadline) or Deadline(task=task, kind=self.deadline)
        row.task, row.on, row.by, row.at = task, self.on, scene.by, scene.now
        scene.keep(row)
        answer = {"task": task.key, "kind": str(self.deadline), "on": self.on.isoformat()}
        return Outcome(answer=answer, told={"title": task.title})


class SetDevelopmentDeadline(DeadlineDeed):
    """Developers say by which day a task is built (SP3)."""

    decision: ClassVar[str] = "development-deadline"

    @property
    def deadline(self) -> Deadline.Kind:
        return Kind.DEVELOPMENT

    @classmethod
    def sentence(cls, told: Told) -> str:
        words = {"title": told.word("title"), "day": _day(told.given("on"))}
        return _("said that “%(title)s” will be built by %(day)s.") % words


class SetTestingDeadline(DeadlineDeed):
    """Testers say by which day a task is tested (SP3)."""

    decision: ClassVar[str] = "testing-deadline"

    @property
    def deadline(self) -> Deadline.Kind:
        return Kind.TESTING

    @classmethod
    def sentence(cls, told: Told) -> str:
        words = {"title": told.word("title"), "day": _day(told.given("on"))}
        return _("said that “%(title)s” will be tested by %(day)s.") % words


class SetDeliveryDeadline(DeadlineDeed):
    """The project manager says by which day a task is on trial, or shown (SP3)."""

    decision: ClassVar[str] = "delivery-deadline"

    kind: Literal["deployment", "demonstration"] = "deployment"

    @property
    def deadline(self) -> Deadline.Kind:
        return Kind(self.kind)

    @classmethod
    def sentence(cls, told: Told) -> str:
        words = {"title": told.word("title"), "day": _day(told.given("on"))}
        if told.given("kind") == Kind.DEMONSTRATION:
            return _("said that “%(title)s” will be shown on %(day)s.") % words
        return _("said that “%(title)s” will be on trial by %(day)s.") % words


def _day(iso: str | None) -> str:
    """A day of an entry or a suggestion, for its reader."""
    return date_format(date.fromisoformat(iso), "j F Y") if iso else ""
