"""A dossier's code: the portal code of the agency that took it in, the day, a serial of that day.

`H21.65-220914-0011`; a part of an agency has a longer code (`H15.50.05.13`). What is written another way is
not taken for a code: in its place may stand a telephone number or a name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from indicators.reference.agencies import Agency, load_register, portal_code

_CODE = re.compile(r"(?P<agency>(?:0+\.)*H\d{1,3}(?:\.\d{1,4}){0,4})-(?P<day>\d{6})-(?P<serial>\d{3,6})")
_DASHES = str.maketrans("‐‑‒–—−", "------")


@dataclass(frozen=True, slots=True, order=True)
class DossierCode:
    """A code in its one form, which `str()` gives back. `agency` is a portal code, `day` when it came in."""

    agency: str
    day: date
    serial: str

    @classmethod
    def read(cls, written: str) -> DossierCode | None:
        """The code that a text is, whatever its case, dashes and spaces; None where it is none."""
        found = _CODE.fullmatch("".join(written.upper().translate(_DASHES).split()))
        agency = portal_code(found["agency"]) if found else None
        if found is None or agency is None:
            return None
        try:
            digits = found["day"]
            day = date(2000 + int(digits[:2]), int(digits[2:4]), int(digits[4:]))
        except ValueError:
            return None
        return cls(agency, day, found["serial"])

    def __str__(self) -> str:
        day = self.day
        return f"{self.agency}-{day.year % 100:02d}{day.month:02d}{day.day:02d}-{self.serial}"

    @property
    def province(self) -> str:
        return self.agency.split(".")[0]

    def agency_on(self, day: date) -> Agency | None:
        """Whose it is by the register of a day: the code's own agency, or the nearest it is a part of."""
        known = (
            load_register().match(code=code, portal_id=None, name="", level=None, day=day)
            for code in code_and_ancestors(self.agency)
        )
        return next(filter(None, known), None)


def code_and_ancestors(code: str) -> tuple[str, ...]:
    """A portal code, then those it is a part of, the nearest first; never the whole province."""
    parts = code.split(".")
    return tuple(".".join(parts[:length]) for length in range(len(parts), 1, -1)) or (code,)
