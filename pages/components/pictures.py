"""Charts on a page: pictures that the server draws, each mark named under the pointer and a way to its page.

No script has to be fetched before they are seen; `pictures.js` puts them in, as Streamlit keeps no SVG of the HTML
it is given. They are as large as their place, type and all: on a projector as on a laptop the layout says how large.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import Any

from indicators.analysis.statements.model import Link
from indicators.charts import HALF as NARROW
from indicators.charts import WIDE, Chart, Theme
from indicators.charts.style import FONT
from indicators.charts.svg import chart_svg
from indicators.exports.page import Draws

# Pixels of a place on a laptop 1366 wide: a page, all of it but a key figure, two thirds, a half, a column beside a
# table, a third; and what is drawn into the width of a phone, where letters stay those of a page.
PAGE, MOST, LARGE, HALF, COLUMN, THIRD, PHONE = 1290, 905, 780, 620, 500, 390, 400
# From what a mark stands for to the page it leads to.
Door = Callable[[Any], Link]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart as it is sent to the browser, what it shows, and of when."""

    title: str
    basis: str
    html: str


def drawn(
    make: Draws,
    theme: Theme,
    pixels: int,
    takes_width: bool = False,
    narrowest: int = 0,
    door: Door | None = None,
) -> Drawn | None:
    """Draw a chart for a place so many pixels wide on a laptop; None where there is none.

    Where `make` takes a width it is drawn otherwise on a phone; there it is not made narrower than `narrowest`.
    """
    large = make(theme=theme, **({"width": WIDE} if takes_width else {}))
    if not large:
        return None
    if narrowest or pixels <= PHONE:
        look = f"; min-width: {narrowest}px" if narrowest else ""
        pictures = _drawn("any", large, pixels, door, look)
    else:
        small = make(theme=theme, **{"width": NARROW}) if takes_width else large
        pictures = _drawn("large", large, pixels, door)
        pictures += _drawn("small", small, PHONE, door) if small else ""
    words = escape(f"{large.title}, {large.basis}: {large.alt}")
    # What leads nowhere is one picture to who hears the page.
    role = "group" if door else "img"
    html = f'<div class="picture" role="{role}" aria-label="{words}">{pictures}</div>'
    return Drawn(large.title, large.basis, html)


def _drawn(kind: str, chart: Chart, width: int, door: Door | None, look: str = "") -> str:
    svg = chart_svg(chart, width, FONT, (lambda stands_for: door(stands_for).address) if door else None)
    height = chart.drawn["layout"]["height"]
    # Its place is kept free before it is drawn.
    return (
        f'<div class="{kind}" style="aspect-ratio: {width} / {height}{look}" '
        f'data-svg="{b64encode(svg.encode()).decode()}"></div>'
    )
