"""Encodings of text files: Unicode, or that of a Vietnamese Windows; anything else is refused."""

from __future__ import annotations

import re
import unicodedata

from indicators.errors import InputProblem

_VIETNAMESE = re.compile(r"[\x00-\x7fÀ-ÃÈ-ÊÌÍÒ-ÕÙÚÝà-ãè-êìíò-õùúýĂăĐđĨĩŨũƠơƯưẠ-ỹ\u00a0“”‘’–—…•°₫]*")
# Bytes that are looked at, and how many letters of a table are plain Latin at least: signs, figures, codes.
_HEAD, _LATIN = 4_000, 0.3
# Zero bytes a text of two bytes a letter has at the least.
_FEWEST_ZEROS = 8
_LOST = re.compile(r"\w\?|\?\w")


def decoded(name: str, content: bytes) -> str:
    """Decode bytes: UTF-8 with or without a mark, UTF-16 with one, or Vietnamese Windows' own letters.

    Raises InputProblem for another encoding and for bytes that are no text.
    """
    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        if b"\0" in content or content.startswith(b"%PDF"):
            raise _without_its_mark(name) if _is_of_two_bytes(content) else unreadable(name) from None
        if of_windows := _of_windows(content):
            return of_windows
        raise InputProblem(
            "its letters are not in Unicode (UTF-8), so Vietnamese names cannot be read.",
            do="In Excel, save it as “CSV UTF-8” or as .xlsx.",
            file=name,
        ) from None
    if "\0" in text:
        raise _without_its_mark(name) if _is_of_two_bytes(content) else unreadable(name)
    return text


def _of_windows(content: bytes) -> str | None:
    """Decode text as Excel on a Vietnamese Windows saves it (cp1258).

    None where it was written in other letters.

    Any bytes are some text in it. What is not Vietnamese, or lost letters to question marks, is not taken.
    """
    try:
        text = unicodedata.normalize("NFC", content.decode("cp1258"))
    except UnicodeDecodeError:
        return None
    return text if _VIETNAMESE.fullmatch(text) and not _LOST.search(text) else None


def _is_of_two_bytes(content: bytes) -> bool:
    """Tell whether these are letters of two bytes each (UTF-16) without the mark that says which comes first."""
    head = content[:_HEAD]
    if len(content) % 2 or head.count(0) < _FEWEST_ZEROS:
        return False
    return any(
        half.count(0) > len(half) * _LATIN and not head[other::2].count(0)
        for other, half in ((1, head[::2]), (0, head[1::2]))
    )


def _without_its_mark(name: str) -> InputProblem:
    return InputProblem(
        "it is text in Unicode of two bytes a letter (UTF-16) without the mark that says so.",
        do="Open it in Notepad and save it as UTF-8, or in Excel as “CSV UTF-8” or .xlsx.",
        file=name,
    )


def unreadable(name: str) -> InputProblem:
    """Return the refusal of a kind of file that nothing here reads."""
    return InputProblem(
        "this kind of file cannot be read.",
        do="Import the portal's JSON answers, an .xlsx or .csv table, or a zip of them.",
        file=name,
    )
