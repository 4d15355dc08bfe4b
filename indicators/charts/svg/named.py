"""Titles of marks under the pointer, and their links."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape, unescape
from typing import Any

from indicators.charts.svg.parts import is_known

# From what a mark stands for (its `customdata`) to the address it leads to.
Link = Callable[[Any], str]


class Names:
    """The names and addresses of a trace's marks, in the order of the marks."""

    def __init__(self, titles: Sequence[str], stand_for: Sequence[Any], link: Link | None) -> None:
        self._titles, self._stand_for, self._link = titles, stand_for, link

    def around(self, place: int, mark: str) -> str:
        """Name the mark at this place, an element like `<path …/>`, and lay it within its link."""
        title, stands_for = self._titles[place], self._stand_for[place]
        if title:
            opening = mark.removesuffix("/>")
            kind = opening[1:].split(" ", 1)[0]
            # Plotly reads HTML under the pointer, so the words come escaped.
            mark = f"{opening}><title>{escape(unescape(title))}</title></{kind}>"
        if self._link and is_known(stands_for):
            name = escape(unescape(title or str(stands_for)))
            mark = f'<a href="{escape(self._link(stands_for))}" aria-label="{name}">{mark}</a>'
        return mark
