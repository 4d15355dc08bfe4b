"""What the application's words and marks mean (`glossary.toml`), for the methodology page and handouts."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from indicators.translation import language

FILE = Path(__file__).with_name("glossary.toml")


class Entry(BaseModel):
    """A word or mark in both languages."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    term_vi: str
    term_en: str
    meaning_vi: str
    meaning_en: str

    def term(self) -> str:
        """Return the word in the session's language."""
        return self.term_vi if language() == "vi" else self.term_en

    def meaning(self) -> str:
        """Tell what it means, in the session's language."""
        return self.meaning_vi if language() == "vi" else self.meaning_en


@cache
def load_glossary() -> tuple[Entry, ...]:
    """Read all entries in the order of the file."""
    return tuple(Entry.model_validate(table) for table in tomllib.loads(FILE.read_text("utf-8"))["entries"])
