"""Encodings of text files: Unicode, or that of a Vietnamese Windows; anything else is refused."""

from __future__ import annotations

import re
import unicodedata

from indicators.errors import InputProblem

_VIETNAMESE = re.compile(r"[\x00-\x7fÀ-ÃÈ-ÊÌÍÒ-ÕÙÚÝà-ãè-êìíò-õùúýĂăĐđĨĩŨũƠơƯưẠ-ỹ\u00a0“”‘’–—…•°₫]*")
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
            raise unreadable(name) from None
        if of_windows := _of_windows(content):
            return of_windows
        raise InputProblem(
            "its letters are not in Unicode (UTF-8), so Vietnamese names cannot be read.",
            do="In Excel, save it as “CSV UTF-8” or as .xlsx.",
            file=name,
        ) from None
    if "\0" in text:
        raise unreadable(name)
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


def unreadable(name: str) -> InputProblem:
    """Return the refusal of a kind of file that nothing here reads."""
    return InputProblem(
        "this kind of file cannot be read.",
        do="Import the portal's JSON answers, an .xlsx or .csv table, or a zip of them.",
        file=name,
    )
