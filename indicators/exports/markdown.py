"""Words as pages write them, for paper: the few marks of Streamlit's markdown in use, as runs of one look."""

from __future__ import annotations

import re
from typing import Any

from indicators.charts.style import INKS

# Bold; the start of words in small or in a colour; their end; marks of code, which looks like all else here.
MARKS = re.compile(r"(\*\*|:(?:small|gray|blue|orange)\[|\]|`)")
# What colours stand for: context, better, worse.
COLOURS = {"gray": INKS["light"].soft, "blue": INKS["light"].better_text, "orange": INKS["light"].worse_text}
HEADINGS = {"## ": "heading", "### ": "heading", "#### ": "subheading", "- ": "point"}


def markdown_paragraphs(markdown: str, kind: str) -> list[dict[str, Any]]:
    """Its lines: `kind` ("words" or "note", or what a line's own mark says) and `runs`.

    A run has its words, whether it is `bold`, `small`, and its `colour` ("" for that of the text).
    """
    found = []
    for line in markdown.split("\n"):
        mark = next((mark for mark in HEADINGS if line.startswith(mark)), "")
        words = line.removeprefix(mark).strip()
        if words:
            found.append({"kind": HEADINGS.get(mark, kind), "runs": _runs(words)})
    return found


def _runs(line: str) -> list[dict[str, Any]]:
    runs: list[dict[str, Any]] = []
    is_bold, within = False, []
    for piece in MARKS.split(line):
        if piece == "**":
            is_bold = not is_bold
        elif piece == "`" or not piece:
            continue
        elif piece.startswith(":") and MARKS.fullmatch(piece):
            within.append(piece[1:-1])
        elif piece == "]" and within:
            within.pop()
        else:
            colour = next((COLOURS[look] for look in reversed(within) if look in COLOURS), "")
            runs.append({"words": piece, "bold": is_bold, "small": "small" in within, "colour": colour})
    return runs
