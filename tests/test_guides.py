"""The guides lead to what is there: files, folders and links they name exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from indicators.paths import PROJECT

GUIDES = [PROJECT / "README.md", PROJECT / "CONTRIBUTING.md", *sorted((PROJECT / "docs").rglob("*.md"))]
# Put there by whoever wants them.
NOT_SHIPPED = {"data/reference/boundaries/"}


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: str(guide.relative_to(PROJECT)))
def test_every_file_that_a_guide_names_is_there(guide: Path) -> None:
    named = re.findall(
        r"`((?:indicators|pages|server|tests|docs|data/reference)/[\w./*-]*)`", guide.read_text("utf-8")
    )
    gone = [name for name in named if name not in NOT_SHIPPED and not list(PROJECT.glob(name.rstrip("/")))]
    assert gone == []


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: str(guide.relative_to(PROJECT)))
def test_every_link_between_guides_leads_somewhere(guide: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", guide.read_text("utf-8"))
    assert [link for link in links if not (guide.parent / link).exists()] == []
