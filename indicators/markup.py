"""Words drawn as they are written, never as markup: those of a file, a portal, an address or a form.

Markdown and HTML are templates that values are filled into: `Markdown("**{}**").format(name)`, `Markup("<b>{}</b>")
.format(name)`. What is filled in, joined or added is escaped, unless it is markup of ours itself.
"""

from __future__ import annotations

import re
from typing import Any

from markupsafe import Markup, escape

__all__ = ["Markdown", "Markup", "escape", "unescaped"]

# Within a word and seen by nobody: what markdown's readers look for in words, whatever is escaped, is then not there.
JOINER = "\u2060"
# Letters that begin or end markup anywhere; those that do so only at the start of a line.
_MARKS = re.compile(r"([\\`*_\[\]<~$]|&(?=#?\w+;))")
_AT_START = re.compile(r"^(\s*)([#>+=|:-]|\d+(?=[.)](?:\s|$)))")
# Addresses, mail addresses, icons and emoji by name; arrows and signs between spaces.
_ADDRESSES = re.compile(r"(:)(?=[^\W\d]|[/+_-]|\d+:)|(\bwww)(?=\.)|(@)(?=\w)", re.IGNORECASE)
_SIGNS = re.compile(r"(?<!\S)(<->|->|<-|--|>=|<=|~=)(?!\S)")
# All but the one that keeps words on a line.
_SPACES = re.compile(r"[^\S\u00a0]+")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


class Markdown(Markup):
    """Markdown as Streamlit draws it, and nothing in it but ours."""

    @classmethod
    def escape(cls, words: Any, /) -> Markdown:
        """Escape words on one line, to be drawn letter by letter; Markdown stays as it is."""
        if isinstance(words, Markdown):
            return words
        line = _SPACES.sub(" ", str(words)).strip()
        line = _SIGNS.sub(lambda sign: JOINER.join(sign[0]), line)
        line = _ADDRESSES.sub(lambda sign: sign[0] + JOINER, line)
        line = _MARKS.sub(r"\\\1", line)
        return cls(_AT_START.sub(_not_at_start, line))


def unescaped(markdown: str) -> str:
    """Return the words of a stretch of markdown that has no marks but escaped ones."""
    return _ESCAPED.sub(r"\1", str(markdown)).replace(JOINER, "")


def _not_at_start(found: re.Match[str]) -> str:
    space, sign = found.groups()
    return f"{space}{sign}\\" if sign.isdigit() else f"{space}\\{sign}"
