"""docs/extending.md names every drill there is, and no other."""

from __future__ import annotations

import re
from pathlib import Path

from indicators.paths import PROJECT


def test_every_drill_is_named_where_whoever_extends_looks() -> None:
    told = (PROJECT / "docs" / "extending.md").read_text(encoding="utf-8")
    drills = {file.name for file in Path(__file__).parent.glob("test_*.py")} - {Path(__file__).name}
    assert set(re.findall(r"test_\w+\.py", told)) == drills
