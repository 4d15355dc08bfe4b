"""The slide of synchronisation: what the portal counts as lacking, and what it lacks by the own count."""

from __future__ import annotations

import pandas as pd

from indicators import formats
from indicators.analysis.missing_cases import MissingCases
from indicators.analysis.overview import Overview
from indicators.analysis.own_counts import Reconciliation
from indicators.analysis.provenance import of_capture, of_own_count
from indicators.analysis.statements.synchronisation import PAGE, by_own_count, not_counted
from indicators.analysis.ties import without_cut
from indicators.deck.model import Bars, Points, Slide
from indicators.deck.slide_sources import MOST_BARS, marked_bars, plain_numbers
from indicators.translation import text
from indicators.warehouse.warehouse import records


def synchronisation_slide(missing: MissingCases, own: Reconciliation | None, view: Overview) -> Slide:
    """Show what the portal itself counts as not synchronised; else what it lacks, as only the province knows."""
    if own and not own.compared:
        own = None
    source, message = of_capture(view.capture).marked_line(), str(not_counted(missing, view))
    told = str(by_own_count(own)) if own else ""
    facts = (told,) if told else ()
    if not missing.rows.empty:
        held = missing.rows[missing.rows.missing > 0]
        bars = _bars(held, "missing", "short_name", text("Not synchronised"))
        return Slide(PAGE, message, bars or Points(facts), source, facts if bars else (), page=PAGE)
    if own and own.lacking:
        lacking = own.rows[own.rows.lacking > 0]
        notes = tuple(
            f"{row.agency_name}: {formats.count(row.own_dossiers)} / {formats.count(row.portal_dossiers)}"
            for row in records(lacking)
        )
        bars = _bars(lacking, "lacking", "agency_name", text("Lacking on the portal"))
        said = text("By the portal's own measure: {reason}", reason=missing.why_none)
        counted = of_own_count(own).marked_line()
        return Slide(PAGE, told, bars or Points((said,)), counted, (said,) if bars else (), notes, page=PAGE)
    beyond = text(
        "Dossiers that the portal never received are not counted: the page Synchronisation compares them."
    )
    is_empty = not missing.rows.size and not told
    return Slide(PAGE, message, Points(facts or (beyond,)), source, page=PAGE, is_empty=is_empty)


def _bars(rows: pd.DataFrame, column: str, name: str, series: str) -> Bars | None:
    """Draw the largest of some, never some of equals; None where all are."""
    shown = rows.head(without_cut(list(rows[column]), MOST_BARS))
    if shown.empty:
        return None
    values = plain_numbers(shown[column])
    is_most = [value == values[0] for value in values]
    return marked_bars(
        list(shown[name]), values, is_most, (series, text("Most")), text("dossiers"), decimals=0
    )
