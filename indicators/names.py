"""Agency names: the form they are compared in, the form they are shown in, the form they are sorted by."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Combining grave, acute, tilde, hook above and dot below: the five tone marks.
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_PUNCTUATION = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "–": "-", "—": "-", "\u00a0": " "})
_ABBREVIATIONS = (
    (re.compile(r"\bủy ban nhân dân\b"), "ubnd"),
    (re.compile(r"\buỷ ban nhân dân\b"), "ubnd"),
    (re.compile(r"\btp\b\.?\s*"), "thành phố "),
    (re.compile(r"\btx\b\.?\s*"), "thị xã "),
)
_SUFFIX = re.compile(r"\s+-\s+(tỉnh|thành phố)\s+\S.*$", re.IGNORECASE)
_OFFICE = re.compile(r"^ủy ban nhân dân\b", re.IGNORECASE)
_UNIT = re.compile(r"^(ubnd|ủy ban nhân dân)\s+(tỉnh|thành phố|thị xã|huyện|phường|xã)\s+", re.IGNORECASE)


@lru_cache(maxsize=8192)
def fold(name: str) -> str:
    """The form in which two names are one: writing habits gone, letters and tones kept.

    Case, spaces, apostrophes, dashes, tone placement (hòa, hoà), "Ủy ban nhân dân" for UBND, TP and TX, and
    the portal's suffix " - tỉnh …" make no difference; another tone or letter does.
    """
    plain = _SUFFIX.sub("", _tidy(name)).lower()
    for pattern, written in _ABBREVIATIONS:
        plain = pattern.sub(written, plain)
    words = (_tone_last(word) for word in plain.split())
    return unicodedata.normalize("NFC", re.sub(r"[\s'.,\-]", "", "".join(words)))


def display_name(name: str) -> str:
    """A name as the office writes it in tables: UBND for the People's Committee, no province behind."""
    return _OFFICE.sub("UBND", _SUFFIX.sub("", _tidy(name)))


def sort_name(name: str) -> str:
    """What tables are sorted by: the proper name, without "UBND xã"."""
    return _UNIT.sub("", display_name(name))


def _tidy(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).translate(_PUNCTUATION).split())


def _tone_last(word: str) -> str:
    """The word with its tone mark behind its letters, so that hòa and hoà are the same."""
    letters = unicodedata.normalize("NFD", word)
    tones = "".join(letter for letter in letters if letter in _TONES)
    return "".join(letter for letter in letters if letter not in _TONES) + tones
