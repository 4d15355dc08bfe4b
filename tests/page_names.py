"""The pages there are, by the name each has in its address."""

from __future__ import annotations

from indicators.paths import PROJECT

PAGES = sorted({file.stem for file in (PROJECT / "pages").glob("*.py")} - {"__init__", "navigation"})
