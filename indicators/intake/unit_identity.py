"""The identity of a unit: an agency of the register, another province's unit, or one nobody knows yet."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from indicators.codes import NATIONAL_SCOPE
from indicators.errors import InputProblem
from indicators.privacy.units import is_public_unit
from indicators.reference.agencies import load_register
from indicators.reference.agency_names import agency_key
from indicators.reference.organisation import load_organisation
from indicators.reference.portal_codes import portal_code
from indicators.sources.records import Unit, Value
from indicators.translation import text

_PROVINCE_CODE = re.compile(r"H\d+")
# The portal's departmentId: a UUID, in its older service a number of six digits. Nobody's telephone.
_PORTAL_ID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|[0-9a-f]{24}|\d{1,6}")


@dataclass(frozen=True, slots=True)
class Identified:
    """A unit with its lasting identity. `level` is None where neither register nor source tells."""

    agency_id: str
    name: str
    code: str | None
    level: str | None
    recognised: bool


def scope_of_values(values: Iterable[Value]) -> str | None:
    """Return the province whose units these are, by their codes.

    None where codes are missing or of several.
    """
    codes = (portal_code(value.unit.code) for value in values if value.unit.code)
    provinces = {code.split(".")[0] for code in codes if code}
    return provinces.pop() if len(provinces) == 1 else None


def province_identity(code: str, day: date) -> str:
    """Return the identity of a province's own values: the register's for ours, else its code."""
    home = code == load_organisation().province_code
    own = next((agency for agency in load_register().on(day) if agency.level == "province"), None)
    return own.agency_id if home and own else code


def home_portal_id() -> str:
    """Return the home province's id on the portal; InputProblem where the register does not tell it."""
    home = (agency for agency in load_register().agencies if agency.level == "province" and agency.portal_id)
    if found := next(home, None):
        return str(found.portal_id)
    raise InputProblem(
        "the register does not tell the province's id on the portal.",
        do="Fill in portal_id in its row.",
        command="--root",
        file="agencies.csv",
    )


class Identifier:
    """Identifies the units of one capture.

    Some of the portal's answers carry a unit's code, others only its id: what one tells serves all. A name that
    may be a person's goes no further; `origin` then tells the unit apart from those of other files.
    """

    def __init__(self, scope: str, day: date, values: Iterable[Value], origin: str = "") -> None:
        self._home = load_organisation().province_code
        self._scope, self.day = scope, day
        self._codes: dict[str, str] = {}
        self._levels: dict[str, str] = {}
        self._known: dict[Unit, Identified] = {}
        self._origin = origin
        self._places: dict[Unit, str] = {}
        for value in values:
            self._places.setdefault(value.unit, value.place)
        for unit in self._places:
            code = portal_code(unit.code) if unit.code else None
            if unit.portal_id and code:
                self._codes[unit.portal_id] = code
            if unit.portal_id and unit.level:
                self._levels[unit.portal_id] = unit.level

    def identify(self, unit: Unit) -> Identified:
        if unit not in self._known:
            self._known[unit] = self._identified(unit)
        return self._known[unit]

    def unrecognised(self) -> list[str]:
        """Return the names of the home province's units that the register does not hold, with their codes."""
        return sorted(
            f"{unit.name} ({unit.code or '–'})" for unit in set(self._known.values()) if not unit.recognised
        )

    def _identified(self, unit: Unit) -> Identified:
        code = portal_code(unit.code) if unit.code else self._codes.get(unit.portal_id or "")
        level = unit.level or self._levels.get(unit.portal_id or "")
        is_ours = code.split(".")[0] == self._home if code else self._scope == self._home
        if is_ours:
            agency = load_register().match(
                code=code, portal_id=unit.portal_id, name=unit.name, level=level, day=self.day
            )
            if agency:
                name = unit.name if is_public_unit(unit.name) else agency.name_vi
                return Identified(agency.agency_id, name, code or agency.portal_code, agency.level, True)
        if level == "country":
            return Identified(NATIONAL_SCOPE, unit.name, None, level, True)
        if level is None and code and _PROVINCE_CODE.fullmatch(code):
            level = "province"
        own_id = code or (unit.portal_id if _PORTAL_ID.fullmatch(unit.portal_id or "") else None)
        if is_public_unit(unit.name):
            return Identified(own_id or agency_key(unit.name), unit.name, code, level, recognised=not is_ours)
        name = unnamed_unit(self._places.get(unit, ""))
        number = list(self._places).index(unit) if unit in self._places else 0
        own_id = own_id or f"unnamed-{self._origin}-{number}"
        return Identified(own_id, code or name, code, level, recognised=not is_ours)


def refuse_two_agencies(
    name: str, code: str | None, day: date, file: str, sheet: str | None, cell: str
) -> None:
    """Raise InputProblem where a row of a table has one agency's code and another's name."""
    if not code:
        return
    register = load_register()
    by_code = register.match(code=code, portal_id=None, name="", level=None, day=day)
    by_name = register.match(code=None, portal_id=None, name=name, level=None, day=day)
    if by_code and by_name and by_code.agency_id != by_name.agency_id:
        raise InputProblem(
            "the code {code} is that of {by_code}, the name that of {by_name}.",
            do="Correct the one that is wrong, or take the column of codes out.",
            file=file,
            sheet=sheet,
            cell=cell,
            code=code,
            by_code=by_code.display_name,
            by_name=by_name.display_name,
        )


def unnamed_unit(place: str) -> str:
    """Return what stands for a unit's name that is not kept: where it is found."""
    return text("unit in {place} (its name is not kept)", place=place)
