"""The slide of one group of the index: its level, its movement, its best and worst, what holds it back."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

from indicators import formats
from indicators.analysis.capture_names import told_apart
from indicators.analysis.explanation.few_cases import moved_by_few_cases
from indicators.analysis.group import GroupView, group_view, largest_gap
from indicators.analysis.overview import Overview
from indicators.analysis.provenance import of_capture
from indicators.analysis.ranking import Ranking, rankings
from indicators.analysis.signals import with_signals
from indicators.analysis.statements import Statement, groups, peers, together
from indicators.analysis.statements.peer_groups import ranked_units
from indicators.analysis.ties import without_cut
from indicators.catalogue import Node
from indicators.deck.model import Bars, Moves, Points, Slide
from indicators.deck.movements import moves_of_units, without
from indicators.deck.slide_sources import link_parameters, marked_bars, parts_of_whole, plain_numbers, said
from indicators.errors import InputProblem
from indicators.translation import text
from indicators.warehouse.warehouse import Warehouse, records

# As many units of a level are shown on the slide of a group without parts.
MOST_OF_LEVEL = 4


def group_slide(warehouse: Warehouse, view: Overview, group: Node, compare_with: date | None) -> Slide:
    """Show a group: its points and where they are lost; below, how it moved, its units, whose the gap is."""
    capture, key = view.capture, f"group-{group.code}"
    source = of_capture(capture).marked_line()
    try:
        shown = group_view(
            warehouse, capture.scope, group.code, capture.period, capture.captured_at, compare_with
        )
    except InputProblem as problem:
        message = str(groups.without_capture(view, group))
        return Slide(key, message, Points((str(problem),)), source, is_empty=True)
    rows = _parts(shown)
    most_lost = groups.most_lost_part(shown, rows)
    units = {
        level: with_signals(warehouse, ranking)
        for level, ranking in rankings(warehouse, capture, group.code, compare_with).items()
    }
    change = groups.change(shown)
    lost_or_moved, points = most_lost or change, groups.points(shown)
    facts = [
        change if most_lost else None,
        *(peers.ends(ranking) for ranking in units.values()),
        groups.gap_holders(shown, largest_gap(warehouse, shown, group.code)),
    ]
    return Slide(
        key=key,
        # Of what is not known nobody asks how it moved.
        message=together(points, None if pd.isna(shown.own.value) else lost_or_moved),
        exhibit=(_of_units(warehouse, shown, list(units.values())) if len(rows) == 1 else None)
        or _won_and_lost(rows, most_lost),
        source=source,
        facts=said(*facts),
        statements=tuple(filter(None, (points, lost_or_moved, *facts))),
        notes=tuple(map(_counted, records(rows))),
        page=group.code,
        query=link_parameters(capture),
    )


def _parts(shown: GroupView) -> pd.DataFrame:
    """Choose the scored parts that are known best: indicators, else components, else the group alone."""
    scored = [node for node in shown.nodes[1:] if node.points is not None]
    for kind in ("indicator", "component"):
        rows = shown.card.loc[[node.code for node in scored if node.kind == kind]]
        if rows.value.notna().any():
            return rows
    return shown.card.iloc[:1]


def _won_and_lost(rows: pd.DataFrame, most_lost: Statement | None) -> Bars:
    most = most_lost.subject if most_lost else ()
    return parts_of_whole(
        rows.short_name,
        plain_numbers(rows.value),
        plain_numbers(rows.lost),
        [node in most for node in rows.node],
        (text("Points won"), text("Most is lost here"), text("Points lost")),
        text("points"),
    )


def _of_units(warehouse: Warehouse, shown: GroupView, levels: list[Ranking]) -> Moves | Bars | None:
    """Show of a group without parts the units that moved most in it, by more than very few cases; else the lowest."""
    previous = shown.comparison.previous
    steps = told_apart(previous, shown.capture) if previous else ("", "")
    own = [without(ranking, moved_by_few_cases(warehouse, ranking)) for ranking in levels]
    moved = moves_of_units(own, steps, MOST_OF_LEVEL) if levels and previous else None
    return moved or _lowest(shown, levels)


def _lowest(shown: GroupView, levels: list[Ranking]) -> Bars | None:
    """Show the province beside the lowest units of each level, equal ones all or none."""
    bars = [(text("Whole province"), formats.plain(shown.own.value), False)]
    for ranking in levels:
        ranked = ranked_units(ranking).sort_values("value", kind="stable")
        cut = without_cut(list(ranked.value), MOST_OF_LEVEL)
        bars += [(str(row.short_name), formats.plain(row.value), True) for row in records(ranked.head(cut))]
    if len(bars) == 1:
        return None
    names, values, is_focus = zip(*bars, strict=True)
    return marked_bars(names, values, is_focus, (text("Whole province"), text("Lowest")), text("points"))


def _counted(row: Any) -> str:
    """Write a part's points and the counts behind them."""
    said = text(
        "{name}: {value} of {maximum} points",
        name=row.name,
        value=formats.number(row.value),
        maximum=formats.number(row.max_value, 0),
    )
    if pd.isna(row.numerator) or pd.isna(row.denominator):
        return said
    return f"{said} ({formats.count(row.numerator)}/{formats.count(row.denominator)})"
