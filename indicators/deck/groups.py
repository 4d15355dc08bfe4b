"""The slide of one group of the index: its level, its movement, its best and worst, what holds it back."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

from indicators import formats
from indicators.analysis.group import GroupView, group_view, largest_gap
from indicators.analysis.overview import Overview
from indicators.analysis.provenance import of_capture
from indicators.analysis.ranking import Ranking, rankings
from indicators.analysis.statements import groups, peers, together
from indicators.catalogue import Node
from indicators.deck.model import Bars, Points, Slide
from indicators.deck.slide_sources import link_parameters, plain_numbers
from indicators.errors import InputProblem
from indicators.translation import text
from indicators.warehouse.warehouse import Warehouse, records


def group_slide(warehouse: Warehouse, view: Overview, group: Node, compare_with: date | None) -> Slide:
    """Show a group: its points and where they are lost; below, how it moved, its units, whose the gap is."""
    capture, key = view.capture, f"group-{group.code}"
    source = of_capture(capture).marked_line()
    try:
        shown = group_view(
            warehouse, capture.scope, group.code, capture.period, capture.captured_at, compare_with
        )
    except InputProblem as problem:
        return Slide(key, str(groups.without_capture(view, group)), Points((str(problem),)), source)
    rows = _parts(shown)
    units = rankings(warehouse, capture, group.code, compare_with)
    facts = [
        groups.change(shown),
        *(peers.ends(ranking) for ranking in units.values()),
        groups.gap_holders(shown, largest_gap(warehouse, shown, group.code)),
    ]
    return Slide(
        key=key,
        message=together(groups.points(shown), groups.most_lost_part(shown, rows)),
        exhibit=_won_and_lost(rows) if len(rows) > 1 or not units else _beside_units(shown, units),
        source=source,
        facts=tuple(str(fact) for fact in facts if fact),
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


def _won_and_lost(rows: pd.DataFrame) -> Bars:
    return Bars(
        categories=tuple(rows.short_name),
        series=(
            (text("Points won"), plain_numbers(rows.value)),
            (text("Points lost"), plain_numbers(rows.lost)),
        ),
        unit=text("points"),
        is_stacked=True,
    )


def _beside_units(shown: GroupView, peers: dict[str, Ranking]) -> Bars:
    """Show a group without parts: the province's points beside each peer group's best, median, lowest."""
    bars = [(text("Whole province"), formats.plain(shown.own.value))]
    for level, ranking in peers.items():
        ranked = ranking.rows[ranking.rows["rank"].notna()]
        if ranked.empty:
            continue
        peer = formats.level(level)
        bars += [
            (text("{level}: highest", level=peer), formats.plain(ranked.value.max())),
            (text("{level}: median", level=peer), formats.plain(ranked.value.median())),
            (text("{level}: lowest", level=peer), formats.plain(ranked.value.min())),
        ]
    return Bars(
        categories=tuple(name for name, _ in bars),
        series=((shown.node.short_name(), tuple(value for _, value in bars)),),
        unit=text("points"),
    )


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
