"""The pages there are, by the name each has in its address: a file's own, or the code of a group."""

from __future__ import annotations

from indicators import catalogue
from indicators.paths import PROJECT


def files_of_pages() -> list[str]:
    """Pages with a file of their own."""
    files = {file.stem for file in (PROJECT / "pages").glob("*.py")}
    return sorted(files - {"__init__", "navigation", "group"})


def groups_today() -> list[str]:
    """Pages of today's groups, which share one file."""
    return [group.code for group in catalogue.current().groups]


GROUPS = groups_today()
PAGES = sorted({*files_of_pages(), *GROUPS})
