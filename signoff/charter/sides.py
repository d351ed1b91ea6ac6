"""The two sides of a project and the roles on each (MISSION.md)."""

from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Side(TextChoices):
    """Who pays and decides, and who builds."""

    CUSTOMER = "customer", _("Customer")
    CONTRACTOR = "contractor", _("Contractor")

    @property
    def other(self) -> "Side":
        return Side.CONTRACTOR if self is Side.CUSTOMER else Side.CUSTOMER


class Room(StrEnum):
    """Who hears a remark: both sides, or one side alone."""

    BOTH = "both"
    CUSTOMER = "customer"
    CONTRACTOR = "contractor"


class Role(TextChoices):
    """What a person does in a project. `observer` decides nothing; `finance` is there on both sides."""

    PRODUCT_OWNER = "product_owner", _("product owner")
    DELEGATE = "delegate", _("delegate")
    OBSERVER = "observer", _("observer")
    FINANCE = "finance", _("finance")
    PROJECT_MANAGER = "project_manager", _("project manager")
    BUSINESS_ANALYST = "business_analyst", _("business analyst")
    TEAM_LEAD = "team_lead", _("team lead")
    DEVELOPER = "developer", _("developer")
    TESTER = "tester", _("tester")
    EXECUTIVE = "executive", _("executive")


class CooperationModel(TextChoices):
    """How the two sides work together (B3)."""

    DEDICATED_TEAM = "dedicated_team", _("Dedicated team")
    TIME_AND_MATERIALS = "time_and_materials", _("Project development, time and materials")
    FIXED_PRICE = "fixed_price", _("Project development, fixed price")


ROLES: dict[Side, tuple[Role, ...]] = {
    Side.CUSTOMER: (Role.PRODUCT_OWNER, Role.DELEGATE, Role.OBSERVER, Role.FINANCE),
    Side.CONTRACTOR: (
        Role.PROJECT_MANAGER,
        Role.BUSINESS_ANALYST,
        Role.TEAM_LEAD,
        Role.DEVELOPER,
        Role.TESTER,
        Role.EXECUTIVE,
        Role.FINANCE,
    ),
}

DECIDING_ROLE: dict[Side, Role] = {
    Side.CUSTOMER: Role.PRODUCT_OWNER,
    Side.CONTRACTOR: Role.PROJECT_MANAGER,
}
