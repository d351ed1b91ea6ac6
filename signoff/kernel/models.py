"""What the kernel itself keeps: the answers to commands that may be retried."""

from django.conf import settings
from django.db import models


class RememberedAnswer(models.Model):
    """The first answer to a command that came with an idempotency key (TRUST.md, C3)."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    key = models.CharField(max_length=200)
    request_digest = models.CharField(max_length=64)
    answer = models.JSONField()
    at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "key"], name="one_answer_a_key")]
