"""Words as pages write them, for paper: the few marks of Streamlit's markdown in use, as runs of one look."""

from __future__ import annotations

import re
from typing import Any

from indicators.charts.style import INKS
from indicators.markup import unescaped

# A letter that is no mark; bold; the start of words in small or in a colour; their end.
MARKS = re.compile(r"(\\[!-/:-@\[-`{-~]|\*\*|:(?:small|gray|blue|orange)\[|\])")
# What colours stand for: context, better, worse.
COLOURS = {"gray": INKS["light"].soft, "blue": INKS["light"].better_text, "orange": INKS["light"].worse_text}
HEADINGS = {"## ": "heading", "### ": "heading", "#### ": "subheading", "- ": "point"}


def markdown_paragraphs(markdown: str, kind: str) -> list[dict[str, Any]]:
    """Split markdown into its lines: `kind` ("words" or "note", or what a line's own mark says) and `runs`.

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
        elif not piece:
            continue
        elif piece.startswith(":") and MARKS.fullmatch(piece):
            within.append(piece[1:-1])
        elif piece == "]" and within:
            within.pop()
        else:
            colour = next((COLOURS[look] for look in reversed(within) if look in COLOURS), "")
            look = {"bold": is_bold, "small": "small" in within, "colour": colour}
            if runs and look.items() <= runs[-1].items():
                runs[-1]["words"] += unescaped(piece)
            else:
                runs.append({"words": unescaped(piece), **look})
    return runs
