"""One reader a format, chosen by what a file holds, never by its name; all give the same plain records."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from types import MappingProxyType

from indicators.errors import InputProblem
from indicators.periods import Period
from indicators.privacy.labels import public_label
from indicators.sources import portal_api, portal_legacy, score_table
from indicators.sources.encodings import decoded, unreadable
from indicators.sources.files import SourceFile
from indicators.sources.grids import (
    Grid,
    old_format,
    protected,
    read_old_workbook,
    read_text_tables,
    read_workbook,
)
from indicators.sources.overdue_columns import find_list_header
from indicators.sources.overdue_list import ListReading, Told, read_list
from indicators.sources.own_list import OwnReading, read_own
from indicators.sources.records import Reading
from indicators.sources.tables import tables_of
from indicators.sources.text_matching import scope_of
from indicators.sources.zips import SIGNATURE as ZIP

NO_SHEET_PERIODS: Mapping[str, Period] = MappingProxyType({})
# Excel's older format, and the wrapping of a newer workbook with a password.
_COMPOUND_FILE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)


def read(
    files: Iterable[SourceFile], *, sheet_periods: Mapping[str, Period] = NO_SHEET_PERIODS
) -> list[Reading]:
    """What the files say, in their order. `sheet_periods` gives workbooks' sheets their periods.

    Raises InputProblem for the first file that cannot be read, when no file has a value of the index, and
    when `sheet_periods` names a sheet that was not read.
    """
    periods = {_sheet_key(sheet): period for sheet, period in sheet_periods.items()}
    readings = [reading for file in files for reading in _read_one(file, periods)]
    unused = periods.keys() - {_sheet_key(reading.part) for reading in readings}
    for sheet in sheet_periods:
        if _sheet_key(sheet) in unused:
            raise InputProblem(
                "no table of scores is on a sheet of the name “{name}”, for which a period was given.",
                do="Write the sheet's name as the workbook does.",
                name=sheet,
            )
    return _with_scopes(_without_empty(readings))


def undated_sheets(files: Iterable[SourceFile]) -> list[str]:
    """The sheets of workbooks of the old service, in their order: none says its period."""
    return [
        grid.sheet.name
        for file in files
        if file.content.startswith(ZIP)
        for grid in read_workbook(file.name, file.content)
        if portal_legacy.is_score_sheet(grid) and not grid.sheet.hidden
    ]


def read_lists(
    files: Iterable[SourceFile], told: Told | None = None
) -> tuple[list[ListReading], list[SourceFile]]:
    """The lists of overdue dossiers among the files, and the files that are none.

    `told` hears how far the reading of a list is, in rows. Raises InputProblem for a table that is damaged,
    protected, too large, or holds formulas without results where a list is read.
    """
    lists, others = [], []
    for file in files:
        reading = _read_list(file, told)
        if reading:
            lists.append(reading)
        else:
            others.append(file)
    return lists, others


def _read_list(file: SourceFile, told: Told | None) -> ListReading | None:
    sha256 = hashlib.sha256(file.content).hexdigest()
    if file.content.startswith(_COMPOUND_FILE):
        if _ENCRYPTED in file.content:
            raise protected(file.name)
        # An old workbook's errors and percentages cannot be told: good enough for lists, not for scores.
        return read_list(file.name, sha256, read_old_workbook(file.name, file.content), told)
    if file.content.startswith(ZIP):
        return read_list(file.name, sha256, read_workbook(file.name, file.content), told)
    if not file.content.strip():
        return None
    written = decoded(file.name, file.content)
    if written.lstrip().startswith(("{", "[", "<")):
        return None
    grids = (
        grid for grid in read_text_tables(file.name, written) if any(map(find_list_header, tables_of(grid)))
    )
    return read_list(file.name, sha256, [*islice(grids, 1)], told)


def read_own_lists(files: Iterable[SourceFile]) -> tuple[list[OwnReading], list[SourceFile]]:
    """The province's own counts and lists of dossiers among the files, and the files that are neither.

    Raises InputProblem for a number or a period that cannot be right.
    """
    own, others = [], []
    for file in files:
        reading = read_own(file.name, hashlib.sha256(file.content).hexdigest(), _grids(file))
        if reading:
            own.append(reading)
        else:
            others.append(file)
    return own, others


def _grids(file: SourceFile) -> list[Grid]:
    """The tables of a file that can hold any; of a text, read with the first separator that gives columns."""
    if file.content.startswith(ZIP):
        return read_workbook(file.name, file.content)
    if file.content.startswith(_COMPOUND_FILE) or not file.content.strip():
        return []
    written = decoded(file.name, file.content)
    if written.lstrip().startswith(("{", "[", "<")):
        return []
    grids = list(read_text_tables(file.name, written))
    # A list of nothing but codes has one column, whatever separates columns.
    return [grid for grid in grids if max(map(len, grid.rows), default=0) > 1] or grids[:1]


def _read_one(file: SourceFile, periods: Mapping[str, Period]) -> list[Reading]:
    sha256 = hashlib.sha256(file.content).hexdigest()
    if not file.content.strip():
        raise InputProblem("the file is empty.", do="Capture or save it again.", file=file.name)
    if file.content.startswith(_COMPOUND_FILE):
        raise _old_or_protected(file)
    if file.content.startswith(ZIP):
        return _read_workbook(file, sha256, periods)
    written = decoded(file.name, file.content)
    start = written.lstrip()
    if start.startswith(("{", "[")):
        return [portal_api.read(file.name, sha256, written, file.request)]
    if _PAGE.match(start):
        raise _web_page(file.name, start)
    if start.startswith("<"):
        raise unreadable(file.name)
    return score_table.read_text(file.name, sha256, read_text_tables(file.name, written))


def _read_workbook(file: SourceFile, sha256: str, periods: Mapping[str, Period]) -> list[Reading]:
    grids = read_workbook(file.name, file.content)
    names = [grid.sheet.name for grid in grids]
    own = {name: periods[_sheet_key(name)] for name in names if _sheet_key(name) in periods}
    if any(map(portal_legacy.is_score_sheet, grids)):
        return portal_legacy.read(file.name, sha256, grids, own)
    return score_table.read(file.name, sha256, grids, own)


def _sheet_key(name: str) -> str:
    """A sheet's name as typed by hand: composed or decomposed letters, any case, spaces around."""
    return unicodedata.normalize("NFC", public_label(name)).strip().casefold()


def _old_or_protected(file: SourceFile) -> InputProblem:
    return protected(file.name) if _ENCRYPTED in file.content else old_format(file.name)


def _web_page(file: str, page: str) -> InputProblem:
    if "request rejected" in page.casefold():
        return InputProblem(
            "the portal refused the request: this is its “Request Rejected” page, not data.",
            do="Wait, then capture it again.",
            file=file,
        )
    return InputProblem(
        "it is a web page, not data.", do="Import the portal's JSON answer itself.", file=file
    )


def _without_empty(readings: Sequence[Reading]) -> list[Reading]:
    """The readings with values; notes of the others (known, but not of the index) go to the first."""
    kept = [reading for reading in readings if reading.values]
    notes = [note for reading in readings if not reading.values for note in reading.notes]
    if not kept:
        raise InputProblem(
            "there is no value of the index in what was given.",
            do="Import answers of the portal's evaluation addresses, or a table of scores.",
            file=", ".join(reading.file for reading in readings) or None,
        )
    return [replace(kept[0], notes=(*kept[0].notes, *notes)), *kept[1:]]


def _with_scopes(readings: Sequence[Reading]) -> list[Reading]:
    """Some of the portal's answers give ids without codes: the other answers tell whose these are."""
    codes = {
        value.unit.portal_id: value.unit.code
        for reading in readings
        for value in reading.values
        if value.unit.portal_id and value.unit.code
    }
    return [
        reading
        if reading.scope
        else replace(
            reading,
            scope=scope_of(
                replace(unit, code=unit.code or codes.get(unit.portal_id or ""))
                for unit in {value.unit for value in reading.values}
            ),
        )
        for reading in readings
    ]
