"""Attaching files to tasks and requirements, and erasing them."""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Iterator
from typing import Annotated, Any, ClassVar, Literal

from django.db import transaction
from django.utils.translation import gettext as _
from pydantic import BeforeValidator, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from signoff.backlog.models import Task
from signoff.backlog.queries import task_named
from signoff.charter.sides import Room
from signoff.discussions.rules import against_room
from signoff.files import rules, store
from signoff.files.kinds import media_type
from signoff.files.models import Attachment
from signoff.files.queries import attachment_named, attachments, attachments_of
from signoff.kernel.keys import NumberedKey, ProjectKey, TaskKey
from signoff.kernel.refusals import Refusal
from signoff.kernel.scene import Outcome
from signoff.kernel.values import Content, Line
from signoff.ledger.telling import Told
from signoff.people.deeds import ProjectCommand, ProjectScene
from signoff.scope.models import Requirement
from signoff.scope.queries import requirement_named

MOST_BYTES = 10 * 1024 * 1024


def _decoded(value: Any) -> Any:
    """Text is base64, as JSON carries files; bytes are taken as they are."""
    if not isinstance(value, str):
        return value
    try:
        return base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError):
        raise PydanticCustomError("base64", "must be base64") from None


FileContent = Annotated[
    bytes,
    Field(min_length=1, max_length=MOST_BYTES, json_schema_extra={"contentEncoding": "base64"}),
    BeforeValidator(_decoded),
    Content(),
]
FileName = Annotated[Line, Field(min_length=1, max_length=200)]
Holder = Task | Requirement
PublicId = Annotated[str, StringConstraints(pattern="^[0-9a-f]{16}$")]


class AttachFile(ProjectCommand[Holder]):
    """A file of up to 10 MiB is attached to a task or to a requirement, for both sides or for one's own only (S6, A2).

    Exactly one of `task` and `requirement` says where.
    """

    decision: ClassVar[str] = "file"

    task: TaskKey | None = None
    requirement: NumberedKey | None = None
    name: FileName
    content: FileContent
    room: Literal["both", "customer", "contractor"] = "both"

    @model_validator(mode="after")
    def _at_one_thing(self) -> AttachFile:
        if (self.task is None) == (self.requirement is None):
            raise PydanticCustomError("at_one_thing", "must name either a task or a requirement")
        return self

    @property
    def project_key(self) -> str:
        return (self.task or "").partition("-")[0] or (self.requirement or "").partition(".")[0]

    def about(self, scene: ProjectScene) -> Holder:
        if self.task is not None:
            return task_named(self.task, seen_by=scene.member)
        return requirement_named(self.requirement or "", seen_by=scene.member)

    def why_not(self, holder: Holder, scene: ProjectScene) -> Iterator[Refusal]:
        yield from against_room(room=Room(self.room), rooms=scene.member.rooms)
        yield from rules.against_name(self.name)
        # Only what the actor sees is counted: the other side's own files leave no trace (A2).
        yield from rules.against_many(attachments_of(holder, seen_by=scene.member).count())

    def apply(self, holder: Holder, scene: ProjectScene) -> Outcome:
        attachment = Attachment(
            project=holder.project,
            task=holder if isinstance(holder, Task) else None,
            requirement=holder if isinstance(holder, Requirement) else None,
            room=Room(self.room),
            name=self.name,
            media_type=media_type(self.content),
            size=len(self.content),
            sha256=store.put(self.content),
            by=scene.by,
            at=scene.now,
        )
        scene.keep(attachment)
        transaction.on_commit(lambda: store.put_again(self.content), robust=True)
        return Outcome(
            answer={"file": attachment.public_id, "sha256": attachment.sha256},
            told={"title": holder.title},
            files=[attachment.sha256],
            room=Room(self.room),
        )

    @classmethod
    def sentence(cls, told: Told) -> str:
        return _("attached “%(name)s” to “%(title)s”.") % {
            "name": told.given("name"),
            "title": told.word("title"),
        }


class EraseFile(ProjectCommand[Attachment]):
    """A file's content is erased for good; the record that it was there stays (A8)."""

    decision: ClassVar[str] = "file-erasure"

    project: ProjectKey
    file: PublicId

    @property
    def project_key(self) -> str:
        return self.project

    def about(self, scene: ProjectScene) -> Attachment:
        return attachment_named(self.file, seen_by=scene.member)

    def why_not(self, attachment: Attachment, scene: ProjectScene) -> Iterator[Refusal]:
        # The same content where the actor does not see it is no reason, or a copy of it would tell that it is there.
        seen = attachments(seen_by=scene.member).filter(sha256=attachment.sha256, erased_at=None)
        others = seen.exclude(pk=attachment.pk)
        own = scene.project.memberships.filter(person=attachment.by, side=scene.member.side).exists()
        yield from rules.against_erasing(
            erased=attachment.erased_at is not None, own_side=own, elsewhere=others.exists()
        )

    def apply(self, attachment: Attachment, scene: ProjectScene) -> Outcome:
        attachment.erased_at = scene.now
        scene.keep(attachment)
        sha256 = attachment.sha256
        transaction.on_commit(lambda: _forget(sha256), robust=True)
        return Outcome(
            answer={"file": attachment.public_id},
            told={"name": attachment.name, "title": attachment.holder.title},
            more_facts=[_erasure(attachment)],
            room=Room(attachment.room),
        )

    @classmethod
    def sentence(cls, told: Told) -> str:
        return _("erased “%(name)s” of “%(title)s” for good.") % {
            "name": told.word("name"),
            "title": told.word("title"),
        }


def _forget(sha256: str) -> None:
    """Take the content from the folder, unless it is still attached where the eraser does not see it."""
    store.remove(sha256, unless=Attachment.objects.filter(sha256=sha256, erased_at=None).exists)


def _erasure(attachment: Attachment) -> dict[str, Any]:
    """The fact by which an export may leave the content out (BUNDLE.md); it may happen again to the same content."""
    erasures = Attachment.objects.filter(
        sha256=attachment.sha256,
        project_id=attachment.project_id,
        room=attachment.room,
        erased_at__isnull=False,
    )
    digest = hashlib.sha256(f"erased {attachment.sha256}".encode()).hexdigest()
    return {"obj": f"file:{attachment.sha256}", "rev": erasures.count(), "digest": digest}
