"""A dossier's code: who took it in, the day, a serial of that day. These make the dossier, however they are written.

Who took it in is told by a portal code: `H21.65-220914-0011`, `H15.50.05.13-261008-0975` for a part of an agency, to
2024 also `000.00.13.H21-231201-0001`. Of linked procedures (`G22.99.08-231203-896048`) and of ministries' own systems
(`BTP-231201-0007`) it is not. What is written another way is not taken for a code: in its place may stand a telephone
number or a name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from indicators.reference.agencies import Agency, load_register
from indicators.reference.portal_codes import portal_code

# A telephone number has no letter, a name no day and no figures behind its dots.
_CODE = re.compile(
    r"(?P<agency>(?=[\d.]*[A-Z])[A-Z\d]{1,5}(?:\.(?=[A-Z]*\d)[A-Z\d]{1,5}){0,6})"
    r"(?P<mark>[-./_])(?:20)?(?P<day>\d{6})(?P=mark)(?P<serial>\d{3,8})(?P<behind>-[A-Z]{1,3})?"
)
_PROVINCE = re.compile(r"(?<![^.])H\d{1,3}(?![^.])")
_DASHES = str.maketrans("‐‑‒–—−", "------")
# Before a text in a spreadsheet, so that it stays one.
_TEXT_MARKS = "'’`"


@dataclass(frozen=True, slots=True, order=True)
class DossierCode:
    """A code, which `str()` gives back as written; two are equal that tell of one dossier, whatever their shapes.

    `agency` is a portal code, or what stands in its place; `day` is when it came in; letters behind it
    are of its `serial`. `written` is empty where the code has its usual form, `H21.65-220914-0011`.
    """

    agency: str
    day: date
    serial: str
    written: str = field(default="", compare=False)

    @classmethod
    def read(cls, written: str) -> DossierCode | None:
        """Read the code that a text is, whatever its case, dashes and spaces; None where it is none."""
        joined = plain = written
        found = _CODE.fullmatch(written)
        if found is None:
            plain = written.strip().lstrip(_TEXT_MARKS).upper().translate(_DASHES)
            joined = "".join(plain.split())
            found = _CODE.fullmatch(joined)
        # Letters that stand apart behind a code may be a name.
        if found is None or (found["behind"] and joined != plain):
            return None
        told = _day(found["day"])
        if told is None:
            return None
        day, digits = told
        agency, serial = _agency(found["agency"]), found["serial"] + (found["behind"] or "")
        return cls(agency, day, serial, "" if f"{agency}-{digits}-{serial}" == joined else joined)

    def __str__(self) -> str:
        return self.written or self.key

    def __reduce__(self) -> tuple[type[DossierCode], tuple[str, date, str, str]]:
        """Travel between processes by its parts: as slots do by themselves it takes ten times as long."""
        return DossierCode, (self.agency, self.day, self.serial, self.written)

    @property
    def key(self) -> str:
        """The code in its usual form: the same for one dossier, as `dossier_key` is in the warehouse's rules."""
        return f"{self.agency}-{_digits(self.day)}-{self.serial}"

    @property
    def province(self) -> str | None:
        """The portal code of the province it is of; None where the code tells of none."""
        return _province(self.agency)

    def agency_on(self, day: date) -> Agency | None:
        """Tell whose it is on a day: the code's own agency, or the nearest it is a part of."""
        known = (
            load_register().match(code=code, portal_id=None, name="", level=None, day=day)
            for code in code_and_ancestors(self.agency)
        )
        return next(filter(None, known), None)


# A list has a hundred thousand codes, of few agencies and days.
@lru_cache(maxsize=4096)
def _agency(written: str) -> str:
    return portal_code(written) or written


@lru_cache(maxsize=4096)
def _province(agency: str) -> str | None:
    found = _PROVINCE.search(agency)
    return found[0] if found else None


@lru_cache(maxsize=4096)
def _day(written: str) -> tuple[date, str] | None:
    """Read a code's day, and return it with its digits as codes have them; None of a day there is not."""
    try:
        day = date(2000 + int(written[:2]), int(written[2:4]), int(written[4:]))
    except ValueError:
        return None
    return day, _digits(day)


@lru_cache(maxsize=4096)
def _digits(day: date) -> str:
    return f"{day.year % 100:02d}{day.month:02d}{day.day:02d}"


def code_and_ancestors(code: str) -> tuple[str, ...]:
    """Return a portal code, then those it is a part of, the nearest first; never the whole province."""
    parts = code.split(".")
    return tuple(".".join(parts[:length]) for length in range(len(parts), 1, -1)) or (code,)


def dossier_key(written: str) -> str:
    """Return a kept code in the form by which dossiers are told apart; what is no code as it is."""
    code = DossierCode.read(written)
    return code.key if code else written
