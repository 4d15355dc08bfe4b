"""The province among all provinces, at a national capture."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from indicators import catalogue
from indicators.analysis.capture_selection import CaptureInfo, Comparison
from indicators.analysis.ranking import Ranking, rank
from indicators.analysis.scorecard import scorecard
from indicators.catalogue import Catalogue
from indicators.codes import NATIONAL_SCOPE
from indicators.intake.unit_identity import province_identity
from indicators.periods import Period
from indicators.warehouse.warehouse import Warehouse


@dataclass(frozen=True, slots=True)
class Nation:
    """All provinces ranked by a node; `card` is our province's scorecard, without indicators."""

    province: str
    index: Catalogue
    capture: CaptureInfo
    comparison: Comparison
    ranking: Ranking
    card: pd.DataFrame


def nation(warehouse: Warehouse, scope: str, node: str, period: Period, captured_on: date) -> Nation:
    """Show a province's place in the nation.

    InputProblem where no national capture of that day has the node.
    """
    ranking = rank(
        warehouse,
        node=node,
        level="province",
        scope=NATIONAL_SCOPE,
        period=period,
        captured_on=captured_on,
    )
    capture, previous = ranking.capture, ranking.comparison.previous
    province = province_identity(scope, capture.captured_on)
    index = catalogue.load()[capture.index_version]
    card = scorecard(warehouse, capture, previous, province, "province")
    shown = [code for code, node in index.nodes.items() if node.kind != "indicator"]
    return Nation(province, index, capture, ranking.comparison, ranking, card.loc[shown])
