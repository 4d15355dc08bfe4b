"""A peer group's ratios against how many cases each unit has: who stands apart by more than chance explains."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from indicators.analysis.noise.funnel import Counts, Funnel, funnel
from indicators.analysis.ranking import Ranking


@dataclass(frozen=True, slots=True)
class PeerFunnel:
    """The `funnel` of the units that have cases: by id their `counts` (numerator, denominator) and `names`.

    `without_cases` is how many units of the peer group have none, or no counts, `wrong` how many have more that count
    than cases: they are no peers.
    """

    funnel: Funnel
    counts: Mapping[str, Counts]
    names: Mapping[str, str]
    without_cases: int
    wrong: int

    def ratio(self, unit: str) -> float:
        """Return the share of a unit's cases that count, 0 to 1."""
        numerator, denominator = self.counts[unit]
        return numerator / denominator


def peer_funnel(ranking: Ranking) -> PeerFunnel | None:
    """Return the funnel of a ranking's counts; None where too few units have counts, or all ratios are 0 or 1.

    A count above its whole cannot be right, and is not drawn.
    """
    rows = ranking.rows
    told = rows[(rows.denominator > 0) & (rows.numerator <= rows.denominator)]
    counts = {
        unit: (float(numerator), float(denominator))
        for unit, numerator, denominator in zip(told.agency_id, told.numerator, told.denominator, strict=True)
    }
    drawn = funnel(counts)
    if drawn is None:
        return None
    names = dict(zip(told.agency_id, told.short_name, strict=True))
    wrong = int(((rows.denominator > 0) & (rows.numerator > rows.denominator)).sum())
    return PeerFunnel(drawn, counts, names, len(rows) - len(counts) - wrong, wrong)
