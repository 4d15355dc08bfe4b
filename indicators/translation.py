"""Every sentence a user reads, in Vietnamese or English.

Code holds the English sentence; `locale/<language>/*.po` (gettext) holds those of another language. A test
collects every sentence the code uses and fails when one has no translation.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from typing import Any, Literal

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

Language = Literal["vi", "en"]
LOCALE_FOLDER = Path(__file__).parent / "locale"

_language: ContextVar[Language] = ContextVar("language", default="vi")


def use_language(language: Language) -> None:
    """Choose the language of this session (a context variable: sessions do not disturb each other)."""
    _language.set(language)


def language() -> Language:
    """Give the session's language."""
    return _language.get()


@contextmanager
def in_language(language: Language) -> Iterator[None]:
    """Speak another language for a while: official letters are Vietnamese whatever the page speaks."""
    before = _language.set(language)
    try:
        yield
    finally:
        _language.reset(before)


@cache
def _translations(language: Language) -> NullTranslations:
    """The language's sentences, from its .po files as they stand: nobody has to compile them."""
    files = sorted((LOCALE_FOLDER / language).glob("*.po"))
    if not files:
        return NullTranslations()
    merged = Catalog(locale=language)
    for file in files:
        with file.open("rb") as stream:
            for message in read_po(stream, locale=language):
                if message.id and message.string:
                    merged.add(message.id, message.string)
    compiled = BytesIO()
    write_mo(compiled, merged)
    compiled.seek(0)
    return GNUTranslations(compiled)


def text(message: str, **values: Any) -> str:
    """Say `message` (an English sentence with {placeholders}) in the session's language, with its `values`."""
    sentence = _translations(language()).gettext(message)
    return sentence.format(**values) if values else sentence


def plural(number: float, one: str, many: str, **values: Any) -> str:
    """Say `one` of one and `many` of any other number, in the session's language, with their `values`."""
    return _translations(language()).ngettext(one, many, int(number)).format(**values)
