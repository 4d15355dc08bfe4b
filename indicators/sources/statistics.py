"""Which columns of a table of units count what, by the words above them.

Systems differ in words and in the number of header rows. What is no number of dossiers is told apart and left
out by name: shares, for they can be worked out; sums of money; numbers of procedures.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from indicators.catalogue.own_measures import RECEIVED
from indicators.sources.columns import names_node
from indicators.sources.period_words import periods_in_title
from indicators.sources.text_matching import header_key

Other = Literal["share", "money", "procedures", "others", "another_time"]

# The dossiers received, told by channel: online, in person, by post.
CHANNELS = ("received_online", "received_direct", "received_by_post")
_SHARE = re.compile(r"\b(ty|ti) le\b|\bphan tram\b")
_MONEY = re.compile(
    r"\b(?:so|tong) (?:so )?tien\b|(?<!\bhop) dong$|\bvnd\b|\bkinh phi\b|\bdoanh thu\b|\bgia tri\b"
    r"|^(?:tong )?(?:so )?(?:phi|le phi)\b"
)
_DOSSIERS = r"\b(?:ho so|hs|tphs|thanh phan|giay to|ket qua)\b"
_PROCEDURES = r"\b(?:thu tuc|tthc|(?<!cong )dvc|dvctt|(?<!cong )dich vu cong)\b"
_NOUN = re.compile(f"(?P<dossiers>{_DOSSIERS})|(?P<procedures>{_PROCEDURES})")
# What is received and handled as well, and is no dossier; in titles letters and officers stand for other reasons.
_ELSE = re.compile(
    r"\b(?:phan anh|kien nghi|pakn|don thu|khieu nai|to cao|nhiem vu|van ban|cong van|can bo|cong chuc|vien chuc"
    r"|nhan su|tai khoan|hoa don|bien lai|giao dich|cau hoi|cuoc goi|tin bai|yeu cau ho tro"
    r"|(?:so|luot) (?:luot )?(?:cong dan|nguoi dan|nguoi|khach|truy cap)|phieu (?:khao sat|danh gia|hai long)"
    r"|(?:luot|ket qua) danh gia)\b"
)
# What was counted of another time than the table is of, or was to be.
_ANOTHER_TIME = re.compile(
    r"\b(?:luy ke|cong don|tu dau nam|cung ky|(?<!ton )(?:thang|quy|nam|tuan) (?:truoc|sau)(?! chuyen)|ke hoach"
    r"|chi tieu|du kien|so voi|tang giam|chenh lech)\b"
)
_TIME_NAMED = re.compile(r"\b(?:thang|tuan) (\d{1,2})\b|\bquy (iv|iii|ii|i|[1-4])\b|\bnam (20\d\d)\b")
_QUARTERS = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
_ELSE_OF_TITLES = re.compile(r"\b(?:phan anh|kien nghi|pakn|don thu|khieu nai|to cao|nhiem vu)\b")
_OF_DOSSIERS = re.compile(r"\b(?:ho so|hs|tphs|tthc|thu tuc|dvc|dvctt|dich vu cong)\b")
# What tells nothing on its own: the words above it tell of what.
_BARE = re.compile(r"(?:tong(?: so| cong)?|so luong|trong ky|tu ky truoc|ky truoc chuyen sang|luy ke)")

_PAID = re.compile(r"\btttt\b|\bthanh toan truc tuyen\b|\bnop truc tuyen phi\b")
_PAYABLE = re.compile(
    r"\bphai (?:thanh toan|nop|tttt)\b|\bnghia vu tai chinh\b(?!.*\bda\b)|\bthuoc (?:cac )?(?:thu tuc|tthc)\b.*\bphi\b"
    r"|\b(?:ho so|hs) (?:co|phat sinh) (?:thu )?(?:phi|le phi)\b"
)
_REUSED = re.compile(r"\b(?:tai su dung|su dung lai)\b")
_FROM_PORTAL = re.compile(r"\b(?:dvcqg|cong (?:dvc|dich vu cong)?\s*(?:quoc gia|qg)|dich vu cong quoc gia)\b")
_DIGITISED = re.compile(r"\bso hoa\b")
_NOT_DONE = re.compile(r"\b(?:chua|khong|loi|cho|con lai)\b")
# Below "số hóa …".
_DONE_OR_NOT = re.compile(r"chua|co|da|khong|chua thuc hien|da thuc hien")
_SYNCHRONISED = re.compile(r"\bdong bo\b")

_ONLINE, _DIRECT = re.compile(r"\btruc tuyen\b"), re.compile(r"\btruc tiep\b")
_POST = re.compile(r"\bbcci\b|\bbuu chinh\b|\bbuu dien\b")
_CARRIED = re.compile(r"\bky truoc\b|\bton (?:cu|dau|truoc)\b")
_CARRIED_OVER = re.compile(
    r"(?:tu )?ky truoc chuyen (?:sang|qua)|chuyen (?:sang )?tu ky truoc|ton (?:dau ky|ky truoc)"
)
_EARLY = re.compile(r"\btruoc han\b")
_IN_TIME = re.compile(r"\b(?:dung|trong|chua den|con) han\b")
_LATE = re.compile(r"\b(?:qua|tre|cham) (?:han|hen)\b")
_OF_PROCESSING = re.compile(r"\b(?:dang|chua) (?:duoc )?(?:giai quyet|xu ly|thuc hien)\b")
_OF_RESOLVED = re.compile(
    r"\bda (?:duoc )?(?:giai quyet|xu ly|tra|hoan thanh)\b|\b(?:giai quyet|xu ly) xong\b"
)
_GROUP_OF_RESOLVED = re.compile(r"(?:(?:so luong )?(?:ho so|hs) |ket qua )?(?:giai quyet|xu ly)")
_OF_RECEIVED = re.compile(r"\b(?:tiep nhan|nhan giai quyet)\b")
_OF_BOTH = re.compile(r"\btiep nhan (?:va )?(?:giai quyet|xu ly)\b")
_HANDLED = re.compile(r"\b(?:giai quyet|xu ly)\b")
_RESOLVING = re.compile(r"\bgiai quyet (?:truoc|dung|qua|tre) han\b")
_LATE_ACCEPTED = re.compile(
    r"\b(?:cham|tre|qua han)\b.*\btiep nhan\b|\btiep nhan\b.*\b(?:cham|tre|qua han)\b"
)
_CUMULATED = re.compile(r"\bluy ke\b")
# Of these alone a table of units may tell other things as well.
_PLAIN = {RECEIVED, "resolved", "handled"}


@dataclass(frozen=True, slots=True)
class CountedColumns:
    """By measure the columns whose numbers add up to it; by column what is no number of dossiers."""

    measures: dict[str, list[int]]
    others: dict[int, Other]


def counted_columns(paths: Sequence[tuple[str, ...]], title: str = "") -> CountedColumns:
    """Tell what each column counts, by all words above it, the most precise last, and by the table's title.

    Nothing where it is another table.

    Several columns of one measure contradict each other.
    """
    measures: dict[str, list[int]] = {}
    others: dict[int, Other] = {}
    is_otherwise = is_titled_otherwise(title)
    for column, path in enumerate(paths):
        if not path:
            continue
        words, above = header_key(path[-1]), header_key(" ".join(path[:-1]))
        if names_node(path[-1]) and not (above and _BARE.fullmatch(words)):
            continue
        if other := _other(path[-1], words, above):
            others[column] = other
        elif _is_of_another_time(path, title):
            others[column] = "another_time"
        elif is_otherwise and not _OF_DOSSIERS.search(f"{above} {words}"):
            others[column] = "others"
        elif code := _measure(words, above):
            measures.setdefault(code, []).append(column)
    if not is_otherwise:
        _add_channels(measures, paths)
    channels = [measures[code][0] for code in CHANNELS if code in measures]
    if len(channels) == len(CHANNELS) and RECEIVED not in measures:
        measures = {RECEIVED: channels} | measures
    if not measures.keys() - _PLAIN and len(measures) < 2:
        return CountedColumns({}, {})
    return CountedColumns(measures, others)


def _add_channels(measures: dict[str, list[int]], paths: Sequence[tuple[str, ...]]) -> None:
    """Add the channel where all three are headed: each is then of what was received."""
    taken = {column for columns in measures.values() for column in columns}
    found: dict[str, int] = {}
    for column, path in enumerate(paths):
        code = _of_received(header_key(path[-1])) if path and column not in taken else None
        if code in CHANNELS and not _SHARE.search(header_key(" ".join(path))) and "%" not in path[-1]:
            found.setdefault(code, column)
    if found.keys() == set(CHANNELS) and not measures.keys() & set(CHANNELS):
        measures |= {code: [column] for code, column in found.items()}


def counts_no_dossiers(path: tuple[str, ...]) -> bool:
    """Tell whether a column holds a share, a sum of money or a number of procedures, by all words above it."""
    return bool(path) and _other(path[-1], header_key(path[-1]), header_key(" ".join(path[:-1]))) is not None


def _other(written: str, words: str, above: str) -> Other | None:
    if "%" in written or _SHARE.search(words) or (_SHARE.search(above) and not _NOUN.search(words)):
        return "share"
    if _MONEY.search(words):
        return "money"
    if counts_something_else(words) or (not _OF_DOSSIERS.search(words) and counts_something_else(above)):
        return "others"
    noun = _NOUN.search(words) or _NOUN.search(above)
    return "procedures" if noun and noun["procedures"] else None


def _is_of_another_time(path: tuple[str, ...], title: str) -> bool:
    """Tell whether a column is of another time than its table, or names one that the table does not bear out."""
    words = header_key(" ".join(path))
    if _ANOTHER_TIME.search(words) and not _LATE.search(words):
        return True
    own, of_table = periods_in_title(" ".join(path)), periods_in_title(title)
    if own:
        return bool(of_table) and own != of_table
    named = {_QUARTERS.get(part, part) for found in _TIME_NAMED.findall(words) for part in found if part}
    borne_out = {str(each) for period in of_table for each in (period.index, period.year)}
    return not named <= borne_out


def counts_something_else(words: str) -> bool:
    """Tell whether words, without marks, name first what is no dossier: petitions, letters, officers, receipts."""
    other, dossiers = _ELSE.search(words), _OF_DOSSIERS.search(words)
    return other is not None and (dossiers is None or other.start() < dossiers.start())


def is_titled_otherwise(title: str) -> bool:
    """Tell whether a title says that petitions or tasks are counted below it, and names no dossiers."""
    words = header_key(title)
    return bool(_ELSE_OF_TITLES.search(words)) and not _OF_DOSSIERS.search(words)


def _measure(words: str, above: str) -> str | None:
    """Tell what a column counts. Where its own words do not say of what, the words above do."""
    if _BARE.fullmatch(words) and _PAYABLE.search(above):
        return "payable"
    if code := _of_payment(words) or _of_papers(words, above):
        return code
    if _SYNCHRONISED.search(words):
        return None if _NOT_DONE.search(words) else "synchronised"
    whole = f"{above} {words}".strip()
    if _OF_BOTH.search(words):
        return "handled"
    if _LATE_ACCEPTED.search(words):
        return "accepted_late"
    if _OF_PROCESSING.search(words) or (_OF_PROCESSING.search(above) and not _OF_RESOLVED.search(words)):
        return _of_processing(words, is_own=bool(_OF_PROCESSING.search(words)))
    is_below_resolved = _OF_RESOLVED.search(above) or _GROUP_OF_RESOLVED.fullmatch(above)
    if _OF_RESOLVED.search(words) or (is_below_resolved and not _OF_RECEIVED.search(words)):
        return _of_resolved(words)
    if _OF_RECEIVED.search(whole):
        return _of_received(words)
    if _CARRIED_OVER.fullmatch(words):
        return "carried_over"
    if _RESOLVING.search(words):
        return _of_resolved(words)
    if _HANDLED.search(words) and _IN_TIME.search(words):
        return "handled_in_time"
    return None


def _of_payment(words: str) -> str | None:
    if _PAYABLE.search(words) and not re.search(r"\b(?:da|duoc)\b.*\b(?:thanh toan|tttt)\b", words):
        return "payable"
    return "paid_online" if _PAID.search(words) and not _NOT_DONE.search(words) else None


def _of_papers(words: str, above: str) -> str | None:
    if _REUSED.search(words):
        if _NOT_DONE.search(words):
            return None
        return "papers_reused_from_portal" if _FROM_PORTAL.search(words) else "papers_reused"
    if not _DIGITISED.search(words) and not (_DIGITISED.search(above) and _DONE_OR_NOT.fullmatch(words)):
        return None
    is_of_results = "ket qua" in words or (
        "ket qua" in above and not re.search(r"\btphs\b|thanh phan", words)
    )
    done = "not_digitised" if _NOT_DONE.search(words) else "digitised"
    return f"{'results' if is_of_results else 'papers'}_{done}"


def _of_processing(words: str, *, is_own: bool) -> str | None:
    if _LATE.search(words):
        return "in_processing_overdue_cumulated" if _CUMULATED.search(words) else "in_processing_overdue"
    if _IN_TIME.search(words):
        return "in_processing_in_time"
    return "in_processing" if is_own or _BARE.fullmatch(words) else None


def _of_resolved(words: str) -> str | None:
    if _LATE.search(words):
        return "resolved_late"
    if _EARLY.search(words) and not _IN_TIME.search(words):
        return "resolved_early"
    if _IN_TIME.search(words):
        return "resolved_in_time"
    return None if _NOT_DONE.search(words) else "resolved"


def _of_received(words: str) -> str | None:
    if _LATE.search(words) or _NOT_DONE.search(words):
        return None
    if _DIRECT.search(words):
        return "received_direct_or_by_post" if _POST.search(words) else "received_direct"
    for pattern, code in (
        (_CARRIED, "carried_over"),
        (_ONLINE, "received_online"),
        (_POST, "received_by_post"),
    ):
        if pattern.search(words):
            return code
    return "received_in_period" if re.search(r"\btrong ky\b|\bmoi\b", words) else RECEIVED
