"""The ledger's tables. Only the kernel writes them, through `signoff.ledger.append`."""

from __future__ import annotations

from django.db import models

from signoff.charter.sides import Room


class Log(models.Model):
    """One RFC 6962 tree: of a project for both sides, of one side's room in it, or of the installation.

    `frontier` holds the roots of the perfect subtrees, largest first, 32 bytes each; `checkpoint` is the newest
    signed note. The row is the head that a command locks.
    """

    project = models.ForeignKey("signoff.Project", models.PROTECT, null=True, related_name="logs")
    room = models.CharField(max_length=10, choices=[(room.value, room.value) for room in Room], default=Room.BOTH)
    origin = models.CharField(max_length=300, unique=True)
    size = models.BigIntegerField(default=0)
    frontier = models.BinaryField(default=b"")
    checkpoint = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "room"], name="one_log_a_room"),
            models.UniqueConstraint(
                fields=["room"], condition=models.Q(project=None), name="one_log_of_the_installation"
            ),
        ]


class Entry(models.Model):
    """One deed, as the canonical bytes that were hashed. The columns beside them are for finding it."""

    pk = models.CompositePrimaryKey("log_id", "seq")
    log = models.ForeignKey(Log, models.PROTECT, related_name="entries")
    seq = models.BigIntegerField()
    bytes = models.BinaryField()
    leaf = models.BinaryField()
    at = models.DateTimeField()
    type = models.CharField(max_length=100)
    actor = models.CharField(max_length=40)
    about = models.CharField(max_length=120)

    class Meta:
        indexes = [
            models.Index(fields=["log", "actor", "seq"], name="entry_by_actor"),
            models.Index(fields=["log", "about", "seq"], name="entry_by_object"),
        ]


class Node(models.Model):
    """The root of a complete subtree above the leaves: `index` counts subtrees of 2^level leaves from the left."""

    pk = models.CompositePrimaryKey("log_id", "level", "index")
    log = models.ForeignKey(Log, models.PROTECT, related_name="+")
    level = models.SmallIntegerField()
    index = models.BigIntegerField()
    hash = models.BinaryField()


class Opening(models.Model):
    """What a salted commitment in an entry stands for. It may be erased; the entry still verifies (A8)."""

    log = models.ForeignKey(Log, models.PROTECT, related_name="+")
    seq = models.BigIntegerField()
    field = models.CharField(max_length=60)
    salt = models.CharField(max_length=32)
    value = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["log", "seq", "field"], name="one_opening_a_field")]
