"""What may be kept of a cell or a field that should name a unit: what names an office or a place, and nobody.

Communes and streets bear people's names, so a unit is known by the word for it in front: "UBND xã Nguyễn Huệ".
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from indicators.folding import without_marks
from indicators.privacy.people import names_a_person
from indicators.privacy.places import finds_a_person
from indicators.privacy.strangers import is_understood
from indicators.privacy.words import MARKED, known_words
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
# In a text with marks "xa" and "quan" are no words for places, but families.
_MARKED_PLACE = re.compile(
    r"(?:xã|phường|thị|thành|đặc|huyện|quận|tỉnh|tp|tx|tt|[pxh]\.|ubnd|hđnd|ủy|uỷ|công|bộ|trạm)(?!\w)",
    re.IGNORECASE,
)
_ADDRESSING = frozenset(("ong", "ba", "cua", "cho", "voi", "ho", "nop"))


@lru_cache(maxsize=8192)
def is_public_unit(written: str) -> bool:
    """Tell whether a text names an office or a place, and tells of nobody."""
    plain = _NUMBERED.sub("", " ".join(unicodedata.normalize("NFC", written).split()))
    if portal_code(plain) or agency_key(plain) in _known_names():
        return True
    if (found := _OF_PLACE.search(plain)) and agency_key(found["place"]) in _known_names():
        plain = plain[: found.start()]
    if _is_place(plain):
        return True
    if not _IS_OFFICE.match(without_marks(plain)) or finds_a_person(plain, known_words()):
        return False
    if names_a_person(plain, known_words(), has_places=True):
        return False
    return is_understood(office_names().sub(" ; ", plain), known_words())


def _is_place(plain: str) -> bool:
    """Tell whether a text is the word for a kind of place and such a name, and nothing stands behind that.

    Of a place that nobody knows the name is not looked at. Where more stands behind a name, a place as well, its
    province or its former district, is told apart by its kind.
    """
    if _SHOP.match(plain) or _goes_on(plain):
        return False
    if not MARKED.search(plain):
        return without_marks(agency_key(plain)) in _known_unmarked()
    parts = _BEHIND.split(without_marks(plain))
    return bool(_MARKED_PLACE.match(plain)) and all(
        (place := _IS_PLACE.fullmatch(part))
        and _NAME.fullmatch(place["name"])
        and _ADDRESSING.isdisjoint(place["name"].split())
        for part in parts
    )


def _goes_on(plain: str) -> bool:
    """Tell whether a known place's name is followed by words that are none: "xã Ia Grai lều xuyến"."""
    ends = [at for at, letter in enumerate(plain) if letter == " "]
    return any(agency_key(plain[:end]) in _known_names() and not _BEHIND.match(plain[end:]) for end in ends)


@cache
def office_names() -> re.Pattern[str]:
    """Match the names of the register's agencies and of the provinces, whenever they were, longer ones first."""
    agencies = load_register().agencies
    names = {
        name for one in agencies for name in (one.name_vi, one.display_name, one.short_name_vi, *one.aliases)
    }
    # "phường Hội Phú" is what remains of "UBND phường Hội Phú".
    names |= {name.removeprefix("UBND ") for name in names} | set(load_provinces().values())
    # Of one word somebody may be called as well: Krong, Ayun.
    listed = sorted((re.escape(name) for name in names if " " in name), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(listed)})(?!\w)", re.IGNORECASE)


@cache
def _known_names() -> frozenset[str]:
    """Return the names of the register's agencies and of the provinces, whenever they were."""
    register = {key for agency in load_register().agencies for key in agency.folded_names()}
    provinces = load_provinces().values()
    return frozenset(
        register | set(map(agency_key, provinces)) | {agency_key(sort_name(name)) for name in provinces}
    )


@cache
def _known_unmarked() -> frozenset[str]:
    """Return the same as whoever types without marks writes them."""
    return frozenset(map(without_marks, _known_names()))
