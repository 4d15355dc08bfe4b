"""The deck full screen in the browser: large type, keys and clicks, a way to the live page behind each slide.

Everything is inside: nothing is loaded from anywhere while it is shown.
"""

from __future__ import annotations

import json
from base64 import b64encode
from html import escape
from pathlib import Path

from indicators.analysis.statements.model import Link
from indicators.charts.style import FONT, INKS, Theme
from indicators.charts.svg import chart_svg
from indicators.deck import Deck, Points, Slide, Table
from indicators.deck.pictures import WIDTH, slide_chart
from indicators.translation import text

TEMPLATES = Path(__file__).parent / "templates"


def deck_stage(deck: Deck, theme: Theme, leave_to: str) -> str:
    """Write the slides as HTML with style and script; `leave_to` is the address that Escape goes to."""
    inks = INKS[theme]
    look = {
        "paper": inks.background,
        "ink": inks.text,
        "soft": inks.soft,
        "track": inks.track,
        "accent": inks.accent,
        "worse": inks.worse_text,
    }
    variables = ";".join(f"--{name}:{colour}" for name, colour in look.items())
    first = 2 if deck.has_opening else 1
    count = len(deck.slides) + first - 1
    sections = [
        *([_opening(deck, count, leave_to)] if deck.has_opening else []),
        *(
            _section(deck, slide, theme, _foot(slide.source, number, count, _live(slide), leave_to))
            for number, slide in enumerate(deck.slides, start=first)
        ),
    ]
    style = (TEMPLATES / "presentation.css").read_text(encoding="utf-8")
    return (
        f'<style>{style}</style><div id="stage" style="{variables}" role="region" tabindex="-1" '
        f'aria-label="{escape(deck.title)}" data-words="{escape(json.dumps(_words()))}">{"".join(sections)}</div>'
        f"<script>{presentation_script()}</script>"
    )


def presentation_script() -> str:
    """Return the script within the slides, the same to the letter for every deck."""
    return (TEMPLATES / "presentation.js").read_text(encoding="utf-8")


def _opening(deck: Deck, count: int, leave_to: str) -> str:
    demo = deck.provenance.mark
    warning = f'<p class="subtitle warning">{escape(demo)}</p>' if demo else ""
    return (
        f'<section class="opening"><h1>{escape(deck.title)}</h1>'
        f'<p class="subtitle">{escape(deck.subtitle)}</p>{warning}'
        f"{_foot('', 1, count, None, leave_to)}</section>"
    )


def _words() -> dict[str, str]:
    """Return what the script writes itself."""
    return {
        "live": text("Live page"),
        "presenter": text("Presenter's window"),
        "next": text("Next slide"),
        "since": text("since the start"),
    }


def _section(deck: Deck, slide: Slide, theme: Theme, foot: str) -> str:
    # The notes are for the presenter's window, and never shown with the slide.
    said = "".join(f"<p>{escape(line)}</p>" for line in deck.speaker_notes(slide) if line)
    notes = f'<div class="notes">{said}</div>'
    return f"<section><h1>{escape(slide.message)}</h1>{_exhibit(slide, theme)}{foot}{notes}</section>"


def _exhibit(slide: Slide, theme: Theme) -> str:
    match slide.exhibit:
        case Points(sentences):
            items = "".join(f"<li>{escape(sentence)}</li>" for sentence in sentences)
            return f'<ul class="exhibit sentences">{items}</ul>'
        case Table() as table:
            return f'<div class="exhibit">{_table(table)}</div>'
    chart = slide_chart(slide, theme)
    if chart is None:
        return ""
    # Streamlit keeps no SVG of the HTML it is given; the script puts the picture in.
    drawn = b64encode(chart_svg(chart, WIDTH, FONT).encode()).decode()
    label = escape(f"{chart.title}: {chart.alt}")
    return f'<div class="exhibit" role="img" aria-label="{label}" data-svg="{drawn}"></div>'


def _table(table: Table) -> str:
    """Write a table with its header; numbers stand on the right."""
    looks = [' class="number"' if column in table.numeric else "" for column in range(len(table.header))]
    head = "".join(
        f'<th scope="col"{look}>{escape(name)}</th>' for look, name in zip(looks, table.header, strict=True)
    )
    body = "".join(
        f"<tr>{''.join(f'<td{look}>{escape(cell)}</td>' for look, cell in zip(looks, row, strict=True))}</tr>"
        for row in table.rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _live(slide: Slide) -> str:
    """Return the address of the page behind a slide, beside this one."""
    return Link(slide.page, dict(slide.query)).address


def _foot(source: str, number: int, count: int, live: str | None, leave_to: str) -> str:
    link = (
        f'<a data-live href="{escape(live)}" target="_self">{escape(text("Live page"))}</a>' if live else ""
    )
    buttons = "".join(
        f'<button data-do="{key}" title="{escape(key)}">{escape(words)}</button>'
        for key, words in (
            ("ArrowLeft", text("Previous")),
            ("ArrowRight", text("Next")),
            ("o", text("All slides")),
            ("p", text("Notes")),
            ("f", text("Full screen")),
        )
    )
    leave = f'<a data-leave href="{escape(leave_to)}" target="_self">{escape(text("Leave"))}</a>'
    place = f'<span class="place">{number}/{count}</span>'
    return f"<footer><span>{escape(source)}</span><nav>{link}{buttons}{leave}</nav>{place}</footer>"
