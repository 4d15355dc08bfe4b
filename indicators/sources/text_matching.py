"""Words for levels of units, and the province a list's units are of."""

from __future__ import annotations

import re
from collections.abc import Iterable

from indicators.codes import NATIONAL_SCOPE, Level
from indicators.folding import without_marks
from indicators.reference.portal_codes import portal_code
from indicators.sources.records import Unit

_LEVELS: dict[str, Level] = {
    # the portal's departmentType and childGroup
    "province": "province",
    "provincial department": "department",
    "agency": "department",
    "district people committee": "district",
    "commune people committee": "commune",
    "district": "district",
    "commune": "commune",
    # tables made by hand or by other tools
    "department": "department",
    "tinh": "province",
    "tinh thanh pho": "province",
    "so": "department",
    "so nganh": "department",
    "so ban nganh": "department",
    "huyen": "district",
    "cap huyen": "district",
    "xa": "commune",
    "phuong": "commune",
    "xa phuong": "commune",
    "phuong xa": "commune",
    "cap xa": "commune",
}


_SIGNS = re.compile(r"[\W_]+")


def header_key(written: str) -> str:
    """Lower case without accents, signs and repeated spaces: how headers and levels are compared."""
    return _SIGNS.sub(" ", without_marks(written)).strip()


def level_named(written: str) -> Level | None:
    """Return the level that a source's word stands for; None for a word that does not settle it."""
    return _LEVELS.get(header_key(written))


def scope_of(units: Iterable[Unit]) -> str | None:
    """Tell whose units these are, by their codes: a province's, the nation's, or None if neither."""
    codes = {code for unit in units if unit.code and (code := portal_code(unit.code))}
    provinces = {code.split(".")[0] for code in codes}
    if len(provinces) == 1:
        return provinces.pop()
    return NATIONAL_SCOPE if codes and codes == provinces else None
