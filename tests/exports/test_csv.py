"""CSV opens in Excel by a double click, runs nothing, and keeps negative numbers numbers."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from indicators.exports import csv as exports
from indicators.exports.csv import document, table_csv
from indicators.organisation import load_organisation
from indicators.paths import REFERENCE


def cells(content: bytes, separator: str = ";") -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=separator))


def test_excel_finds_its_letters_and_its_columns() -> None:
    content = document([["Đơn vị", "Điểm"], ["Sở Tài chính", 66.23]])
    assert content.startswith(b"\xef\xbb\xbf")
    assert cells(content) == [["Đơn vị", "Điểm"], ["Sở Tài chính", "66,23"]]


@pytest.mark.parametrize("evil", ["=1+1", "+1", "-1+cmd", "@SUM(A1)", "\t=1"])
def test_text_is_never_run_as_a_formula(evil: str) -> None:
    assert cells(document([[evil]])) == [[f"'{evil}"]]


def test_negative_numbers_stay_numbers_and_missing_stays_empty() -> None:
    assert cells(document([[-1.5, None, float("nan"), 0, 799]])) == [["-1,5", "", "", "0", "799"]]


@pytest.fixture
def other_separator(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    written = (REFERENCE / "organisation.toml").read_text(encoding="utf-8")
    changed = written.replace('csv_separator = ";"', 'csv_separator = ","')
    (tmp_path / "organisation.toml").write_text(changed, encoding="utf-8")
    monkeypatch.setattr(exports, "load_organisation", lambda: load_organisation(tmp_path))
    return


@pytest.mark.usefixtures("other_separator")
def test_with_commas_between_columns_numbers_have_a_point() -> None:
    assert cells(document([["a,b", -66.5]]), ",") == [["a,b", "-66.5"]]


def test_any_table_says_what_it_is_of() -> None:
    rows = pd.DataFrame({"name": ["Sở Tài chính"], "value": [9.5], "secret": ["not asked for"]})
    content = cells(
        table_csv("Điểm", {"name": "Đơn vị", "value": "Điểm"}, rows, ["Năm 2026, đọc 10/10/2026"])
    )
    assert content[0] == ["Điểm"]
    assert content[1] == ["Năm 2026, đọc 10/10/2026"]
    assert content[2][1].startswith("indicators ")
    assert content[-2:] == [["Đơn vị", "Điểm"], ["Sở Tài chính", "9,5"]]
