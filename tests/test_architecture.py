"""The rules of the house that a linter cannot see."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from indicators.paths import PROJECT

SERVER = [PROJECT / "app.py", *(PROJECT / "server").rglob("*.py")]
PAGES = sorted([*SERVER, *(PROJECT / "pages").rglob("*.py")])
INDICATORS = sorted((PROJECT / "indicators").rglob("*.py"))


def imported(file: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.split(".")[0])
    return names


@pytest.mark.parametrize("file", INDICATORS, ids=lambda file: str(file.relative_to(PROJECT)))
def test_indicators_never_import_streamlit_nor_pages(file: Path) -> None:
    assert not imported(file) & {"streamlit", "pages", "app"}


@pytest.mark.parametrize("file", PAGES, ids=lambda file: str(file.relative_to(PROJECT)))
def test_a_page_holds_no_sql_and_no_vietnamese(file: Path) -> None:
    source = file.read_text(encoding="utf-8")
    assert "duckdb" not in imported(file)
    assert not re.search(r"\bSELECT\b", source)
    assert not re.search(r"[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", source, re.IGNORECASE)


@pytest.mark.parametrize("file", PAGES, ids=lambda file: str(file.relative_to(PROJECT)))
def test_a_page_gives_streamlit_no_words_that_it_would_read_as_markdown(file: Path) -> None:
    given = re.findall(
        r"\bst\.(markdown|write|caption|info|warning|error|success|toast|page_link)\(",
        file.read_text("utf-8"),
    )
    assert not given or file.name == "plain.py"


@pytest.mark.parametrize("file", [*INDICATORS, *PAGES], ids=lambda file: str(file.relative_to(PROJECT)))
def test_a_file_can_be_read_at_one_sitting(file: Path) -> None:
    assert len(file.read_text(encoding="utf-8").splitlines()) <= 300
