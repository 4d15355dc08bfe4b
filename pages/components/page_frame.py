"""What surrounds every page: store, language, charts' frame, demonstration banner, the empty store."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import Any, NoReturn

import streamlit as st
from plotly.basedatatypes import BaseFigure

from indicators import charts, formats, translation
from indicators.analysis.provenance import demonstration_mark
from indicators.charts import Chart, Theme
from indicators.errors import InputProblem
from indicators.exports.page import Draws
from indicators.markup import Markdown
from indicators.paths import default_store
from indicators.reference.organisation import load_organisation
from indicators.store.faults import explained
from indicators.translation import text
from indicators.warehouse.warehouse import Warehouse
from pages.components import page_record, plain, url_choice

STYLE = Path(__file__).with_name("style.css")
PAGE_SCRIPT = Path(__file__).with_name("page.js").read_text(encoding="utf-8")
# On a projector words and charts are as large as the screen has room for, on a phone charts are small but
# legible. They are drawn here, so the browser tells, in a cookie, on which screen the page is.
LARGER, TOLD = 1.3, "screen"
SCALES = {"projector": LARGER, "phone": 0.8}
LARGER_WORDS = f"<style>@media screen {{ html {{ font-size: {LARGER * 100:.0f}% !important; }} }}</style>"


def warehouse() -> Warehouse:
    """Return the one warehouse of this process; it sees new imports by itself."""
    return Warehouse.open(default_store())


def set_language() -> None:
    """Take the session's language from the address."""
    asked = st.query_params.get("lang", translation.FIRST)
    translation.use_language(asked if asked in translation.languages() else translation.FIRST)


def apply_page_style() -> None:
    """Apply our style, the language of the page, the size of type."""
    st.html(STYLE)
    if _screen() == "projector":
        st.html(LARGER_WORDS)
    _run_page_script(f'<span data-language="{translation.language()}"></span>')


def end_page(name: str) -> None:
    """Tell the browser what the page shows, once it is drawn."""
    _run_page_script(url_choice.end_visit(name))


def _run_page_script(told: str) -> None:
    """Run `page.js`: an element beside tells it what it needs, as it stays the same to the letter (CSP)."""
    st.html(f"{told}<script>{PAGE_SCRIPT}</script>", unsafe_allow_javascript=True)


def _screen() -> str:
    """Return the screen the page is on, as the browser told: laptop, until it has."""
    return st.context.cookies.get(TOLD, "laptop")


def as_wide_as_it_is() -> dict[str, int]:
    """Return what a chart that stands for the width of a page takes on screen: about how many pixels it has."""
    return {"width": charts.HALF if _screen() == "phone" else charts.WIDE}


def theme() -> Theme:
    return "dark" if st.context.theme.type == "dark" else "light"


def draw_chart(
    make: Draws | None,
    title: str = "",
    why_none: str = "",
    on_screen: Mapping[str, Any] = MappingProxyType({}),
    **use: Any,
) -> Any:
    """Draw a chart under its title, with of when it is and a text alternative; or say why there is none.

    `make` is a chart with all it needs but the theme, so that it can be drawn for paper as well; `on_screen`
    is what it takes there alone. Gives what was selected in it, if asked for in `use`; None without a chart.
    """
    chart = make(theme=theme(), **on_screen) if make else None
    if not (make and chart):
        page_record.words(Markdown("**{}**").format(title))
        page_record.note(why_none)
        return None
    plain.markdown(Markdown("**{}**  :small[:gray[{}]]").format(chart.title, chart.basis))
    return _plot(make, chart, **use)


def draw_drilling(make: Draws, title: str, why_none: str, key: str) -> str | None:
    """Draw a chart whose marks can be clicked, and return what the one clicked stands for."""
    clicked = draw_chart(make, title, why_none, on_select="rerun", selection_mode="points", key=key)
    points = clicked.selection.points if clicked else []
    return points[0].get("customdata") if points else None


class _Drawn(BaseFigure):  # type: ignore[misc]
    """A chart as it is: of a figure of its own, Plotly copies every part twice on its way to the screen."""

    def __init__(self, chart: Chart) -> None:
        self._chart = chart

    def to_dict(self) -> dict[str, Any]:
        return self._chart.drawn


def plot(make: Draws) -> None:
    """Draw the figure alone, where the words beside it are its title; nothing where there is none."""
    chart = make(theme=theme())
    if chart:
        _plot(make, chart)


def _plot(make: Draws, chart: Chart, **use: Any) -> Any:
    """Draw the figure on screen and record it for paper; return what was selected, if asked for in `use`."""
    page_record.print_chart(make)
    screen = _screen()
    return st.plotly_chart(
        _Drawn(charts.scaled(chart, SCALES[screen]) if screen in SCALES else chart),
        theme=None,
        config={"displayModeBar": False},
        alt=f"{chart.title}, {chart.basis}: {chart.alt}",
        **use,
    )


def coloured(change: float | None, decimals: int = 2) -> Markdown:
    """Write a change in its colour, as markdown; the arrow says the same without colour."""
    words = formats.change(change, decimals)
    colour = {formats.UP: "blue", formats.DOWN: "orange"}.get(words[0], "gray")
    return Markdown(f":{colour}[{{}}]").format(words)


def rating_bands() -> list[tuple[float, str]]:
    """Return the rating bands a chart shows as background: from so many points, name."""
    return [(band.from_total, band.name()) for band in load_organisation().rating_bands]


def mark_demonstration(is_demo: bool) -> None:
    """Show the banner that keeps made-up numbers from being taken for real ones."""
    if is_demo:
        page_record.page().is_demo = True
        plain.warning(demonstration_mark(is_demo), icon=":material/science:")


def stop_with_reason(sentence: str) -> NoReturn:
    """Say why there is nothing to draw, and stop; the pickers above stay."""
    plain.info(sentence)
    raise url_choice.PageEnds


@contextmanager
def part_of_page() -> Iterator[None]:
    """Say what cannot be answered here, and go on with the other parts of the page."""
    try:
        yield
    except InputProblem as problem:
        plain.error(str(problem))
    except Exception as fault:
        if (reason := explained(fault)) is None:
            raise
        plain.error(str(reason))


def say_fault(fault: Exception) -> None:
    """Say what went wrong in place of Streamlit's own words, which our style hides beside it."""
    unexpected = text(
        "This view could not be drawn. Open another page and come back, or choose otherwise; if it happens "
        "again, pass on the last lines of the server window."
    )
    with st.container(key="unexpected"):
        plain.error(str(explained(fault) or unexpected))


def empty_store() -> None:
    """Say what to do where nothing was imported yet."""
    with st.container(gap="small"):
        st.title(text("No data yet"))
        plain.markdown(
            text("The store {store} is empty. In the project's folder, run one of:", store=default_store())
        )
        plain.page_link("importing.py", text("Bring data in"), icon=":material/upload_file:")
        st.code("python -m indicators demo", language=None)
        plain.caption(text("fills it with demonstration data, marked as such"))
        st.code("python -m indicators import PATH --period year:2026", language=None)
        plain.caption(text("imports a capture of the portal, or a score table"))
