"""How many units of each level have which rating, as monthly letters of the provinces tell it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from indicators import formats
from indicators.analysis.ranking import Ranking
from indicators.reference.organisation import load_organisation


@dataclass(frozen=True, slots=True)
class Ratings:
    """`levels` are the columns; `rows` are the ratings from the best down, each with its units by level.

    `idle` are by level the units without dossiers, or seemingly so, whose points tell of no work: they are counted
    apart; `without` those that have no total.
    """

    levels: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]
    idle: tuple[int, ...]
    without: tuple[int, ...]


def ratings(rankings: Iterable[Ranking]) -> Ratings:
    """Count the units of peer groups ranked by the total, by rating and level."""
    organisation, found = load_organisation(), tuple(rankings)
    counted: list[Counter[str]] = []
    for ranking in found:
        busy = ranking.rows[~_are_idle(ranking)]
        given = (organisation.rating(formats.plain(value)) for value in busy.value)
        counted.append(Counter(rating.name() if rating else "" for rating in given))
    names = [band.name() for band in organisation.rating_bands]
    return Ratings(
        levels=tuple(ranking.level for ranking in found),
        rows=tuple((name, tuple(count[name] for count in counted)) for name in names),
        idle=tuple(int(_are_idle(ranking).sum()) for ranking in found),
        without=tuple(count[""] for count in counted),
    )


def _are_idle(ranking: Ranking) -> pd.Series:
    """Tell which rows are of units without dossiers that have points all the same."""
    return ranking.rows.agency_id.isin(ranking.idle) & ranking.rows.value.notna()
