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
_DISTRICT = r"(?:huyện|h\.|thị xã|tx\.?|thành phố|tp\.?)\s*\S[^()]*?"
_FORMER = re.compile(r"\s*\((?:[^()]*\bcũ)\s*\)$", re.IGNORECASE)
# The district that a commune belonged to: "- huyện Ia Grai", ", TX An Khê", "(TP Quy Nhơn cũ)".
_OF_DISTRICT = re.compile(
    rf"\s*(?:\((?:thuộc\s+)?(?P<inside>{_DISTRICT})(?:\s+cũ)?\s*\)"
    r"|[-,]\s*(?P<behind>(?:huyện|h\.|thị xã|tx\.?)\s*[^\s()][^(),-]*?))$",
    re.IGNORECASE,
)
_SUFFIX = re.compile(r"\s*-\s*(?:tỉnh|thành phố|tp\.?)\s+(\S.*)$", re.IGNORECASE)
# What numbers or marks an item of a list: "1. Sở Công Thương", "a) Sở Y tế", "- Sở Tư pháp".
_ITEM = re.compile(r"^(?:(?:\d{1,3}\s*[.)/]\s|\d{1,3}\s*[.)]|[a-zđ]\)|[-+*•])\s*)+(?=\S)", re.IGNORECASE)
_KIND_OF_UNIT = re.compile(r"^(?P<office>ubnd\s*)?(?P<kind>p|x|tt)(?:\.\s*|\s+)(?=\S)")
_KINDS = {"p": "phường ", "x": "xã ", "tt": "thị trấn "}
_OFFICE = re.compile(r"^ủy ban nhân dân\b|^uỷ ban nhân dân\b", re.IGNORECASE)
_UNIT = re.compile(r"^ubnd\s+(tỉnh|thành phố|thị xã|huyện|phường|xã)\s+", re.IGNORECASE)


@lru_cache(maxsize=8192)
def agency_key(name: str) -> str:
    """Return the form in which two names are one: writing habits gone, letters and tones kept.

    Case, spaces, apostrophes, dashes, tone placement (hòa, hoà), "Ủy ban nhân dân" for UBND, TP, TX, VP, P.,
    X., & for và, a number or dash before it, and the province or former district behind it make no
    difference; another tone or letter does. Folding twice changes nothing.
    """
    plain = _alone(name).lower()
    for long, short in _SHORT.items():
        plain = plain.replace(long, short)
    plain = _KIND_OF_UNIT.sub(lambda found: (found["office"] or "") + _KINDS[found["kind"]], plain)
    plain = plain.replace("&", "và")
    letters = unicodedata.normalize("NFD", re.sub(r"[\s'.,\-]", "", plain))
    return unicodedata.normalize("NFC", _VOWELS.sub(_tone_last, letters))


def province_behind(name: str) -> str | None:
    """Return the province behind a unit's name: "Gia Lai" in "Sở Y tế - tỉnh Gia Lai"."""
    found = _SUFFIX.search(_without(_tidy(name), _OF_DISTRICT, _FORMER))
    return found[1] if found else None


def district_behind(name: str) -> str | None:
    """Return the district a commune was of: "huyện Ia Grai" in "UBND xã Ia Grai (huyện Ia Grai)"."""
    found = _OF_DISTRICT.search(_without(_tidy(name), _SUFFIX))
    return (found["inside"] or found["behind"]).strip() if found else None


def district_id(name: str) -> str:
    """Return the identity the register gives a former district: ubnd-huyen-ia-grai for "H. Ia Grai"."""
    whole = re.sub(r"^h\.\s*", "huyện ", name.lower())
    whole = re.sub(r"^tx\b\.?\s*", "thị xã ", re.sub(r"^tp\b\.?\s*", "thành phố ", whole))
    letters = unicodedata.normalize("NFD", whole.replace("đ", "d"))
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return "-".join(["ubnd", *re.findall(r"[a-z]+", plain)])


def display_name(name: str) -> str:
    """Write a name as the office writes it in tables: UBND for the People's Committee, no province behind."""
    return _OFFICE.sub("UBND", _without(_tidy(name), _SUFFIX))


def sort_name(name: str) -> str:
    """Return what tables are sorted by: the proper name, without "UBND xã"."""
    return _UNIT.sub("", display_name(name))


def _alone(name: str) -> str:
    """Take off what is said behind the name of province and district."""
    return _without(_tidy(name), _SUFFIX, _OF_DISTRICT, _FORMER)


def _without(name: str, *endings: re.Pattern[str]) -> str:
    """Take off any of these endings, in whatever order they stand."""
    while True:
        shorter = name
        for ending in endings:
            shorter = ending.sub("", shorter)
        if shorter in (name, ""):
            return name
        name = shorter


def _tidy(name: str) -> str:
    """Compose and single-space a name, without what numbers it and without marks that nobody sees."""
    seen = "".join(mark for mark in name if unicodedata.category(mark) != "Cf")
    return _ITEM.sub("", " ".join(unicodedata.normalize("NFC", seen).translate(_ALIKE).split()))


def _tone_last(vowels: re.Match[str]) -> str:
    """Put the tone mark behind the last vowel, so that hòa and hoà are the same."""
    return _TONE.sub("", vowels[0]) + "".join(_TONE.findall(vowels[0]))
