"""The pages' PDF in its parts: light whatever the screen, tables as they are written, wide ones turned."""

from __future__ import annotations

import pandas as pd
import pypdfium2
import pytest
from pandas.io.formats.style import Styler

from indicators import charts, formats
from indicators.charts import Chart, Theme
from indicators.exports.columns import TURNED, in_blocks, laid_out
from indicators.exports.markdown import markdown_paragraphs
from indicators.exports.page import Page, Picture, Table, Words, page_pdf, written
from tests.charts.test_charts import BASIS, GROUPS
from tests.exports.printed import close, letters, pages

SOURCE = "Nguồn: Cổng DVCQG"


def page(*parts: Words | Picture | Table) -> Page:
    return Page("x", "Trang", sources=[SOURCE], parts=list(parts))


def sizes(content: bytes) -> list[tuple[int, int]]:
    return [
        tuple(round(side / 72 * 25.4) for side in sheet.get_size())
        for sheet in pypdfium2.PdfDocument(content)
    ]


def test_a_chart_is_drawn_for_paper_in_the_light_theme_whatever_the_screens() -> None:
    asked: list[Theme] = []

    def draw(*, theme: Theme) -> Chart:
        asked.append(theme)
        return charts.bullets(GROUPS, "Điểm theo nhóm", BASIS, theme)

    made = page_pdf(page(Picture(draw)))
    assert asked == ["light"]
    (sheet,) = pages(made)
    for words in ("Điểm theo nhóm", BASIS, "Công khai, minh bạch", "11,79", "/18"):
        assert close(words) in close(sheet)
    assert {face for _, face in letters(made)} == {"SourceSans3-Regular", "SourceSans3-Semibold"}


def test_a_missing_cell_is_a_dash_and_a_whole_number_has_no_decimals() -> None:
    rows = pd.DataFrame({"name": ["A", None], "count": [1234, None], "value": [0.5, None], "zero": [0, 0]})
    table = Table(rows, {name: name for name in rows})
    assert written(table) == [["A", "1.234", "0,50", "0"], ["–", "–", "–", "0"]]


def test_a_table_is_printed_as_it_is_shown_in_the_order_of_its_columns() -> None:
    rows = pd.DataFrame(
        {"share": [0.5, 0.25], "change": [1.5, -2.0], "id": ["x", "y"], "name": ["A\nB", "C"]}
    )
    rows.index.name = "somebody"
    columns = {"name": "Tên", "change": "Thay đổi", "share": "Tỷ lệ"}

    def styled(shown: pd.DataFrame) -> Styler:
        return shown.style.format(formats.change, subset=["change"])

    table = Table(rows, columns, frozenset({"share"}), styled)
    assert written(table) == [["A B", "▲\u00a01,50", "50,00%"], ["C", "▼\u00a02,00", "25,00%"]]
    assert written(Table(rows.head(0), {"name": "Tên"})) == []


def test_a_wide_table_stands_on_a_turned_page_with_the_words_that_lead_to_it() -> None:
    rows = pd.DataFrame({f"c{number}": ["một ô có nhiều chữ"] for number in range(8)})
    wide = Table(rows, {name: name for name in rows})
    narrow = Table(rows[["c0"]], {"c0": "hẹp"})
    made = page_pdf(page(narrow, Words("## Bảng rộng"), wide))
    assert sizes(made) == [(210, 297), (297, 210)]
    first, second = pages(made)
    assert "hẹp" in first
    assert "Bảng rộng" in second
    assert "Bảng rộng" not in first


def test_a_table_wider_than_any_page_is_cut_into_several_that_each_name_the_row() -> None:
    header = ["Đơn vị", *(f"{day:02d}/10/2026" for day in range(1, 31))]
    cells = [[f"Sở {row}", *(f"{row},{day:02d}" for day in range(1, 31))] for row in range(3)]
    blocks = in_blocks(laid_out(header, cells))
    assert len(blocks) > 1
    assert [name for block in blocks for name in block["header"][1:]] == header[1:]
    for block in blocks:
        assert [row[0] for row in block["rows"]] == ["Sở 0", "Sở 1", "Sở 2"]
        assert sum(block["widths"]) <= TURNED
        assert block["numeric"] == list(range(1, len(block["header"])))


@pytest.mark.parametrize(
    ("markdown", "kind", "bold", "small", "plain"),
    [
        ("**đậm** thường", "words", "đậm", "", " thường"),
        ("## Gia Lai :small[:gray[· đọc]]", "heading", "", "· đọc", "Gia Lai "),
        ("- một [việc] của mã", "point", "", "", "một [việc] của mã"),
    ],
)
def test_the_marks_of_markdown_become_looks_and_all_else_stays(
    markdown: str, kind: str, bold: str, small: str, plain: str
) -> None:
    (found,) = markdown_paragraphs(markdown, "words")
    runs = found["runs"]
    assert found["kind"] == kind
    assert "".join(run["words"] for run in runs if run["bold"]) == bold
    assert "".join(run["words"] for run in runs if run["small"]) == small
    assert "".join(run["words"] for run in runs if not run["bold"] and not run["small"]) == plain


def test_words_are_never_taken_for_the_typesetters_own_commands() -> None:
    (sheet,) = pages(page_pdf(page(Words('Sở #panic("x") $ * _ @ < > \\ "'))))
    assert '#panic("x") $ * _ @ < > \\ "' in sheet
