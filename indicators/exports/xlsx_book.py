"""Parts of a workbook: formats, sheets with their provenance, tables that Excel can sort and print."""

from __future__ import annotations

import io
import math
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
# Widths in characters: of a name at most, of a code at most, of a number.
NAME, CODE, NUMBER = 44, 14, 10
# Characters that stand side by side on A4 across, at its own size; and where it is still to be read made smaller.
PAGE_WIDTH, LEGIBLE_WIDTH = 140, 235
# Points that a line is high, and inches of the margins: left and right, top, bottom.
LINE, MARGINS = 15, (0.4, 0.5, 0.6)
# Characters of a header that the button of its filter takes.
BUTTON = 2


class Book:
    """A workbook in the making, with the formats its sheets share."""

    def __init__(self, view: Overview) -> None:
        self.stream = io.BytesIO()
        self.file = xlsxwriter.Workbook(self.stream, {"in_memory": True, "nan_inf_to_errors": False})
        self.view = view
        self.record = of_capture(view.capture, view.comparison)
        self._written: list[list[Any]] = []
        self._notes: dict[Worksheet, str] = {}
        self._widths: dict[Worksheet, list[int]] = {}
        self.index = catalogue.load()[view.capture.index_version]
        inks = INKS["light"]
        self.title = self.file.add_format({"bold": True, "font_size": 14})
        self.soft = self.file.add_format({"font_color": inks.soft, "text_wrap": True, "valign": "top"})
        self.wrapped = self.file.add_format({"text_wrap": True, "valign": "top"})
        # Words right of a number, which ends where they begin.
        self.apart = self.file.add_format({"align": "left", "indent": 1})
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

    def sheet(self, name: str, title: str, note: str = "") -> Worksheet:
        """Begin a sheet with its title, ready for a table at HEADER_ROW; `note` is what else is said above that."""
        sheet = self.file.add_worksheet(name[:31])
        sheet.write_string(0, 0, title, self.title)
        sheet.write_string(2, 0, self.record.mark, self.warning)
        self._notes[sheet] = note
        sheet.set_landscape()
        sheet.set_paper(9)
        side, top, bottom = MARGINS
        sheet.set_margins(side, side, top, bottom)
        return sheet

    def table(
        self,
        sheet: Worksheet,
        columns: Sequence[tuple[str, int, Format | None]],
        rows: Iterable[Any],
        strong: frozenset[int] = frozenset(),
    ) -> None:
        """Write headers, then rows, those of `strong` bold; a missing value stays an empty cell.

        Frozen, filtered, its print area set; on paper as wide as can be read, header and names on every page.
        """
        last, rows = HEADER_ROW, [list(row) for row in rows]
        self._written += [[name for name, _, _ in columns], *rows]
        widths = [_width(name, most, [row[n] for row in rows]) for n, (name, most, _) in enumerate(columns)]
        for place, (name, most, look) in enumerate(columns):
            is_apart = place and look is None and columns[place - 1][2] is not None
            widths[place] += bool(is_apart)
            is_cut = any(isinstance(row[place], str) and len(row[place]) > most for row in rows)
            own = self.wrapped if is_cut else self.apart if is_apart else look
            sheet.set_column(place, place, widths[place], own)
            sheet.write_string(HEADER_ROW, place, name, self.header)
        lines = max(
            -(-len(name) // (width - BUTTON)) for (name, _, _), width in zip(columns, widths, strict=True)
        )
        sheet.set_row(HEADER_ROW, LINE * lines)
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
        sheet.repeat_columns(0, 1)
        sheet.print_area(0, 0, last, len(columns) - 1)
        again = sum(widths[:2])
        sheet.fit_to_pages(-(-(sum(widths) - again) // (LEGIBLE_WIDTH - again)), 0)
        self._widths[sheet] = widths
        self._say_above(sheet, 1, self.record.line())
        if self._notes[sheet]:
            self._say_above(sheet, 3, self._notes[sheet])

    def _say_above(self, sheet: Worksheet, row: int, words: str) -> None:
        """Say something above a table, in as many lines as its columns on the first page need for it."""
        widths = self._widths[sheet]
        first = [place for place in range(1, len(widths)) if sum(widths[: place + 1]) <= PAGE_WIDTH]
        over = max(first, default=1)
        sheet.merge_range(row, 0, row, over, words, self.soft)
        # A line ends where a word does, and a long one fills no line.
        sheet.set_row(row, LINE * math.ceil(len(words) / sum(widths[: over + 1]) + 0.5))

    def content(self) -> bytes:
        """Close the workbook, its code on the first sheet, at every printed page's foot and in its properties."""
        of = document_code.of_capture("workbook", self.view.capture, self.view.comparison)
        code = of.code(self._written)
        said = document_code.code_line(code)
        first, *_ = sheets = self.file.worksheets()
        self._say_above(first, 3, f"{said} · {of.address}")
        for sheet in sheets:
            sheet.set_footer(f"&L&8{said}&R&8{text('Page {number} of {count}', number='&P', count='&N')}")
        about = {"author": PROGRAM, "comments": self.record.properties(), "keywords": of.claim(code)}
        self.file.set_properties(about)
        self.file.close()
        return self.stream.getvalue()


def _width(name: str, most: int, cells: Sequence[Any]) -> int:
    """Make a column as wide as its longest words, up to `most`; those of numbers all alike, headers in lines."""
    words = max((len(cell) for cell in cells if isinstance(cell, str)), default=0)
    longest = max(map(len, name.split()))
    return max(min(words + 1, most) if words else NUMBER, longest + BUTTON)
