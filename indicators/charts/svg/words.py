"""Texts of a figure as SVG, with the few marks of HTML that Plotly reads."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser
from typing import Any

from indicators.charts.style import SPARE, text_width
from indicators.charts.svg.frame import Frame
from indicators.charts.svg.named import Link
from indicators.charts.svg.parts import NotDrawn, all_taken

# As Plotly sets them: a line's height in sizes of type; pixels around a text, its border's among them.
LINE, BORDER = 1.3, 1
ANCHORS = {"left": "start", "center": "middle", "right": "end"}
# Pixels by which the room estimated for words is more than they need to be told apart.
SPARE_OVERLAP = 2
COLOUR = re.compile(r"color:\s*(#[0-9A-Fa-f]{6})")


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one look; no colour means that of the text."""

    words: str
    is_bold: bool = False
    colour: str = ""


class _Lines(HTMLParser):
    """Markup taken apart; a tag that is none of ours is what somebody is called."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.lines: list[list[Run]] = [[]]
        self._is_bold, self._colour = False, ""
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        colour = COLOUR.fullmatch(dict(attrs).get("style") or "") if tag == "span" else None
        if tag == "b":
            self._is_bold = True
        elif tag == "br":
            self.lines.append([])
        elif colour:
            self._colour = colour[1]
        else:
            self.handle_data(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "b":
            self._is_bold = False
        elif tag == "span":
            self._colour = ""
        else:
            self.handle_data(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.lines[-1].append(Run(data, self._is_bold, self._colour))


def lines_of(markup: str) -> list[list[Run]]:
    """Split a figure's text into lines, each in runs of one look."""
    return _Lines(markup).lines


def text_svg(
    markup: str, x: float, baseline: float, size: float, ink: str, anchor: str, look: str = ""
) -> str:
    """Draw lines of text from the first one's baseline down; spaces are kept as they are written."""
    drawn = []
    for number, runs in enumerate(lines_of(markup)):
        spans = "".join(_span(run) for run in runs)
        y = baseline + number * LINE * size
        drawn.append(
            f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:g}" fill="{ink}" '
            f'text-anchor="{ANCHORS[anchor]}" xml:space="preserve"{look}>{spans}</text>'
        )
    return "".join(drawn)


def _span(run: Run) -> str:
    bold = ' font-weight="bold"' if run.is_bold else ""
    colour = f' fill="{run.colour}"' if run.colour else ""
    words = escape(run.words)
    return f"<tspan{bold}{colour}>{words}</tspan>" if bold or colour else words


def with_room(written: Sequence[dict[str, Any]], frame: Frame) -> list[dict[str, Any]]:
    """Leave out spare words that would stand over others of their kind; those written before them stay."""
    kept: list[dict[str, Any]] = []
    places: list[tuple[float, float, float]] = []
    for words in written:
        if SPARE.items() <= words.items():
            size = words["font"]["size"]
            half = text_width([words["text"]], size) / 2 - SPARE_OVERLAP
            x, y = frame.x(words["x"], words.get("xref", "x")), frame.y(words["y"], words.get("yref", "y"))
            if any(abs(x - at) < half + other and abs(y - high) < size for at, high, other in places):
                continue
            places.append((x, y, half))
        kept.append(words)
    return kept


def annotation_svg(given: dict[str, Any], frame: Frame, link: Link | None = None) -> str:
    """Draw words at a place of the axes or of the paper, anchored as Plotly anchors them; a link by their name."""
    with all_taken(given, "annotation") as words:
        words.one_of("showarrow", (False,))
        xref, yref = words.one_of("xref", ("x", "paper")), words.one_of("yref", ("y", "paper"))
        at_x, at_y, markup = words.take("x"), words.take("y"), words.take("text")
        with words.part("font") as font:
            ink, size = font.take("color"), font.take("size")
        x = frame.x(at_x, xref) + words.take("xshift", 0)
        y = frame.y(at_y, yref) - words.take("yshift", 0)
        # Without an anchor, words of the axes are in the middle of their place; words of the paper at the
        # nearer edge.
        across, up = _nearer(at_x, "left", "right", xref), _nearer(at_y, "bottom", "top", yref)
        anchor = words.one_of("xanchor", ("left", "center", "right"), across)
        upright = words.one_of("yanchor", ("top", "middle", "bottom"), {"center": "middle"}.get(up, up))
        align, lines = words.take("align", "center"), len(lines_of(markup))
        if lines > 1 and align != anchor:
            raise NotDrawn(f"annotation: lines aligned {align} and anchored {anchor}")
        leads_to = words.take("name")
        words.one_of("templateitemname", (None, *SPARE.values()))
        pad = words.take("borderpad", 1) + BORDER
        halo, opacity = words.take("bgcolor"), words.take("opacity", 1)
    tall = lines * LINE * size + 2 * pad
    top = y - {"top": 0.0, "middle": tall / 2, "bottom": tall}[upright]
    x += {"left": pad, "center": 0, "right": -pad}[anchor]
    look = f' opacity="{opacity}"' if opacity != 1 else ""
    if halo:
        look += f' stroke="{halo}" stroke-width="4" stroke-linejoin="round" paint-order="stroke"'
    drawn = text_svg(markup, x, top + pad + size, size, ink, anchor, look)
    return f'<a href="{escape(link(leads_to))}">{drawn}</a>' if link and leads_to else drawn


def _nearer(place: Any, low: str, high: str, ref: str) -> str:
    if ref != "paper":
        return "center"
    return low if place <= 1 / 3 else high if place >= 2 / 3 else "center"
