"""Dividing a task into pieces of at most two hours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, ClassVar

from django.db.models import Max
from django.utils.translation import gettext as _
from pydantic import Field

from signoff.backlog.deeds import TaskDeed
from signoff.backlog.models import Estimate, Task
from signoff.backlog.rules import against_no_change
from signoff.backlog.words import Work
from signoff.charter.sides import Role, Side
from signoff.kernel.refusals import NotThere, Refusal
from signoff.kernel.refusals import gettext_noop as _later
from signoff.kernel.scene import Outcome
from signoff.kernel.values import Line, Revision, Title
from signoff.ledger.telling import Told
from signoff.people.deeds import ProjectScene
from signoff.people.models import Membership, Person
from signoff.sprints.commands.plan_people import place_of
from signoff.sprints.loading import against_more_load
from signoff.sprints.models import Subtask
from signoff.sprints.queries.planning import planned_task
from signoff.sprints.rules import subtasks as rules
from signoff.sprints.rules.planning import hours

Minutes = Annotated[int, Field(ge=1, le=rules.LONGEST)]
Assignee = Annotated[Line, Field(max_length=20)]


class SubtaskDeed(TaskDeed):
    """A deed on one subtask of a task, by its number."""

    subtask: Annotated[int, Field(ge=1, le=100_000)]

    def _row(self, task: Task) -> Subtask:
        rows = Subtask.objects.filter(task=task, number=self.subtask, dropped_at=None)
        row = rows.select_related("assignee", "done_by").first()
        if row is None:
            raise NotThere(f"{self.task}.{self.subtask}")
        row.task = task
        return row

    def about(self, scene: ProjectScene) -> Task:
        task = super().about(scene)
        self._row(task)
        return task


class AddSubtask(TaskDeed):
    """A piece of a task, of at most two hours, with who does it (SP4). `assignee` "": whoever has the task."""

    decision: ClassVar[str] = "subtasks"

    title: Title
    minutes: Minutes
    work: Work = Work.DEVELOPMENT
    assignee: Assignee = ""

    def why_not(self, task: Task, scene: ProjectScene) -> Iterator[Refusal]:
        builder = builder_of(self.assignee, scene)
        yield from against_strangers(builder)
        yield from rules.against_dividing(is_open=task.is_open, existing=last_number(task))
        changed = planned_task(task)
        changed.subtasks.append(_new(task, 0, self.title, self.work, self.minutes, builder))
        yield from against_more_load(task, changed.loads(), scene)

    def apply(self, task: Task, scene: ProjectScene) -> Outcome:
        number = last_number(task) + 1
        row = _new(task, number, self.title, self.work, self.minutes, builder_of(self.assignee, scene))
        scene.keep(row)
        answer = {"task": task.key, "subtask": number, "revision": row.revision}
        return Outcome(answer=answer, told={"task": task.title})

    @classmethod
    def sentence(cls, told: Told) -> str:
        words = {"title": told.given("title"), "hours": hours(int(told.given("minutes"))), "task": told.word("task")}
        return _("made a subtask of “%(task)s”: “%(title)s”, %(hours)s.") % words


class ChangeSubtask(SubtaskDeed):
    """What a subtask is, what sort of work and how long is written anew; all three are given (SP4)."""

    decision: ClassVar[str] = "subtasks"

    revision: Revision
    title: Title
    minutes: Minutes
    work: Work

    def why_not(self, task: Task, scene: ProjectScene) -> Iterator[Refusal]:
        row = self._row(task)
        scene.expect(row, self.revision)
        yield from rules.against_changing(done=row.done_at is not None)
        yield from against_no_change((row.title, row.minutes, row.work) != (self.title, self.minutes, self.work))
        changed = planned_task(task)
        for each in changed.subtasks:
            if each.number == self.subtask:
                each.minutes = self.minutes
        yield from against_more_load(task, changed.loads(), scene)

    def apply(self, task: Task, scene: ProjectScene) -> Outcome:
        row = self._row(task)
        row.title, row.minutes, row.work = self.title, self.minutes, self.work
        scene.keep(row)
        answer = {"task": task.key, "subtask": row.number, "revision": row.revision}
        return Outcome(answer=answer, told={"task": task.title})

    @classmethod
    def sentence(cls, told: Told) -> str:
        words = {"title": told.given("title"), "hours": hours(int(told.given("minutes"))), "task": told.word("task")}
        return _("changed a subtask of “%(task)s”: “%(title)s”, %(hours)s.") % words


class AssignSubtask(SubtaskDeed):
    """A subtask is given to one of those who build; `assignee` "": to whoever has the task (SP4)."""

    decision: ClassVar[str] = "subtasks"

    assignee: Assignee = ""

    def why_not(self, task: Task, scene: ProjectScene) -> Iterator[Refusal]:
        row, builder = self._row(task), builder_of(self.assignee, scene)
        yield from against_strangers(builder)
        yield from rules.against_changing(done=row.done_at is not None)
        yield from against_no_change(row.assignee_id != (builder.person_id if builder else None))
        changed = planned_task(task)
        for each in changed.subtasks:
            if each.number == self.subtask:
                each.assignee = builder.person if builder else None
        yield from against_more_load(task, changed.loads(), scene)

    def apply(self, task: Task, scene: ProjectScene) -> Outcome:
        row, builder = self._row(task), builder_of(self.assignee, scene)
        row.assignee = builder.person if builder else None
        scene.keep(row)
        answer = {"task": task.key, "subtask": row.number, "revision": row.revision}
        return Outcome(answer=answer, told={"task": task.title, "title": row.title})

    @classmethod
    def sentence(cls, told: Told) -> str:
        words = {"title": told.word("title"), "task": told.word("task")}
        if not told.given("assignee"):
            return _("gave the subtask “%(title)s” of “%(task)s” to whoever has the task.") % words
        words["person"] = told.person(str(told.given("assignee")))
        return _("gave the subtask “%(title)s” of “%(task)s” to %(person)s.") % words


class DropSubtask(SubtaskDeed):
    """A subtask is not needed (SP4). Its minutes count as not divided again, until the estimate says less."""

    decision: ClassVar[str] = "subtasks"

    def why_not(self, task: Task, scene: ProjectScene) -> Iterator[Refusal]:
        row = self._row(task)
        yield from rules.against_changing(done=row.done_at is not None)
        changed = planned_task(task)
        changed.subtasks = [each for each in changed.subtasks if each.number != self.subtask]
        yield from against_more_load(task, changed.loads(), scene)

    def apply(self, task: Task, scene: ProjectScene) -> Outcome:
        row = self._row(task)
        row.dropped_at = scene.now
        scene.keep(row)
        answer = {"task": task.key, "subtask": row.number}
        return Outcome(answer=answer, told={"task": task.title, "title": row.title})

    @classmethod
    def sentence(cls, told: Told) -> str:
        words = {"title": told.word("title"), "task": told.word("task")}
        return _("dropped the subtask “%(title)s” of “%(task)s”.") % words


class FinishSubtask(SubtaskDeed):
    """Those who do the work say that a subtask is done, or with `done` false that it is not after all (SP7)."""

    decision: ClassVar[str] = "progress"

    done: bool = True

    def why_not(self, task: Task, scene: ProjectScene) -> Iterator[Refusal]:
        yield from against_no_change((self._row(task).done_at is not None) != self.done)

    def apply(self, task: Task, scene: ProjectScene) -> Outcome:
        row = self._row(task)
        row.done_at, row.done_by = (scene.now, scene.by) if self.done else (None, None)
        scene.keep(row)
        answer = {"task": task.key, "subtask": row.number, "revision": row.revision}
        return Outcome(answer=answer, told={"task": task.title, "title": row.title})

    @classmethod
    def sentence(cls, told: Told) -> str:
        words = {"title": told.word("title"), "task": told.word("task")}
        if told.given("done"):
            return _("finished the subtask “%(title)s” of “%(task)s”.") % words
        return _("opened the subtask “%(title)s” of “%(task)s” again.") % words


def builder_of(assignee: str, scene: ProjectScene) -> Membership | None:
    return place_of(assignee, scene, "assignee") if assignee else None


def against_strangers(builder: Membership | None) -> Iterator[Refusal]:
    """Work is done by the contractor's people (B3)."""
    if builder and builder.side != Side.CONTRACTOR:
        yield Refusal("builders-only", _later("Work is given to people of the contractor, who builds."), "B3")


def last_number(task: Task) -> int:
    return Subtask.objects.filter(task=task).aggregate(last=Max("number"))["last"] or 0


def _new(task: Task, number: int, title: str, work: str, minutes: int, builder: Membership | None) -> Subtask:
    person = builder.person if builder else None
    return Subtask(task=task, number=number, title=title, work=work, minutes=minutes, assignee=person)


def tester_of(task: Task, scene: ProjectScene) -> Person | None:
    """Who is to test it: the one who said how long that takes, or the only tester of the project."""
    rows: Sequence[Person] = [row.person for row in Estimate.objects.filter(task=task, work=Work.TESTING)]
    if not rows:
        places = scene.project.memberships.filter(ended_at=None, joined_at__isnull=False).select_related("person")
        rows = [place.person for place in places if Role.TESTER in place.roles]
    return rows[0] if len(rows) == 1 else None
