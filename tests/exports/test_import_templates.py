"""The templates, filled in, are read back as what they are."""

from __future__ import annotations

import io
from typing import Any

import xlsxwriter
from python_calamine import CalamineWorkbook

from indicators import sources
from indicators.exports.import_templates import (
    digitisation_template,
    national_template,
    online_template,
    overdue_counts_template,
    overdue_template,
    own_dossiers_template,
    own_template,
    payment_template,
    score_template,
)
from indicators.intake import pipeline
from indicators.periods import Period
from indicators.sources.files import SourceFile
from tests.made_up import at
from tests.made_up_lists import code


def filled(template: bytes, rows: dict[int, list[Any]]) -> bytes:
    """The template with these cells written from some column on, in its own rows or below the header."""
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(template)).get_sheet_by_index(0)
    lines = sheet.to_python(skip_empty_area=False)
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    made = book.add_worksheet(sheet.name)
    for number, line in enumerate(lines[: max(rows) + 1] + [[]] * max(0, max(rows) + 1 - len(lines))):
        cells = [*[cell for cell in line if cell != ""], *rows.get(number, [])]
        for column, cell in enumerate(cells):
            made.write(number, column, cell)
    book.close()
    return stream.getvalue()


def prepared(content: bytes, **told: Any) -> pipeline.Prepared:
    return pipeline.prepare(sources.read([SourceFile("template.xlsx", content)]), **told)


def test_the_score_table_with_points_is_a_capture() -> None:
    rows = {1: [14.0, 17.0, 9.0, 7.0, 11.0, 9.5], 2: [14.0, 15.0, 9.0, 7.0, 11.0, 9.0]}
    content = filled(score_template(), rows)
    (made,) = prepared(content, period=Period("year", 2026)).captures
    assert made.agencies == 2
    assert made.unrecognised == ()


def test_the_list_with_a_dossier_is_a_list() -> None:
    row = [1, "Sở Tài chính", "Đăng ký kinh doanh", "Thành lập hộ kinh doanh", code(1), "Đang xử lý"]
    content = filled(overdue_template(), {1: [*row, "03/08/2026", "01/09/2026"]})
    (made,) = prepared(content).lists
    assert made.dossiers.num_rows == 1
    assert made.set_aside.num_rows == 0


def test_the_own_count_with_numbers_is_a_count() -> None:
    (made,) = prepared(filled(own_template(), {1: ["08/2026", 120], 2: ["08/2026", 44]})).own
    assert made.counts["dossiers"].to_pylist() == [120, 44]
    assert set(made.counts["period"].to_pylist()) == {"month:2026-08"}


def test_the_scores_of_all_provinces_are_a_capture_of_the_nation() -> None:
    rows = {1: [14.0, 17.0, 9.0, 7.0, 11.0, 9.5], 2: [14.0, 15.0, 9.0, 7.0, 11.0, 9.0]}
    (made,) = prepared(filled(national_template(), rows), period=Period("year", 2026)).captures
    assert (made.scope, made.agencies) == ("VN", 2)


def test_the_count_of_overdue_dossiers_is_a_list_of_counts() -> None:
    (made,) = prepared(
        filled(overdue_counts_template(), {1: [12], 2: [3]}), captured_at=at("2026-10-12")
    ).lists
    assert made.counts["overdue"].to_pylist() == [12, 3]
    assert made.unrecognised == ()


def test_the_statistics_are_counts_by_measure() -> None:
    def counted(template: bytes, *numbers: int) -> list[int]:
        (made,) = prepared(filled(template, {1: ["08/2026", *numbers]})).own
        assert made.unrecognised == ()
        return [row["dossiers"] for row in sorted(made.counts.to_pylist(), key=lambda row: row["measure"])]

    # In the order of their names: paid online, payable, received, by post, in person, online, synchronised.
    assert counted(online_template(), 80, 15, 5, 98, 40, 30) == [30, 40, 100, 5, 15, 80, 98]
    assert counted(payment_template(), 40, 30) == [30, 40]
    # Papers digitised, reused, reused from the portal, received, resolved, results digitised.
    assert counted(digitisation_template(), 100, 90, 20, 5, 95, 91) == [90, 20, 5, 100, 95, 91]


def test_the_list_of_codes_tells_what_reached_the_portal() -> None:
    (made,) = prepared(
        filled(own_dossiers_template(), {1: [code(1), "Đã đồng bộ"], 2: [code(2), "Chưa"]})
    ).own
    assert made.dossiers["synchronised"].to_pylist() == [True, False]
