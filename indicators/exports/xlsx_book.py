"""Parts of a workbook: formats, sheets with their provenance, tables that Excel can sort and print."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from indicators import PROGRAM, catalogue
from indicators.analysis import document_code
from indicators.analysis.overview import Overview
from indicators.analysis.provenance import of_capture
from indicators.charts.style import INKS
from indicators.translation import text

HEADER_ROW = 4
# Widths in characters: of a name, of a code, of a number.
NAME, CODE, NUMBER = 44, 14, 12


class Book:
    """A workbook in the making, with the formats its sheets share."""

    def __init__(self, view: Overview) -> None:
        self.stream = io.BytesIO()
        self.file = xlsxwriter.Workbook(self.stream, {"in_memory": True, "nan_inf_to_errors": False})
        self.view = view
        self.record = of_capture(view.capture, view.comparison)
        self._written: list[list[Any]] = []
        self.index = catalogue.load()[view.capture.index_version]
        inks = INKS["light"]
        self.title = self.file.add_format({"bold": True, "font_size": 14})
        self.soft = self.file.add_format({"font_color": inks.soft})
        self.warning = self.file.add_format({"bold": True, "font_color": inks.worse_text})
        self.header = self.file.add_format(
            {
                "bold": True,
                "bg_color": inks.accent,
                "font_color": inks.background,
                "text_wrap": True,
                "valign": "top",
            }
        )
        self.strong = self.file.add_format({"bold": True, "num_format": "#,##0"})
        self.points = self.file.add_format({"num_format": "#,##0.00"})
        self.count = self.file.add_format({"num_format": "#,##0"})
        self.ratio = self.file.add_format({"num_format": "0.00%"})
        self.places = self.file.add_format({"num_format": '"▲" #,##0;"▼" #,##0;"="'})
        self.change = self.file.add_format({"num_format": '"▲" #,##0.00;"▼" #,##0.00;"="'})

    def sheet(self, name: str, title: str) -> Worksheet:
        """Begin a sheet with its title and where its numbers come from, ready for a table at HEADER_ROW."""
        sheet = self.file.add_worksheet(name[:31])
        sheet.write_string(0, 0, title, self.title)
        sheet.write_string(1, 0, self.record.line(), self.soft)
        sheet.write_string(2, 0, self.record.mark, self.warning)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        return sheet

    def table(
        self,
        sheet: Worksheet,
        columns: Sequence[tuple[str, int, Format | None]],
        rows: Iterable[Any],
        strong: frozenset[int] = frozenset(),
    ) -> None:
        """Write headers, then rows, those of `strong` bold; a missing value stays an empty cell.

        Frozen, filtered, its print area set, the header repeated on paper.
        """
        last, rows = HEADER_ROW, [list(row) for row in rows]
        self._written += [[name for name, _, _ in columns], *rows]
        for place, (name, width, look) in enumerate(columns):
            sheet.set_column(place, place, width, look)
            sheet.write_string(HEADER_ROW, place, name, self.header)
        for last, row in enumerate(rows, start=HEADER_ROW + 1):
            if last - HEADER_ROW - 1 in strong:
                sheet.set_row(last, None, self.strong)
            for place, value in enumerate(row):
                if isinstance(value, str):
                    # As a string and nothing else: Excel runs no cell of ours as a formula.
                    sheet.write_string(last, place, value)
                elif not pd.isna(value):
                    sheet.write_number(last, place, float(value))
        sheet.autofilter(HEADER_ROW, 0, max(last, HEADER_ROW + 1), len(columns) - 1)
        sheet.freeze_panes(HEADER_ROW + 1, 2)
        sheet.repeat_rows(HEADER_ROW)
        sheet.print_area(0, 0, last, len(columns) - 1)

    def content(self) -> bytes:
        """Close the workbook, its code on the first sheet, at every printed page's foot and in its properties."""
        of = document_code.of_capture("workbook", self.view.capture, self.view.comparison)
        code = of.code(self._written)
        said = document_code.code_line(code)
        first, *_ = sheets = self.file.worksheets()
        first.write_string(3, 0, f"{said} · {of.address}", self.soft)
        for sheet in sheets:
            sheet.set_footer(f"&L&8{said}&R&8{text('Page {number} of {count}', number='&P', count='&N')}")
        about = {"author": PROGRAM, "comments": self.record.properties(), "keywords": of.claim(code)}
        self.file.set_properties(about)
        self.file.close()
        return self.stream.getvalue()
