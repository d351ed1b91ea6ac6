"""Bringing in work that was written down elsewhere."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Annotated, Any, ClassVar, Literal

from django.utils.translation import ngettext
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, JsonValue
from pydantic_core import PydanticCustomError

from signoff.backlog.commands.add import PriorityWord, next_number
from signoff.backlog.commands.estimate import MOST_MINUTES
from signoff.backlog.models import ImportedRecord, Task
from signoff.backlog.order import SPACE_BETWEEN
from signoff.backlog.rules import MOST_CRITERIA
from signoff.backlog.tally import recount, sort_of
from signoff.backlog.words import Kind, Priority, Step
from signoff.charter.sides import Room
from signoff.discussions.models import Comment
from signoff.kernel.canonical import canonical
from signoff.kernel.keys import ProjectKey
from signoff.kernel.refusals import Refusal
from signoff.kernel.refusals import gettext_noop as _later
from signoff.kernel.scene import Outcome
from signoff.kernel.values import Line, Title, fit_text
from signoff.ledger.telling import Told
from signoff.people.deeds import ProjectCommand, ProjectScene
from signoff.people.models import Person, Project

MOST_AT_ONCE = 100
YEARS = range(1900, 2200)
UNFIT_IN_JSON = re.compile("[\0\ud800-\udfff]")


def _in_utc(at: datetime) -> datetime:
    """The moment in UTC, which one without a zone is taken to be in; refused where no calendar here reaches."""
    if at.year not in YEARS:
        raise PydanticCustomError("moment", "must be a moment between 1900 and 2200")
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC)


def _fit_to_keep(kept: dict[str, JsonValue]) -> dict[str, JsonValue]:
    """Any JSON, but for characters that no database holds."""
    waiting: list[Any] = [kept]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            waiting += [*value.keys(), *value.values()]
        elif isinstance(value, list):
            waiting += value
        elif isinstance(value, str) and UNFIT_IN_JSON.search(value):
            raise PydanticCustomError("unfit_character", "holds a NUL or half of a surrogate pair; leave it out")
    return kept


Moment = Annotated[datetime, AfterValidator(_in_utc)]
Kept = Annotated[dict[str, JsonValue], AfterValidator(_fit_to_keep)]
LongText = Annotated[str, Field(max_length=200_000), AfterValidator(fit_text)]


class PastComment(BaseModel):
    """What somebody said elsewhere. `author` is a pseudonymous id of a person here, or empty."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    at: Moment
    author: Line = ""
    author_name: Line = ""
    text: LongText


class PastTask(BaseModel):
    """A task as another tracker told it. `done_at`: it was finished there, which is no acceptance (AC1)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    external_key: Annotated[Line, Field(min_length=1, max_length=100)]
    kind: Kind = Kind.FEATURE
    title: Title
    story: LongText = ""
    criteria: Annotated[list[Line], Field(max_length=MOST_CRITERIA)] = Field(default_factory=list)
    priority: PriorityWord | None = None
    assignee: Line = ""
    estimate_minutes: Annotated[int, Field(ge=1, le=MOST_MINUTES)] | None = None
    step: Literal["to_do", "in_progress", "in_review", "testing"] = "to_do"
    created_at: Moment
    done_at: Moment | None = None
    comments: list[PastComment] = Field(default_factory=list)
    kept: Kept = Field(default_factory=dict)

    def digest(self) -> str:
        """SHA-256 of all that came in, so that the entry vouches for it without repeating it."""
        return hashlib.sha256(canonical(_without_floats(self.model_dump(mode="json")))).hexdigest()


class RecordPastTasks(ProjectCommand[Project]):
    """Up to 100 tasks from another tracker come in as they were there (A3).

    The ledger names each by its key there and vouches for the rest by digest. The importer gives new ones only:
    a key that is here already is refused.
    """

    decision: ClassVar[str] = "import"

    project: ProjectKey
    source: Annotated[Line, Field(min_length=1, max_length=20)]
    tasks: Annotated[list[PastTask], Field(min_length=1, max_length=MOST_AT_ONCE)]

    @property
    def project_key(self) -> str:
        return self.project

    def about(self, scene: ProjectScene) -> Project:
        return scene.project

    def why_not(self, project: Project, scene: ProjectScene) -> Iterator[Refusal]:
        keys = [each.external_key for each in self.tasks]
        # Without the second condition no index helps, and a long import slows down with every task that is here.
        here = Task.objects.filter(project=project, external_key__in=keys).exclude(external_key="")
        known = here.values_list("external_key", flat=True)
        twice = set(known) or {key for key in keys if keys.count(key) > 1}
        if twice:
            yield Refusal(
                "here-already",
                _later("%(key)s has been brought in already."),
                "A3",
                {"key": sorted(twice)[0]},
            )

    def apply(self, project: Project, scene: ProjectScene) -> Outcome:
        number = next_number(project, len(self.tasks))
        people = _people_of(project)
        rows = [_task(project, scene, number + place, past, people) for place, past in enumerate(self.tasks)]
        scene.keep_all(rows)
        scene.keep_all(
            [
                ImportedRecord(
                    task=task,
                    source=self.source,
                    external_key=past.external_key,
                    data=_without_floats(past.kept),
                )
                for task, past in zip(rows, self.tasks, strict=True)
                if past.kept
            ]
        )
        scene.keep_all(
            [
                _comment(task, comment, people)
                for task, past in zip(rows, self.tasks, strict=True)
                for comment in past.comments
            ]
        )
        recount(project.pk, now=[sort_of(task) for task in rows])
        return Outcome(answer={"tasks": [task.key for task in rows]}, told={"count": len(rows)})

    def ledger_given(self) -> dict[str, Any]:
        """What the entry holds: names and digests, since the whole would not fit into it."""
        return {
            "project": self.project,
            "source": self.source,
            "tasks": [
                {"external_key": each.external_key, "title": each.title, "sha256": each.digest()} for each in self.tasks
            ],
        }

    @classmethod
    def sentence(cls, told: Told) -> str:
        count = int(told.word("count"))
        words = ngettext(
            "brought in %(count)d task from %(source)s.", "brought in %(count)d tasks from %(source)s.", count
        )
        return words % {"count": count, "source": str(told.given("source")).capitalize()}


def _people_of(project: Project) -> dict[str, Person]:
    """Everybody of the project by pseudonymous id."""
    rows = project.memberships.filter(ended_at=None).select_related("person")
    return {row.person.pid: row.person for row in rows}


def _task(project: Project, scene: ProjectScene, number: int, past: PastTask, people: dict[str, Person]) -> Task:
    return Task(
        project=project,
        number=number,
        kind=past.kind,
        title=past.title,
        story=past.story,
        criteria=[{"id": place, "text": text} for place, text in enumerate(past.criteria, 1)],
        last_criterion=len(past.criteria),
        priority=Priority[past.priority.upper()] if past.priority else Priority.UNSET,
        position=number * SPACE_BETWEEN,
        assignee=people.get(past.assignee),
        estimate_low=past.estimate_minutes,
        estimate_minutes=past.estimate_minutes,
        estimate_high=past.estimate_minutes,
        step=Step(past.step),
        created_by=scene.by,
        created_at=past.created_at,
        step_since=scene.now,
        done_before=past.done_at,
        external_key=past.external_key,
    )


def _comment(task: Task, past: PastComment, people: dict[str, Person]) -> Comment:
    return Comment(
        task=task,
        room=Room.BOTH,
        author=people.get(past.author),
        author_name=past.author_name[:120],
        text=past.text,
        at=past.at,
    )


def _without_floats(value: Any) -> Any:
    """The value with fractions as text: canonical JSON has none."""
    if isinstance(value, float):
        return repr(value)
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) >= 2**53:
        return str(value)
    if isinstance(value, dict):
        return {key: _without_floats(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_without_floats(item) for item in value]
    return value
