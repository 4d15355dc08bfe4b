"""Where and under what number a person is found: addresses, parcels, telephones, identity numbers, plates, births."""

from __future__ import annotations

import re
from itertools import pairwise

from indicators.privacy.words import Words, words_of

# The codes of procedures and dossiers look like numbers; so do days, years' spans and amounts.
_PROCEDURE_CODE = re.compile(r"\b\d\.\d{6}(?:\.\d{3}\.\d{2}\.\d{2}\.H\d+)?\b")
_DOSSIER_CODE = re.compile(r"\b(?:\d{3}\.\d{2}\.\d{2}\.)?[HG]\d{2}(?:\.\d+)*-\d{6}-\d{4,7}\b")
_DAY = re.compile(r"\b20\d\d[-_]?(?:0\d|1[0-2])[-_]?[0-3]\d(?:T?\d{4,6}Z?)?(?!\d)")
_YEARS = re.compile(r"\b(?:19|20)\d\d\s?[-–]\s?(?:19|20)\d\d\b")
_AMOUNT = re.compile(r"\b\d{1,3}(?:[.,]\d{3})*[.,]000\b(?:[.,]000\b)*")
# Telephone and identity numbers, however grouped.
_LONG_NUMBER = re.compile(r"\d(?:[\s.\-–()]{0,2}\d){6,}")
_PARCEL = re.compile(
    r"\b(?:thửa|thua|tờ|to|lô|lo|tđ|tbđ|td|tbd)(?:\s*(?:đất|dat|bản đồ|ban do|số|so|:|\.))*\s*\d+[a-z]?\b(?!\.\d)",
    re.IGNORECASE,
)
_HOUSE = re.compile(
    r"\b(?:số nhà|so nha|tổ|to|hẻm|hem|kiệt|kiet|ngõ|ngo|ngách|ngach|tdp|tổ dân phố|to dan pho|khu phố|khu pho"
    r"|khối|khoi|khu|thôn|thon|làng|lang|buôn|buon|bon|ấp|ap|plei|plơi|plây|xóm|xom|đội|sóc|khóm|tiểu khu|khu vực"
    r"|đường số|duong so)\s*(?:số|so|dân phố|dan pho|:)?\s*\d+\b",
    re.IGNORECASE,
)
_SETTLEMENT = re.compile(
    r"\b(?:thôn|làng|buôn|bon|ấp|plei|plơi|plây|xóm|sóc|khóm|(?<!văn )bản|đường|phố|hẻm|ngõ|xã|phường|thị trấn|huyện"
    r"|tổ)\s+(?P<name>[^\W\d_][^\W\d_'’]*)",
    re.IGNORECASE,
)
# In small letters only what is a settlement and nothing else.
_VILLAGE = re.compile(
    r"(?<!nông )\b(?:làng|lang|plei|plơi|plây|thôn|thon|xóm|xom)\s+(?P<name>[^\W\d_]+)", re.IGNORECASE
)
# "45 Hùng Vương", "12/3A Lê Lợi", "số 7 đường trần phú".
_STREET = re.compile(
    r"(?<![\d/.,\-])\b\d{1,4}(?:/\d+)*[A-Za-z]?,?\s+(?P<street>đường\s+)?"
    r"(?P<name>[^\W\d_]{2,})\s+(?P<other>[^\W\d_]{2,})",
    re.IGNORECASE,
)
# Streets whose names are words of offices: "218 cách mạng tháng tám".
_NAMED_STREET = re.compile(
    r"(?<![\d/.,\-])\b\d{1,4}(?:/\d+)*[a-z]?,?\s+(?:cách mạng tháng|cach mang thang|cmt8|cmtt|hai bà trưng|hai ba trung"
    r"|thống nhất|thong nhat|giải phóng|giai phong|độc lập|doc lap|hòa bình|hoa binh|tự do|tu do|quang trung)\b"
    r"(?=\s*(?:tám|tam|8|[,;)(\-–]|phường|phuong|xã|xa|tp|$))",
    re.IGNORECASE,
)
_PLATE = re.compile(
    r"(?<!\w)(?<!\d/)\d{2}\s?-?\s?[A-ZĐ]{1,2}\d?\s?[-–.\s]\s?\d{3}[.\s]?\d{2}(?!\d)"
    r"|(?<!\w)(?<!\d/)\d{2}[A-ZĐ]{1,2}\d?[-–\s]?\d{4,6}(?!\d)",
    re.IGNORECASE,
)
_BORN = re.compile(
    r"\b(?:sinh|sn|ns|ngày sinh|ngay sinh|năm sinh|nam sinh)\s*(?:ngày|ngay|năm|nam|:|\.)*\s*\d",
    re.IGNORECASE,
)
_DATE = re.compile(r"(?:(?P<before>\w+)[\s(]+)?(?<!\w)\d{1,2}[/.\-]\d{1,2}[/.\-](?:19|20)\d\d\b")
# Before a law's or a limit's day: "trước ngày 15/10/1993".
_DATED = ("ngày", "từ", "đến", "trước", "sau", "hết", "tháng", "nghĩa")
_NUMBERED = re.compile(
    r"\b(?:cccd|cmnd|cmt|cmtnd|căn cước|hộ chiếu|passport|sđt|sdt|đt|điện thoại|dien thoai|tel|zalo|stk|tài khoản"
    r"|tai khoan|mst|mã số thuế|ma so thue|bhxh|gplx|vào sổ|vao so|biển số|bien so|bks|sổ đỏ|so do|gcn|số seri)\b"
    r"[\s:.]*(?:(?:số|so)[\s:]*)?[A-Z]{0,3}\s?\d{3}",
    re.IGNORECASE,
)
# A land certificate's number: BK 123456.
_CERTIFICATE = re.compile(r"\b[A-ZĐ]{2}\s?\d{6}\b", re.IGNORECASE)
# "Xã, phường" and "Xã Phường" are no place.
_KINDS_OF_UNITS = ("xã", "phường", "đặc", "thị", "huyện", "tỉnh", "thành", "nông")
_MAIL = re.compile(r"\S@\S|\b(?:facebook|fb|zalo)\.(?:com|me)/", re.IGNORECASE)
# "(1985)" behind a name: when somebody was born.
_BORN_IN = re.compile(r"\((?:19[3-9]|200)\d\)")
# "Đường 17/3, số 40".
_NUMBERED_STREET = re.compile(r"\b(?:đường|duong|phố|pho)\s+\d{1,2}/\d{1,2}\b", re.IGNORECASE)
# Letters.
LONGEST = 1000
_NUMBERS = (
    _PARCEL,
    _HOUSE,
    _PLATE,
    _BORN,
    _BORN_IN,
    _NUMBERED,
    _NUMBERED_STREET,
    _NAMED_STREET,
    _CERTIFICATE,
)
_ALWAYS = (*_NUMBERS, _MAIL)
_DIGIT = re.compile(r"\d")


def finds_a_person(text: str, known: Words) -> bool:
    """Tell whether an NFC text with single spaces tells where, or under what number, somebody is found.

    One longer than any name of a procedure may: looking through it would take longer with every letter.
    """
    if len(text) > LONGEST:
        return True
    plain = text
    # Most texts have no number, and need not be asked for one in a dozen ways.
    if _DIGIT.search(text):
        plain = _DAY.sub("", _DOSSIER_CODE.sub("", _PROCEDURE_CODE.sub("", text)))
        if _has_number(plain, known):
            return True
    return (
        bool(_MAIL.search(plain))
        or any(
            found["name"][0].isupper() and _is_place(found, known) for found in _SETTLEMENT.finditer(plain)
        )
        or any(_is_place(found, known) for found in _VILLAGE.finditer(plain))
    )


def _has_number(plain: str, known: Words) -> bool:
    """Tell whether a number in a text is one of a person: of a house, a parcel, a telephone, a birth."""
    if any(pattern.search(plain) for pattern in _NUMBERS):
        return True
    if any((found["before"] or "").casefold() not in _DATED for found in _DATE.finditer(plain)):
        return True
    if _LONG_NUMBER.search(_AMOUNT.sub("", _YEARS.sub("", _DATE.sub("", plain)))):
        return True
    return any(_is_street(found, known) for found in _STREET.finditer(plain))


def _is_street(found: re.Match[str], known: Words) -> bool:
    name, other = found["name"], found["other"]
    if found["street"]:
        return ("đường", name.casefold()) not in known.pairs
    capitals = name[0].isupper() and other[0].isupper() and not (name.isupper() or other.isupper())
    return capitals and (name.casefold(), other.casefold()) not in known.pairs


def _is_place(found: re.Match[str], known: Words) -> bool:
    """Tell whether the name after "làng" or "đường" is one that procedures do not have there."""
    small = [word.small for word in words_of(found[0])]
    if small[-1] in _KINDS_OF_UNITS:
        return False
    return not any(pair in known.pairs for pair in pairwise(small))


def without_places(text: str, instead: str) -> str:
    """Put `instead` in place of every number, address and parcel that tells of a person."""
    for pattern in (*_ALWAYS, _DATE, _LONG_NUMBER):
        text = pattern.sub(instead, text)
    return text
