"""Who does something to the store: told from page and command on to what is kept, and shown in the history."""

from __future__ import annotations

import getpass
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    """One who imports, enters or decides, by the name the history shows."""

    name: str

    def __str__(self) -> str:
        return self.name


def account() -> Actor:
    """Tell who it is on one's own machine: the account's name, where the machine tells."""
    try:
        return Actor(getpass.getuser())
    except (KeyError, OSError):
        return Actor("unknown")
