"""The slide of synchronisation: what the portal counts as lacking, and what it lacks by the own count."""

from __future__ import annotations

import pandas as pd

from indicators import formats
from indicators.analysis.missing_cases import MissingCases
from indicators.analysis.own_counts import Reconciliation
from indicators.analysis.provenance import of_own_count
from indicators.deck.model import Bars, Points, Slide
from indicators.deck.slide_sources import MOST_BARS, plain_numbers
from indicators.translation import plural, text
from indicators.warehouse.warehouse import records

KEY = "synchronisation"


def synchronisation_slide(missing: MissingCases, own: Reconciliation | None, source: str) -> Slide:
    """Show what the portal itself counts as not synchronised.

    Else what it lacks, as only the province knows.
    """
    if own and not own.compared:
        own = None
    facts = (_said_of_own(own),) if own else ()
    if not missing.rows.empty:
        held = missing.rows[missing.rows.missing > 0].head(MOST_BARS)
        first = held.iloc[0]
        message = text(
            "{missing} dossiers are not counted as synchronised; {unit} holds {share}",
            missing=formats.count(missing.missing),
            unit=first.short_name,
            share=formats.percent(first.share),
        )
        bars = _bars(held.short_name, text("Not synchronised"), held.missing)
        return Slide(KEY, message, bars, source, facts, page=KEY)
    reason = text("Synchronisation of dossiers: {reason}", reason=missing.why_none)
    if own and own.lacking:
        lacking = own.rows[own.rows.lacking > 0]
        notes = tuple(
            f"{row.agency_name}: {formats.count(row.own_dossiers)} / {formats.count(row.portal_dossiers)}"
            for row in records(lacking)
        )
        most = lacking.head(MOST_BARS)
        bars = _bars(most.agency_name, text("Lacking on the portal"), most.lacking)
        said = text("By the portal's own measure: {reason}", reason=missing.why_none)
        return Slide(
            KEY, _said_of_own(own), bars, f"{source} · {of_own_count(own).line()}", (said,), notes, page=KEY
        )
    beyond = text(
        "Dossiers that the portal never received are not counted: the page Synchronisation compares them."
    )
    return Slide(KEY, reason, Points(facts or (beyond,)), source, page=KEY)


def _bars(names: pd.Series, series: str, counts: pd.Series) -> Bars:
    return Bars(tuple(names), ((series, plain_numbers(counts)),), text("dossiers"), decimals=0)


def _said_of_own(own: Reconciliation) -> str:
    period = formats.period(own.period)
    if not own.lacking:
        told = own.compared
        return text(
            "By the own count of {period} the portal lacks no dossiers of the {count} agencies it tells of",
            period=period,
            count=formats.count(told),
        )
    most = own.rows[own.rows.lacking == own.rows.lacking.max()]
    named = (
        most.agency_name.iloc[0]
        if len(most) == 1
        else plural(len(most), "{count} unit", "{count} units", count=len(most))
    )
    return text(
        "By the own count of {period} the portal lacks {lacking} dossiers; most of all: {agency} ({most})",
        period=period,
        lacking=formats.count(own.lacking),
        agency=named,
        most=formats.count(own.rows.lacking.max()),
    )
