"""What the words of a list of overdue dossiers mean: kind, status and cause, in our few words."""

from __future__ import annotations

from functools import lru_cache

from indicators.codes import Cause, OverdueKind, Status
from indicators.sources.text_matching import header_key

_ACCEPTANCE = ("qua han tiep nhan", "cham tiep nhan", "chua tiep nhan", "tre han tiep nhan")
_PROCESSING = ("dang xu ly", "dang giai quyet", "qua han xu ly", "qua han giai quyet")
# The first word found settles it: "chờ bổ sung" before "chờ", "đã xử lý" before "xử lý".
_STATUSES: dict[Status, tuple[str, ...]] = {
    "waiting_acceptance": ("cho tiep nhan", "chua tiep nhan", "moi dang ky", "moi nop"),
    "supplement": ("bo sung",),
    "suspended": ("tam dung",),
    "finished": ("da tra", "co ket qua", "hoan thanh", "da xu ly", "da giai quyet", "ket thuc", "xu ly xong"),
    "processing": ("xu ly", "giai quyet", "thu ly", "qua han", "tre han", "tham dinh", "cho", "trinh"),
}
# Reasons of a real delay, as officers write them; any other reason leaves the cause open.
_DELAYS = (
    *("cham", "tre", "qua tai", "thieu", "nghi phep", "can bo", "cong chuc", "phoi hop", "xin y kien"),
    *("tham dinh", "xac minh", "do dac", "cho ket qua", "phuc tap"),
)


@lru_cache(maxsize=16384)
def kind_told(words: str) -> OverdueKind | None:
    """Overdue for acceptance or in processing, as a title or a cell says; None where it says not, or both."""
    folded = header_key(words)
    acceptance = any(word in folded for word in _ACCEPTANCE) or folded == "tiep nhan"
    processing = any(word in folded for word in _PROCESSING) or folded in ("xu ly", "giai quyet")
    if acceptance == processing:
        return None
    return "acceptance" if acceptance else "processing"


@lru_cache(maxsize=16384)
def status_told(words: str) -> Status | None:
    """The status that a cell names; None for words not known here."""
    folded = header_key(words)
    for status, known in _STATUSES.items():
        if any(word in folded for word in known):
            return status
    return None


@lru_cache(maxsize=16384)
def cause_told(reason: str, status: str) -> Cause | None:
    """The cause that a reason or a status names; None where nothing is said of it."""
    if "dong bo" in header_key(f"{reason} {status}"):
        return "synchronisation"
    folded = header_key(reason)
    return "delay" if any(word in folded for word in _DELAYS) else None
