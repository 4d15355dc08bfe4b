"""Who may do what on a server: the roles of people who signed in, by the settings of the office.

The file `.streamlit/access.toml` stands beside the sign-in's own `secrets.toml`:

    hours = 12                    # for which one sign-in holds
    claim = "groups"              # what the provider tells of a person, "a.b" where it is nested
    agency_claim = "agency"       # of whose dossiers a person sees alone, where the provider tells that
    without_sign_in = "viewer"    # only where everybody who reaches the server may come in

    [roles]                       # from what the claim holds
    "cds-analysts" = "analyst"

    [people]                      # by their address for mail; goes before the claim
    "an@gialai.gov.vn" = { role = "administrator" }
    "binh@gialai.gov.vn" = { role = "viewer", agency = "H21.125" }

    [tokens]                      # of programs that ask for numbers; made by `python -m indicators token NAME`
    "power-bi" = { sha256 = "…", role = "viewer" }
"""

from __future__ import annotations

import hashlib
import hmac
import logging
import os
import tomllib
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from indicators.errors import InputProblem
from indicators.paths import PROJECT
from indicators.store.actor import Actor, Role

LOG = logging.getLogger(__name__)


class _Settings(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Person(_Settings):
    """One whom the file names."""

    role: Role
    agency: str | None = None


class Token(_Settings):
    """A secret by which a program asks, of which the file holds the digest alone."""

    sha256: str = Field(pattern="^[0-9a-f]{64}$")
    role: Role = Role.VIEWER


class Access(_Settings):
    """The settings of the file; without one nobody has a role but by being at the machine itself."""

    hours: float = Field(default=12, gt=0)
    claim: str | None = None
    agency_claim: str | None = None
    without_sign_in: Role | None = None
    roles: dict[str, Role] = {}
    people: dict[str, Person] = {}
    tokens: dict[str, Token] = {}

    def actor(self, claims: Mapping[str, Any], now: datetime | None = None) -> Actor | None:
        """Give who these claims of a sign-in make somebody; None where they give no role, or hold no longer."""
        if not self.holds(claims, now):
            return None
        address = _address(claims)
        name = " · ".join(dict.fromkeys(filter(None, [claims.get("name"), address]))) or claims.get("sub", "")
        named = {key.casefold(): person for key, person in self.people.items()}
        if address and (person := named.get(address.casefold())):
            return Actor(name, person.role, person.agency)
        told = {self.roles[value] for value in _values(claims, self.claim) if value in self.roles}
        if not told:
            return None
        agency = next(iter(_values(claims, self.agency_claim)), None)
        return Actor(name, max(told, key=list(Role).index), agency)

    def program(self, token: str) -> Actor | None:
        """Give which program this token makes somebody; None where it is none of ours."""
        digest = digest_of(token)
        found = [name for name, kept in self.tokens.items() if hmac.compare_digest(kept.sha256, digest)]
        return Actor(found[0], self.tokens[found[0]].role) if found else None

    def holds(self, claims: Mapping[str, Any], now: datetime | None = None) -> bool:
        """Whether somebody signed in, and not too long ago: the browser keeps a sign-in for weeks."""
        now, issued = now or datetime.now(UTC), claims.get("iat")
        if not claims.get("is_logged_in") or not isinstance(issued, int | float):
            return False
        return now - datetime.fromtimestamp(issued, UTC) < timedelta(hours=self.hours)


def digest_of(token: str) -> str:
    """Return what the file holds of a token: too long a secret to be guessed from its digest."""
    return hashlib.sha256(token.encode()).hexdigest()


def access_file() -> Path:
    """Give where the settings are: `INDICATORS_ACCESS`, or the file beside the sign-in's own."""
    return Path(os.environ.get("INDICATORS_ACCESS") or PROJECT / ".streamlit" / "access.toml")


def load_access() -> Access:
    """Read the settings as they are now: a role that is taken away is gone with the next view.

    InputProblem where the file is not as described above.
    """
    file = access_file()
    try:
        return _read(file, file.stat().st_mtime_ns)
    except FileNotFoundError:
        return Access()


@lru_cache(maxsize=4)
def _read(file: Path, _changed: int) -> Access:
    try:
        return Access.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise _unreadable(file, str(fault)) from None
    except ValidationError as fault:
        first = fault.errors()[0]
        raise _unreadable(file, f"{'.'.join(map(str, first['loc']))}: {first['msg']}") from None


def _unreadable(file: Path, why: str) -> InputProblem:
    """Tell visitors that nobody comes in, and whoever runs the server what is wrong with the file, in its log."""
    LOG.error("%s: %s (docs/server.md)", file, why)
    return InputProblem(
        "the settings of who may come in cannot be read, so nobody is let in.",
        do="Ask who administers the application: the server's window tells what is wrong with them.",
    )


def _address(claims: Mapping[str, Any]) -> str | None:
    """Read the address for mail, where the provider does not say that it was never confirmed."""
    return None if claims.get("email_verified") is False else claims.get("email")


def _values(claims: Mapping[str, Any], path: str | None) -> list[str]:
    """List what a claim holds: one word or several."""
    value: Any = claims if path else None
    for step in (path or "").split("."):
        value = value.get(step) if isinstance(value, Mapping) else None
    return [str(each) for each in value] if isinstance(value, list | tuple) else [str(value)] if value else []
