"""Organisations, people, projects and who takes part in them."""

from __future__ import annotations

import secrets
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from signoff.charter.sides import CooperationModel, Role, Side
from signoff.kernel.decided import Decided


def new_pid() -> str:
    """A pseudonymous id for a person: it says nothing, and never changes."""
    return "p_" + secrets.token_hex(8)


def new_public_id() -> str:
    return secrets.token_hex(8)


def new_salt() -> str:
    return secrets.token_hex(16)


class PersonManager(BaseUserManager["Person"]):
    """How Django finds a person to sign in. People are made by commands only."""

    def get_by_natural_key(self, username: str | None) -> Person:
        return self.get(email__iexact=username)


class Person(AbstractBaseUser, Decided):
    """Somebody with an account, or invited to have one; or a named service, which never signs in."""

    pid = models.CharField(max_length=20, unique=True, default=new_pid, editable=False)
    email = models.EmailField(max_length=254, unique=True)
    name = models.CharField(max_length=120)
    locale = models.CharField(max_length=10, default="en")
    time_zone = models.CharField(max_length=60, default="UTC")
    is_active = models.BooleanField(default=True)
    is_service = models.BooleanField(default=False)
    is_administrator = models.BooleanField(default=False)
    salt = models.CharField(max_length=32, default=new_salt, editable=False)

    objects = PersonManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    recorded_as: ClassVar[str] = "person"
    decided_fields: ClassVar[tuple[str, ...]] = (
        "pid",
        "email",
        "name",
        "locale",
        "time_zone",
        "is_active",
        "is_service",
        "is_administrator",
        "salt",
    )

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="one_person_an_address")]

    def __str__(self) -> str:
        return self.name

    @property
    def obj(self) -> str:
        return f"person:{self.pid}"

    @property
    def is_recorded(self) -> bool:
        """All but the service that acts for the installation itself, before there is anything to record."""
        return not (self.is_service and self.email.endswith(".invalid"))


class Organisation(models.Model):
    """A company: customer in one project, contractor perhaps in another."""

    name = models.CharField(max_length=120, unique=True)
    short_name = models.CharField(max_length=40)

    def __str__(self) -> str:
        return self.name


class Project(Decided):
    """One customer's order from one contractor, and the workroom for it."""

    key = models.CharField(max_length=10, unique=True)
    name = models.CharField(max_length=120)
    customer = models.ForeignKey(Organisation, models.PROTECT, related_name="ordered_projects")
    contractor = models.ForeignKey(Organisation, models.PROTECT, related_name="built_projects")
    cooperation_model = models.CharField(max_length=20, choices=CooperationModel)
    created_at = models.DateTimeField()
    last_number = models.PositiveIntegerField(default=0)

    recorded_as: ClassVar[str] = "project"
    project_path: ClassVar[str] = "pk"
    decided_with: ClassVar[tuple[str, ...]] = ("customer", "contractor")

    def __str__(self) -> str:
        return self.name

    @property
    def obj(self) -> str:
        return f"project:{self.key}"

    def organisation_of(self, side: Side | str) -> Organisation:
        return self.customer if side == Side.CUSTOMER else self.contractor

    def decided_state(self) -> dict[str, Any]:
        return {
            "key": self.key,
            "name": self.name,
            "customer": [self.customer.name, self.customer.short_name],
            "contractor": [self.contractor.name, self.contractor.short_name],
            "cooperation_model": self.cooperation_model,
            "created_at": self.created_at,
        }


class Membership(Decided):
    """A person's place in a project: on one side, in one or more roles, until it ends."""

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    project = models.ForeignKey(Project, models.PROTECT, related_name="memberships")
    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    side = models.CharField(max_length=10, choices=Side)
    roles = models.JSONField()
    since = models.DateTimeField()
    joined_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    recorded_as: ClassVar[str] = "membership"
    project_path: ClassVar[str] = "project"
    decided_with: ClassVar[tuple[str, ...]] = ("project", "person")
    decided_fields: ClassVar[tuple[str, ...]] = (
        "public_id",
        "side",
        "roles",
        "since",
        "joined_at",
        "ended_at",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project", "person"], condition=models.Q(ended_at=None), name="one_place_in_a_project"
            ),
        ]

    @property
    def obj(self) -> str:
        return f"membership:{self.public_id}"

    @property
    def role_labels(self) -> list[str]:
        return [str(Role(role).label) for role in self.roles]

    def decided_state(self) -> dict[str, Any]:
        return super().decided_state() | {"person": self.person.pid, "project": self.project.key}


class Invitation(Decided):
    """A letter that lets an invited person take their place. Only a digest of its secret is kept."""

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="invitations")
    secret_digest = models.CharField(max_length=64, unique=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    recorded_as: ClassVar[str] = "invitation"
    project_path: ClassVar[str] = "membership__project"
    decided_with: ClassVar[tuple[str, ...]] = ("membership__project", "by")
    decided_fields: ClassVar[tuple[str, ...]] = (
        "public_id",
        "secret_digest",
        "created_at",
        "expires_at",
        "accepted_at",
        "withdrawn_at",
    )

    @property
    def obj(self) -> str:
        return f"invitation:{self.public_id}"

    def decided_state(self) -> dict[str, Any]:
        return super().decided_state() | {"membership": self.membership.public_id, "by": self.by.pid}


class ApiToken(Decided):
    """A key for programs that act as a person: what it may do, until when. Only its digest is kept."""

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="api_tokens")
    name = models.CharField(max_length=80)
    secret_digest = models.CharField(max_length=64, unique=True)
    scope = models.CharField(max_length=10, choices=[("read", "read"), ("write", "write")])
    project = models.ForeignKey(Project, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)

    recorded_as: ClassVar[str] = "token"
    decided_with: ClassVar[tuple[str, ...]] = ("person", "project")
    decided_fields: ClassVar[tuple[str, ...]] = (
        "public_id",
        "name",
        "secret_digest",
        "scope",
        "created_at",
        "expires_at",
        "revoked_at",
    )

    @property
    def obj(self) -> str:
        return f"token:{self.public_id}"

    def decided_state(self) -> dict[str, Any]:
        project = self.project.key if self.project else None
        return super().decided_state() | {"person": self.person.pid, "project": project}
