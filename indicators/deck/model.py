"""What a deck is made of."""

from __future__ import annotations

from dataclasses import dataclass

from indicators.analysis.choices import CaptureInfo

Value = float | None


@dataclass(frozen=True, slots=True)
class Bars:
    """Horizontal bars: a row a category, from the top; several series beside or behind one another.

    `series` are (name, values); a missing value is None and has no bar. Where `is_stacked`, a row's values
    add up to its whole. `unit` is what the values are in.
    """

    categories: tuple[str, ...]
    series: tuple[tuple[str, tuple[Value, ...]], ...]
    unit: str
    is_stacked: bool = False


@dataclass(frozen=True, slots=True)
class Points:
    """Sentences, one below the other."""

    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Slide:
    """One message and what shows it. `key` names the kind of slide; `notes` are the numbers behind it."""

    key: str
    message: str
    exhibit: Bars | Points
    source: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Deck:
    """The slides of a meeting about one capture."""

    title: str
    subtitle: str
    capture: CaptureInfo
    slides: tuple[Slide, ...]
