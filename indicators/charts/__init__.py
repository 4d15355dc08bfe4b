"""Every Plotly figure, one style: a question, one form. Each function gives a `Chart`."""

from indicators.charts.atlas import places_map
from indicators.charts.comparison import lettered_dots
from indicators.charts.coverage import coverage_grid
from indicators.charts.gap import gap_bars
from indicators.charts.grid import time_grid
from indicators.charts.moves import mover_dumbbells
from indicators.charts.peers import ranked_dots
from indicators.charts.queue import burn_down, flow_columns, queue_bars
from indicators.charts.scaling import scaled
from indicators.charts.spread import peer_strips
from indicators.charts.standing import bullets, history_line
from indicators.charts.style import HALF, WIDE, Chart, Theme
from indicators.charts.timeline import Timeline
from indicators.charts.trend import rank_bumps, trend_lines

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
    "gap_bars",
    "history_line",
    "lettered_dots",
    "mover_dumbbells",
    "peer_strips",
    "places_map",
    "queue_bars",
    "rank_bumps",
    "ranked_dots",
    "scaled",
    "time_grid",
    "trend_lines",
]
