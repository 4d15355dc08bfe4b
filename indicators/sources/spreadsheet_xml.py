"""Spreadsheets that are XML: SpreadsheetML 2003, named .xls or .xml, and the OpenDocument sheets of LibreOffice.

Both name a cell's kind, so that a share, an error and a formula without result are told as in a workbook.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any
from zipfile import ZipFile

from indicators.sources.grid_builder import GridBuilder
from indicators.sources.grids import Grid
from indicators.sources.workbook import Sheet
from indicators.sources.xml_stream import Attributes, stream
from indicators.sources.zips import OPEN_DOCUMENT, unpacked

_SPREADSHEETML = re.compile(r"<(?:\w+:)?Workbook\b[^>]*urn:schemas-microsoft-com:office:spreadsheet")
_HEAD = 4000


def is_spreadsheetml(text: str) -> bool:
    """Tell whether an XML text is a workbook of Excel 2003."""
    return bool(_SPREADSHEETML.search(text[:_HEAD]))


def read_spreadsheetml(name: str, text: str) -> list[Grid]:
    """Read every sheet of a workbook of Excel 2003. Raises InputProblem when it is damaged or too large."""
    reader = _SpreadsheetML(name)
    # The text is decoded already, whatever encoding it declares.
    plain = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    stream(name, plain.encode(), reader.start, reader.end, reader.text)
    return [builder.grid() for builder in reader.sheets]


def read_opendocument(name: str, archive: ZipFile) -> list[Grid]:
    """Read every sheet of an .ods. Raises InputProblem when it is damaged or too large."""
    reader = _OpenDocument(name)
    stream(name, unpacked(name, archive, OPEN_DOCUMENT), reader.start, reader.end, reader.text)
    return [builder.grid() for builder in reader.sheets]


class _SpreadsheetML:
    def __init__(self, file: str) -> None:
        self._file = file
        self.sheets: list[GridBuilder] = []
        self._style = ""
        self._percent_styles: set[str] = set()
        self._cell: Attributes = {}
        self._kind = ""
        self._words: list[str] | None = None
        # "12" with the mark of a note above the line is not 121.
        self._is_mark = False
        self._value: Any = ""

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag == "Style":
            self._style = attributes.get("ID", "")
        elif tag == "NumberFormat" and re.search("%|Percent", attributes.get("Format", "")):
            self._percent_styles.add(self._style)
        elif tag == "Worksheet":
            self.sheets.append(GridBuilder(self._file, Sheet(attributes.get("Name", ""))))
        elif tag == "Row" and self.sheets:
            self._begin_row(attributes)
        elif tag == "Cell" and self.sheets:
            self._cell, self._kind, self._value = attributes, "", ""
        elif tag == "Data":
            self._kind, self._words = attributes.get("Type", "String"), []
        elif tag == "Sup" and "".join(self._words or ()).strip():
            self._is_mark = True
        elif tag == "Visible":
            self._words = []

    def end(self, tag: str) -> None:
        if tag == "Sup":
            self._is_mark = False
        elif tag == "Data":
            self._value, self._words = "".join(self._words or ()), None
        elif tag == "Visible" and self.sheets:
            self.sheets[-1].sheet.hidden = "".join(self._words or ()).strip() != "SheetVisible"
            self._words = None
        elif tag == "Cell" and self.sheets:
            self._end_cell()

    def text(self, words: str) -> None:
        if self._words is not None and not self._is_mark:
            self._words.append(words)

    def _begin_row(self, attributes: Attributes) -> None:
        number = attributes.get("Index")
        self.sheets[-1].begin_row(int(number) - 1 if number else None)
        if attributes.get("Hidden") == "1":
            self.sheets[-1].sheet.hidden_rows.append(self.sheets[-1].place[0] + 1)

    def _end_cell(self) -> None:
        builder, cell = self.sheets[-1], self._cell
        if number := cell.get("Index"):
            builder.move_to(int(number) - 1)
        place = builder.place
        if self._kind == "Error":
            builder.sheet.errors[place] = str(self._value)
        elif "Formula" in cell and self._value == "":
            builder.sheet.uncalculated.add(place)
        value = _typed(self._kind, str(self._value))
        if cell.get("StyleID") in self._percent_styles and isinstance(value, float):
            builder.sheet.percents.add(place)
        across, down = (int(cell.get(key, 0)) + 1 for key in ("MergeAcross", "MergeDown"))
        builder.add(value, across, down)


class _OpenDocument:
    def __init__(self, file: str) -> None:
        self._file = file
        self.sheets: list[GridBuilder] = []
        self._hidden_styles: set[str] = set()
        self._style = ""
        self._cell: Attributes | None = None
        self._rows_left = 0
        self._words: list[str] = []
        self._unseen = 0

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag == "style":
            self._style = attributes.get("name", "")
        elif tag == "table-properties" and attributes.get("display") == "false":
            self._hidden_styles.add(self._style)
        elif tag == "table":
            sheet = Sheet(attributes.get("name", ""), attributes.get("style-name", "") in self._hidden_styles)
            self.sheets.append(GridBuilder(self._file, sheet))
        elif tag == "table-row" and self.sheets:
            self._begin_row(attributes)
        elif tag in ("table-cell", "covered-table-cell") and self.sheets:
            self._cell, self._words = attributes, []
        elif tag in ("annotation", "tracked-changes"):
            self._unseen += 1
        elif tag in ("p", "line-break", "s", "tab") and self._words:
            self._words.append(" ")

    def end(self, tag: str) -> None:
        if tag in ("annotation", "tracked-changes"):
            self._unseen -= 1
        elif tag in ("table-cell", "covered-table-cell") and self._cell is not None and self.sheets:
            self._end_cell(self._cell)
            self._cell = None
        elif tag == "table-row" and self.sheets:
            self.sheets[-1].repeat_row(self._rows_left)
            self._rows_left = 0

    def text(self, words: str) -> None:
        if self._cell is not None and not self._unseen:
            self._words.append(words)

    def _begin_row(self, attributes: Attributes) -> None:
        builder = self.sheets[-1]
        builder.begin_row()
        self._rows_left = int(attributes.get("number-rows-repeated", 1)) - 1
        if attributes.get("visibility", "visible") != "visible":
            builder.sheet.hidden_rows.append(builder.place[0] + 1)

    def _end_cell(self, cell: Attributes) -> None:
        builder = self.sheets[-1]
        words = "".join(self._words)
        kind, place = cell.get("value-type", ""), builder.place
        value: Any = words
        if kind in ("float", "currency", "percentage"):
            value = _typed("Number", cell.get("value", ""))
        elif kind == "date":
            value = _typed("DateTime", cell.get("date-value", ""))
        if kind == "percentage":
            builder.sheet.percents.add(place)
        if words.startswith("#") and "formula" in cell:
            builder.sheet.errors[place] = words
        elif "formula" in cell and not words and not kind:
            builder.sheet.uncalculated.add(place)
        repeated = int(cell.get("number-columns-repeated", 1))
        if value == "":
            builder.move_to(builder.place[1] + repeated)
        else:
            for _ in range(repeated):
                builder.add(value)


def _typed(kind: str, written: str) -> Any:
    """Read a cell's value by its kind; as written where it is not what it says to be."""
    try:
        if kind == "Number":
            return float(written)
        if kind == "DateTime":
            return datetime.fromisoformat(written)
    except ValueError:
        return written
    return written
