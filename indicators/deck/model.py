"""The parts of a deck: slides, and the exhibits they show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Literal

from indicators.analysis.capture_selection import CaptureInfo, Comparison
from indicators.analysis.document_code import Kind
from indicators.analysis.provenance import Provenance, of_capture, of_no_capture
from indicators.analysis.statements import Statement
from indicators.analysis.statements.naming import each_caveat_once
from indicators.translation import text

Value = float | None


# How the series of bars stand in a row: end to end as parts of a whole, or each row in one of them, the last of
# which is the one that matters and alone has the colour.
Form = Literal["stacked", "marked"]


@dataclass(frozen=True, slots=True)
class Bars:
    """Horizontal bars: a row a category, from the top.

    `series` are (name, values); a missing value is None and has no bar. `unit` is what the values are in, written
    with `decimals`.
    """

    categories: tuple[str, ...]
    series: tuple[tuple[str, tuple[Value, ...]], ...]
    unit: str
    form: Form = "marked"
    decimals: int = 2


@dataclass(frozen=True, slots=True)
class Moves:
    """Dumbbells from before to now, from a common start: who rose and who fell, the largest rise first.

    `steps` name the two readings; `before` and `now` are the values at them; `signals` says of which the move is more
    than chance.
    """

    names: tuple[str, ...]
    before: tuple[float, ...]
    now: tuple[float, ...]
    steps: tuple[str, str]
    unit: str
    signals: tuple[bool, ...]

    @property
    def changes(self) -> tuple[float, ...]:
        """Return what each moved by."""
        return tuple(round(now - before, 6) for before, now in zip(self.before, self.now, strict=True))


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines over `days`: `series` are (name, values), None where there is none; the first is what is.

    The day of the `deadline` is marked, where there is one.
    """

    days: tuple[date, ...]
    series: tuple[tuple[str, tuple[Value, ...]], ...]
    unit: str
    deadline: date | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A few rows as written; `numeric` are the columns of numbers, `wraps` tells that the others are sentences."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: frozenset[int]
    wraps: bool = False


@dataclass(frozen=True, slots=True)
class Points:
    """Sentences, one below the other."""

    sentences: tuple[str, ...]


Exhibit = Bars | Moves | Lines | Table | Points


@dataclass(frozen=True, slots=True)
class Slide:
    """One message and what shows it. `key` names the kind of slide; `notes` are the numbers behind it.

    `facts` are statements to be said beside the message, `below` a few lines that stand below the exhibit of a slide
    that stands alone; `page` and `query` are the live page behind it; `retitled` says that a person wrote the message,
    `is_empty` that it only says that there are no data. `statements` are those that message and facts are made of, in
    the order in which prose tells them; empty where they stand for themselves.
    """

    key: str
    message: str
    exhibit: Exhibit
    source: str
    facts: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    page: str = ""
    query: tuple[tuple[str, str], ...] = ()
    retitled: bool = False
    is_empty: bool = False
    below: tuple[str, ...] = ()
    statements: tuple[Statement, ...] = ()

    def told(self) -> tuple[str, ...]:
        """Say it as prose: whole sentences, what holds for several of one level beside the first of them."""
        if not self.statements:
            return tuple(f"{words}." for words in (self.message, *self.facts))
        sentences = []
        for _, alike in groupby(self.statements, key=lambda one: one.evidence.parameters.get("level")):
            with each_caveat_once():
                sentences += [one.sentence() for one in alike]
        return tuple(sentences)


@dataclass(frozen=True, slots=True)
class Deck:
    """The slides of a meeting about one capture; None where nothing was read yet.

    `left_out` are slides that would only say that there are no data: they are not shown, and told to the operator.
    `offered` are the keys of all slides that have data, also of those that were not chosen.
    The short deck has no `opening`: it begins with what is concluded.
    """

    title: str
    subtitle: str
    capture: CaptureInfo | None
    slides: tuple[Slide, ...]
    comparison: Comparison | None = None
    left_out: tuple[Slide, ...] = ()
    has_opening: bool = True
    offered: tuple[str, ...] = ()
    kind: Kind = "slides"

    @property
    def provenance(self) -> Provenance:
        """What is to be said of its numbers."""
        return of_capture(self.capture, self.comparison) if self.capture else of_no_capture()

    @property
    def is_demo(self) -> bool:
        return self.capture is not None and self.capture.is_demo

    def slide(self, key: str) -> Slide | None:
        """Find a slide by its key, among those left out too."""
        return next((slide for slide in (*self.slides, *self.left_out) if slide.key == key), None)

    def speaker_notes(self, slide: Slide) -> tuple[str, ...]:
        """Return what is said with a slide: two sentences, then the numbers, and where they are from."""
        first, *others = slide.facts or (self.subtitle,)
        said = (f"{slide.message}.", f"{first}.")
        return (*said, "", *(f"{fact}." for fact in others), *slide.notes, *filter(None, (slide.source,)))

    def opening_notes(self) -> tuple[str, ...]:
        """Return what is said with the first slide, and what the operator has to know."""
        return (
            f"{self.title}.",
            f"{self.subtitle}.",
            *(("", *self.operator_notes()) if self.left_out else ()),
        )

    def operator_notes(self) -> tuple[str, ...]:
        """Return what only the operator has to know: which slides are left out, for they have no data."""
        if not self.left_out:
            return ()
        return (
            text("Not shown, for there are no data:"),
            *(f"– {slide.message}." for slide in self.left_out),
        )

    def sentences(self) -> list[str]:
        """Return the messages, and what slides of sentences say below them."""
        said = []
        for slide in self.slides:
            said.append(f"{slide.message}.")
            if isinstance(slide.exhibit, Points):
                said += slide.exhibit.sentences
        return said
