"""What statements on a peer group share: who is compared, what the numbers cannot bear, where they are shown."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace

import pandas as pd

from indicators import formats
from indicators.analysis.provenance import of_capture
from indicators.analysis.ranking import Ranking
from indicators.analysis.statements.model import Evidence, Link, Statement
from indicators.analysis.statements.naming import Caveats
from indicators.codes import ABOVE_MAXIMUM


def ranked_units(ranking: Ranking) -> pd.DataFrame:
    """Keep the units that can be told apart by what they did: ranked, and not without dossiers as far as it seems."""
    rows = ranking.rows
    return rows[rows["rank"].notna() & ~rows.agency_id.isin(ranking.idle)]


def not_ranked(rows: pd.DataFrame) -> int:
    """Count the units with a value that cannot be right; that of a partial reading is not ranked for other reasons."""
    return sum(ABOVE_MAXIMUM in flags for flags in rows.quality)


def caveats_of(ranking: Ranking) -> Caveats:
    """Say what holds for statements on a ranking."""
    ranked = ranking.rows[ranking.rows["rank"].notna()].agency_id
    return Caveats(
        int(ranked.isin(ranking.without_dossiers).sum()),
        ranking.capture.is_partial,
        ranking.is_provisional,
        seemingly_without=int(ranked.isin(ranking.seemingly_without - ranking.without_dossiers).sum()),
    )


def caveats_without(ranking: Ranking, moved: pd.DataFrame, few: Collection[str]) -> Caveats:
    """Say the same of who moved most among some, also how many of them are left out, for very few cases moved them."""
    return replace(caveats_of(ranking), of_few_cases=int(moved.agency_id.isin(few).sum()))


def among(ranking: Ranking) -> str:
    """Write the level's name within a sentence."""
    return formats.level(ranking.level).lower()


def about(
    ranking: Ranking,
    kind: str,
    rows: pd.DataFrame,
    numbers: Mapping[str, float],
    words: Callable[[], str],
) -> Statement:
    """Make a statement on a ranking, which the page of rankings shows."""
    capture, previous = ranking.capture, ranking.comparison.previous
    asked = {
        "capture_id": capture.capture_id,
        "previous_id": previous.capture_id if previous else None,
        "level": ranking.level,
        "node": ranking.node.code,
    }
    return Statement(
        kind=kind,
        subject=_ids(rows.agency_id),
        numbers=numbers,
        scope=ranking.scope,
        basis=of_capture(capture),
        evidence=Evidence("ranking", asked, rows),
        link=to_ranking(ranking, ranking.node.code),
        words=words,
    )


def _ids(column: Iterable[object]) -> tuple[str, ...]:
    return tuple(map(str, column))


def to_ranking(ranking: Ranking, node: str) -> Link:
    """Link to the page of a ranking, by a node."""
    return Link(
        "ranking",
        {
            "node": node,
            "level": ranking.level,
            "period": str(ranking.capture.period),
            "read": ranking.capture.reading,
        },
    )
