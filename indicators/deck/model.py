"""The parts of a deck: slides, and the exhibits they show."""

from __future__ import annotations

from dataclasses import dataclass

from indicators.analysis.capture_selection import CaptureInfo, Comparison
from indicators.analysis.provenance import Provenance, of_capture, of_no_capture

Value = float | None


@dataclass(frozen=True, slots=True)
class Bars:
    """Horizontal bars: a row a category, from the top; several series beside or behind one another.

    `series` are (name, values); a missing value is None and has no bar. Where `is_stacked`, a row's values
    add up to its whole. `unit` is what the values are in, written with `decimals`.
    """

    categories: tuple[str, ...]
    series: tuple[tuple[str, tuple[Value, ...]], ...]
    unit: str
    is_stacked: bool = False
    decimals: int = 2


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines over `steps` in time: `series` are (name, values), None where there is none."""

    steps: tuple[str, ...]
    series: tuple[tuple[str, tuple[Value, ...]], ...]
    unit: str


@dataclass(frozen=True, slots=True)
class Table:
    """A few rows as written; `numeric` are the columns of numbers."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: frozenset[int]


@dataclass(frozen=True, slots=True)
class Points:
    """Sentences, one below the other."""

    sentences: tuple[str, ...]


Exhibit = Bars | Lines | Table | Points


@dataclass(frozen=True, slots=True)
class Slide:
    """One message and what shows it. `key` names the kind of slide; `notes` are the numbers behind it.

    `facts` are a few short lines below the exhibit; `page` and `query` are the live page behind it;
    `retitled` says that a person wrote the message.
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


@dataclass(frozen=True, slots=True)
class Deck:
    """The slides of a meeting about one capture; None where nothing was read yet."""

    title: str
    subtitle: str
    capture: CaptureInfo | None
    slides: tuple[Slide, ...]
    comparison: Comparison | None = None

    @property
    def provenance(self) -> Provenance:
        """What is to be said of its numbers."""
        return of_capture(self.capture, self.comparison) if self.capture else of_no_capture()

    @property
    def is_demo(self) -> bool:
        return self.capture is not None and self.capture.is_demo

    def sentences(self) -> list[str]:
        """Return the messages, and what slides of sentences say below them."""
        said = []
        for slide in self.slides:
            said.append(f"{slide.message}.")
            if isinstance(slide.exhibit, Points):
                said += slide.exhibit.sentences
        return said
