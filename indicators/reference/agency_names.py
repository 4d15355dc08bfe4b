"""Agency names: the form they are compared in, the form they are shown in, the form they are sorted by."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Combining grave, acute, tilde, hook above and dot below: the five tone marks.
_TONES = "\u0300\u0301\u0303\u0309\u0323"
# Combining circumflex, breve and horn: they make another vowel (â, ă, ơ), not another tone.
_SHAPES = "\u0302\u0306\u031b"
_VOWELS = re.compile(f"(?:[aeiouy][{_SHAPES}{_TONES}]*)+")
_TONE = re.compile(f"[{_TONES}]")
# Characters that look alike: apostrophes, dashes, and the Icelandic and African letters typed for đ.
_ALIKE = str.maketrans("’‘ʼ`´–—‐‑ÐðƉɖ", "'''''----ĐđĐđ")
_SHORT = {
    "ủy ban nhân dân": "ubnd",
    "uỷ ban nhân dân": "ubnd",
    "thành phố": "tp",
    "thị xã": "tx",
    "văn phòng": "vp",
}
_SUFFIX = re.compile(r"\s*-\s*(?:tỉnh|thành phố|tp\.?)\s+(\S.*)$", re.IGNORECASE)
_OFFICE = re.compile(r"^ủy ban nhân dân\b|^uỷ ban nhân dân\b", re.IGNORECASE)
_UNIT = re.compile(r"^ubnd\s+(tỉnh|thành phố|thị xã|huyện|phường|xã)\s+", re.IGNORECASE)


@lru_cache(maxsize=8192)
def agency_key(name: str) -> str:
    """The form in which two names are one: writing habits gone, letters and tones kept.

    Case, spaces, apostrophes, dashes, tone placement (hòa, hoà), "Ủy ban nhân dân" for UBND, TP, TX, VP, and
    the portal's suffix " - tỉnh …" make no difference; another tone or letter does. Folding twice changes
    nothing.
    """
    plain = _SUFFIX.sub("", _tidy(name)).lower()
    for long, short in _SHORT.items():
        plain = plain.replace(long, short)
    letters = unicodedata.normalize("NFD", re.sub(r"[\s'.,\-]", "", plain))
    return unicodedata.normalize("NFC", _VOWELS.sub(_tone_last, letters))


def province_behind(name: str) -> str | None:
    """The province that the portal writes behind a unit's name: "Gia Lai" in "Sở Y tế - tỉnh Gia Lai"."""
    found = _SUFFIX.search(_tidy(name))
    return found[1] if found else None


def display_name(name: str) -> str:
    """A name as the office writes it in tables: UBND for the People's Committee, no province behind."""
    return _OFFICE.sub("UBND", _SUFFIX.sub("", _tidy(name)))


def sort_name(name: str) -> str:
    """What tables are sorted by: the proper name, without "UBND xã"."""
    return _UNIT.sub("", display_name(name))


def _tidy(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).translate(_ALIKE).split())


def _tone_last(vowels: re.Match[str]) -> str:
    """The vowels with their tone mark behind the last one, so that hòa and hoà are the same."""
    return _TONE.sub("", vowels[0]) + "".join(_TONE.findall(vowels[0]))
