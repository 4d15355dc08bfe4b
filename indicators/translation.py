"""Every sentence a user reads, in Vietnamese or English.

Code holds the English sentence; `locale/<language>/*.po` (gettext) holds those of another language, and a folder
there is a language that can be chosen: what it does not say is said in English. A test collects every sentence
the code uses and fails when one has no Vietnamese.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import NullTranslations, c2py
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

FIRST, WRITTEN = "vi", "en"
LOCALE_FOLDER = Path(__file__).parent / "locale"

_language: ContextVar[str] = ContextVar("language", default=FIRST)


def languages() -> tuple[str, ...]:
    """Give the languages there are: Vietnamese, English, then those with a folder of their own."""
    others = sorted(folder.name for folder in LOCALE_FOLDER.iterdir() if folder.is_dir())
    return tuple(dict.fromkeys((FIRST, WRITTEN, *others)))


def use_language(language: str) -> None:
    """Choose the language of this session (a context variable: sessions do not disturb each other)."""
    _language.set(language)


def language() -> str:
    """Give the session's language."""
    return _language.get()


@contextmanager
def in_language(language: str) -> Iterator[None]:
    """Speak another language for a while: official letters are Vietnamese whatever the page speaks."""
    before = _language.set(language)
    try:
        yield
    finally:
        _language.reset(before)


class _Sentences(NullTranslations):
    """A language's sentences by the English ones, those with a plural as its forms; what it lacks is English."""

    def __init__(self, said: Mapping[str, str | Sequence[str]], form: Callable[[int], int]) -> None:
        """Take what is said, and which of the forms is that of a number."""
        super().__init__()
        self._said, self._form = said, form

    def gettext(self, message: str) -> str:
        said = self._said.get(message, message)
        return said if isinstance(said, str) else said[0]

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        said = self._said.get(msgid1)
        if said is None or isinstance(said, str):
            return super().ngettext(msgid1, msgid2, n)
        return said[self._form(n)]


@cache
def _translations(language: str) -> NullTranslations:
    """Read the language's sentences from its .po files as they stand: nobody has to compile them."""
    files = sorted((LOCALE_FOLDER / language).glob("*.po"))
    said: dict[str, str | Sequence[str]] = {}
    for file in files:
        with file.open("rb") as stream:
            for message in read_po(stream, locale=language):
                if message.id and message.string:
                    said[message.id if isinstance(message.id, str) else message.id[0]] = message.string
    return _Sentences(said, c2py(Catalog(locale=language).plural_expr)) if files else NullTranslations()


def text(message: str, **values: Any) -> str:
    """Say `message` (an English sentence with {placeholders}) in the session's language, with its `values`."""
    sentence = _translations(language()).gettext(message)
    return sentence.format(**values) if values else sentence


def plural(number: float, one: str, many: str, **values: Any) -> str:
    """Say `one` of one and `many` of any other number, in the session's language, with their `values`."""
    return _translations(language()).ngettext(one, many, int(number)).format(**values)
