"""How every figure looks: inks, type, frame. One style, light and dark, readable from the back of a room.

Every text ink has a contrast of at least 4.5 : 1 on its background, and nothing is told by colour alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd
import plotly.graph_objects as go

Theme = Literal["light", "dark"]
FONT = '"Source Sans", "Segoe UI", Arial, sans-serif'
TEXT_SIZE = 14
SMALL_SIZE = 13


@dataclass(frozen=True, slots=True)
class Inks:
    """Colours by role. `context` is for marks that only give context, `soft` for such text."""

    background: str
    text: str
    soft: str
    context: str
    track: str
    accent: str
    better: str
    worse: str
    better_text: str
    worse_text: str


INKS: dict[Theme, Inks] = {
    "light": Inks(
        background="#FFFFFF",
        text="#1F2933",
        soft="#5A6673",
        context="#8A94A0",
        track="#E4E8EC",
        accent="#1B4F8A",
        better="#0072B2",
        worse="#D55E00",
        better_text="#0069A5",
        worse_text="#B34E00",
    ),
    "dark": Inks(
        background="#12181F",
        text="#E6EAEE",
        soft="#A9B3BE",
        context="#7C8794",
        track="#2A333D",
        accent="#7FB2EA",
        better="#56B4E9",
        worse="#F08A3C",
        better_text="#6FC0EE",
        worse_text="#F29A55",
    ),
}


@dataclass(frozen=True, slots=True)
class Chart:
    """A figure, what it shows (`title`), of when (`basis`), and the same in words (`alt`)."""

    figure: go.Figure
    title: str
    basis: str
    alt: str


def canvas(
    theme: Theme, height: int, *, left: int = 8, right: int = 8, top: int = 8, bottom: int = 8
) -> go.Figure:
    """An empty figure in our style: no frame, no grid, no legend, nothing to drag by accident."""
    inks = INKS[theme]
    axis: dict[str, Any] = {
        "showgrid": False,
        "zeroline": False,
        "showline": False,
        "fixedrange": True,
        "automargin": False,
        "ticks": "",
        "title": None,
        "tickfont": {"color": inks.text, "size": TEXT_SIZE},
    }
    return go.Figure(
        layout=go.Layout(
            template=go.layout.Template(),
            height=height,
            margin={"l": left, "r": right, "t": top, "b": bottom},
            paper_bgcolor="rgba(0,0,0,0)",
            plot_bgcolor="rgba(0,0,0,0)",
            font={"family": FONT, "size": TEXT_SIZE, "color": inks.text},
            hoverlabel={
                "bgcolor": inks.background,
                "bordercolor": inks.context,
                "font": {"family": FONT, "size": TEXT_SIZE, "color": inks.text},
            },
            separators=",.",
            showlegend=False,
            dragmode=False,
            barmode="overlay",
            xaxis=axis,
            yaxis=axis,
        )
    )


def change_ink(change: Any, inks: Inks) -> str:
    """The ink of a written change: better, worse, or soft where nothing moved or nothing is known."""
    if pd.isna(change) or change == 0:
        return inks.soft
    return inks.better_text if change > 0 else inks.worse_text


def beside(
    figure: go.Figure, y: Any, words: str, *, shift: int, anchor: str, ink: str, size: int = TEXT_SIZE
) -> None:
    """Words at height `y`, `shift` pixels right of the plot's right edge, or left of its left edge."""
    figure.add_annotation(
        x=1 if shift >= 0 else 0,
        xref="paper",
        y=y,
        text=words,
        xshift=shift,
        xanchor=anchor,
        showarrow=False,
        font={"color": ink, "size": size},
    )


def room(words: Iterable[str], size: int = TEXT_SIZE) -> int:
    """Pixels the longest of these takes: Plotly does not find margins for annotations by itself."""
    return round(max((len(word) for word in words), default=0) * size * 0.5) + 8


def extent(values: pd.Series) -> tuple[float, float]:
    """The axis: what is there and a little air, never a wrong impression of a bar from zero."""
    if values.empty:
        return 0, 1
    air = max((values.max() - values.min()) * 0.06, 0.05)
    return float(values.min() - air), float(values.max() + air)


def bands(
    figure: go.Figure, rating: Sequence[tuple[float, str]], low: float, high: float, inks: Inks
) -> None:
    """Faint background, every other band shaded, its name at the top where it is wide enough."""
    floors = sorted(rating)
    for position, (floor, name) in enumerate(floors):
        ceiling = floors[position + 1][0] if position + 1 < len(floors) else high
        start, end = max(floor, low), min(ceiling, high)
        if start >= end:
            continue
        if position % 2 == 0:
            figure.add_vrect(
                x0=start, x1=end, fillcolor=inks.track, opacity=0.45, line_width=0, layer="below"
            )
        if end - start > 0.12 * (high - low):
            figure.add_annotation(
                x=(start + end) / 2,
                y=1,
                yref="paper",
                yanchor="bottom",
                text=name,
                showarrow=False,
                font={"color": inks.soft, "size": SMALL_SIZE},
            )


def listed(sentences: Iterable[str]) -> str:
    """Facts as one line of text, for the text alternative."""
    return "; ".join(sentences) + "."
