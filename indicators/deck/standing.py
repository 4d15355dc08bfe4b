"""Slides of where the province and its units stand: against the target, among provinces, within a level."""

from __future__ import annotations

from typing import Any

import pandas as pd

from indicators import formats
from indicators.analysis.overview import Overview, place_of
from indicators.analysis.provenance import of_capture
from indicators.analysis.ranking import Ranking
from indicators.analysis.statements import noticed_units, peers, province
from indicators.analysis.statements.naming import units
from indicators.analysis.statements.peer_groups import ranked_units
from indicators.analysis.ties import without_cut
from indicators.deck.model import Bars, Points, Slide
from indicators.deck.slide_sources import link_parameters, marked_bars, ranking_link, rows_for, said
from indicators.translation import text
from indicators.warehouse.warehouse import Warehouse, records

# A peer group up to this size is drawn whole; of a larger one this many at either end.
WHOLE, ENDS = 15, 7
# Between the ends, where units are left out.
GAP = "…"


def province_slide(warehouse: Warehouse, view: Overview) -> Slide:
    """Show the province against its target, and each group's part of its maximum and place among provinces."""
    target, total, most_lost = (
        province.against_target(view),
        province.total(view),
        province.most_lost(view),
    )
    facts = (total, most_lost) if target else (most_lost,)
    return Slide(
        key="province",
        message=str(target or total),
        exhibit=_against_maximum(warehouse, view),
        source=of_capture(view.capture, view.comparison).marked_line(),
        facts=said(*facts),
        statements=tuple(filter(None, (total, target, most_lost))),
        query=link_parameters(view.capture),
        # A table of the units alone: bars of nothing would be drawn.
        is_empty=view.is_without("value"),
        notes=tuple(
            text(
                "{name}: {value} of {maximum} points",
                name=row.name,
                value=formats.number(row.value),
                maximum=formats.number(row.max_value, 0),
            )
            for row in records(view.groups)
        ),
    )


def _against_maximum(warehouse: Warehouse, view: Overview) -> Bars:
    """Draw total and groups in parts of their maximum; what lacks to the target, or where most is lost, apart."""
    target, most_lost = province.against_target(view), province.most_lost(view)
    rows = [view.total, *(row for _, row in view.groups.iterrows())]
    share = [_percent(row.value, row.max_value) for row in rows]
    focus: list[float | None] = [None] * len(rows)
    if target and "short" in target.numbers:
        focus[0] = _percent(target.numbers["short"], view.total.max_value)
        apart = text("Short of the target of {target}", target=formats.number(target.numbers["target"]))
    else:
        lost_most = most_lost.subject if most_lost else ()
        focus = [_percent(row.max_value - row.value, row.max_value) if row.node in lost_most else None
                 for row in rows]  # fmt: skip
        apart = text("Most is lost here")
    rest = [
        None if part is None else round(100 - part - (of_focus or 0), 6)
        for part, of_focus in zip(share, focus, strict=True)
    ]
    return Bars(
        categories=tuple(_with_place(warehouse, view, row) for row in rows),
        series=(
            (text("Points won"), tuple(share)),
            (apart, tuple(focus)),
            (text("Points lost"), tuple(rest)),
        ),
        unit=text("% of the maximum"),
        form="stacked",
        decimals=1,
    )


def _percent(part: float, whole: float) -> float | None:
    return (
        None if pd.isna(part) or pd.isna(whole) or not whole else round(float(part) / float(whole) * 100, 6)
    )


def _with_place(warehouse: Warehouse, view: Overview, row: pd.Series) -> str:
    """Name a row with its points, and its place where a national reading of the same day tells it."""
    node = view.index.nodes[row.node]
    name = text("Total points") if node is view.index.root else node.short_name()
    points = f"{name}: {formats.number(row.value)}/{formats.number(row.max_value, 0)}"
    place = place_of(warehouse, view.capture, row.node)
    # A place of another day stands in a sentence, with its day.
    if place is None or place.capture.captured_on != view.capture.captured_on or place.capture.is_partial:
        return points
    return text("{points}, place {rank}/{of}", points=points, rank=formats.rank(place.rank, place.tied),
                of=formats.count(place.of))  # fmt: skip


def ranking_slide(ranking: Ranking, view: Overview) -> Slide:
    """Show a peer group by its total, the lowest marked: whole where it is small, else its ends."""
    lowest, ends = noticed_units.lowest(ranking), peers.ends(ranking)
    shown = ranked_units(ranking)
    low = set(lowest.subject) if lowest else set()
    record = of_capture(view.capture, view.comparison).with_notes(*said(noticed_units.without_value(ranking)))
    facts = (ends, peers.median(ranking)) if lowest else (peers.median(ranking),)
    return Slide(
        key=f"ranking-{ranking.level}",
        message=str(lowest or ends),
        exhibit=Points((str(ends),)) if shown.empty else _ends_of(ranking, shown, low),
        source=record.marked_line(),
        facts=said(*facts),
        statements=tuple(filter(None, (ends, peers.median(ranking), lowest))),
        page="ranking",
        query=ranking_link(ranking),
        notes=tuple(
            f"{_placed(row)}: {formats.number(row['value'])} ({formats.change(row['value_change'])})"
            for row in ranking.rows.to_dict("records")
        ),
    )


def _ends_of(ranking: Ranking, ranked: pd.DataFrame, low: set[str]) -> Bars:
    """Draw the first and the last of the ranked units, all where they are few; equal ones all, or as one bar."""
    bars = [(_placed(row), float(row["value"]), row["agency_id"] in low) for row in ranked.to_dict("records")]
    shown: list[tuple[str, float | None, bool]] = [*bars]
    if len(bars) > rows_for(ranked.short_name, WHOLE):
        values, ends = list(ranked.value), rows_for(ranked.short_name, ENDS)
        first, last = without_cut(values, ends), without_cut(values[::-1], ends)
        top = bars[:first] or [_alike(ranked, ranked.head(1), low)]
        bottom = bars[len(bars) - last :] if last else [_alike(ranked, ranked.tail(1), low)]
        shown = [*top] if top == bottom else [*top, (GAP, None, False), *bottom]
    names, values_shown, is_focus = zip(*shown, strict=True)
    series = (ranking.node.short_name(), text("Lowest"))
    return marked_bars(names, values_shown, is_focus, series, formats.unit(ranking.node.shown_in))


def _alike(ranked: pd.DataFrame, first: pd.DataFrame, low: set[str]) -> tuple[str, float, bool]:
    """Draw all that have the value of one, as one bar."""
    (row,) = first.to_dict("records")
    alike = int((ranked.value.map(formats.as_shown) == formats.as_shown(row["value"])).sum())
    name = f"{formats.rank(row['rank'], alike > 1)}  {units(alike)}"
    return name, float(row["value"]), row["agency_id"] in low


def _placed(row: dict[Any, Any]) -> str:
    """Write a unit with its rank, "=3" where it is shared."""
    return f"{formats.rank(row['rank'], row['tied'])}  {row['short_name']}"
