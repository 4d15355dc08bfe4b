"""Charts drawn here as pictures whose marks are links: by mouse, keyboard and touch, without waiting for a library."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from html import escape
from pathlib import Path

import streamlit as st

from indicators.analysis.statements.model import Link
from indicators.charts.style import FONT
from indicators.charts.svg import chart_svg
from indicators.exports.page import Draws
from indicators.markup import Markdown
from pages.components import page_frame, page_record, plain

PICTURE_SCRIPT = Path(__file__).with_name("picture.js").read_text(encoding="utf-8")
STYLE = Path(__file__).with_name("picture.css").read_text(encoding="utf-8")


def draw_linked(
    make: Draws | None,
    title: str,
    why_none: str,
    link: Callable[[str], Link],
    width: int,
    narrowest: int = 0,
) -> None:
    """Draw a chart under its title, each mark a link by what it stands for; or say why there is none.

    It is drawn so many pixels wide and takes the width of its place; on a phone it is not made narrower than
    `narrowest`, and pushed sideways within its place.
    """
    chart = make(theme=page_frame.theme()) if make else None
    if not (make and chart):
        page_record.words(Markdown("**{}**").format(title))
        page_record.note(why_none)
        return
    plain.markdown(Markdown("**{}**  :small[:gray[{}]]").format(chart.title, chart.basis))
    page_record.print_chart(make)
    drawn = chart_svg(chart, width, FONT, lambda stands_for: link(str(stands_for)).address)
    height = chart.drawn["layout"]["height"]
    label = escape(f"{chart.title}, {chart.basis}: {chart.alt}")
    # Streamlit keeps no SVG of the HTML it is given; the script puts the picture in.
    st.html(
        f'<style>{STYLE}</style><div class="picture" tabindex="-1"><div role="group" aria-label="{label}" '
        f'style="aspect-ratio:{width}/{height};min-width:{narrowest}px" '
        f'data-picture="{b64encode(drawn.encode()).decode()}"></div></div><script>{PICTURE_SCRIPT}</script>',
        unsafe_allow_javascript=True,
    )
