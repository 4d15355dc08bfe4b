"""Words of lists of overdue dossiers: which kind, status and cause they mean."""

from __future__ import annotations

import re
from functools import lru_cache

from indicators.codes import Cause, OverdueKind, Status
from indicators.sources.numbers import is_missing
from indicators.sources.text_matching import header_key

_ACCEPTANCE = ("qua han tiep nhan", "cham tiep nhan", "chua tiep nhan", "tre han tiep nhan")
_PROCESSING = ("dang xu ly", "dang giai quyet", "qua han xu ly", "qua han giai quyet")
# "Bước 2/5", but not "bước 5/5".
_STEP = r"(?:buoc|khau|cong doan|giai doan)(?! cuoi| 1 1| 2 2| 3 3| 4 4| 5 5| 6 6| 7 7| 8 8| 9 9)"
# The first found settles it: "chưa tiếp nhận" before "tiếp nhận", "chưa trả kết quả" before "trả kết quả".
_STATUSES: tuple[tuple[Status, str], ...] = (
    (
        "processing",
        r"da (?:nhan )?bo sung|da (?:nop|thuc hien|hoan thanh) (?:nghia vu|nvtc|phi|thue|bo sung)",
    ),
    # What is called off holds no more.
    (
        "processing",
        r"(?:huy(?: bo)?|het|ket thuc) (?:thoi (?:gian|han) )?(?:tam (?:dung|ngung|hoan)|dinh chi|yeu cau bo sung)"
        r"|(?<!khong )tiep tuc (?:xu ly|giai quyet)",
    ),
    ("withdrawn", r"rut|huy"),
    (
        "refused",
        r"tu choi|khong (?:duoc )?(?:tiep nhan|giai quyet|xu ly)|khong du dieu kien|khong hop le"
        r"|khong (?:dong y|chap thuan|chap nhan|phe duyet|dap ung|thuoc tham quyen|thong qua)",
    ),
    ("refused", r"tra (?:lai|ho so)"),
    ("supplement", r"bo sung|hoan thien ho so|cho .*(?:cong dan|nguoi dan|nguoi nop|chu ho so|doanh nghiep)"),
    ("suspended", r"tam (?:dung|ngung|hoan|dinh chi)|(?:dung|ngung) (?:xu ly|giai quyet)|dinh chi"),
    (
        "suspended",
        r"(?:yeu cau|cho|chua) .*(?:nghia vu tai chinh|nvtc|thanh toan|nop (?:phi|le phi|thue|tien))",
    ),
    ("waiting_acceptance", r"(?:cho|chua)(?: \w+)? tiep nhan|moi (?:dang ky|nop)"),
    ("processing", r"chua|cho (?:co )?ket qua"),
    # A step is no end; of results handed over at a step, or not at all, the words do not say whether all is over.
    ("unknown", rf"(?:tra|giao) ket qua.* {_STEP}|{_STEP}.* (?:tra|giao) ket qua"),
    ("processing", rf"mot phan|{_STEP}"),
    ("unknown", r"khong (?:hoan (?:thanh|tat)|ket thuc|(?:co|tra)(?: duoc)? ket qua)"),
    (
        "finished",
        r"co ket qua|(?:tra|giao|nhan) ket qua|da (?:tra|xu ly|giai quyet)|hoan (?:thanh|tat)|ket thuc",
    ),
    ("finished", r"(?:xu ly|giai quyet) xong|da xong"),
    ("processing", r"xu ly|giai quyet|thu ly|tham dinh|tham tra|trinh|phan cong|tiep nhan|qua han|tre han"),
    ("processing", r"dang|cho (?:ky|duyet|phe duyet|xac minh|lay y kien|y kien)"),
)
_KNOWN_STATUSES = [(status, re.compile(rf"\b(?:{words})\b")) for status, words in _STATUSES]
# Reasons of a real delay, as officers write them; any other reason leaves the cause open.
_DELAYS = (
    *("cham", "tre", "qua tai", "thieu", "nghi phep", "can bo", "cong chuc", "phoi hop", "xin y kien"),
    *("tham dinh", "xac minh", "do dac", "cho ket qua", "phuc tap"),
)


@lru_cache(maxsize=16384)
def kind_told(words: str) -> OverdueKind | None:
    """Tell the kind that a title or a cell says: overdue for acceptance or in processing.

    None for neither, or both.
    """
    folded = header_key(words)
    acceptance = any(word in folded for word in _ACCEPTANCE) or folded == "tiep nhan"
    processing = any(word in folded for word in _PROCESSING) or folded in ("xu ly", "giai quyet")
    if acceptance == processing:
        return None
    return "acceptance" if acceptance else "processing"


@lru_cache(maxsize=16384)
def status_told(words: str) -> Status | None:
    """Return the status that a cell names: "unknown" for words not known here, None for a blank or a dash."""
    if is_missing(words):
        return None
    folded = header_key(words)
    return next((status for status, known in _KNOWN_STATUSES if known.search(folded)), "unknown")


@lru_cache(maxsize=16384)
def cause_told(reason: str, status: str) -> Cause | None:
    """Return the cause that a reason or a status names; None where nothing is said of it."""
    if "dong bo" in header_key(f"{reason} {status}"):
        return "synchronisation"
    folded = header_key(reason)
    return "delay" if any(word in folded for word in _DELAYS) else None
