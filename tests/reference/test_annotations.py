"""Annotations come by day, and a wrong day is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from indicators.errors import InputProblem
from indicators.reference.annotations import load_annotations


def table(folder: Path, *rows: str) -> Path:
    written = "\n".join(["day,text,author", *rows]) + "\n"
    (folder / "annotations.csv").write_text(written, encoding="utf-8-sig")
    return folder


def test_they_come_by_day_whatever_their_order_in_the_file(tmp_path: Path) -> None:
    found = load_annotations(table(tmp_path, "2026-03-01,Giao chỉ tiêu,UBND", "2025-07-01,Sáp nhập,QH"))
    assert [one.text for one in found] == ["Sáp nhập", "Giao chỉ tiêu"]


def test_a_wrong_day_is_named_with_its_row(tmp_path: Path) -> None:
    with pytest.raises(InputProblem, match="annotations"):
        load_annotations(table(tmp_path, "01/03/2026,Giao chỉ tiêu,UBND"))


def test_without_a_file_nothing_is_marked(tmp_path: Path) -> None:
    assert load_annotations(tmp_path) == ()


def test_the_provinces_own_file_names_who_says_it() -> None:
    assert load_annotations()
    assert all(one.author and one.text for one in load_annotations())
