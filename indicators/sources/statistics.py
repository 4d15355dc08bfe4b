"""Which columns of a one-stop system's statistics count what, by the words above them.

Systems differ in words and in the number of header rows; shares are passed over, for they can be worked out,
and so is what was not done: it is no complement of what was.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest

from indicators.catalogue.own_measures import RECEIVED
from indicators.sources.columns import names_node
from indicators.sources.text_matching import header_key

# The dossiers received, told by channel: online, in person, by post.
_CHANNELS = (re.compile(r"truc tuyen$"), re.compile(r"truc tiep$"), re.compile(r"(bcci|buu chinh.*)$"))
_RECEIVED = {
    *("tiep nhan", "tong tiep nhan", "so ho so tiep nhan", "tong so tiep nhan", "tong so ho so tiep nhan"),
    *("tong ho so tiep nhan", "tong so hs tiep nhan", "so hs tiep nhan"),
}
_RESOLVED = re.compile(r"(tong |so |tong so )?(ho so |hs )?da giai quyet")
_SHARE = re.compile(r"\b(ty|ti) le\b")
_NOT_DONE = re.compile(r"\b(chua|khong|loi|cho|con lai|so tien)\b")
_PAID = r"\btttt\b|\bthanh toan truc tuyen\b"
# The first that fits: what must be paid is told by the same words as what was.
_DONE = (
    ("payable", re.compile(r"\bphai (thanh toan|nop|tttt)\b|\bnghia vu tai chinh\b(?!.*\bda\b)")),
    ("paid_online", re.compile(_PAID)),
    ("synchronised", re.compile(r"\bdong bo\b")),
    (
        "papers_reused_from_portal",
        re.compile(r"\btai su dung\b.*\b(dvcqg|cong quoc gia|dich vu cong quoc gia)\b"),
    ),
    ("papers_reused", re.compile(r"\btai su dung\b")),
    ("results_digitised", re.compile(r"\bso hoa\b.*\bket qua\b|\bket qua\b.*\bso hoa\b")),
    ("papers_digitised", re.compile(r"\bso hoa\b")),
)
# What any of them alone makes a table of units a table of statistics.
_TELLING = {code for code, _ in _DONE}


def measure_columns(upper: Sequence[str], lower: Sequence[str]) -> dict[str, list[int]]:
    """By measure the columns that count it; none where it is no table of statistics.

    Several columns of `received` are added up, of anything else they contradict each other. `lower` is the
    second row of a header of two, where the lower words are the precise ones; empty of a header of one.
    """
    if any(header_key(text).isdigit() for text in lower):
        return {}
    above = ""
    found: dict[str, list[int]] = {}
    channels: dict[int, int] = {}
    for column, (up, low) in enumerate(zip_longest(upper, lower, fillvalue="")):
        above = up or (above if low else "")
        written = low or up
        words = header_key(written)
        if not words or "%" in written or _SHARE.search(words) or names_node(written):
            continue
        if code := _measure(words, header_key(above)):
            found.setdefault(code, []).append(column)
            continue
        channel = next((number for number, one in enumerate(_CHANNELS) if one.search(words)), None)
        if channel is not None:
            channels.setdefault(channel, column)
    if len(channels) == len(_CHANNELS):
        found |= {RECEIVED: list(channels.values()), "received_online": [channels[0]]}
    elif not found.keys() & _TELLING:
        return {}
    return found


def _measure(words: str, above: str) -> str | None:
    """What a column counts. Where it only says digitised, the words above tell of what."""
    if words in _RECEIVED:
        return RECEIVED
    if _RESOLVED.fullmatch(words):
        return "resolved"
    if _NOT_DONE.search(words):
        return None
    code = next((code for code, told in _DONE if told.search(words)), None)
    return "results_digitised" if code == "papers_digitised" and "ket qua" in above else code
