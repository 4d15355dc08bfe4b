"""All that show a ranking agree, cell by cell: page, CSV, workbook, report, command line."""

from __future__ import annotations

import csv
import io
import tempfile
from typing import Any

import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from indicators import formats
from indicators.analysis.overview import overview
from indicators.analysis.ranking import Ranking
from indicators.analysis.ranking_columns import (
    IN_CSV,
    IN_REPORT,
    IN_WORKBOOK,
    Column,
    ranking_columns,
)
from indicators.cli import output
from indicators.exports.csv import ranking_csv
from indicators.exports.report import report_docx
from indicators.exports.xlsx import workbook_xlsx
from indicators.exports.xlsx_book import HEADER_ROW
from indicators.store.store import Store
from indicators.warehouse.warehouse import Warehouse
from tests.made_up import COMPONENTS, FINANCE, GIA_LAI, HOME_AFFAIRS, JUSTICE, TRADE, capture, even

UNITS = (FINANCE, JUSTICE, HOME_AFFAIRS, TRADE)
# Nothing, ties, hundredths that round, and more than the least maximum of a component.
POINTS = st.one_of(
    st.none(), st.sampled_from([0, 5, 9, 9.5, 6.235]), st.floats(0, 10).map(lambda p: round(p, 2))
)
SCORES = st.lists(st.lists(POINTS, min_size=6, max_size=6), min_size=4, max_size=4)


def shown_everywhere(warehouse: Warehouse, ranking: Ranking) -> dict[str, list[dict[str, Any]]]:
    """By writer, the rows of the ranking of departments, each by the keys of the columns it has."""
    view = overview(warehouse, "H21")
    lines = list(csv.reader(io.StringIO(ranking_csv(ranking).decode("utf-8-sig")), delimiter=";"))
    book = CalamineWorkbook.from_filelike(io.BytesIO(workbook_xlsx(warehouse, view)))
    sheet = book.get_sheet_by_name("Xếp hạng Sở, ban, ngành").to_python(skip_empty_area=False)
    report = Document(io.BytesIO(report_docx(warehouse, "H21")))
    annex = next(table for table in report.tables if table.rows[0].cells[0].text == "TT")
    annexed = [[cell.text for cell in row.cells][1:] for row in annex.rows]
    return {
        "csv": keyed(ranking_columns(ranking, IN_CSV), lines[lines.index([]) + 1 :]),
        "workbook": keyed(ranking_columns(ranking, IN_WORKBOOK), sheet[HEADER_ROW:]),
        "report": keyed(ranking_columns(ranking, IN_REPORT), annexed),
        "commands": [dict(row) for row in output.ranking_rows(ranking)],
    }


def keyed(columns: list[Column], table: list[list[Any]]) -> list[dict[str, Any]]:
    """The rows below a table's header, which names the columns in their order."""
    header, *rows = table
    assert all(name in (column.title, column.short) for name, column in zip(header, columns, strict=True))
    return [{column.key: cell for column, cell in zip(columns, row, strict=True)} for row in rows]


@settings(max_examples=4, suppress_health_check=[HealthCheck.too_slow])
@given(SCORES, SCORES)
def test_every_writer_of_a_ranking_gives_the_same_cells(
    before: list[list[float | None]], now: list[list[float | None]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = Store(f"{folder}/store")
        for day, scores in (("2026-10-02", before), ("2026-10-09", now)):
            units = {
                unit: dict(zip(COMPONENTS, points, strict=True))
                for unit, points in zip(UNITS, scores, strict=True)
            }
            store.add([capture({GIA_LAI: even(9), **units}, day=day)])
        warehouse = Warehouse.of(store)
        ranking = overview(warehouse, "H21").rankings.get("department")
        if ranking is not None:
            agree(ranking, shown_everywhere(warehouse, ranking))


def agree(ranking: Ranking, shown: dict[str, list[dict[str, Any]]]) -> None:
    """Whether each writer has every unit, in the same order, with the same cells."""
    columns = {
        one.key: one for key in (IN_CSV, IN_WORKBOOK, IN_REPORT) for one in ranking_columns(ranking, key)
    }
    for rows in shown.values():
        assert [row["agency_name"] for row in rows] == list(ranking.rows.agency_name)
    for told, from_csv, from_book, from_report in zip(
        shown["commands"], shown["csv"], shown["workbook"], shown["report"], strict=True
    ):
        for key, cell in from_csv.items():
            if columns[key].is_number:
                scale = 100 if columns[key].kind == "share" else 1
                assert number(cell) == (None if told[key] is None else pytest.approx(told[key] * scale)), key
        for key, cell in from_book.items():
            if key in from_csv and columns[key].is_number:
                assert number(from_csv[key]) == (None if cell == "" else pytest.approx(cell)), key
            elif key in from_csv:
                assert cell == from_csv[key], key
        assert from_book[ranking.node.code] == ("" if told["value"] is None else pytest.approx(told["value"]))
        assert from_report["rank"] == formats.rank(told["rank"], bool(told["tied"]))
        assert from_report["value_change"] == formats.change(told["value_change"])
        assert from_report["quality"] == from_csv["quality"]
        for key, cell in from_report.items():
            if key in from_book and columns[key].kind == "points":
                value = from_book[key]
                assert cell == formats.number(None if value == "" else value), key


def number(cell: str) -> float | None:
    """A number as a CSV for Vietnamese Excel has it."""
    return float(cell.replace(",", ".")) if cell else None
