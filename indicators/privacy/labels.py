"""Names of files, sheets and headers as they may be kept and shown: what tells of a person becomes "…".

"HS quá hạn - Nguyễn Văn A.xlsx" is kept as "HS quá hạn - ….xlsx": enough to find it again.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from pathlib import PurePosixPath

from indicators.folding import without_marks
from indicators.privacy.people import may_be_called, names_a_person
from indicators.privacy.places import LONGEST, finds_a_person, without_places
from indicators.privacy.units import is_public_unit
from indicators.privacy.words import known_words

HIDDEN = "…"
# What the names of files, sheets and columns are made of; no name of a person is.
_WORDS = frozenset(
    word
    for words in (
        "bao cao danh sach ho so qua han tre han tong hop thong ke ket qua bieu mau phu luc so lieu cham diem bang",
        "chi so xep hang don vi so nganh xa phuong tinh huyen thang quy tuan ngay ky dot lan muc do giai quyet tien",
        "do dong bo dich vu cong truc tuyen thanh toan hai long so hoa cong khai minh bach tiep nhan xu ly dang tra",
        "trang tinh du lieu kem theo cong van van ban hop gui cua va den tu cho cap nhat moi cu ban sao nhap",
        "dia phuong tai lieu",
        "ds hs tthc ubnd tt dvc dvcqg ckmb tdgq clgq tttt mdhl mdsh stt ten ma ghi chu pl kq bc th t q csv xls xlsx",
        "json zip txt doc sheet data list report score scores overdue copy file final year month quarter week",
    )
    for word in words.split()
)
_PART = re.compile(r"[^\W\d_]+(?:['’ʼ`´][^\W\d_]*)*|\d+|_|\W")
_HIDDEN_TWICE = re.compile(rf"{HIDDEN}(?:[\s_\-.,]*{HIDDEN})+")
RECENT_DAY = re.compile(
    r"((?<!\d)20[2-9]\d[-_.]?(?:0?\d|1[0-2])[-_.]?[0-3]?\d(?!\d)|(?<!\d)[0-3]?\d[-_./][01]?\d[-_./]20[2-9]\d(?!\d))"
)
_ENDING = re.compile(r"\.(?:csv|txt|xlsx?|xlsm|ods|docx?|html?|xml|json|zip)$", re.IGNORECASE)
_ROMAN = re.compile(r"[IVX]+")
_APART = re.compile(r"[_\-–+.,;()\[\]]+")


@lru_cache(maxsize=4096)
def public_label(written: str) -> str:
    """Return the name, as far as it tells of nobody."""
    plain = unicodedata.normalize("NFC", written)
    if len(plain) > LONGEST:
        return HIDDEN
    if is_public_unit(plain):
        return written
    # Every other piece is a day: of these years nobody's who applies for anything.
    name = _ENDING.sub("", plain)
    ending = plain[len(name) :]
    pieces = RECENT_DAY.split(name)
    if not any(map(_tells, pieces[::2])):
        return written
    hidden = [piece if number % 2 else _hidden(piece) for number, piece in enumerate(pieces)]
    return " ".join(_HIDDEN_TWICE.sub(HIDDEN, "".join(hidden)).split()) + ending


def _tells(piece: str) -> bool:
    """Tell whether it tells of a person; in "HS_Nguyen-Van-A" no space tells words apart."""
    known, spaced = known_words(), " ".join(piece.replace("_", " ").split())
    return finds_a_person(spaced, known) or any(
        names_a_person(form, known, is_label=True)
        for form in (spaced, " ".join(_APART.sub(" ", piece).split()))
    )


def _hidden(piece: str) -> str:
    parts = _PART.findall(without_places(piece, HIDDEN))
    return "".join(part if not part[0].isalnum() or _is_allowed(part) else HIDDEN for part in parts)


def _is_allowed(part: str) -> bool:
    if part.isdigit():
        return len(part) <= 4
    if _ROMAN.fullmatch(part):
        return True
    return without_marks(part) in _WORDS and not (part.istitle() and may_be_called(part))


def public_paths(paths: Iterable[str]) -> dict[str, str]:
    """Return paths and what may be kept of them; two that differ stay two."""
    public: dict[str, str] = {}
    taken: set[str] = set()
    for path in paths:
        shown = "/".join(map(public_label, path.split("/")))
        candidate = PurePosixPath(shown)
        number = 1
        # As Windows and Excel compare names.
        while str(candidate).casefold() in taken:
            number += 1
            candidate = PurePosixPath(shown)
            candidate = candidate.with_name(f"{candidate.stem} ({number}){candidate.suffix}")
        taken.add(str(candidate).casefold())
        public[path] = str(candidate)
    return public
