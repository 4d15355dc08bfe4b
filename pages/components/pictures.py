"""Charts on a page: pictures that the server draws, each mark named under the pointer and a way to its page.

No script has to be fetched before they are seen; `pictures.js` puts them in, as Streamlit keeps no SVG of the HTML
it is given. They are as large as their place, type and all: on a projector as on a laptop the layout says how large.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from html import escape
from typing import Any

import streamlit as st

from indicators.analysis.statements.model import Link
from indicators.charts import Chart
from indicators.charts.style import FONT
from indicators.charts.svg import chart_svg

# Pixels of a place on a laptop 1366 wide: a page, all of it but a key figure, two thirds, a half, a column beside a
# table, a third; and what is drawn into the width of a phone, where letters stay those of a page.
PAGE, MOST, LARGE, HALF, COLUMN, THIRD, PHONE = 1290, 905, 780, 620, 500, 390, 400
# From what a mark stands for to the page it leads to.
Door = Callable[[Any], Link]


def show(
    chart: Chart, pixels: int, door: Door | None = None, on_phone: Chart | None = None, narrowest: int = 0
) -> None:
    """Show a chart in a place so many pixels wide on a laptop; on a phone another drawing, if any.

    Without one it is not made narrower than `narrowest` there.
    """
    words = escape(f"{chart.title}, {chart.basis}: {chart.alt}")
    if on_phone is None:
        drawn = _drawn("any", chart, pixels, door, f"; min-width: {narrowest}px" if narrowest else "")
    else:
        drawn = _drawn("large", chart, pixels, door) + _drawn("small", on_phone, PHONE, door)
    # What leads nowhere is one picture to who hears the page.
    role = "group" if door else "img"
    st.html(f'<div class="picture" role="{role}" aria-label="{words}">{drawn}</div>')


def _drawn(kind: str, chart: Chart, width: int, door: Door | None, look: str = "") -> str:
    svg = chart_svg(chart, width, FONT, (lambda stands_for: door(stands_for).address) if door else None)
    height = chart.drawn["layout"]["height"]
    # Its place is kept free before it is drawn.
    return (
        f'<div class="{kind}" style="aspect-ratio: {width} / {height}{look}" '
        f'data-svg="{b64encode(svg.encode()).decode()}"></div>'
    )
