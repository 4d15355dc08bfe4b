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
from indicators.privacy.words import known_words
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
_NAME = re.compile(r"[^\W\d_]+(?:['’ʼ`´\- ][^\W\d_]+){0,4}\)?(?:\s+cu\)?)?\.?")


@lru_cache(maxsize=8192)
def is_public_unit(written: str) -> bool:
    """Tell whether a text names an office or a place, and tells of nobody."""
    plain = _NUMBERED.sub("", " ".join(unicodedata.normalize("NFC", written).split()))
    if portal_code(plain) or agency_key(plain) in _known_names():
        return True
    if (found := _OF_PLACE.search(plain)) and agency_key(found["place"]) in _known_names():
        plain = plain[: found.start()]
    folded = without_marks(plain)
    # Of a place the name is not looked at; where more stands behind it, that must be a place as well.
    parts = _BEHIND.split(folded)
    if not _SHOP.match(plain) and all(
        (place := _IS_PLACE.fullmatch(part)) and _NAME.fullmatch(place["name"]) for part in parts
    ):
        return True
    if not _IS_OFFICE.match(folded) or finds_a_person(plain, known_words()):
        return False
    return not names_a_person(plain, known_words(), has_places=True)


@cache
def _known_names() -> frozenset[str]:
    """Return the names of the register's agencies and of the provinces, whenever they were."""
    register = {key for agency in load_register().agencies for key in agency.folded_names()}
    provinces = load_provinces().values()
    return frozenset(
        register | set(map(agency_key, provinces)) | {agency_key(sort_name(name)) for name in provinces}
    )
