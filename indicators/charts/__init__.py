"""Every Plotly figure, one style: a question, one form. Each function gives a `Chart`."""

from indicators.charts.moves import mover_dumbbells
from indicators.charts.peers import ranked_dots
from indicators.charts.spread import peer_strips
from indicators.charts.standing import group_bullets, history_line
from indicators.charts.style import Chart, Theme

__all__ = [
    "Chart",
    "Theme",
    "group_bullets",
    "history_line",
    "mover_dumbbells",
    "peer_strips",
    "ranked_dots",
]
