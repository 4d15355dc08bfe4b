"""Who does something to the store: told from page and command on to what is kept, and shown in the history."""

from __future__ import annotations

import getpass
from dataclasses import dataclass
from enum import StrEnum

from indicators.errors import InputProblem
from indicators.translation import text


class Role(StrEnum):
    """What a person may do; each may do what those before it may."""

    VIEWER = "viewer"
    ANALYST = "analyst"
    ADMINISTRATOR = "administrator"

    def includes(self, role: Role) -> bool:
        """Whether one with this role may do what that role may."""
        order = list(Role)
        return order.index(self) >= order.index(role)

    def label(self) -> str:
        """Name the role as people call it."""
        return {
            Role.VIEWER: text("viewer"),
            Role.ANALYST: text("analyst"),
            Role.ADMINISTRATOR: text("administrator"),
        }[self]


@dataclass(frozen=True, slots=True)
class Actor:
    """One who looks, imports, enters or decides, by the name the history shows.

    Of dossiers, one with an `agency_id` sees those of that agency alone, and changes nothing.
    """

    name: str
    role: Role = Role.ADMINISTRATOR
    agency_id: str | None = None

    def __str__(self) -> str:
        return self.name

    def may(self, role: Role) -> bool:
        """Whether they may do what that role may."""
        return self.role.includes(role) and (role is Role.VIEWER or self.agency_id is None)

    def require(self, role: Role) -> None:
        """InputProblem where they may not do what that role may."""
        if not self.may(role):
            raise InputProblem(
                "{name} may only look here; this needs the role “{role}”.",
                do="Nothing was changed. Ask who administers the application for that role.",
                name=self.name,
                role=role.label(),
            )


def account() -> Actor:
    """Tell who it is on one's own machine: the account's name, where the machine tells."""
    try:
        return Actor(getpass.getuser())
    except (KeyError, OSError):
        return Actor("unknown")
