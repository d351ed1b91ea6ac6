"""The floor's own view of two of Signoff's tables: a bare application has no more than this."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class Person(AbstractBaseUser):
    """Who is signed in."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    is_active = models.BooleanField()

    objects = BaseUserManager["Person"]()

    USERNAME_FIELD = "email"

    class Meta:
        managed = False
        app_label = "bench"
        db_table = "signoff_person"


class Task(models.Model):
    """A row of the list."""

    project_id = models.BigIntegerField()
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    priority = models.PositiveSmallIntegerField()
    step = models.CharField(max_length=12)
    position = models.BigIntegerField()
    is_open = models.BooleanField()

    class Meta:
        managed = False
        app_label = "bench"
        db_table = "signoff_task"
