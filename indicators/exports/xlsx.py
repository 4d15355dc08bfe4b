"""The workbook to hand out: rankings with all components, every indicator, sources; numbers as numbers."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from indicators import __version__, catalogue, formats
from indicators.analysis.overview import Overview
from indicators.analysis.ranking import Ranking
from indicators.catalogue import Catalogue
from indicators.warehouse import Warehouse
from indicators.wording import language, text

HEADER_ROW = 4
# Widths in characters: of a name, of a code, of a number.
NAME, CODE, NUMBER = 44, 14, 12


class _Book:
    """A workbook in the making, with the formats its sheets share."""

    def __init__(self, view: Overview) -> None:
        self.stream = io.BytesIO()
        self.file = xlsxwriter.Workbook(self.stream, {"in_memory": True, "nan_inf_to_errors": False})
        self.view = view
        self.index = catalogue.load()[view.capture.index_version]
        self.title = self.file.add_format({"bold": True, "font_size": 14})
        self.soft = self.file.add_format({"font_color": "#5A6673"})
        self.warning = self.file.add_format({"bold": True, "font_color": "#B34E00"})
        self.header = self.file.add_format(
            {"bold": True, "bg_color": "#1B4F8A", "font_color": "#FFFFFF", "text_wrap": True, "valign": "top"}
        )
        self.points = self.file.add_format({"num_format": "#,##0.00"})
        self.count = self.file.add_format({"num_format": "#,##0"})
        self.ratio = self.file.add_format({"num_format": "0.00%"})
        self.change = self.file.add_format({"num_format": '"▲" #,##0.00;"▼" #,##0.00;"="'})

    def sheet(self, name: str, title: str) -> Worksheet:
        """A sheet with its title and where its numbers come from, ready for a table at HEADER_ROW."""
        capture = self.view.capture
        sheet = self.file.add_worksheet(name[:31])
        sheet.write_string(0, 0, title, self.title)
        sheet.write_string(
            1, 0, formats.basis(capture.period, capture.is_open, capture.captured_at), self.soft
        )
        if capture.is_demo:
            sheet.write_string(2, 0, text("DEMONSTRATION DATA – not real figures"), self.warning)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        return sheet

    def table(
        self, sheet: Worksheet, columns: Sequence[tuple[str, int, Format | None]], rows: Iterable[Any]
    ) -> None:
        """Headers, then rows; a missing value stays an empty cell. Frozen, filtered, repeated on paper."""
        last = HEADER_ROW
        for place, (name, width, look) in enumerate(columns):
            sheet.set_column(place, place, width, look)
            sheet.write_string(HEADER_ROW, place, name, self.header)
        for last, row in enumerate(rows, start=HEADER_ROW + 1):
            for place, value in enumerate(row):
                if isinstance(value, str):
                    # As a string and nothing else: Excel runs no cell of ours as a formula.
                    sheet.write_string(last, place, value)
                elif not pd.isna(value):
                    sheet.write_number(last, place, float(value))
        sheet.autofilter(HEADER_ROW, 0, max(last, HEADER_ROW + 1), len(columns) - 1)
        sheet.freeze_panes(HEADER_ROW + 1, 2)
        sheet.repeat_rows(HEADER_ROW)


def workbook_xlsx(warehouse: Warehouse, view: Overview) -> bytes:
    """The workbook of a province's capture: summary, a ranking and all indicators per level, sources."""
    book = _Book(view)
    _summary(book)
    for level, ranking in view.rankings.items():
        values = warehouse.ask("level_values", capture_id=view.capture.capture_id, level=level)
        _ranked(book, ranking, values)
        _indicators(book, level, values)
    _sources(book)
    book.file.close()
    return book.stream.getvalue()


def _summary(book: _Book) -> None:
    title = text("The province's points by group")
    columns = [
        (text("Indicator"), NAME, None),
        (text("Points"), NUMBER, book.points),
        (text("Maximum"), NUMBER, book.count),
        (text("Points lost"), NUMBER, book.points),
        (text("Change"), NUMBER, book.change),
    ]
    view = book.view
    card = pd.concat([view.total.to_frame().T, view.groups])
    rows = [
        (row["name"], row["value"], row["max_value"], row["lost"], row["value_change"])
        for row in card.to_dict("records")
    ]
    book.table(book.sheet(text("Summary"), title), columns, rows)


def _ranked(book: _Book, ranking: Ranking, values: pd.DataFrame) -> None:
    """A peer group by its total, with every component beside it."""
    level = formats.level(ranking.level)
    components = book.index.components
    columns = [
        (text("Rank"), 8, book.count),
        (text("Agency"), NAME, None),
        (text("Tied"), 8, None),
        (text("Agency code"), CODE, None),
        (ranking.node.short_name(), NUMBER, book.points),
        *((component.short_name(), NUMBER, book.points) for component in components),
        (text("Change in value"), NUMBER, book.change),
        (text("Change in rank"), NUMBER, book.change),
        (text("Notes on quality"), NAME, None),
    ]
    wide = values.pivot(index="agency_id", columns="node", values="value")
    wide = wide.reindex(columns=[component.code for component in components])
    rows = (
        [
            row["rank"],
            row["agency_name"],
            text("yes") if row["tied"] else "",
            row["agency_code"] or "",
            row["value"],
            *(wide.loc[row["agency_id"]] if row["agency_id"] in wide.index else [None] * len(components)),
            row["value_change"],
            row["rank_change"],
            "; ".join(formats.quality(flag) for flag in row["quality"]),
        ]
        for row in ranking.rows.to_dict("records")
    )
    title = text("Ranking of {level}", level=level.lower())
    book.table(book.sheet(text("Ranking {level}", level=level), title), columns, rows)


def _indicators(book: _Book, level: str, values: pd.DataFrame) -> None:
    """Every value of every unit, in the index's order, with its counts."""
    columns = [
        (text("Code"), 26, None),
        (text("Indicator"), NAME, None),
        (text("Agency code"), CODE, None),
        (text("Agency"), NAME, None),
        (text("Numerator"), NUMBER, book.count),
        (text("Denominator"), NUMBER, book.count),
        (text("Ratio"), NUMBER, book.ratio),
        (text("Value"), NUMBER, book.points),
        (text("Maximum"), NUMBER, book.points),
        (text("Origin"), CODE, None),
    ]
    order = {code: place for place, code in enumerate(book.index.nodes)}
    ordered = values.sort_values("node", key=lambda codes: codes.map(order), kind="stable")
    rows = (
        [
            row["node"],
            _name(book.index, row["node"]),
            row["agency_code"] or "",
            row["agency_name"],
            row["numerator"],
            row["denominator"],
            row["numerator"] / row["denominator"] if row["denominator"] else None,
            row["value"],
            row["max_value"],
            formats.origin(row["origin"]),
        ]
        for row in ordered.to_dict("records")
    )
    name = formats.level(level)
    title = text("Every indicator of {level}", level=name.lower())
    book.table(book.sheet(text("Indicators {level}", level=name), title), columns, rows)


def _name(index: Catalogue, code: str) -> str:
    return index.nodes[code].name()


def _sources(book: _Book) -> None:
    """Where the numbers come from, and how each is made."""
    capture = book.view.capture
    sheet = book.sheet(text("Sources and method"), book.index.name())
    columns = [
        (text("Code"), 26, None),
        (text("Indicator"), NAME, None),
        (text("Points"), NUMBER, book.count),
        (text("Rule"), 90, None),
    ]
    nodes = book.index.nodes.values()
    vietnamese = language() == "vi"
    rule = [(node.rule_vi if vietnamese else node.rule_en) for node in nodes]
    rows = ((node.code, node.name(), node.points, said) for node, said in zip(nodes, rule, strict=True))
    book.table(sheet, columns, rows)
    reading = formats.reading(capture.captured_at, capture.captured_at_given)
    source = f"{formats.source(capture.source)}, {reading}, {book.index.decision}, indicators {__version__}"
    sheet.write_string(3, 0, source, book.soft)
