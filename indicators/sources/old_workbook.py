"""Worksheets of an .xls, the binary format of Excel before 2007.

Read by xlrd, which is plain Python: a damaged file ends in an error that can be caught. What reads .xlsx would
follow a forged chain of sectors, or reserve room for a forged count, until the process aborts.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import time
from typing import Any

import xlrd
from xlrd.biffh import error_text_from_code
from xlrd.sheet import Sheet as OldSheet

from indicators.errors import InputProblem
from indicators.sources.grids import Area, Grid, grids_within_limits, protected
from indicators.sources.workbook import Sheet

_ENCRYPTED = "Workbook is encrypted"
_MIDNIGHT = time()


class NoWorkbook(Exception):
    """What was opened as a workbook is damaged, or none."""


def read_old_workbook(name: str, content: bytes) -> list[Grid]:
    """Read every worksheet of an XLS.

    InputProblem when it is protected or too large, NoWorkbook when it is damaged or another kind of document.
    """
    try:
        # xlrd tells its doubts to a log that nobody reads.
        book = xlrd.open_workbook(
            file_contents=content, logfile=io.StringIO(), ragged_rows=True, on_demand=True
        )
        opened = map(book.sheet_by_index, range(book.nsheets))
        sheets = [Sheet(sheet.name, hidden=sheet.visibility != 0) for sheet in opened]
        return grids_within_limits(
            name,
            sheets,
            lambda number: _area(book.sheet_by_index(number), sheets[number], book.datemode),
        )
    except (InputProblem, MemoryError):
        raise
    except Exception as error:
        # Whatever a forged record leads to: xlrd has no one error for it.
        if str(error) == _ENCRYPTED:
            raise protected(name) from None
        raise NoWorkbook from None


def _area(sheet: OldSheet, told: Sheet, datemode: int) -> Area:
    widest = max(map(sheet.row_len, range(sheet.nrows)), default=0)
    return sheet.nrows * widest, lambda: list(_rows(sheet, widest, told, datemode))


def _rows(sheet: OldSheet, width: int, told: Sheet, datemode: int) -> Iterator[list[Any]]:
    """Return the cells row by row, each row of this width; what shows an error is noted in `told`."""
    for row in range(sheet.nrows):
        cells = list(sheet.row_values(row))
        for column, kind in enumerate(sheet.row_types(row)):
            if kind == xlrd.XL_CELL_DATE:
                cells[column] = _moment(cells[column], datemode)
            elif kind == xlrd.XL_CELL_BOOLEAN:
                cells[column] = bool(cells[column])
            elif kind == xlrd.XL_CELL_ERROR:
                told.errors[row, column] = error_text_from_code.get(cells[column], "#N/A")
                cells[column] = ""
        yield cells + [""] * (width - len(cells))


def _moment(number: float, datemode: int) -> Any:
    """Return a day where no time of it is told; the number itself where it is no day that can be."""
    try:
        moment = xlrd.xldate_as_datetime(number, datemode)
    except (xlrd.XLDateError, ValueError, OverflowError):
        return number
    return moment.date() if moment.time() == _MIDNIGHT else moment
