"""All charts, in one style: one form for each question. Each function gives a `Chart`."""

from indicators.charts.backlog import burn_down, flow_columns, queue_bars
from indicators.charts.bullets import bullets, history_line
from indicators.charts.comparison import lettered_dots
from indicators.charts.coverage import coverage_grid
from indicators.charts.funnel import funnel_dots
from indicators.charts.heatmap import time_grid
from indicators.charts.map import places_map
from indicators.charts.missing_cases import gap_bars
from indicators.charts.movers import mover_dumbbells
from indicators.charts.peer_strips import peer_strips
from indicators.charts.peers import ranked_dots
from indicators.charts.province import province_panel
from indicators.charts.style import HALF, WIDE, Chart, Theme
from indicators.charts.tiles import tile_map
from indicators.charts.time_axis import Timeline
from indicators.charts.trend import rank_bumps, trend_lines
from indicators.charts.xmr import xmr_chart

__all__ = [
    "HALF",
    "WIDE",
    "Chart",
    "Theme",
    "Timeline",
    "bullets",
    "burn_down",
    "coverage_grid",
    "flow_columns",
    "funnel_dots",
    "gap_bars",
    "history_line",
    "lettered_dots",
    "mover_dumbbells",
    "peer_strips",
    "places_map",
    "province_panel",
    "queue_bars",
    "rank_bumps",
    "ranked_dots",
    "tile_map",
    "time_grid",
    "trend_lines",
    "xmr_chart",
]
