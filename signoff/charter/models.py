"""The security log: who tried to act beyond their role."""

from django.conf import settings
from django.db import models


class SecurityEvent(models.Model):
    """Somebody asked for a deed that the charter gives to others. Nothing else of the try is kept."""

    at = models.DateTimeField(db_index=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    command = models.CharField(max_length=100)
    decision = models.CharField(max_length=60)
    project_key = models.CharField(max_length=10, blank=True)
    door = models.CharField(max_length=10)
