"""Checks inside an XLSX before calamine reads it, and a workbook of just the parts that were checked.

calamine builds the whole rectangle up to the last filled cell and aborts the process when that is absurd; it
gives '' for #DIV/0! and for formulas never calculated; and it does not tell 0.95 from 95 %. So every sheet's
XML is streamed through once, for its size and for those cells. calamine then gets a workbook of just these
parts, under names of our own: no part that differs by its case, its path or a forged size takes their place.
"""

from __future__ import annotations

import io
import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from zipfile import ZIP_DEFLATED, ZipFile

from indicators.errors import InputProblem
from indicators.privacy.labels import public_label
from indicators.sources.xml_stream import Attributes, stream
from indicators.sources.zips import unpacked

MAX_ROWS = 200_000
MAX_COLUMNS = 1_000
MAX_CELLS = 5_200_000
# A list of 100,000 dossiers has 40 million in all its cells.
MAX_LETTERS = 150_000_000

_PERCENT_FORMATS = {"9", "10"}
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d+)")
# Cells that do not say where they are, as Excel and the usual libraries write it, and such as reach far: beyond
# column ZZ or row 199,999; then those beyond column Z and row 999 at once.
_UNUSUAL = re.compile(rb'<c(?:(?! r=")[ >/\n\t\r]| r="(?![A-Z]{1,2}(?:[1-9]\d{0,4}|1\d{5})"))')
_WIDE, _LONG = re.compile(rb'<c r="[A-Z]{2}'), re.compile(rb'<c r="[A-Z]{1,2}\d{4}')
_PLAIN_ROOT = re.compile(rb"<worksheet[\s>]")
_PREFIXED = re.compile(rb"<[\w.-]+:c[\s/>]")
# How many shared strings a workbook says it has, in the first tag of its list.
_ROOT_WITHIN = 2000
_COUNTS = re.compile(rb"""\s(?:uniqueCount|count)\s*=\s*(?:"[^"]*"|'[^']*')""")
_MARK = re.compile(
    rb'(</r>\s{0,9})<r>\s{0,9}<rPr>(?:(?!</rPr>).){0,300}<vertAlign val="superscript"\s{0,9}/>'
    rb"(?:(?!</rPr>).){0,300}</rPr>\s{0,9}<t[^>]{0,99}>[^<]{0,99}</t>\s{0,9}</r>",
    re.DOTALL,
)
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_HIDDEN_ROW = re.compile(
    rb"""<(?:[\w.-]+:)?row\b(?=[^>]*?\shidden\s*=\s*["'](?:1|true))[^>]*?\sr\s*=\s*["'](\d{1,7})["']"""
)
# What the careful pass alone can judge: formulas, errors, and XML that is written in another way.
_NEEDS_CARE = (b"<f", b't="e"', b"t='e'", b"<!")


@dataclass(slots=True)
class Sheet:
    """A worksheet's name, whether it is hidden, and its cells that need care, as (row, column) from 0.

    `errors` holds what a cell shows ("#DIV/0!"), `uncalculated` formulas without a result to trust,
    `percents` numbers shown as percentages. `hidden_rows` are the numbers of rows nobody sees, from 1.
    """

    name: str
    hidden: bool = False
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    uncalculated: set[tuple[int, int]] = field(default_factory=set)
    percents: set[tuple[int, int]] = field(default_factory=set)
    hidden_rows: list[int] = field(default_factory=list)


def plain_workbook(name: str, archive: ZipFile) -> tuple[list[Sheet], bytes]:
    """Return the worksheets, and a workbook of nothing but them, in order, for calamine to read.

    Raises InputProblem when one is too large, or the file is damaged.
    """
    parts = _Parts(name, archive)
    targets: dict[str, str] = {}
    listed: list[Attributes] = []
    settings: Attributes = {}

    def relationship(tag: str, attributes: Attributes) -> None:
        if tag == "Relationship" and attributes.get("Type", "").endswith("/worksheet"):
            targets[attributes.get("Id", "")] = posixpath.join("/xl", attributes.get("Target", ""))[1:]

    def entry(tag: str, attributes: Attributes) -> None:
        if tag == "sheet":
            listed.append(attributes)
        elif tag in ("calcPr", "workbookPr"):
            settings.update(attributes)

    stream(name, parts.read("xl/_rels/workbook.xml.rels"), relationship, damaged=damaged)
    stream(name, parts.read("xl/workbook.xml"), entry, damaged=damaged)
    # Libraries that cannot calculate write 0 for every formula and ask Excel to calculate on opening.
    uncalculated = settings.get("fullCalcOnLoad") in ("1", "true")
    styles = parts.read("xl/styles.xml") if "xl/styles.xml" in parts else None
    percent_styles = _percent_styles(name, styles) if styles else set()
    sheets, copy = [], io.BytesIO()
    # Little shrinking, done fast: a long sheet's XML has 75 MB.
    with ZipFile(copy, "w", ZIP_DEFLATED, compresslevel=1) as plain:
        if styles:
            plain.writestr("xl/styles.xml", styles)
        if "xl/sharedstrings.xml" in parts:
            plain.writestr("xl/sharedStrings.xml", _uncounted(parts.read("xl/sharedStrings.xml")))
        for attributes in listed:
            if target := targets.get(attributes.get("id", "")):
                sheet = Sheet(attributes.get("name", ""), attributes.get("state", "visible") != "visible")
                xml = parts.read(target)
                if b"hidden" in xml:
                    sheet.hidden_rows += map(int, _HIDDEN_ROW.findall(xml))
                if not _is_plain(xml, percent_styles):
                    _Scan(name, sheet, percent_styles, uncalculated).run(xml)
                sheets.append(sheet)
                plain.writestr(f"xl/worksheets/sheet{len(sheets)}.xml", xml)
        _write_list(plain, len(sheets), settings.get("date1904", "0"))
    return sheets, copy.getvalue()


class _Parts:
    """The parts of a workbook by their names, whose case does not matter: two that differ by it are damage."""

    def __init__(self, name: str, archive: ZipFile) -> None:
        self._name, self._archive = name, archive
        self._members = {member.casefold(): member for member in archive.namelist()}
        if len(self._members) < len(archive.namelist()):
            raise damaged(name)

    def __contains__(self, part: str) -> bool:
        return part.casefold() in self._members

    def read(self, part: str) -> bytes:
        return unpacked(self._name, self._archive, self._members.get(part.casefold(), part))


def _uncounted(strings: bytes) -> bytes:
    """Return the shared strings without their count: room would be made for so many at once.

    And without what stands above the line behind other words: "12" with the mark of a note is not 121.
    """
    if b'"superscript"' in strings:
        strings = _MARK.sub(rb"\1", strings)
    return _COUNTS.sub(b"", strings[:_ROOT_WITHIN]) + strings[_ROOT_WITHIN:]


def _write_list(plain: ZipFile, sheets: int, date1904: str) -> None:
    """Write the workbook's own part, and what leads to it and from it to the sheets."""
    numbers = range(1, sheets + 1)
    listed = "".join(f'<sheet name="{number}" sheetId="{number}" r:id="r{number}"/>' for number in numbers)
    is_1904 = int(date1904 in ("1", "true"))
    plain.writestr(
        "xl/workbook.xml",
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATED}">'
        f'<workbookPr date1904="{is_1904}"/><sheets>{listed}</sheets></workbook>',
    )
    targets = {f"r{number}": f"worksheets/sheet{number}.xml" for number in numbers}
    plain.writestr("xl/_rels/workbook.xml.rels", _related("worksheet", targets))
    plain.writestr("_rels/.rels", _related("officeDocument", {"r1": "xl/workbook.xml"}))


def _related(kind: str, targets: Mapping[str, str]) -> str:
    entries = "".join(
        f'<Relationship Id="{key}" Type="{_RELATED}/{kind}" Target="{target}"/>'
        for key, target in targets.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}">{entries}</Relationships>'


def _is_plain(xml: bytes, percent_styles: set[str]) -> bool:
    """Tell whether the sheet is of sensible size and no cell needs care, seen without parsing it.

    A hundred thousand rows take seconds to parse. Whatever this look cannot be sure of, the parser judges.
    """
    if not _PLAIN_ROOT.search(xml[:2000]) or any(mark in xml for mark in _NEEDS_CARE):
        return False
    if any(f's="{style}"'.encode() in xml for style in percent_styles):
        return False
    if _UNUSUAL.search(xml) or (b":c" in xml and _PREFIXED.search(xml)):
        return False
    return not (_WIDE.search(xml) and _LONG.search(xml))


def _percent_styles(name: str, xml: bytes) -> set[str]:
    """Return the numbers of the cell styles that show a share as a percentage."""
    formats = set(_PERCENT_FORMATS)
    styles: list[str] = []
    within: list[str] = []

    def style(tag: str, attributes: Attributes) -> None:
        if tag in ("cellXfs", "cellStyleXfs"):
            within.append(tag)
        elif tag == "numFmt" and "%" in re.sub(r'"[^"]*"|\\.', "", attributes.get("formatCode", "")):
            formats.add(attributes.get("numFmtId", ""))
        elif tag == "xf" and within[-1:] == ["cellXfs"]:
            styles.append(attributes.get("numFmtId", "0"))

    stream(name, xml, style, damaged=damaged)
    return {str(number) for number, format_id in enumerate(styles) if format_id in formats}


class _Scan:
    """One pass over a sheet's XML."""

    def __init__(self, file: str, sheet: Sheet, percent_styles: set[str], uncalculated: bool) -> None:
        self._file, self._sheet = file, sheet
        self._percent_styles, self._uncalculated = percent_styles, uncalculated
        self._row = self._column = -1
        self._last_row = self._last_column = 0
        self._cell: Attributes = {}
        self._has_formula = self._within_value = False
        self._value = ""

    def run(self, xml: bytes) -> None:
        stream(self._file, xml, self._start, self._end, self._text, damaged=damaged)

    def _start(self, tag: str, attributes: Attributes) -> None:
        if tag == "c":
            self._cell, self._has_formula, self._value = attributes, False, ""
            self._row, self._column = self._position(attributes.get("r", ""))
        elif tag == "row":
            self._row, self._column = int(attributes.get("r", self._row + 2)) - 1, -1
        elif tag in ("v", "is"):
            self._within_value = True
            self._measure()
        elif tag == "f":
            self._has_formula = True

    def _text(self, text: str) -> None:
        if self._within_value:
            self._value += text

    def _end(self, tag: str) -> None:
        if tag in ("v", "is"):
            self._within_value = False
        elif tag == "c":
            self._note()

    def _position(self, reference: str) -> tuple[int, int]:
        """Return the cell's place; a cell without a reference follows the one before it."""
        if not reference:
            return self._row, self._column + 1
        found = _REFERENCE.fullmatch(reference.upper())
        if not found:
            raise damaged(self._file)
        column = 0
        for letter in found[1]:
            column = column * 26 + ord(letter) - ord("A") + 1
        return int(found[2]) - 1, column - 1

    def _measure(self) -> None:
        self._last_row = max(self._last_row, self._row)
        self._last_column = max(self._last_column, self._column)
        rows, columns = self._last_row + 1, self._last_column + 1
        if rows > MAX_ROWS or columns > MAX_COLUMNS or rows * columns > MAX_CELLS:
            raise InputProblem(
                "the sheet reaches over {rows} rows and {columns} columns, too far for a table.",
                do="Delete the stray cells far below or to the right, and import again.",
                file=self._file,
                sheet=public_label(self._sheet.name),
                rows=rows,
                columns=columns,
            )

    def _note(self) -> None:
        place, kind = (self._row, self._column), self._cell.get("t", "n")
        if kind == "e":
            self._sheet.errors[place] = self._value
        elif self._has_formula and (self._uncalculated or (not self._value and kind != "str")):
            self._sheet.uncalculated.add(place)
        elif kind == "n" and self._value and self._cell.get("s") in self._percent_styles:
            self._sheet.percents.add(place)


def damaged(name: str) -> InputProblem:
    """Return the refusal of a workbook that is not whole."""
    return InputProblem(
        "the workbook is damaged.", do="Open it in Excel, save it again and import it.", file=name
    )
