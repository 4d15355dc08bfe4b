"""What single cells of a list of overdue dossiers tell, and what of it may be kept: nothing of a person."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any, Literal, NamedTuple

from indicators.privacy import public_text
from indicators.privacy.labels import HIDDEN
from indicators.privacy.units import is_public_unit
from indicators.sources.dates import Order, moment
from indicators.sources.grids import cell_text
from indicators.sources.overdue_columns import OfTime

_DATE_LIKE = re.compile(r"[\d:hg]{0,8}\s*\d{1,4}[/.\-]\d{1,2}[/.\-]\d{1,4}(?:[\sT][\d:.]{0,12})?")
# What is longer is a remark.
_LONGEST_STATUS = 60
# In letters; a shorter one stands in other words.
_SHORTEST_SECRET = 3


class NoDate(NamedTuple):
    """What stands where a moment should, as far as it may be shown again."""

    role: OfTime
    shown: str | None
    reason: Literal["bad_date", "due_before_accepted"] = "bad_date"


def read_moment(role: OfTime, order: Order, cell: Any) -> datetime | NoDate | None:
    """Read the moment a cell tells; what it says instead, as far as it may be shown again."""
    try:
        return moment(cell, order)
    except ValueError:
        if role == "finished" and not any(map(str.isdigit, str(cell))):
            # "Chưa kết thúc"
            return None
        # Only what looks like a date is shown again: anything may stand in a wrong cell.
        written = " ".join(str(cell).split())
        return NoDate(role, written if _DATE_LIKE.fullmatch(written) else None)


def office(cell: Any) -> str | None:
    """Keep a name that may be an agency's; a person's goes no further."""
    written = cell_text(cell)
    return written if written and is_public_unit(written) else None


def named(keep: Callable[[str], str | None], cell: Any) -> tuple[str, str] | None:
    """Return what may be kept of a cell that names a procedure or a field, and the same in small letters."""
    kept = keep(cell_text(cell))
    return None if kept is None else (kept, kept.casefold())


def secret_of(cell: Any) -> str:
    """Return what a cell tells of a person, to be looked for elsewhere; "" of what is too short to be known."""
    folded = cell_text(cell).casefold()
    return folded if len(folded) > _SHORTEST_SECRET else ""


def apart_from(secrets: Sequence[str], named: tuple[str, str] | None) -> str | None:
    """Return a name, told beside its small letters, unless it repeats what another column tells of a person."""
    if named is None:
        return None
    written, folded = named
    for secret in secrets:
        if secret and secret in folded:
            return None
    return written


@lru_cache(maxsize=1024)
def public_words(written: str) -> str:
    """Return the words of a status as they may be shown and asked about.

    "…" for what may tell of a person.
    """
    return public_text(written) if len(written) <= _LONGEST_STATUS else HIDDEN
