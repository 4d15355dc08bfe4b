"""The words that head columns of units and codes, and those of rows that are no unit's, for every reader."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from indicators.sources.text_matching import header_key

UNIT_NAMES = frozenset(
    (
        *("don vi", "ten don vi", "co quan", "ten co quan", "co quan don vi", "ten co quan don vi"),
        *("ten don vi co quan", "don vi co quan", "dia phuong", "ten dia phuong", "don vi dia phuong"),
        *("co quan dia phuong", "so nganh dia phuong", "ten cac don vi", "don vi hanh chinh"),
        *("ten don vi hanh chinh", "don vi bao cao", "don vi tiep nhan", "co quan tiep nhan"),
        *("don vi giai quyet", "co quan giai quyet", "don vi xu ly", "don vi thu ly", "co quan thuc hien"),
        *("don vi thuc hien", "department name", "agency name", "unit name", "agency"),
    )
)
UNIT_CODES = frozenset(
    (
        *("ma dinh danh", "ma don vi", "ma co quan", "ma dinh danh don vi", "ma dinh danh co quan"),
        *("ma dinh danh dien tu", "ma co quan don vi", "department code", "agency code", "unit code"),
    )
)
DOSSIER_CODES = frozenset(
    (
        *("ma ho so", "so ho so", "ma so ho so", "so ma ho so", "ma dong bo", "so bien nhan"),
        *("ma bien nhan", "ma tiep nhan", "ma ho so dvc", "ma ho so tthc", "so ho so dvc", "dossier code"),
    )
)
NUMBERINGS = frozenset(("stt", "tt", "so tt", "so thu tu"))
# These head other columns as well: the first only in a table of points, the others there and among parcels.
_ANCHORS = UNIT_NAMES | UNIT_CODES | DOSSIER_CODES | {"ma", "xa phuong", "phuong xa"}
_LONGEST_ANCHOR = 40
# Of a hundred thousand rows most cells are seen at a glance to be none: no anchor has a number in it.
_FIRST_LETTERS, _NUMBER = frozenset("đĐdDtTcCsSmMxXpPaAuU"), re.compile(r"\d")

_TOTAL = re.compile(
    r"(?:(?:tổng cộng|trung bình|bình quân|điểm (?:tối đa|trung bình|cao nhất|thấp nhất|chuẩn|sàn)|tối đa)\b.*"
    r"|(?:chỉ tiêu|mục tiêu)\b.*"
    r"|(?:tổng|tổng số|cộng|tổng số hồ sơ)\W*"
    r"|(?:tổng|cộng|chung)?\s*(?:toàn|cả) tỉnh\b.*"
    r"|(?:tổng|cộng)\s+(?:chung|khối|các|nhóm|mục|phần|cấp|sở|hợp|[ivx]+|[ab])\b.*"
    r"|(?:tổng|cộng)\s*\(.*|tổng số hồ sơ\b.*)"
)
_TOTAL_WITHOUT_MARKS = re.compile(r"(?:tong cong|tong so|toan tinh|ca tinh|cong|tong|trung binh)\W*")
_NO_SUM = re.compile(r"trung bình|bình quân|tối đa|cao nhất|thấp nhất|chuẩn|sàn|chỉ tiêu|mục tiêu")
_GROUP = re.compile(
    r"(?:khoi|nhom|cac|muc|phan)\b.*"
    r"|cap (?:so|tinh|huyen|xa|phuong|co so|thanh pho)\b.*"
    r"|ubnd (?:cac|cap)\b.*|uy ban nhan dan (?:cac|cap)\b.*"
    r"|(?:ubnd )?(?:xa phuong|phuong xa|xa phuong thi tran|huyen thi xa thanh pho)(?: .*)?"
    r"|so(?: ban)?(?: nganh)?(?: cap tinh)?|so ban nganh .*|so nganh .*|xa|phuong|huyen"
    r"|(?:co quan|don vi) (?:chuyen mon|thuoc|truc thuoc|nganh doc|cap)\b.*"
)
_FOOTER = re.compile(
    r"\W*(?:người (?:lập|tổng hợp|báo cáo|kiểm tra|ký)|thủ trưởng|nơi nhận|xác nhận|ghi chú|lưu ý|nguồn\s*:"
    r"|(?:kt|tm|tl|tuq|q)\.\s|(?:phó )?(?:chủ tịch|giám đốc|chánh văn phòng|trưởng phòng)|lãnh đạo"
    r"|ký,|ký tên|ký và|ký ghi|đã ký)"
)
_DATE_LINE = re.compile(r"\bngày\s*[\d.…_ ]*\s*tháng\s*[\d.…_ ]*\s*năm\b")


def is_anchor(cell: object) -> bool:
    """Tell whether a header heads a column of units or of dossiers' codes."""
    if not isinstance(cell, str) or len(cell) > _LONGEST_ANCHOR:
        return False
    return cell.lstrip()[:1] in _FIRST_LETTERS and not _NUMBER.search(cell) and _is_anchor(cell)


@lru_cache(maxsize=16384)
def _is_anchor(cell: str) -> bool:
    return header_key(cell) in _ANCHORS


def is_total(words: str) -> bool:
    """Tell whether a row so called adds up, or averages, the rows of units: "TỔNG CỘNG", "Toàn tỉnh"."""
    plain = _plain(words)
    return bool(_TOTAL.fullmatch(plain)) or (
        plain.isascii() and bool(_TOTAL_WITHOUT_MARKS.fullmatch(header_key(plain)))
    )


def is_average(words: str) -> bool:
    """Tell whether a total is no sum: a mean, the most that there can be, or what was aimed at."""
    return bool(_NO_SUM.search(_plain(words)))


def is_group(words: str) -> bool:
    """Tell whether a row so called heads several units: "Các sở, ban, ngành", "UBND các xã, phường"."""
    return bool(_GROUP.fullmatch(header_key(re.sub(r"\([^()]*\)", "", words))))


def is_footer(words: str) -> bool:
    """Tell whether a cell belongs to a signature block, a date line or notes below a table."""
    plain = _plain(words)
    return bool(_FOOTER.match(plain) or _DATE_LINE.search(plain))


def _plain(words: str) -> str:
    return " ".join(unicodedata.normalize("NFC", words).casefold().split())
