"""What tells of a person: names, telephone numbers, land parcels. Such text is dropped at the door.

Better one procedure's name too few than one applicant's name too many: what looks personal is not kept.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Family names that are no word of a procedure: in capitals, too, they are names.
_ONLY_NAMES = (
    *("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Võ", "Đặng", "Bùi", "Ngô", "Trương", "Đoàn"),
    *("Trịnh", "Đinh", "Siu", "Ksor", "Kpă", "Rmah", "Rơmah", "Rcom", "Rchâm", "Rahlan", "Kpuih", "Puih"),
)
# Family names of nearly all Vietnamese people, and those of the Jrai and Bahnar of the highlands.
_FAMILY_NAMES = (
    *("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô"),
    *("Dương", "Lý", "Đinh", "Trương", "Đoàn", "Lâm", "Mai", "Trịnh", "Đào", "Cao", "Tô", "Tạ", "Thái", "Hà"),
    *(
        "Lương",
        "Lưu",
        "Vương",
        "Phùng",
        "Châu",
        "Quách",
        "Tăng",
        "Thân",
        "Triệu",
        "Nông",
        "Hứa",
        "Kiều",
        "La",
    ),
    *("Ma", "Vi", "Lò", "Lục", "Mã", "Chu", "Siu", "Rơ", "Ksor", "Kpă", "Rmah", "Rơmah", "Nay", "Rcom"),
    *("Y", "Rchâm", "Rahlan", "Kpuih", "Puih", "Hyưng", "Byưn", "Ayun", "Kbor"),
)
_UPPER = "A-ZÀ-ÖØ-ÝĂĐĨŨƠƯẠ-Ỹ"
_NAME = re.compile(rf"\b(?:{'|'.join(_FAMILY_NAMES)})(?:\s+[{_UPPER}][\w'’-]*){{1,4}}")
_ALL_CAPITALS = re.compile(rf"\b(?:{'|'.join(map(str.upper, _ONLY_NAMES))})(?:\s+[{_UPPER}]{{2,}})+")
# However it is written: a family name and "văn" or "thị" after it.
_MIDDLE_NAME = re.compile(rf"\b(?:{'|'.join(_ONLY_NAMES)})\s+(?:văn|thị)\s+\w", re.IGNORECASE)
_IN_CAPITALS = re.compile(rf"\b(?:{'|'.join(map(str.upper, _FAMILY_NAMES))})(?:\s+[{_UPPER}]{{2,}}){{1,4}}\b")
_ADDRESSED = re.compile(rf"\b(?i:ông|bà|anh|chị|ô\.|b\.)\s*(?:\(bà\)\s*)?:?\s+[{_UPPER}]\w*")
# "của Rah Lan H'Thử": two capitals after these words are hardly anything but a name.
_OF_SOMEONE = re.compile(rf"\b(?:của|cho)\s+[{_UPPER}][\w'’-]+\s+[{_UPPER}]")
# Telephone and identity numbers, however grouped; a procedure's own code looks like one.
_LONG_NUMBER = re.compile(r"\d(?:[\s.\-]?\d){7,}")
_PROCEDURE_CODE = re.compile(r"\b\d\.\d{6}(?:\.\d{3}\.\d{2}\.\d{2}\.H\d+)?\b")
_PARCEL = re.compile(
    r"\b(?:thửa|tờ|lô|số nhà|tổ|hẻm|kiệt)\s*(?:đất|bản đồ|dân phố)?\s*(?:số)?\s*:?\s*\d", re.IGNORECASE
)
_MAIL = re.compile(r"\S@\S")
_PATTERNS = (_NAME, _ALL_CAPITALS, _MIDDLE_NAME, _ADDRESSED, _OF_SOMEONE, _LONG_NUMBER, _PARCEL, _MAIL)


@lru_cache(maxsize=16384)
def is_personal(written: str) -> bool:
    """Whether a text tells, or may tell, of a person."""
    plain = _PROCEDURE_CODE.sub("", " ".join(unicodedata.normalize("NFC", written).split()))
    if any(pattern.search(plain) for pattern in _PATTERNS):
        return True
    # Other names in capitals stand out only among small letters: "ĐĂNG KÝ CAO SU" is no name.
    return not plain.isupper() and bool(_IN_CAPITALS.search(plain))
