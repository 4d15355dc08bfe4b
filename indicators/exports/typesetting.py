"""PDF by typst: no browser, no internet, the same file on Windows and Linux.

The type is Source Sans, the face of the pages; it lies beside this file and has every Vietnamese letter and
every mark that is written. Words are handed over as data, never as typst's own markup.
"""

from __future__ import annotations

import json
import threading
from functools import cache
from pathlib import Path
from typing import Any, Literal

import typst

from indicators import PROGRAM
from indicators.charts.style import INKS
from indicators.translation import language

HERE = Path(__file__).parent
FONT = "Source Sans 3"
# For who hears the page instead of seeing it, and for the archive.
STANDARDS: list[Literal["ua-1", "a-2a"]] = ["ua-1", "a-2a"]
# As a picture names it: without quotes, a name that ends in a digit is no name there.
PICTURE_FONT = f'"{FONT}"'
# A compiler refuses a second file while it sets the first.
_setting = threading.Lock()


def typeset(template: str, data: dict[str, Any]) -> bytes:
    """Set a template's PDF over its data, in the inks of the light theme."""
    inks = INKS["light"]
    look = {"font": FONT, "ink": inks.text, "soft": inks.soft, "rule": inks.track}
    look |= {"accent": inks.accent, "worse": inks.worse_text, "lang": language()}
    inputs = {"data": json.dumps({**data, **look}, ensure_ascii=False)}
    with _setting:
        made = _compiler().compile(
            input=str(HERE / "templates" / f"{template}.typ"),
            format="pdf",
            sys_inputs=inputs,
            pdf_standards=[*STANDARDS],
        )
    if not isinstance(made, bytes):
        raise TypeError(f"typst gave no file for {template}")
    return made


def properties(told: str, claim: str = "") -> dict[str, str]:
    """Return what a file says of itself in its properties: of its numbers, and its code with what it is of."""
    return {"author": PROGRAM, "description": told, "keywords": claim}


@cache
def _compiler() -> typst.Compiler:
    """Open one compiler for all files: what was read of fonts and templates is kept."""
    return typst.Compiler(root=str(HERE), font_paths=[str(HERE / "fonts")], ignore_system_fonts=True)
