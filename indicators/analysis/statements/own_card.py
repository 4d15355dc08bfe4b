"""What statements on the province's own scorecard have in common: their evidence, their page, what holds them back."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd

from indicators.analysis.overview import Overview
from indicators.analysis.provenance import of_capture
from indicators.analysis.statements.model import Evidence, Link, Statement
from indicators.analysis.statements.naming import Caveats


def card_caveats(view: Overview, *nodes: str, **units: int) -> Caveats:
    """Return what is to be told beside the points of these nodes; `units` are numbers of units left out."""
    return Caveats(
        is_partial=view.capture.is_partial,
        is_provisional=any(code in view.provisional for code in nodes),
        **units,
    )


def about_card(
    view: Overview,
    kind: str,
    rows: pd.DataFrame,
    numbers: Mapping[str, float],
    words: Callable[[], str],
    *,
    page: str = "overview",
) -> Statement:
    """Make a statement on rows of the province's scorecard, which a page shows."""
    capture, previous = view.capture, view.comparison.previous
    asked = {
        "capture_id": capture.capture_id,
        "previous_id": previous.capture_id if previous else None,
        "level": "province",
    }
    return Statement(
        kind=kind,
        subject=tuple(map(str, rows.node)),
        numbers=numbers,
        scope=capture.scope,
        basis=of_capture(capture),
        evidence=Evidence("scorecard", asked, rows),
        link=Link(page, {"period": str(capture.period), "read": capture.reading}),
        words=words,
    )


def page_of(view: Overview, rows: pd.DataFrame) -> str:
    """Return the page that shows these rows: the group of one node, the first screen for several or the total."""
    group = view.index.group_of(rows.node.iloc[0]) if len(rows) == 1 else None
    return group.code if group else "overview"
