"""The cast of the demo."""

from __future__ import annotations

from dataclasses import dataclass

from signoff.charter.sides import Role, Side


@dataclass(frozen=True)
class CastMember:
    """Somebody of the demo, who works at a company."""

    name: str
    side: Side
    role: Role
    company: str

    @property
    def email(self) -> str:
        """Made of the first name; nobody is there to read it."""
        first = self.name.split()[0].lower().replace("á", "a")
        return f"{first}@{self.company}.example"


HELENA = CastMember("Helena Brandt", Side.CUSTOMER, Role.PRODUCT_OWNER, "meridian")
TOMAS = CastMember("Tomás Rivera", Side.CUSTOMER, Role.DELEGATE, "meridian")
INGRID = CastMember("Ingrid Solheim", Side.CUSTOMER, Role.FINANCE, "meridian")
AMARA = CastMember("Amara Okafor", Side.CUSTOMER, Role.OBSERVER, "meridian")
JONAS = CastMember("Jonas Keller", Side.CONTRACTOR, Role.PROJECT_MANAGER, "northlight")
PRIYA = CastMember("Priya Nair", Side.CONTRACTOR, Role.BUSINESS_ANALYST, "northlight")
MAREK = CastMember("Marek Novak", Side.CONTRACTOR, Role.TEAM_LEAD, "northlight")
SOFIA = CastMember("Sofia Lindqvist", Side.CONTRACTOR, Role.DEVELOPER, "northlight")
DANIEL = CastMember("Daniel Costa", Side.CONTRACTOR, Role.DEVELOPER, "northlight")
YUKI = CastMember("Yuki Tanaka", Side.CONTRACTOR, Role.TESTER, "northlight")
ELENA = CastMember("Elena Petrova", Side.CONTRACTOR, Role.EXECUTIVE, "northlight")

CAST = (HELENA, TOMAS, INGRID, AMARA, JONAS, PRIYA, MAREK, SOFIA, DANIEL, YUKI, ELENA)
