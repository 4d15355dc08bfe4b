"""Columns of a list of overdue dossiers. Only the columns known here are ever kept."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from indicators.codes import OverdueKind
from indicators.sources.grids import address
from indicators.sources.overdue_vocabulary import kind_told
from indicators.sources.statistics import is_titled_otherwise
from indicators.sources.tables import Table
from indicators.sources.text_matching import header_key
from indicators.sources.unit_words import DOSSIER_CODES, NUMBERINGS, UNIT_CODES, UNIT_NAMES

OfDossier = Literal["code", "unit", "handler", "procedure", "field", "status", "reason", "kind"]
OfTime = Literal["accepted", "due", "finished"]
Role = OfDossier | OfTime | Literal["count", "agency_code", "personal", "numbering", "unread"]

_SYNONYMS: dict[Role, tuple[str, ...]] = {
    "code": tuple(DOSSIER_CODES),
    "unit": tuple(UNIT_NAMES),
    "handler": (
        *("don vi ca nhan giai quyet qua han", "nguoi xu ly", "can bo xu ly", "can bo thu ly"),
        *(
            "nguoi thu ly",
            "nguoi dang xu ly",
            "don vi ca nhan xu ly",
            "don vi dang xu ly",
            "chuyen vien xu ly",
        ),
    ),
    "procedure": (
        *("ten thu tuc hanh chinh", "thu tuc hanh chinh", "ten thu tuc", "thu tuc", "ten tthc", "tthc"),
        *("ten noi dung", "loai ho so"),
    ),
    "field": ("linh vuc", "ten linh vuc"),
    "accepted": (
        *("ngay nhan", "ngay tiep nhan", "thoi gian tiep nhan", "ngay nop", "ngay nhan ho so"),
        *("ngay nop ho so", "ngay gio tiep nhan", "thoi gian nop", "thoi gian nhan", "thoi diem tiep nhan"),
    ),
    "due": (
        *("ngay hen tra", "hen tra", "ngay hen tra ket qua", "han xu ly", "han giai quyet", "ngay den han"),
        *("han tra", "han tra ket qua", "ngay hen", "ngay phai tra", "thoi gian hen tra", "han tiep nhan"),
    ),
    "finished": (
        *("ngay ket thuc xu ly", "ngay tra ket qua", "ngay hoan thanh", "ngay ket thuc", "ngay co ket qua"),
        *("ngay xu ly xong", "ngay tra"),
    ),
    "status": ("trang thai", "tinh trang", "trang thai ho so", "tinh trang ho so", "trang thai xu ly"),
    "reason": ("ly do tre hen", "ly do qua han", "ly do", "nguyen nhan", "nguyen nhan qua han"),
    "kind": ("loai qua han", "hinh thuc qua han"),
    "count": (
        *("so ho so qua han", "so luong ho so qua han", "ho so qua han", "so luong qua han"),
        *("tong so ho so qua han", "tong ho so qua han", "so hs qua han", "tong so hs qua han", "hs qua han"),
        *("so ho so tre han", "ho so tre han", "tong so ho so tre han", "so hs tre han"),
    ),
    # Known to tell of people; named so that the user sees they were left out on purpose.
    "personal": (
        *("dia chi", "chu ho so", "chu su dung", "nguoi nop", "ten nguoi nop", "nguoi nop ho so", "ho ten"),
        *("ho va ten", "to chuc ca nhan", "ten to chuc ca nhan", "ca nhan to chuc", "nguoi yeu cau"),
        *("so dien thoai", "dien thoai", "sdt", "email", "cccd", "cmnd", "so cccd", "so cmnd cccd", "to"),
        *("thua", "so to", "so thua", "to ban do", "thua dat", "xa phuong", "dia chi thua dat"),
    ),
    "agency_code": tuple(UNIT_CODES),
    "numbering": tuple(NUMBERINGS),
}
# Of several columns for one thing these are meant: a dossier is late where its applicant was told to come.
_BEST: dict[Role, set[str]] = {
    "due": {"ngay hen tra", "hen tra", "ngay hen tra ket qua", "thoi gian hen tra", "han tra ket qua"},
    "accepted": {
        "ngay tiep nhan",
        "ngay nhan",
        "thoi gian tiep nhan",
        "ngay nhan ho so",
        "thoi diem tiep nhan",
    },
}
_ROLES = {synonym: role for role, synonyms in _SYNONYMS.items() for synonym in synonyms}
_ASIDE = re.compile(r"\s*\([^()]*\)\s*$")
# Beside a list of counts only these may stand, and notes and shares; more columns make it another table.
_OF_COUNTS = {"unit", "agency_code", "count", "numbering"}
# What a number of dossiers is headed by where the title tells which.
_PLAIN_COUNTS = {
    *(
        "so ho so",
        "so luong",
        "so luong ho so",
        "tong so ho so",
        "tong so",
        "tong ho so",
        "so hs",
        "tong so hs",
    )
}
_SHARE = re.compile(r"%|\b[tT](?:ỷ|ỉ) lệ\b")
_SUM = re.compile(r"tong\b")
_OVERDUE = re.compile(r"\b(?:qua|tre|cham) (?:han|hen)\b")
_NOTES = re.compile(r"ghi chu|.*\bty le\b.*|cap(?: don vi| hanh chinh)?|loai don vi|khoi|nhom")


@dataclass(frozen=True, slots=True)
class ColumnRead:
    """One column of the file and what it was taken for. `header` is empty for what is not known."""

    sheet: str
    column: str
    header: str
    role: Role

    @property
    def is_kept(self) -> bool:
        return self.role not in ("personal", "numbering", "unread")


@dataclass(frozen=True, slots=True)
class ListHeader:
    """Where the columns of a list are, the row of its header and its first row of data."""

    header_row: int
    first_row: int
    columns: dict[Role, int]
    personal: tuple[int, ...]
    read: tuple[ColumnRead, ...]

    @property
    def is_counts(self) -> bool:
        return "code" not in self.columns


def find_list_header(table: Table) -> ListHeader | None:
    """Find the columns of a table that is a list of dossiers or of counts; None for another table."""
    texts = table.headers
    roles = _roles(texts, kind_told(table.title))
    if is_titled_otherwise(table.title):
        roles = [_of_dossiers(text, role) for text, role in zip(texts, roles, strict=True)]
    elif is_of_overdue(table.title):
        roles = _with_plain_count(texts, roles)
    if not _is_list(texts, roles):
        return None
    columns: dict[Role, int] = {}
    for column, role in enumerate(roles):
        if role not in ("personal", "unread"):
            columns.setdefault(role, column)
    sheet = table.grid.sheet.name
    read = tuple(
        ColumnRead(sheet, address(0, column)[:-1], _public(texts[column], role), role)
        for column, role in enumerate(roles)
        if texts[column]
    )
    personal = tuple(column for column, role in enumerate(roles) if role == "personal")
    return ListHeader(table.header_row, table.first_row, columns, personal, read)


def is_of_overdue(title: str) -> bool:
    """Tell whether a title says that what is counted below it is overdue."""
    return bool(_OVERDUE.search(header_key(title)))


def _with_plain_count(texts: Sequence[str], roles: list[Role]) -> list[Role]:
    """Add "Số hồ sơ" as the count, where no column says more and no date stands by."""
    if {"count", "due", "accepted"} & set(roles):
        return roles
    plain = [column for column, text in enumerate(texts) if header_key(text) in _PLAIN_COUNTS]
    if len(plain) != 1:
        return roles
    return [*roles[: plain[0]], "count", *roles[plain[0] + 1 :]]


def _public(text: str, role: Role) -> str:
    """Return the header.

    Nothing of one that is not known, nor of what stands in brackets behind one that is.
    """
    if role == "unread":
        return ""
    return text if header_key(text) in _ROLES else _ASIDE.sub("", text)


def _of_dossiers(text: str, role: Role) -> Role:
    """Return the role; of numbers that do not say themselves that they count dossiers, none."""
    return "unread" if role == "count" and not re.search(r"\b(?:ho so|hs)\b", header_key(text)) else role


def _roles(texts: Sequence[str], kind: OverdueKind | None = None) -> list[Role]:
    """Return every column's role; of two columns for the same, the one that tells it best is read, else the first."""
    told = [
        _ROLES.get(header_key(text)) or _ROLES.get(header_key(_ASIDE.sub("", text)), "unread")
        for text in texts
    ]
    best = {
        role: column
        for role, words in _BEST.items()
        for column in reversed(range(len(told)))
        if told[column] == role and header_key(texts[column]) in words
    }
    keys = [header_key(text) for text in texts]
    if kind == "acceptance" and "han tiep nhan" in keys:
        best["due"] = keys.index("han tiep nhan")
    found: list[Role] = []
    for column, role in enumerate(told):
        is_read = role == "personal" or (best.get(role, column) == column and role not in found)
        found.append(role if is_read else "unread")
    if "code" in found:
        # Of a dossier its own code tells whose it is.
        return ["unread" if role == "agency_code" else role for role in found]
    if "count" in found and "agency_code" not in found:
        # Beside counts of units a code can be only theirs.
        return [
            "agency_code" if header_key(text) == "ma" else role
            for text, role in zip(texts, found, strict=True)
        ]
    return found


def _is_list(texts: Sequence[str], roles: Sequence[Role]) -> bool:
    if "code" in roles:
        return bool({"due", "accepted"} & set(roles))
    # Beside the sum of all that is overdue stand its parts: for acceptance, in processing, by how long.
    is_summed = any(
        role == "count" and _SUM.match(header_key(text)) for text, role in zip(texts, roles, strict=True)
    )
    others = [
        text
        for text, role in zip(texts, roles, strict=True)
        if text
        and role not in _OF_COUNTS
        and not _SHARE.search(text)
        and not _NOTES.fullmatch(header_key(text))
        and not (is_summed and _OVERDUE.search(header_key(text)))
    ]
    return {"unit", "count"} <= set(roles) and not others
