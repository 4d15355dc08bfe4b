"""What slides share: the reading as live pages are asked for it, plain numbers, the one mark that matters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from indicators import formats
from indicators.analysis.capture_selection import CaptureInfo
from indicators.analysis.ranking import Ranking
from indicators.analysis.statements import Statement
from indicators.deck.model import Bars, Value

# As many bars of agencies as are legible on a slide.
MOST_BARS = 12
# Letters of a name that a row has room for on one line; of longer ones, in two lines, half as many rows are legible.
LONGEST_NAME = 34


def link_parameters(capture: CaptureInfo) -> tuple[tuple[str, str], ...]:
    """Return the capture's parameters in the address of a page."""
    return ("period", str(capture.period)), ("read", capture.reading)


def ranking_link(ranking: Ranking) -> tuple[tuple[str, str], ...]:
    """Return a ranking's parameters in the address of its page."""
    return ("node", ranking.node.code), ("level", ranking.level), *link_parameters(ranking.capture)


def plain_numbers(column: pd.Series) -> tuple[float | None, ...]:
    """Turn values into plain numbers, None where there is none."""
    return tuple(map(formats.plain, column))


def rows_for(names: Iterable[str], most: int) -> int:
    """Return how many rows with these names are legible, where so many with short ones are."""
    return most if max(map(len, names), default=0) <= LONGEST_NAME else most // 2


def said(*statements: Statement | None) -> tuple[str, ...]:
    """Say the statements that are there."""
    return tuple(str(statement) for statement in statements if statement)


def marked_bars(
    names: Sequence[str],
    values: Sequence[Value],
    is_focus: Sequence[bool],
    series: tuple[str, str],
    unit: str,
    decimals: int = 2,
) -> Bars:
    """Draw a bar a row, those in focus as a series of their own: `series` names the others, then them."""
    rows = list(zip(values, is_focus, strict=True))
    others = tuple(None if focus else value for value, focus in rows)
    focused = tuple(value if focus else None for value, focus in rows)
    return Bars(tuple(names), ((series[0], others), (series[1], focused)), unit, "marked", decimals)


def parts_of_whole(
    names: Iterable[str],
    won: Iterable[Value],
    lost: Iterable[Value],
    is_focus: Sequence[bool],
    series: tuple[str, str, str],
    unit: str,
) -> Bars:
    """Draw what is won and what is lost end to end; what is lost where most is, is a series of its own."""
    rows = list(zip(lost, is_focus, strict=True))
    most = tuple(value if focus else None for value, focus in rows)
    rest = tuple(None if focus else value for value, focus in rows)
    return Bars(
        tuple(names), ((series[0], tuple(won)), (series[1], most), (series[2], rest)), unit, "stacked"
    )
