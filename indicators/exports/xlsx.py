"""The workbook to hand out: rankings with all components, every indicator, sources; numbers as numbers."""

from __future__ import annotations

import io

import pandas as pd
import xlsxwriter
from xlsxwriter.format import Format

from indicators import PROGRAM, formats
from indicators.analysis.overview import Overview
from indicators.analysis.ranking import Ranking
from indicators.analysis.ranking_columns import (
    IN_WORKBOOK,
    Kind,
    ranking_columns,
    rows_with_components,
)
from indicators.catalogue import Catalogue
from indicators.deck import Deck
from indicators.exports.xlsx_book import CODE, NAME, NUMBER, Book
from indicators.exports.xlsx_sheets import changes_sheet, history_sheet, overdue_sheet
from indicators.translation import language, text
from indicators.warehouse.warehouse import Warehouse


def workbook_xlsx(warehouse: Warehouse, view: Overview) -> bytes:
    """Write the workbook of a province's capture.

    Its sheets: summary, changes, per level a ranking, all indicators and their way over the last steps,
    overdue dossiers, sources.
    """
    book = Book(view)
    _summary(book)
    changes_sheet(book, warehouse)
    for level, ranking in view.rankings.items():
        values = warehouse.ask("level_values", capture_id=view.capture.capture_id, level=level)
        _ranked(book, warehouse, ranking)
        _indicators(book, level, values)
        history_sheet(book, warehouse, level)
    overdue_sheet(book, warehouse)
    _sources(book)
    return book.content()


def empty_workbook_xlsx(deck: Deck) -> bytes:
    """Write the workbook where nothing was read yet: one sheet that says what the `deck` says."""
    stream = io.BytesIO()
    file = xlsxwriter.Workbook(stream, {"in_memory": True})
    file.set_properties({"author": PROGRAM, "comments": deck.provenance.properties()})
    sheet = file.add_worksheet(text("Summary"))
    sheet.write_string(0, 0, deck.title, file.add_format({"bold": True, "font_size": 14}))
    for row, sentence in enumerate([deck.subtitle, *deck.sentences()], start=1):
        sheet.write_string(row, 0, sentence)
    file.close()
    return stream.getvalue()


def _summary(book: Book) -> None:
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


def _ranked(book: Book, warehouse: Warehouse, ranking: Ranking) -> None:
    """Write a peer group by its total, with every component beside it."""
    looks: dict[Kind, tuple[int, Format | None]] = {
        "rank": (8, book.count),
        "yes": (8, None),
        "points": (NUMBER, book.points),
        "change": (NUMBER, book.change),
        "places": (NUMBER, book.places),
    }
    columns = ranking_columns(ranking, IN_WORKBOOK)
    rows = rows_with_components(warehouse, ranking)
    level = formats.level(ranking.level)
    title = text("Ranking of {level}", level=level.lower())
    book.table(
        book.sheet(text("Ranking {level}", level=level), title),
        [
            (column.short if column.kind == "points" else column.title, *looks.get(column.kind, words))
            for column in columns
            for words in [(CODE if column.key == "agency_code" else NAME, None)]
        ],
        ([column.value(row) for column in columns] for row in rows),
    )


def _indicators(book: Book, level: str, values: pd.DataFrame) -> None:
    """Write every value of every unit, in the index's order, with its counts."""
    columns = [
        (text("Code"), NAME, None),
        (text("Indicator"), NAME, None),
        (text("Agency code"), CODE, None),
        (text("Agency"), NAME, None),
        (text("Numerator"), NUMBER, book.count),
        (text("Denominator"), NUMBER, book.count),
        (text("Ratio"), NUMBER, book.ratio),
        (text("Value"), NUMBER, book.points),
        (text("Maximum"), NUMBER, book.points),
        (text("Origin"), CODE, None),
        (text("Notes on quality"), NAME, None),
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
            "; ".join(formats.quality(flag) for flag in row["quality"]),
        ]
        for row in ordered.to_dict("records")
    )
    name = formats.level(level)
    title = text("Every indicator of {level}", level=name.lower())
    book.table(book.sheet(text("Indicators {level}", level=name), title), columns, rows)


def _name(index: Catalogue, code: str) -> str:
    return index.nodes[code].name()


def _sources(book: Book) -> None:
    """Write where the numbers come from, and how each is made."""
    made_by = text("Made by {program}", program=PROGRAM)
    sheet = book.sheet(text("Sources and method"), book.index.name(), f"{book.index.decision} · {made_by}")
    columns = [
        (text("Code"), NAME, None),
        (text("Indicator"), NAME, None),
        (text("Points"), NUMBER, book.count),
        (text("Rule"), 90, None),
    ]
    nodes = book.index.nodes.values()
    vietnamese = language() == "vi"
    rule = [(node.rule_vi if vietnamese else node.rule_en) for node in nodes]
    rows = ((node.code, node.name(), node.points, said) for node, said in zip(nodes, rule, strict=True))
    book.table(sheet, columns, rows)
