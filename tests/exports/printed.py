"""A PDF opened again, for what its pages say and in which face they say it."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator

import pypdfium2
from pypdfium2 import raw


def pages(content: bytes) -> list[str]:
    """The words of every page, on one line."""
    return [
        " ".join(page.get_textpage().get_text_bounded().split()) for page in pypdfium2.PdfDocument(content)
    ]


def close(words: str) -> str:
    """Without the spaces that typesetting may move."""
    return "".join(words.split())


def letters(content: bytes) -> Iterator[tuple[str, str]]:
    """Every letter of the file with the face it is set in."""
    for page in pypdfium2.PdfDocument(content):
        words = page.get_textpage()
        name, flags = ctypes.create_string_buffer(200), ctypes.c_int()
        for place in range(words.count_chars()):
            letter = chr(raw.FPDFText_GetUnicode(words.raw, place))
            if not letter.isspace():
                raw.FPDFText_GetFontInfo(words.raw, place, name, len(name), flags)
                # Without the tag of the part of the face that the file holds.
                yield letter, name.value.decode().split("+")[-1]
