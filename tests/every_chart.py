"""One chart of every form there is, over the demonstration."""

from __future__ import annotations

import inspect
from datetime import date
from pathlib import Path

from indicators import charts
from indicators.analysis import overdue
from indicators.analysis.campaign import find_campaign, progress
from indicators.analysis.comparison import side_by_side
from indicators.analysis.group import group_view, largest_gap
from indicators.analysis.overview import overview
from indicators.analysis.peer_funnel import peer_funnel
from indicators.analysis.province_trends import province_trends
from indicators.analysis.quality_checks import quality
from indicators.analysis.ranking import rank
from indicators.analysis.signals import series_of
from indicators.analysis.trend import Span, trend
from indicators.charts import Chart, Theme
from indicators.reference.annotations import Annotation
from indicators.reference.geography import load_places
from indicators.warehouse.warehouse import Warehouse
from tests.made_up import at

BASIS = "các tháng đã đóng"


def forms() -> set[str]:
    """The functions that draw a chart, by name."""
    drawing = {name: getattr(charts, name) for name in charts.__all__}
    return {
        name
        for name, draw in drawing.items()
        if inspect.isfunction(draw) and "theme" in inspect.signature(draw).parameters
    }


def every_chart(store: Path, theme: Theme) -> dict[str, Chart]:
    """By the function that draws it, with all that it can hold: bands, targets, annotations, breaks, gaps."""
    warehouse = Warehouse.open(str(store))
    ranking = rank(warehouse, node="total", level="commune", scope="H21")
    previous = ranking.rows.assign(previous_value=ranking.rows.value - 1, value_change=1.0)
    view = group_view(warehouse, "H21", "digitisation")
    found = largest_gap(warehouse, view, "digitisation")
    moved = trend(warehouse, node="total", level="commune", scope="H21", span=Span("month"))
    units = moved.ends(2)
    sides = [(agency, agency, ranking.capture) for agency in units]
    rows = ranking.rows
    checked = quality(warehouse, "H21", now=at("2026-11-20"))
    step = overdue.last_step(warehouse, "H21")
    peers = peer_funnel(rank(warehouse, node="on_time_share", level="commune", scope="H21"))
    own = province_trends(warehouse, "H21", moved.span)
    assert step
    assert found
    assert peers
    assert own
    weeks = overdue.weekly(overdue.balance(warehouse, "H21", as_of=step.listed_on))
    order = progress(warehouse, find_campaign(warehouse, "H21", "minh-hoa-2026"), step.listed_on)
    happened = [Annotation(date(2026, 3, 1), "x", "y")]
    about = ("x", BASIS, theme)
    made = {
        "bullets": charts.bullets(view.card, *about, targets={"digitisation": [11.0]}),
        "history_line": charts.history_line(overview(warehouse, "H21").history, BASIS, theme),
        "ranked_dots": charts.ranked_dots(rows, *about, rating=[(50, "x"), (0, "y")], goals=[(80, "z")]),
        "peer_strips": charts.peer_strips({"x": rows}, *about, rating=[(50, "x"), (0, "y")]),
        "mover_dumbbells": charts.mover_dumbbells({"x": previous.head(3)}, *about),
        "trend_lines": charts.trend_lines(moved, units, *about, goals=[(80, "z")], annotations=happened),
        "rank_bumps": charts.rank_bumps(moved, units, *about),
        "xmr_chart": charts.xmr_chart(moved, series_of(moved, units[0]), units[0], *about, target=80.0),
        "funnel_dots": charts.funnel_dots(peers, *about, counted="y", focus=next(iter(peers.counts))),
        "province_panel": charts.province_panel(own, own.trends[0], *about, annotations=happened),
        "time_grid": charts.time_grid(moved, units, *about),
        "gap_bars": charts.gap_bars(found, *about),
        "coverage_grid": charts.coverage_grid(checked.coverage, checked.readings, checked.index, *about),
        "lettered_dots": charts.lettered_dots(side_by_side(warehouse, "commune", sides), ["total"], *about),
        "tile_map": charts.tile_map(rows, load_places(), {}, *about, focus=units[0]),
        "places_map": charts.places_map(rows, load_places(), {}, *about, focus=units[0]),
        "queue_bars": charts.queue_bars(overdue.backlog(warehouse, step, "agency"), *about),
        "flow_columns": charts.flow_columns(weeks, *about),
        "burn_down": charts.burn_down(order, *about),
    }
    return {name: chart for name, chart in made.items() if chart}
