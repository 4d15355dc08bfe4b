"""The workbook, opened again: the queries' numbers cell by cell, missing ones empty, nothing runs."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date
from typing import Any

import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from indicators import formats
from indicators.analysis import overdue
from indicators.analysis.overview import Overview, overview
from indicators.analysis.ranking import rank
from indicators.catalogue import load
from indicators.exports.xlsx import workbook_xlsx
from indicators.exports.xlsx_book import HEADER_ROW, Book
from indicators.exports.xlsx_sheets import changes_sheet, history_sheet
from indicators.intake import captures, unit_identity
from indicators.periods import Period
from indicators.reference.organisation import load_organisation
from indicators.sources.records import Unit
from indicators.store.store import Store
from indicators.warehouse.warehouse import Warehouse
from tests.made_up import FINANCE, GIA_LAI, at, capture, even, reading

Sheets = dict[str, list[list[Any]]]
Opened = tuple[Overview, Sheets]


@pytest.fixture(scope="module")
def written(demonstration: Warehouse) -> tuple[Overview, bytes]:
    """The demonstration's last reading and its workbook."""
    view = overview(demonstration, "H21")
    return view, workbook_xlsx(demonstration, view)


@pytest.fixture(scope="module")
def of_the_demonstration(written: tuple[Overview, bytes]) -> Opened:
    """The demonstration's last reading and the sheets of its workbook."""
    view, content = written
    return view, sheets_in(content)


def opened(warehouse: Warehouse) -> Opened:
    view = overview(warehouse, "H21")
    return view, sheets_of(warehouse, view)


def sheets_of(warehouse: Warehouse, view: Overview) -> Sheets:
    return sheets_in(workbook_xlsx(warehouse, view))


def sheets_in(content: bytes) -> Sheets:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def alone(view: Overview, write: Callable[..., None], *given: Any) -> list[list[Any]]:
    """One sheet of the workbook, without the many thousand cells of the others."""
    book = Book(view)
    # The first sheet bears the code where another may say something of its own.
    book.table(book.sheet("1", ""), [("x", 9, None)], [])
    write(book, *given)
    _, sheet = sheets_in(book.content()).values()
    return sheet


def records(sheet: list[list[Any]]) -> list[dict[str, Any]]:
    header = sheet[HEADER_ROW]
    return [dict(zip(header, row, strict=True)) for row in sheet[HEADER_ROW + 1 :]]


def empty_if_missing(value: Any) -> Any:
    return "" if value is None or value != value else value


@pytest.mark.parametrize(("level", "name"), [("department", "Sở, ban, ngành"), ("commune", "Xã, phường")])
def test_the_ranking_is_the_querys_with_every_component(
    demonstration: Warehouse, of_the_demonstration: Opened, level: str, name: str
) -> None:
    view, sheets = of_the_demonstration
    rows, ranking = records(sheets[f"Xếp hạng {name}"]), view.rankings[level].rows
    assert len(rows) == len(ranking)
    values = demonstration.ask("level_values", capture_id=view.capture.capture_id, level=level)
    known = {(row.agency_id, row.node): row.value for row in values.itertuples()}
    for found, row in zip(rows, ranking.to_dict("records"), strict=True):
        assert found["Cơ quan"] == row["agency_name"]
        assert found["Tổng điểm"] == empty_if_missing(row["value"])
        assert found["Hạng"] == ("" if pd.isna(row["rank"]) else row["rank"])
        rating = load_organisation().rating(None if pd.isna(row["value"]) else float(row["value"]))
        assert found["Xếp loại"] == (rating.name() if rating else "–")
        for component in load()["2026"].components:
            value = known.get((row["agency_id"], component.code))
            assert found[component.short_name()] == empty_if_missing(value), component.code


def test_every_indicator_is_there_with_its_counts(
    demonstration: Warehouse, of_the_demonstration: Opened
) -> None:
    view, sheets = of_the_demonstration
    values = demonstration.ask("level_values", capture_id=view.capture.capture_id, level="department")
    rows = records(sheets["Chỉ số Sở, ban, ngành"])
    assert len(rows) == len(values)
    found = {(row["Mã cơ quan"], row["Mã"]): row for row in rows}
    for row in values.to_dict("records"):
        cell = found[(row["agency_code"], row["node"])]
        assert cell["Tử số"] == empty_if_missing(row["numerator"])
        assert cell["Mẫu số"] == empty_if_missing(row["denominator"])
        assert cell["Giá trị"] == empty_if_missing(row["value"])
        assert cell["Ghi chú chất lượng"] == "; ".join(map(formats.quality, row["quality"]))
    assert any(row["Ghi chú chất lượng"] for row in rows)


def test_every_sheet_says_of_when_it_is_and_that_it_is_a_demonstration(of_the_demonstration: Opened) -> None:
    _, sheets = of_the_demonstration
    assert len(sheets) == 10
    for sheet in sheets.values():
        assert "đọc 16/11/2026" in sheet[1][0]
        assert "MINH HỌA" in sheet[2][0]


LIKE_FORMULAS = ("=1+1", "+Sở Số 1", "-Trung tâm 1", "@SUM(A1)", '=HYPERLINK("http://x")')


def test_a_name_that_looks_like_a_formula_runs_nowhere_in_the_workbook(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As a store kept before has it: what is not understood no longer comes in.
    monkeypatch.setattr(unit_identity, "is_public_unit", lambda _: True)
    strangers = {
        Unit(words, code=f"H21.{number}", level="department"): even(8)
        for number, words in enumerate(LIKE_FORMULAS, start=995)
    }
    store.add([capture({GIA_LAI: even(9), FINANCE: even(9), **strangers})])
    warehouse = Warehouse.of(store)
    view = overview(warehouse, "H21")
    names = set(view.rankings["department"].rows.agency_name)
    assert len(names) == 1 + len(LIKE_FORMULAS)
    assert {name for name in LIKE_FORMULAS if name.startswith("=")} < names
    with zipfile.ZipFile(io.BytesIO(workbook_xlsx(warehouse, view))) as book:
        sheets = [book.read(name) for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
    assert len(sheets) > 3
    assert not any(b"<f>" in sheet or b"<f " in sheet for sheet in sheets)


def test_a_missing_total_is_an_empty_cell(store: Store) -> None:
    store.add([capture({GIA_LAI: {"digitisation": 9}, FINANCE: even(9)})])
    _, sheets = opened(Warehouse.of(store))
    summary = records(sheets["Tổng hợp"])
    assert summary[0]["Điểm"] == ""
    assert summary[-1]["Điểm"] == 9


def test_over_time_every_value_is_that_of_its_own_reading(demonstration: Warehouse) -> None:
    view = overview(demonstration, "H21", Period("month", 2026, 10))
    rows = records(alone(view, history_sheet, demonstration, "department"))
    assert len(rows[0]) == 3 + 10  # The ten closed months of this version of the index.
    for month in (3, 10):
        ranking = rank(
            demonstration,
            node="digitisation",
            level="department",
            scope="H21",
            period=Period("month", 2026, month),
        )
        value = dict(zip(ranking.rows.agency_name, ranking.rows.value, strict=True))
        shown = {
            row["Cơ quan"]: row[f"Tháng {month}/2026"] for row in rows if row["Chỉ số"] == "Số hóa hồ sơ"
        }
        assert shown == {name: empty_if_missing(value[name]) for name in shown}
        assert shown


def test_changes_are_those_of_the_rankings_against_the_compared_capture(demonstration: Warehouse) -> None:
    since = date(2026, 10, 12)
    view = overview(demonstration, "H21", compare_with=since)
    sheet = alone(view, changes_sheet, demonstration)
    assert "đọc 12/10/2026" in sheet[3][0]
    province, *rows = records(sheet)
    assert (province["Trước"], province["Nay"]) == (view.total.previous_value, view.total.value)
    assert province["Thay đổi giá trị"] == pytest.approx(view.total.value - view.total.previous_value)
    assert len(rows) == sum(len(ranking.rows) for ranking in view.rankings.values())
    for node, header in (("total", "Thay đổi giá trị"), ("digitisation", "Số hóa hồ sơ")):
        for level in view.rankings:
            now, before = (
                rank(demonstration, node=node, level=level, scope="H21", captured_on=day).rows
                for day in (view.capture.day, since)
            )
            earlier = dict(zip(before.agency_name, before.value, strict=True))
            changes = {row["Cơ quan"]: row[header] for row in rows if row["Cấp"] == formats.level(level)}
            for name, value in zip(now.agency_name, now.value, strict=True):
                change = value - earlier[name]
                assert changes[name] == ("" if pd.isna(change) else pytest.approx(change, abs=1e-6)), name


def test_without_anything_to_compare_with_the_sheet_of_changes_says_why(store: Store) -> None:
    store.add([capture({GIA_LAI: even(9), FINANCE: even(9)})])
    _, sheets = opened(Warehouse.of(store))
    assert "chưa có lần đọc trước" in sheets["Thay đổi"][3][0]
    assert records(sheets["Thay đổi"]) == []


def test_two_readings_of_one_day_have_headings_of_their_own(store: Store) -> None:
    for moment, points in (("06:00", 5), ("14:00", 6)):
        made = reading({GIA_LAI: even(9), FINANCE: even(points)}, captured_at=at("2026-10-10", moment))
        store.add(captures.prepare([made]))
    _, sheets = opened(Warehouse.of(store))
    (row, *_) = records(sheets["Diễn biến Sở, ban, ngành"])
    assert (row["10/10/2026 06:00"], row["10/10/2026 14:00"]) == (30, 36)
    *_, changed = records(sheets["Thay đổi"])
    assert (changed["Trước"], changed["Nay"], changed["Mức độ hài lòng"]) == (30, 36, 1)


def test_overdue_dossiers_stand_under_roman_numbers_that_add_up(
    demonstration: Warehouse, of_the_demonstration: Opened
) -> None:
    _, sheets = of_the_demonstration
    rows = records(sheets["Hồ sơ quá hạn"])
    step = overdue.last_step(demonstration, "H21")
    sections = [row for row in rows if row["TT"] in ("I", "II")]
    assert [row["Cơ quan"] for row in sections] == ["Sở, ban, ngành", "Xã, phường"]
    assert sum(row["Hồ sơ quá hạn"] for row in sections) == step.dossiers
    (total,) = [row for row in rows if row["Cơ quan"] == "Tổng cộng"]
    assert total["Hồ sơ quá hạn"] == step.dossiers
    others = [row for row in rows if row not in (*sections, total)]
    assert sum(row["Hồ sơ quá hạn"] for row in others) == step.dossiers


def test_over_time_and_changes_go_by_the_same_last_reading_of_the_month_before(store: Store) -> None:
    january, february = Period("month", 2026, 1), Period("month", 2026, 2)
    for day, month, points in (
        ("2026-02-05", january, 5),
        ("2026-03-05", february, 6),
        ("2026-10-10", january, 5.5),
    ):
        store.add([capture({GIA_LAI: even(9), FINANCE: even(points)}, day=day, period=month)])
    warehouse = Warehouse.of(store)
    sheets = sheets_of(warehouse, overview(warehouse, "H21", february))
    *_, changed = records(sheets["Thay đổi"])
    assert (changed["Trước"], changed["Nay"]) == (33, 36)
    (total, *_) = records(sheets["Diễn biến Sở, ban, ngành"])
    assert (total["Tháng 1/2026"], total["Tháng 2/2026"]) == (33, 36)


def test_over_time_ends_with_the_month_the_workbook_is_of(store: Store) -> None:
    for number, day in ((1, "2026-02-05"), (3, "2026-04-05"), (2, "2026-04-06")):
        month = Period("month", 2026, number)
        store.add([capture({GIA_LAI: even(9), FINANCE: even(number)}, day=day, period=month)])
    warehouse = Warehouse.of(store)
    sheets = sheets_of(warehouse, overview(warehouse, "H21", Period("month", 2026, 2)))
    (row, *_) = records(sheets["Diễn biến Sở, ban, ngành"])
    assert list(row)[3:] == ["Tháng 1/2026", "Tháng 2/2026"]


def test_over_time_a_month_read_again_ends_with_the_reading_the_workbook_is_of(store: Store) -> None:
    january, february = Period("month", 2026, 1), Period("month", 2026, 2)
    for day, month, points in (
        ("2026-02-05", january, 5),
        ("2026-03-05", february, 6),
        ("2026-03-20", february, 7),
    ):
        store.add([capture({GIA_LAI: even(9), FINANCE: even(points)}, day=day, period=month)])
    warehouse = Warehouse.of(store)
    view = overview(warehouse, "H21", february, date(2026, 3, 5))
    assert list(view.history.value) == [54, 54]
    (total, *_) = records(sheets_of(warehouse, view)["Diễn biến Sở, ban, ngành"])
    assert (total["Tháng 1/2026"], total["Tháng 2/2026"]) == (30, 36)


def test_a_change_in_rank_is_written_without_decimals_and_every_printed_page_has_its_number(
    written: tuple[Overview, bytes],
) -> None:
    with zipfile.ZipFile(io.BytesIO(written[1])) as book:
        sheets = [
            book.read(name).decode() for name in book.namelist() if name.startswith("xl/worksheets/sheet")
        ]
        styles = book.read("xl/styles.xml").decode()
    assert all("Trang &amp;P/&amp;N" in sheet for sheet in sheets)
    assert 'formatCode="&quot;▲&quot; #,##0;&quot;▼&quot; #,##0;&quot;=&quot;"' in styles
    # What stands above a table is as wide as the table on the first page, and wide tables take several pages.
    assert all('<mergeCell ref="A2:' in sheet for sheet in sheets)
    over_time = next(sheet for sheet in sheets if "fitToWidth" in sheet)
    assert '<col min="1" max="1"' in over_time
    assert 'fitToHeight="0"' in over_time
