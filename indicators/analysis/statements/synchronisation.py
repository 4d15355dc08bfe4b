"""Of synchronisation: what the portal counts as lacking, and what it lacks by the province's own count or list."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd

from indicators import formats
from indicators.analysis.missing_cases import MissingCases
from indicators.analysis.overview import Overview
from indicators.analysis.own_counts import Reconciliation
from indicators.analysis.provenance import drawn_up_on, of_capture, of_own_count, of_own_list
from indicators.analysis.statements.model import Evidence, Link, Statement
from indicators.analysis.statements.naming import Caveats, all_named, named_or_counted
from indicators.analysis.ties import at_the_end
from indicators.periods import vietnam_day
from indicators.translation import plural, text

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

    kind, numbers = "nothing_lacking_by_own_count", {"agencies": float(own.compared)}
    if len(most):
        kind = "lacking_by_own_count"
        numbers = {"lacking": float(own.lacking), "most": float(most.lacking.iloc[0])}
    return _of_own(own, kind, most, numbers, words)


def beside_portal(own: Reconciliation, page: str = PAGE) -> Statement:
    """Say what the portal lacks and has too many by an own count, of how many agencies; that it has no number."""
    count = int(own.rows.own_dossiers.sum())
    numbers: dict[str, float] = {"agencies": len(own.rows), "counted": count}
    if own.portal_counts:
        more, fewer = int((own.rows.lacking > 0).sum()), int((own.rows.lacking < 0).sum())
        numbers |= {"compared": own.compared, "lacking": own.lacking, "surplus": own.surplus}
        numbers |= {
            "more": more,
            "fewer": fewer,
            "unmatched": own.unmatched,
            "of_another_day": own.of_another_day,
        }

    def words() -> str:
        told = {name: formats.count(number) for name, number in numbers.items()}
        if not own.portal_counts:
            return plural(
                len(own.rows),
                "{agencies} agency counts {counted}: the portal has no such number, and the own count stands alone",
                "{agencies} agencies count {counted}: the portal has no such number, and the own count stands alone",
                **told,
            )
        said = text(
            "Of {compared} agencies counted by both the portal lacks {lacking} dossiers of {more} that count more, and "
            "has {surplus} more of {fewer} that count fewer",
            **told,
        )
        if own.unmatched:
            said += text("; of {unmatched} agencies it tells nothing", **told)
        return said

    return _of_own(
        own, "beside_portal" if own.portal_counts else "counted_alone", own.rows, numbers, words, page
    )


def not_on_portal(codes: pd.DataFrame, scope: str) -> Statement:
    """Say how many dossiers an own list names as not on the portal."""
    counted_at, is_given = codes.counted_at.max(), bool(codes.counted_at_given.all())
    basis = of_own_list(scope, counted_at, is_given, bool(codes.is_demo.any()))
    return Statement(
        kind="not_on_portal",
        subject=(),
        numbers={"dossiers": len(codes)},
        scope=scope,
        basis=basis,
        evidence=Evidence("sync_codes", {"scope": scope}, codes),
        link=Link(PAGE),
        words=lambda: plural(
            len(codes),
            "{count} dossier not on the portal by the own list of {day}",
            "{count} dossiers not on the portal by the own list of {day}",
            count=formats.count(len(codes)),
            day=drawn_up_on(vietnam_day(counted_at), is_given),
        ),
    )


def _of_own(
    own: Reconciliation,
    kind: str,
    rows: pd.DataFrame,
    numbers: Mapping[str, float],
    words: Callable[[], str],
    page: str = PAGE,
) -> Statement:
    """Make a statement on an own count beside the portal's, which the page of what it counts shows."""
    return Statement(
        kind=kind,
        subject=tuple(map(str, rows.agency_id)),
        numbers=numbers,
        scope=own.scope,
        basis=of_own_count(own),
        evidence=Evidence("own_counts", {"scope": own.scope, "measure": own.measure.code}, rows),
        link=Link(page, {"counting": own.measure.code, "counted": str(own.period)}),
        words=words,
    )
