"""Of synchronisation: what the portal counts as lacking, and what it lacks by the province's own count."""

from __future__ import annotations

from indicators import formats
from indicators.analysis.missing_cases import MissingCases
from indicators.analysis.overview import Overview
from indicators.analysis.own_counts import Reconciliation
from indicators.analysis.provenance import of_capture, of_own_count
from indicators.analysis.statements.model import Evidence, Link, Statement
from indicators.analysis.statements.naming import Caveats, all_named, named_or_counted
from indicators.analysis.ties import at_the_end
from indicators.translation import text

PAGE = "synchronisation"


def not_counted(missing: MissingCases, view: Overview) -> Statement:
    """Say how many dossiers the portal does not count as synchronised, and who holds most; else why nothing is told."""
    capture, held = view.capture, missing.rows[missing.rows.missing > 0]
    caveats = Caveats(is_partial=capture.is_partial, is_provisional=missing.node.code in view.provisional)
    most = at_the_end(held, "missing", largest=True)
    asked = {"capture_id": capture.capture_id, "node": missing.node.code}

    def words() -> str:
        if most.empty:
            return text("Synchronisation of dossiers: {reason}", reason=missing.why_none)
        told = {
            "missing": formats.count(missing.missing),
            "unit": all_named(list(most.short_name)),
            "share": formats.percent(most.share.iloc[0]),
        }
        if len(most) == 1:
            said = text("{missing} dossiers are not counted as synchronised; {unit} holds {share}", **told)
        else:
            said = text(
                "{missing} dossiers are not counted as synchronised; {unit} hold {share} each", **told
            )
        if missing.of_province not in (None, missing.missing):
            said += text("; by the province's own row {count}", count=formats.count(missing.of_province))
        return said + str(caveats)

    return Statement(
        kind="not_synchronised" if len(most) else "synchronisation_unknown",
        subject=tuple(most.agency_id),
        numbers={"missing": missing.missing, "share": float(most.share.iloc[0])} if len(most) else {},
        scope=capture.scope,
        basis=of_capture(capture),
        evidence=Evidence("gap", asked, held),
        link=Link(PAGE, {"period": str(capture.period), "read": capture.reading}),
        words=words,
    )


def by_own_count(own: Reconciliation) -> Statement:
    """Say what the portal lacks by the province's own count, and of whom most; its period is its own, and told."""
    lacking = own.rows[own.rows.lacking > 0]
    most = at_the_end(lacking, "lacking", largest=True)

    def words() -> str:
        period = formats.period(own.period)
        if most.empty:
            return text(
                "By the own count of {period} the portal lacks no dossiers of the {count} agencies it tells of",
                period=period,
                count=formats.count(own.compared),
            )
        return text(
            "By the own count of {period} the portal lacks {lacking} dossiers; most of all: {agency} ({most})",
            period=period,
            lacking=formats.count(own.lacking),
            agency=named_or_counted(list(most.agency_name)),
            most=formats.count(most.lacking.iloc[0]),
        )

    return Statement(
        kind="lacking_by_own_count" if len(most) else "nothing_lacking_by_own_count",
        subject=tuple(most.agency_id),
        numbers={"lacking": own.lacking, "most": float(most.lacking.iloc[0])}
        if len(most)
        else {"agencies": own.compared},
        scope=own.scope,
        basis=of_own_count(own),
        evidence=Evidence("own_counts", {"scope": own.scope, "measure": own.measure.code}, lacking),
        link=Link(PAGE),
        words=words,
    )
