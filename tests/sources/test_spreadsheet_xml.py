"""Sheets that are XML: what a cell is, where it stands, and what nobody sees."""

from __future__ import annotations

import io
from datetime import datetime
from zipfile import ZipFile

import pytest

from indicators.errors import InputProblem
from indicators.sources.grids import Grid
from indicators.sources.spreadsheet_xml import is_spreadsheetml, read_opendocument, read_spreadsheetml

EXCEL = "urn:schemas-microsoft-com:office:spreadsheet"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns"


def spreadsheetml(inner: str) -> str:
    return (
        f'<?xml version="1.0" encoding="windows-1258"?><Workbook xmlns="{EXCEL}" xmlns:ss="{EXCEL}"><Styles>'
        '<Style ss:ID="p"><NumberFormat ss:Format="0.00%"/></Style></Styles>'
        f'<Worksheet ss:Name="Điểm"><Table>{inner}</Table></Worksheet></Workbook>'
    )


def opendocument(inner: str, style: str = "") -> Grid:
    stream = io.BytesIO()
    spaces = " ".join(f'xmlns:{name}="{OFFICE}:{name}:1.0"' for name in ("office", "table", "text", "style"))
    with ZipFile(stream, "w") as archive:
        archive.writestr(
            "content.xml",
            f"<office:document-content {spaces}>{style}<office:body><office:spreadsheet>"
            f'<table:table table:name="Điểm" table:style-name="ta1">{inner}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    (grid,) = read_opendocument("a.ods", ZipFile(stream))
    return grid


def test_cells_of_excel_2003_have_their_kinds_and_places() -> None:
    text = spreadsheetml(
        '<Row ss:Index="2"><Cell><Data ss:Type="String">Sở Y tế</Data></Cell>'
        '<Cell ss:Index="3"><Data ss:Type="Number">1.5</Data></Cell>'
        '<Cell ss:StyleID="p"><Data ss:Type="Number">0.95</Data></Cell>'
        '<Cell><Data ss:Type="Error">#DIV/0!</Data></Cell><Cell ss:Formula="=1+1"/>'
        '<Cell><Data ss:Type="DateTime">2026-09-15T00:00:00.000</Data></Cell></Row>'
        '<Row ss:Hidden="1"><Cell ss:MergeAcross="1"><Data ss:Type="String">a</Data></Cell>'
        '<Cell><Data ss:Type="String">b</Data></Cell></Row>'
    )
    assert is_spreadsheetml(text)
    (grid,) = read_spreadsheetml("a.xls", text)
    day = datetime.fromisoformat("2026-09-15")
    assert grid.rows == [[""] * 7, ["Sở Y tế", "", 1.5, 0.95, "#DIV/0!", "", day], ["a", "", "b", *[""] * 4]]
    sheet = grid.sheet
    assert (sheet.name, sheet.percents, sheet.errors) == ("Điểm", {(1, 3)}, {(1, 4): "#DIV/0!"})
    assert (sheet.uncalculated, sheet.hidden_rows) == ({(1, 5)}, [3])


def test_a_hidden_sheet_of_excel_2003_says_so() -> None:
    text = spreadsheetml("").replace(
        "</Worksheet>", "<WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet>"
    )
    assert read_spreadsheetml("a.xls", text)[0].sheet.hidden


def test_cells_of_libreoffice_have_their_kinds_and_repetitions_their_room() -> None:
    grid = opendocument(
        '<table:table-row><table:table-cell office:value-type="string"><text:p>Sở</text:p><text:p>Y tế</text:p>'
        '</table:table-cell><table:table-cell table:number-columns-repeated="2"/>'
        '<table:table-cell office:value-type="float" office:value="1234"><text:p>1.234</text:p></table:table-cell>'
        '<table:table-cell office:value-type="percentage" office:value="0.95"><text:p>95%</text:p>'
        "</table:table-cell></table:table-row>"
        '<table:table-row table:number-rows-repeated="2" table:visibility="collapse"><table:table-cell '
        'office:value-type="date" office:date-value="2026-09-15"/></table:table-row>'
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell '
        'table:number-columns-repeated="16384"/></table:table-row><table:table-row/>'
    )
    day = datetime.fromisoformat("2026-09-15")
    assert grid.rows == [["Sở Y tế", "", "", 1234, 0.95], [day, *[""] * 4], [day, *[""] * 4]]
    assert (grid.sheet.percents, grid.sheet.hidden_rows) == ({(0, 4)}, [2])


def test_a_hidden_sheet_of_libreoffice_says_so() -> None:
    style = '<style:style style:name="ta1"><style:table-properties table:display="false"/></style:style>'
    assert opendocument("<table:table-row/>", style).sheet.hidden


def test_repetitions_cannot_grow_beyond_a_table() -> None:
    wide = (
        '<table:table-cell office:value-type="string" table:number-columns-repeated="900"><text:p>x</text:p>'
    )
    with pytest.raises(InputProblem, match="dòng"):
        opendocument(
            f'<table:table-row table:number-rows-repeated="150000">{wide}</table:table-cell></table:table-row>'
        )


def test_entities_are_refused_before_they_unfold() -> None:
    text = spreadsheetml("").replace("<Workbook", '<!DOCTYPE x [<!ENTITY a "aaaa">]><Workbook')
    with pytest.raises(InputProblem, match="hỏng"):
        read_spreadsheetml("a.xls", text)
