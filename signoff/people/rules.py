"""Who may be where: pure functions of values."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from signoff.charter.sides import DECIDING_ROLE, ROLES, Role, Side
from signoff.kernel.refusals import Refusal
from signoff.kernel.refusals import gettext_noop as _


def against_roles(*, side: Side, roles: Collection[Role]) -> Iterator[Refusal]:
    """Every role belongs to a side; each person has at least one."""
    strange = [role for role in roles if role not in ROLES[side]]
    if strange:
        yield Refusal(
            "role-of-other-side",
            _("“%(role)s” is a role of the other side."),
            "A2",
            {"role": strange[0].label},
        )
    if not roles:
        yield Refusal("no-role", _("Choose at least one role."), "A2")


def against_own_side_only(*, actor: Side, side: Side) -> Iterator[Refusal]:
    """Each side chooses its own people."""
    if actor is not side:
        yield Refusal("other-side", _("Each side chooses its own people. This is the other side’s."), "A2")


def against_losing_the_last(
    *, side: Side, before: Collection[Role], after: Collection[Role], others: int
) -> Iterator[Refusal]:
    """There is always somebody on each side who decides; `others` hold the deciding role besides this person."""
    deciding = DECIDING_ROLE[side]
    if deciding in before and deciding not in after and not others:
        yield Refusal(
            "last-who-decides",
            _("Each side needs somebody who decides. Give the role “%(role)s” to somebody else first."),
            "A2",
            {"role": deciding.label},
        )


def against_taking_part_twice(present: bool) -> Iterator[Refusal]:
    """A person has one place in a project."""
    if present:
        yield Refusal("takes-part-already", _("This person takes part in the project already."), "A2")


def against_invitation(*, accepted: bool, withdrawn: bool, expired: bool) -> Iterator[Refusal]:
    """An invitation is used once, while it lasts."""
    if accepted:
        yield Refusal("accepted-already", _("This invitation was accepted already. Sign in instead."), "A2")
    elif withdrawn:
        yield Refusal("withdrawn", _("This invitation was withdrawn. Ask the person who invited you."), "A2")
    elif expired:
        yield Refusal("expired", _("This invitation has expired. Ask for a new one."), "A2")


def against_writing_from_outside(*, somebody_takes_part: bool) -> Iterator[Refusal]:
    """Once somebody takes part in a project, those in it choose whom they write to."""
    if somebody_takes_part:
        yield Refusal(
            "somebody-takes-part",
            _("Somebody takes part in this project already, and writes to the others from its page “People”."),
            "A2",
        )
