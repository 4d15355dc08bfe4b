"""The pages there are, by the name each has in its address: a file's own, or the code of a group."""

from __future__ import annotations

from indicators import catalogue
from indicators.paths import PROJECT

GROUPS = [group.code for group in list(catalogue.load().values())[-1].groups]
FILES = {file.stem for file in (PROJECT / "pages").glob("*.py")} - {"__init__", "navigation", "group"}
PAGES = sorted({*FILES, *GROUPS})
