"""What a statement is: a claim, what it rests on, and its words in every language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import pandas as pd

from indicators.analysis.provenance import Provenance
from indicators.translation import in_language


@dataclass(frozen=True, slots=True)
class Link:
    """The page behind a statement, and what it is asked for."""

    page: str
    query: Mapping[str, str] = field(default_factory=dict)

    @property
    def address(self) -> str:
        """The address beside that of any other page."""
        return f"./{self.page}?{urlencode(self.query)}" if self.query else f"./{self.page}"


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """The question a statement rests on, as the warehouse is asked it, and the rows of the answer it is about."""

    query: str
    parameters: Mapping[str, Any]
    rows: pd.DataFrame


@dataclass(frozen=True, slots=True, eq=False)
class Statement:
    """A sentence about numbers as an object: nobody else puts numbers into sentences, places only place them.

    `kind` says what is claimed, `subject` of whom or what (agency ids, codes of nodes, a level, an order), `numbers`
    by name what it says of them: every number in the words is one of these, of the subject, or a day of the
    basis. `basis` is where they come from and of when. `words` says it in the session's language, beginning with
    a capital and without its full stop.
    """

    kind: str
    subject: tuple[str, ...]
    numbers: Mapping[str, float | int]
    scope: str
    basis: Provenance
    evidence: Evidence
    link: Link
    words: Callable[[], str]

    def __str__(self) -> str:
        return self.words()

    def sentence(self) -> str:
        """Say the whole sentence, with its full stop."""
        return f"{self.words()}."

    @property
    def vietnamese(self) -> str:
        """Say it in Vietnamese."""
        return self._said_in("vi")

    @property
    def english(self) -> str:
        """Say it in English."""
        return self._said_in("en")

    def _said_in(self, language: str) -> str:
        with in_language(language):
            return self.words()


def together(*statements: Statement | None) -> str:
    """Join the statements that are there into one title: each after the first follows a semicolon."""
    first, *others = [str(statement) for statement in statements if statement]
    return "; ".join([first, *(f"{words[:1].lower()}{words[1:]}" for words in others)])
