"""What is not to be read as work done well or badly: few cases, no dossiers, faults of synchronisation, chance."""

from __future__ import annotations

from collections.abc import Mapping

from indicators import formats
from indicators.analysis.capture_names import earlier
from indicators.analysis.overdue import BacklogSummary
from indicators.analysis.overview import Overview
from indicators.analysis.provenance import list_day, of_capture
from indicators.analysis.ranking import Ranking
from indicators.analysis.signals import Signal
from indicators.analysis.statements.model import Evidence, Link, Statement
from indicators.analysis.statements.naming import all_named
from indicators.analysis.statements.overdue_dossiers import about_causes
from indicators.analysis.statements.peer_groups import about, among, ranked_units
from indicators.analysis.ties import without_cut
from indicators.catalogue import Catalogue
from indicators.translation import plural, text
from indicators.warehouse.warehouse import records

# As many units that few cases moved are named, and fewer where more would part some that moved as much.
NAMED = 5


def few_cases(ranking: Ranking, few: Mapping[str, bool]) -> Statement | None:
    """Say how many units few cases moved, and name those that moved most; None where there are none.

    `few`: by id whether counts say so; where they do not for all, it is told as likely.
    """
    previous, rows = ranking.comparison.previous, ranking.rows
    moved = rows[rows.agency_id.isin(few) & rows.value_change.notna()]
    if previous is None or moved.empty:
        return None
    moved = moved.assign(size=moved.value_change.abs()).sort_values("size", ascending=False, kind="stable")
    named = moved.head(without_cut(list(moved["size"]), NAMED))

    is_known = all(few[unit] for unit in moved.agency_id)

    def words() -> str:
        told = {
            "count": formats.count(len(moved)),
            "level": among(ranking),
            "before": earlier(previous, ranking.capture),
        }
        said = (
            text(
                "{count} of {level} moved since {before} by very few dossiers or petitions: neither progress nor "
                "decline",
                **told,
            )
            if is_known
            else text(
                "{count} of {level} moved since {before} most likely by very few dossiers or petitions: neither "
                "progress nor decline",
                **told,
            )
        )
        units = "; ".join(f"{row.short_name} ({_signed(row.value_change)})" for row in records(named))
        if named.empty:
            return said
        if len(named) < len(moved):
            return said + text("; most of all: {units}", units=units)
        return f"{said}: {units}"

    numbers = {str(row.agency_id): float(row.value_change) for row in records(moved)}
    return about(ranking, "moved_by_few_cases", moved, {**numbers, "count": len(moved)}, words)


def _signed(by: float) -> str:
    points = formats.number(abs(by))
    return (
        text("up {points} points", points=points) if by > 0 else text("down {points} points", points=points)
    )


def without_dossiers(ranking: Ranking) -> Statement | None:
    """Say who had no dossier by the portal, and is not compared; None where everybody had."""
    rows = ranking.rows
    idle = rows[rows["rank"].notna() & rows.agency_id.isin(ranking.without_dossiers)]
    if idle.empty:
        return None
    return about(
        ranking,
        "idle",
        idle,
        {"units": len(idle)},
        lambda: plural(
            len(idle),
            "{level}: {units} had no dossiers and is not compared",
            "{level}: {units} had no dossiers and are not compared",
            level=formats.level(ranking.level),
            units=all_named(list(idle.short_name)),
        ),
    )


def seemingly_without(ranking: Ranking) -> Statement | None:
    """Say who seems to have had no dossier, and is not compared; None where nobody does."""
    rows = ranking.rows
    seeming = ranking.seemingly_without - ranking.without_dossiers
    idle = rows[rows["rank"].notna() & rows.agency_id.isin(seeming)]
    if idle.empty:
        return None
    return about(
        ranking,
        "seemingly_idle",
        idle,
        {"units": len(idle)},
        lambda: plural(
            len(idle),
            "{level}: {units} seems to have had no dossiers (0 points where they are counted) and is not compared",
            "{level}: {units} seem to have had no dossiers (0 points where they are counted) and are not compared",
            level=formats.level(ranking.level),
            units=all_named(list(idle.short_name)),
        ),
    )


def by_chance(ranking: Ranking, signs: Mapping[str, Signal]) -> Statement | None:
    """Say how many units moved within their usual variation, and how many beyond; None with too few readings."""
    known = ranked_units(ranking)
    known = known[[signs.get(unit, Signal("unknown")).sign != "unknown" for unit in known.agency_id]]
    if known.empty:
        return None
    counts = {
        sign: sum(signs[unit].sign == sign for unit in known.agency_id) for sign in ("same", "up", "down")
    }
    return about(
        ranking,
        "usual_variation",
        known,
        {**counts, "of": len(known)},
        lambda: text(
            "{level}, over all readings: {same} of {of} units vary as they usually do; {up} have risen and {down} "
            "have fallen by more than chance",
            level=formats.level(ranking.level),
            of=formats.count(len(known)),
            **{sign: formats.count(count) for sign, count in counts.items()},
        ),
    )


def provisional(view: Overview) -> Statement | None:
    """Say of which indicators the portal's denominators are provisional; None where none is."""
    index = view.index
    nodes = [code for code in index.nodes if code in view.provisional and not _is_above(index, code, view)]
    if not nodes:
        return None
    capture = view.capture
    return Statement(
        kind="provisional",
        subject=tuple(nodes),
        numbers={},
        scope=capture.scope,
        basis=of_capture(capture),
        evidence=Evidence("provisional_nodes", {"capture_id": capture.capture_id}, view.groups.head(0)),
        link=Link("quality"),
        words=lambda: text(
            "The portal's denominators of {nodes} are provisional: its points may still change",
            nodes="; ".join(index.nodes[code].short_name() for code in nodes),
        ),
    )


def _is_above(index: Catalogue, code: str, view: Overview) -> bool:
    return any(index.is_below(other, code) for other in view.provisional)


def synchronisation(summary: BacklogSummary) -> Statement | None:
    """Say how many overdue dossiers have a fault of synchronisation as their cause; None where none has."""
    faults, step = summary.causes.get("synchronisation", 0), summary.step
    if not faults:
        return None
    return about_causes(
        summary,
        "faults_of_synchronisation",
        {"faults": faults, "dossiers": step.dossiers},
        lambda: text(
            "{count} of {all} overdue dossiers in the list of {day} are faults of synchronisation, not delays",
            count=formats.count(faults),
            all=formats.count(step.dossiers),
            day=list_day(step),
        ),
    )
