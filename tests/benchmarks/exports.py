"""How fast the files to hand out are written, each beside a bare file of its kind."""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from functools import partial

import typst
import xlsxwriter
from docx import Document
from pptx import Presentation

from indicators import charts
from indicators.analysis.overview import Overview, overview
from indicators.deck import build_deck
from indicators.exports.agency_packs import packs_zip
from indicators.exports.page import Page, Picture, Table, page_pdf
from indicators.exports.pdf import deck_pdf
from indicators.exports.pptx import deck_pptx
from indicators.exports.report import report_docx
from indicators.exports.xlsx import workbook_xlsx
from indicators.reference.geography import load_places
from indicators.store.store import Store
from indicators.warehouse.warehouse import Warehouse

Line = tuple[str, list[float], list[float]]
CELLS = 100_000


def export_lines(store: Store, timed: Callable[..., list[float]]) -> list[Line]:
    """Over the demonstration: 149 agencies, 24 steps, a deck of 15 slides."""
    warehouse = Warehouse(store)
    deck, view = build_deck(warehouse, "H21"), overview(warehouse, "H21")
    packs = time.perf_counter()
    packs_zip(warehouse, "H21")
    packs = time.perf_counter() - packs
    printed = _printed(view)
    slides = f"{len(deck.slides) + 1} slides"
    return [
        ("the deck from the store", timed(lambda: build_deck(warehouse, "H21"), 5), timed(_slide)),
        (f"{slides} as PowerPoint", timed(lambda: deck_pptx(deck), 5), timed(_slide)),
        (f"{slides} as PDF", timed(lambda: deck_pdf(deck), 5), timed(_page)),
        ("a page's PDF: map, ranking of 135", timed(lambda: page_pdf(printed), 5), timed(_page)),
        ("the report as Word", timed(lambda: report_docx(warehouse, "H21"), 5), timed(_document)),
        ("the workbook, 24 steps", timed(lambda: workbook_xlsx(warehouse, view), 3), timed(_cells, 3)),
        ("packs for all agencies", [packs], timed(_page)),
    ]


def _printed(view: Overview) -> Page:
    """The page with most marks and rows: the communes' map and table."""
    rows = view.rankings["commune"].rows
    drawn = partial(charts.places_map, rows, load_places(), {}, "x", "y")
    columns = {name: name for name in ("rank", "agency_name", "value", "value_change", "rank_change")}
    return Page("map", "x", sources=["y"], parts=[Picture(drawn), Table(rows, columns)])


def _slide() -> None:
    Presentation().save(io.BytesIO())


def _document() -> None:
    Document().save(io.BytesIO())


def _page() -> None:
    typst.compile(b"bare", format="pdf", ignore_system_fonts=True)


def _cells() -> None:
    book = xlsxwriter.Workbook(io.BytesIO(), {"in_memory": True})
    sheet = book.add_worksheet()
    for number in range(CELLS):
        sheet.write_number(number // 30, number % 30, number)
    book.close()
