"""Names of files handed out: Vietnamese words without marks, period and day, safe for every mail gateway."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from indicators import codes, formats
from indicators.analysis.provenance import Provenance
from indicators.folding import without_marks
from indicators.periods import vietnam_day
from indicators.translation import in_language, text

# In letters, without the ending: what some gateways and old file systems take.
LONGEST = 90
Words = Callable[[], Iterable[str]]


def file_name(record: Provenance, words: Words, ending: str) -> str:
    """Name a file by what it is, of when and read when: xep-hang-tong-diem-xa-phuong-nam-2026-doc-2026-10-10.csv.

    `words` says what it is when asked, for a file is named in Vietnamese whatever the session speaks.
    """
    with in_language("vi"):
        what, when = list(words()), _when(record)
        mark = [text("demonstration")] if record.is_demo else []
    tail = plain_name(*when)
    room = LONGEST - len(tail) - 1
    head = plain_name(*mark, *what)[:room].strip("-")
    return f"{'-'.join(filter(None, (head, tail)))}.{ending}"


def plain_name(*words: str) -> str:
    """Reduce a name to letters without marks, digits and hyphens: Sở Tài chính is so-tai-chinh."""
    return re.sub("[^a-z0-9]+", "-", without_marks(" ".join(words))).strip("-")


def _when(record: Provenance) -> list[str]:
    """Name the period, and the day it was read, drawn up or brought in."""
    told = [formats.period(record.period)] if record.period else []
    if not record.read_at:
        return told
    day = f"{vietnam_day(record.read_at[-1]):%Y-%m-%d}"
    if not record.read_at_given:
        return [*told, text("imported {day}", day=day)]
    if codes.OVERDUE_LIST in record.sources or codes.OWN_LIST in record.sources:
        return [*told, text("drawn up {moment}", moment=day)]
    return [*told, text("read {moment}", moment=day)]
