"""Every sentence a user reads, in Vietnamese or English.

Code holds the English sentence; `locale/vi/*.po` holds the Vietnamese one. A test collects every
sentence the code uses and fails when one has no translation.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Any, Literal

from babel.messages.pofile import read_po

Language = Literal["vi", "en"]
LOCALE_FOLDER = Path(__file__).parent / "locale"

_language: ContextVar[Language] = ContextVar("language", default="vi")


def use_language(language: Language) -> None:
    """Choose the language of this session (a context variable: sessions do not disturb each other)."""
    _language.set(language)


def language() -> Language:
    return _language.get()


@contextmanager
def in_language(language: Language) -> Iterator[None]:
    """In another language for a while: official letters are Vietnamese whatever the page speaks."""
    before = _language.set(language)
    try:
        yield
    finally:
        _language.reset(before)


@cache
def _vietnamese() -> dict[str, str]:
    sentences: dict[str, str] = {}
    for file in sorted((LOCALE_FOLDER / "vi").glob("*.po")):
        with file.open("rb") as stream:
            sentences |= {str(m.id): str(m.string) for m in read_po(stream, locale="vi") if m.id and m.string}
    return sentences


def text(message: str, **values: Any) -> str:
    """`message` (an English sentence with {placeholders}) in the session's language, filled with `values`."""
    sentence = _vietnamese().get(message, message) if language() == "vi" else message
    return sentence.format(**values) if values else sentence
