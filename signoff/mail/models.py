"""Letters that wait to be sent, and which kinds of letters a person has turned off."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from signoff.kernel.decided import Decided


class Letter(models.Model):
    """A letter to a person. `sealed` is what it says, encrypted, since it may hold a secret link; empty once sent.

    `project`: it goes out only while the person has a place there (B4). `once` makes it one of its kind.
    """

    message_id = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=40)
    once = models.CharField(max_length=300, null=True, unique=True)  # noqa: DJ001 (unique, so no two empty ones)
    person = models.ForeignKey("signoff.Person", models.CASCADE, related_name="+")
    project = models.ForeignKey("signoff.Project", models.CASCADE, null=True, related_name="+")
    sealed = models.BinaryField()
    written_at = models.DateTimeField(db_index=True)
    sent_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.kind} {self.message_id}"


class LetterChoice(Decided):
    """Which kinds of letters a person does not want."""

    person = models.OneToOneField("signoff.Person", models.PROTECT, related_name="letter_choice")
    unwanted = models.JSONField(default=list)

    recorded_as: ClassVar[str] = "letter-choice"
    decided_with: ClassVar[tuple[str, ...]] = ("person",)
    decided_fields: ClassVar[tuple[str, ...]] = ("unwanted",)

    @property
    def obj(self) -> str:
        return f"letter-choice:{self.person.pid}"

    def decided_state(self) -> dict[str, object]:
        return super().decided_state() | {"person": self.person.pid}
