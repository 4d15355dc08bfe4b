"""How many units of each level have which rating, as monthly letters of the provinces tell it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from indicators import formats
from indicators.analysis.ranking import Ranking
from indicators.reference.organisation import load_organisation


@dataclass(frozen=True, slots=True)
class Ratings:
    """`levels` are the columns; `rows` are the ratings from the best down, each with its units by level.

    `without` are the units that have no total, by level.
    """

    levels: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]
    without: tuple[int, ...]


def ratings(rankings: Iterable[Ranking]) -> Ratings:
    """Count the units of peer groups ranked by the total, by rating and level."""
    organisation, found = load_organisation(), tuple(rankings)
    counted: list[Counter[str]] = []
    for ranking in found:
        given = (organisation.rating(formats.plain(value)) for value in ranking.rows.value)
        counted.append(Counter(rating.name() if rating else "" for rating in given))
    names = [band.name() for band in organisation.rating_bands]
    return Ratings(
        levels=tuple(ranking.level for ranking in found),
        rows=tuple((name, tuple(count[name] for count in counted)) for name in names),
        without=tuple(count[""] for count in counted),
    )
