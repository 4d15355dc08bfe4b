"""What surrounds every page: store, language, charts' frame, demonstration banner, the empty store."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import streamlit as st

from indicators import formats, translation
from indicators.analysis.provenance import demonstration_mark
from indicators.charts import Theme
from indicators.errors import InputProblem
from indicators.exports.page import Draws
from indicators.markup import Markdown
from indicators.paths import default_store
from indicators.reference.organisation import load_organisation
from indicators.store.faults import explained
from indicators.translation import text
from indicators.warehouse.kept_answers import content_of
from indicators.warehouse.warehouse import Warehouse
from pages.components import access, page_record, pictures, plain, url_choice

T = TypeVar("T")
STYLE = f"<style>{Path(__file__).with_name('style.css').read_text(encoding='utf-8')}</style>"
# What every page has to do in the browser: its address, its pictures, its pickers.
PAGE_SCRIPT = "".join(
    Path(__file__).with_name(name).read_text(encoding="utf-8")
    for name in ("page.js", "pictures.js", "pickers.js")
)


def warehouse() -> Warehouse:
    """Return the one warehouse of this process; it sees new imports by itself."""
    return Warehouse.open(default_store())


def kept(answer: Callable[..., T], *asked: Hashable) -> T:
    """Ask `answer(warehouse, *asked)` once for a state of the store, in one language, on one day; all share it."""
    asked_of = warehouse()
    return asked_of.kept(lambda: answer(asked_of, *asked), answer, *asked)


def drawn_once(make: Callable[..., T], *given: Any) -> T:
    """Make what shows the given numbers, and nothing else, once for all sessions (see `Warehouse.kept`).

    It is told apart by all that is given; what cannot be told apart (a function without a name) is made each time.
    """
    content = content_of(make, given)
    return make(*given) if content is None else warehouse().kept(lambda: make(*given), content)


def set_language() -> None:
    """Take the session's language from the address."""
    asked = st.query_params.get("lang", translation.FIRST)
    translation.use_language(asked if asked in translation.languages() else translation.FIRST)


def begin_page(*parts: str) -> None:
    """Apply our style and the language of the page, and put in what all pages have, as one element."""
    plain.html(STYLE)
    _run_page_script(f'<span data-language="{translation.language()}"></span>{"".join(parts)}')


def end_page(name: str) -> None:
    """Tell the browser what the page shows, once it is drawn."""
    _run_page_script(url_choice.end_visit(name))


def _run_page_script(told: str) -> None:
    """Run `page.js`: an element beside tells it what it needs, as it stays the same to the letter (CSP)."""
    plain.html(f"{told}<script>{PAGE_SCRIPT}</script>", runs_script=True)


def theme() -> Theme:
    return "dark" if st.context.theme.type == "dark" else "light"


def draw_chart(
    make: Draws | None,
    title: str = "",
    why_none: str | Callable[[], str] = "",
    *,
    pixels: int = pictures.COLUMN,
    takes_width: bool = False,
    narrowest: int = 0,
    door: pictures.Door | None = None,
) -> None:
    """Draw a chart under its title, with of when it is and a text alternative; or say why there is none, asked then.

    `make` is a chart with all it needs but the theme, so that it can be drawn for paper as well. Its place is so
    many `pixels` wide on a laptop. Where `make` takes a `width`, it is drawn otherwise on a phone; there it is not
    made narrower than `narrowest` and pushed sideways within its place. `door` tells where a mark leads.
    """
    drawn = make and drawn_once(pictures.drawn, make, theme(), pixels, takes_width, narrowest, door)
    if not (make and drawn):
        page_record.words(Markdown("**{}**").format(title))
        page_record.note(why_none() if callable(why_none) else why_none)
        return
    plain.markdown(Markdown("**{}**  :small[:gray[{}]]").format(drawn.title, drawn.basis))
    page_record.print_chart(make)
    plain.html(drawn.html)


def plot(make: Draws, pixels: int, door: pictures.Door) -> None:
    """Draw the figure alone, where the words beside it are its title; nothing where there is none."""
    if drawn := drawn_once(pictures.drawn, make, theme(), pixels, False, 0, door):
        page_record.print_chart(make)
        plain.html(drawn.html)


def coloured(change: float | None, *, is_signal: bool) -> Markdown:
    """Write a change as markdown, in its colour where it is more than chance; the arrow says the same."""
    words = formats.change(change)
    colour = {formats.UP: "blue", formats.DOWN: "orange"}.get(words[0], "gray") if is_signal else "gray"
    return Markdown(f":{colour}[{{}}]").format(words)


def rating_bands() -> list[tuple[float, str]]:
    """Return the rating bands a chart shows as background: from so many points, name."""
    return [(band.from_total, band.name()) for band in load_organisation().rating_bands]


def mark_demonstration(is_demo: bool) -> None:
    """Show the banner that keeps made-up numbers from being taken for real ones."""
    if is_demo:
        page_record.page().is_demo = True
        plain.warning(demonstration_mark(is_demo), icon=":material/science:")


def stop_with_reason(sentence: str, *, leads_to_data: bool = False) -> NoReturn:
    """Say why there is nothing to draw, and stop; the pickers above stay."""
    plain.info(sentence)
    if leads_to_data:
        way_to_data()
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


def way_to_data() -> None:
    """Lead to where data is brought in; whoever may not is told who may."""
    if access.may_change():
        plain.page_link("importing.py", text("Bring data in"), icon=":material/upload_file:")
        plain.caption(
            text(
                "Drop the files of the portal or of the one-stop system there; applicants' data is never kept."
            )
        )
    else:
        plain.caption(text("Analysts bring data in; ask one of them."))


def empty_store() -> None:
    """Say what to do where nothing was imported yet."""
    with st.container(gap="small"):
        st.title(text("No data yet"))
        plain.markdown(text("Nothing was brought in yet, or all of it was withdrawn."))
        way_to_data()
        plain.page_link("history.py", text("History"), icon=":material/history:")
