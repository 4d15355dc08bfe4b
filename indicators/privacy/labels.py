"""Names of files, sheets and headers as they may be kept and shown: what tells of a person becomes "…".

"HS quá hạn - Nguyễn Văn A.xlsx" is kept as "HS quá hạn - ….xlsx": enough to find it again.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from pathlib import PurePosixPath

from indicators.folding import without_marks
from indicators.privacy.people import JOINED, are_syllables, names_a_person
from indicators.privacy.places import LONGEST, finds_a_person, without_places
from indicators.privacy.strangers import may_be_joined, strangers
from indicators.privacy.units import is_public_unit
from indicators.privacy.words import MARKED, Word, Words, known_words, words_of
from indicators.reference.provinces import load_provinces

HIDDEN = "…"
# What the names of files, sheets and columns say, without marks: nobody is called so.
_SAID = """
bao cao; danh sach; ho so; qua han; tre han; dung han; truoc han; tong hop; thong ke; ket qua; bieu mau; bieu
so; phu luc; so lieu; cham diem; bang diem; diem so; chi so; xep hang; don vi; so nganh; so ban nganh; xa
phuong; cap xa; cap tinh; muc do; giai quyet; tien do; dong bo; dich vu cong; truc tuyen; thanh toan; hai long;
so hoa; cong khai; minh bach; tiep nhan; xu ly; dang xu ly; dang giai quyet; da tra; chua tra; trang tinh; du
lieu; kem theo; cong van; van ban; hop gui; van phong; cap nhat; ban sao; ban moi; ban cu; ban cuoi; nhap lieu;
dia phuong; tai lieu; thu tuc; hanh chinh; linh vuc; ghi chu; dia chi; chu ho so; ma ho so; ten don vi; toan
tinh; hang tuan; hang thang; hang quy; so voi; ky truoc; ky nay; lan dau; lan cuoi; so lan; don doc; chua dong
bo; quy trinh; thoi han; den han; sap den han; cac so; cac xa; cac don vi; cua tinh; cua so; theo doi; tong so;
trong ky; tong diem; minh hoa; diem nam; diem thang; diem quy; diem tuan; so ban; ban nganh; so phuong; theo don
vi; theo thang; theo nam; theo quy; chi tiet; toan quoc; ca nuoc; quy i; quy ii; quy iii; quy iv; nam nay; nam
truoc
"""
# Words that stand by themselves as well, and those that do with a number beside them: "tuan 40".
_ALONE_WORDS = """
lower upper ref min max or folder without open empty
ds hs tthc ubnd hdnd dvc dvcqg ckmb tdgq clgq tttt mdhl mdsh stt pl bc csv xls xlsx json zip txt doc sheet data
list report score scores overdue copy file final year month quarter week name code level unit agency department
id time type captured at export import total table ranking index capture page part new old rate result results
transparency overview answer manifest dossier dossiers digitized payment payments online provision provide
satisfaction handling progress evaluation metrics public service services formality formalities province
provinces commune communes national sample test tree
"""
_ALONE = frozenset(_ALONE_WORDS.split())
_NUMBERED = frozenset(("thang", "quy", "tuan", "ngay", "nam", "ky", "dot", "lan", "trang", "bang", "q", "t"))
# VP, KSTTHC: no name has no vowel.
_NO_VOWEL = re.compile(r"[bcdfghjklmnpqrstvwxz]{2,6}")
# Nobody here is called so, nor beside such a word.
_ENGLISH_WORDS = "is of by and for with without that from its are folder no such nothing much"
_ENGLISH = frozenset(_ENGLISH_WORDS.split())
# "nguyeenx vawn": keys of letters, and of tones at the end.
_TELEX = re.compile(r"dd|aa|ee|oo|aw|ow|uw")
# As names of the highlands begin: Kpă, Hloan, Blưm.
_HIGHLAND = re.compile(r"kp|ks|kb|kr|kt|h[lmnrwd]|r[mc]|dj|dd|mn|bl|gl")
_TONE_KEY = re.compile(r"(?<=.)[sfrxj]$")
_YEAR = re.compile(r"20[2-9]\d")
_PART = re.compile(r"[^\W\d_]+(?:['’ʼ`´][^\W\d_]*)*|\d+|_|\W")
_HIDDEN_TWICE = re.compile(rf"{HIDDEN}(?:[\s_\-.,]*{HIDDEN})+")
_DAYS = r"(?:0?[1-9]|[12]\d|3[01])"
_MONTHS = r"(?:0?[1-9]|1[0-2])"
RECENT_DAY = re.compile(
    rf"((?<!\d)20[2-9]\d(?:[-_.]{_MONTHS}(?:[-_.]{_DAYS})?|(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))(?!\d)"
    rf"|(?<!\d){_DAYS}[-_./]{_MONTHS}[-_./]20[2-9]\d(?!\d))"
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
    # "12/03/1980" and "12/4 Lê Lợi" are found before folders are told apart.
    if "/" in plain and not finds_a_person(plain.replace("_", " "), known_words()):
        return "/".join(map(public_label, written.split("/")))
    # Every other piece is a day: of these years nobody's who applies for anything.
    name = _ENDING.sub("", plain)
    ending = plain[len(name) :]
    pieces = RECENT_DAY.split(name)
    if not any(map(_tells, pieces[::2])):
        return written
    hidden = [piece if number % 2 else _hidden(piece) for number, piece in enumerate(pieces)]
    return " ".join(_HIDDEN_TWICE.sub(HIDDEN, "".join(hidden)).split()) + ending


def _tells(piece: str) -> bool:
    """Tell whether it tells of a person, or may; in "HS_Nguyen-Van-A" no space tells words apart."""
    known, spaced = known_words(), " ".join(piece.replace("_", " ").split())
    apart = " ".join(JOINED.sub(" ", _APART.sub(" ", piece)).split())
    if finds_a_person(spaced, known) or any(
        names_a_person(form, known, is_label=True) for form in (spaced, apart)
    ):
        return True
    words = words_of(apart)
    said = _said(apart)
    is_marked = bool(MARKED.search(apart))
    for found in strangers(apart, words, known):
        row = words[found.first : found.end]
        if not _ENGLISH.isdisjoint(word.small for word in row):
            continue
        unsaid = [word for word in row if not said[word.start]]
        if is_marked and unsaid:
            return True
        is_row = len(unsaid) > 1 and any(_HIGHLAND.match(word.small) for word in unsaid)
        if is_row or sum(map(_may_be_syllable, unsaid)) > 1 or any(map(may_be_joined, unsaid)):
            return True
    return False


def _may_be_syllable(word: Word) -> bool:
    """Tell whether a word without marks is read as Vietnamese, typed in telex or not; "folder" is not."""
    plain = _TELEX.sub(lambda found: found[0][0], word.small)
    return are_syllables(word) or are_syllables(word._replace(written=_TONE_KEY.sub("", plain)))


def _hidden(piece: str) -> str:
    """Return the piece with only such words as labels are made of, and numbers of times."""
    text = without_places(piece, HIDDEN)
    said = _said(text)
    kept, before = "", ""
    for found in _PART.finditer(text):
        part = found[0]
        is_hidden = part[0].isalnum() and not said[found.start()]
        if part.isdigit():
            is_hidden = not (_YEAR.fullmatch(part) or (before in _NUMBERED | _ALONE and len(part) <= 2))
        kept += HIDDEN if is_hidden else part
        before = (
            without_marks(part) if part[0].isalpha() and not is_hidden else before if part.isspace() else ""
        )
    return kept


def _said(text: str) -> dict[int, bool]:
    """Tell of each word and number of a text, by where it begins, whether labels are made of it."""
    found = [part for part in _PART.finditer(text) if part[0][0].isalnum()]
    plain = [without_marks(part[0]) for part in found]
    return {part.start(): _is_said(plain, at, part[0]) for at, part in enumerate(found)}


def _is_said(plain: Sequence[str], at: int, written: str) -> bool:
    word = plain[at]
    if word.isdigit() or word in _ALONE or _ROMAN.fullmatch(written) or _NO_VOWEL.fullmatch(word):
        return True
    before, behind = plain[at - 1] if at else "", plain[at + 1] if at + 1 < len(plain) else ""
    if (before, word) in _pairs() or (word, behind) in _pairs():
        return True
    if len(word) == 1:
        return word not in "ay" and (before.isdigit() or behind.isdigit())
    return word in _NUMBERED and behind.isdigit()


@cache
def _pairs() -> set[tuple[str, str]]:
    """Return the words that stand beside one another in labels, and in the names of provinces, without marks."""
    return Words((_SAID, *load_provinces().values())).unmarked.pairs


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
