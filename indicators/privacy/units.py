"""What may be kept of a cell or a field that should name a unit: what names an office or a place, and nobody.

Communes and streets bear people's names, so a place is known by the word for it in front: "UBND xã Nguyễn Huệ".
An office is known by its words, each of which stands beside its neighbours in the names of other offices.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from indicators.folding import without_marks
from indicators.privacy.company import Company
from indicators.privacy.people import names_a_person
from indicators.privacy.places import finds_a_person
from indicators.privacy.procedures import known_company
from indicators.privacy.words import MARKED, known_words, phrases
from indicators.reference.agencies import load_register
from indicators.reference.agency_names import agency_key, sort_name
from indicators.reference.portal_codes import portal_code
from indicators.reference.provinces import load_provinces

# Longer ones first; without marks.
_PLACE = (
    r"(?:uy ban nhan dan|ubnd|hdnd|cong an|bo phan mot cua|tram y te)?\s*"
    r"(?:(?:thi tran|thi xa|thanh pho|dac khu|phuong|huyen|quan|tinh|xa|tp|tx|tt)\b\.?|[pxh]\.)"
)
_OFFICE = (
    r"(?:uy ban nhan dan|ubnd|hdnd|hoi dong nhan dan|so|ban|chi cuc|cuc|tong cuc|bo|trung tam|tt|van phong|vp|vpdk\w*|"
    r"phong|cong an|thanh tra|vien|benh vien|truong|dai hoc|cao dang|bao hiem|bhxh|thue|kho bac|kbnn|hai quan|"
    r"chi nhanh|cn|cong ty|toa an|ban quan ly|bql|hat|bo phan|don vi|co quan|to chuc|khoi|cac|ca nuoc|toan|"
    r"dang uy|dang bo|dien luc|ngan hang|lien minh|mat tran|hoi)\b"
)
_NUMBERED = re.compile(r"^\s*(?:(?:\d{1,3}|[IVX]+)\s*[.)/-]|[a-zđ]\)|[-+•*])\s*")
_IS_PLACE = re.compile(rf"{_PLACE}\s*(?P<name>\S.*)")
# Without its marks the word for a place may be a name: Phương, Quân, Hoa Xá.
_SURELY_PLACE = re.compile(
    r"\s*(?:uy ban nhan dan|ubnd|hdnd|cong an|bo phan mot cua|tram y te|\w{1,2}\.)\s*\S"
)
_MARKED_PLACE = re.compile(
    r"(?:.*\b)?(?:thị trấn|thị xã|thành phố|đặc khu|phường|huyện|quận|tỉnh|xã|tp|tx|tt|p|x|h)\b",
    re.IGNORECASE,
)
# Without marks "quán" is "quận".
_SHOP = re.compile(r"quán\b", re.IGNORECASE)
# "Phòng Kinh tế phường Quy Nhơn".
_OF_PLACE = re.compile(
    r"\s(?P<place>(?:phường|xã|thị trấn|đặc khu|huyện|thị xã|thành phố|tỉnh)\s+\S.*)$", re.IGNORECASE
)
_IS_OFFICE = re.compile(_OFFICE)
# Behind a unit's name: its province, or what it was before.
_BEHIND = re.compile(r"\s*(?:[-–,]\s*|\()(?=(?:tinh|thanh pho|tp\.?|huyen|thi xa|tx\.?)\s)")
_NAME = re.compile(r"[^\W\d_]+(?:['’ʼ`´\- ][^\W\d_]+){0,3}\)?(?:\s+cu\)?)?\.?")
_BETWEEN = re.compile(r"[\s\-]+")
# In words.
_LONGEST_PLACE = 4
# "Phòng A", "Tổ 3".
_NUMBER_BEHIND = re.compile(r"\s+(?:[A-ZĐ]|\d{1,2}|[IVX]+)$")
_DEPARTMENT = re.compile(r"Sở(?: [^\W\d_]+){1,3}")


@lru_cache(maxsize=8192)
def is_public_unit(written: str) -> bool:
    """Tell whether a text names an office or a place, and tells of nobody."""
    plain = _NUMBERED.sub("", " ".join(unicodedata.normalize("NFC", written).split()))
    if portal_code(plain) or agency_key(plain) in _known_names():
        return True
    plain = _without_place(plain)
    folded = without_marks(plain)
    # Of a place the name is not looked at; where more stands behind it, that must be a place as well.
    folded = without_marks(plain)
    is_told = _MARKED_PLACE.match(plain) if MARKED.search(plain) else _SURELY_PLACE.match(folded)
    if is_told and not _SHOP.match(plain) and all(map(_is_place, _BEHIND.split(folded))):
        return True
    plain = _without_place(plain)
    if not _IS_OFFICE.match(folded) or finds_a_person(plain, known_words()):
        return False
    if names_a_person(plain, known_words(), has_places=True):
        return False
    return office_company().keeps(_NUMBER_BEHIND.sub("", plain)) or _is_new_department(plain)


def _is_new_department(plain: str) -> bool:
    """Tell whether it may be a department that is not known yet, and no known one with more behind it."""
    words = plain.split()
    begun = (
        agency_key(" ".join(words[:count])) for count in range(2, len(words)) if words[count].lower() != "và"
    )
    return bool(_DEPARTMENT.fullmatch(plain)) and _known_names().isdisjoint(begun)


def _is_place(part: str) -> bool:
    """Tell whether a text without marks is the word for a place and its name; of a known one, no more than that."""
    place = _IS_PLACE.fullmatch(part)
    if not place or not _NAME.fullmatch(place["name"]):
        return False
    if agency_key(part) in _unmarked_names():
        return True
    words, name = _BETWEEN.split(part), _BETWEEN.split(place["name"])
    begun = (agency_key(" ".join(words[:count])) for count in range(2, len(words)))
    ended = (agency_key(" ".join(name[first:])) for first in range(1, len(name)))
    return _unmarked_names().isdisjoint(begun) and _proper_names().isdisjoint(ended)


def _without_place(plain: str) -> str:
    """Take a place that the register knows off the end: "Hạt Kiểm lâm khu vực Ia Grai", "Trạm Y tế xã Ia Grai"."""
    if (found := _OF_PLACE.search(plain)) and agency_key(found["place"]) in _known_names():
        return plain[: found.start()]
    words = plain.split()
    for count in range(1, min(_LONGEST_PLACE, len(words) - 2) + 1):
        if agency_key(" ".join(words[-count:])) in _proper_names():
            return " ".join(words[:-count])
    return plain


@cache
def _proper_names() -> frozenset[str]:
    """Return the names of communes and districts without the word for what they are."""
    places = (agency for agency in load_register().agencies if agency.level in ("commune", "district"))
    keys = {agency_key(sort_name(place.name_vi)) for place in places}
    return frozenset(keys | set(map(without_marks, keys)))


@cache
def _unmarked_names() -> frozenset[str]:
    return frozenset(map(without_marks, _known_names()))


@cache
def office_company() -> Company:
    """Return which words stand side by side in the names of offices and of procedures."""
    return known_company().joined_by([*phrases("offices"), *short_office_names()])


def short_office_names() -> set[str]:
    """Return the names of offices without the province behind them, which is no neighbour of their last word."""
    return {name.partition(" - ")[0] for name in office_names()}


def office_names() -> set[str]:
    """Return the names of the register's agencies and of the provinces, however they are written."""
    names = set(load_provinces().values())
    for one in load_register().agencies:
        names |= {one.name_vi, one.display_name, one.short_name_vi, *one.aliases}
    return names


@cache
def _known_names() -> frozenset[str]:
    """Return the names of the register's agencies and of the provinces, whenever they were."""
    register = {key for agency in load_register().agencies for key in agency.folded_names()}
    provinces = load_provinces().values()
    return frozenset(
        register | set(map(agency_key, provinces)) | {agency_key(sort_name(name)) for name in provinces}
    )
