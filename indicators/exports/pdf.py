"""PDF of the deck, of an agency on one page, and of any table."""

from __future__ import annotations

import csv
import io
from typing import Any

from indicators import formats
from indicators.analysis import document_code
from indicators.analysis.comparability import blank_changes
from indicators.analysis.profile import Profile
from indicators.analysis.provenance import of_capture
from indicators.charts.svg import chart_svg
from indicators.deck import Deck, Points, Slide, Table
from indicators.deck.code import slides_claim, slides_code
from indicators.deck.pictures import WIDTH, bars_chart, slide_chart
from indicators.deck.slide_sources import parts_of_whole, plain_numbers
from indicators.exports.columns import laid_out
from indicators.exports.csv import separator
from indicators.exports.typesetting import PICTURE_FONT, properties, typeset
from indicators.reference.targets import judged, targets_for
from indicators.translation import text
from indicators.verification_code import CODE

# Of a table on paper: rows at most, and columns that fit upright.
MOST_ROWS, PORTRAIT_COLUMNS = 2000, 6


def deck_pdf(deck: Deck) -> bytes:
    """Set a page a slide, 16:9: message, exhibit, source, number."""
    pages = [_page(slide) for slide in deck.slides]
    return typeset(
        "deck",
        {
            "title": deck.title,
            "subtitle": deck.subtitle,
            "slides": pages,
            "demo": deck.provenance.mark,
            "has_opening": deck.has_opening,
            "code": slides_code(deck),
            "about": properties(deck.provenance.properties(), slides_claim(deck)),
        },
    )


def _page(slide: Slide) -> dict[str, Any]:
    chart, exhibit = slide_chart(slide, "light"), slide.exhibit
    return {
        "message": slide.message,
        "svg": chart_svg(chart, WIDTH, PICTURE_FONT) if chart else "",
        "table": _table(exhibit) if isinstance(exhibit, Table) else None,
        "sentences": list(exhibit.sentences) if isinstance(exhibit, Points) else [],
        "source": slide.source,
    }


def _table(table: Table) -> dict[str, Any]:
    return laid_out(table.header, table.rows, wraps=table.wraps) | {"numeric": sorted(table.numeric)}


def profile_pdf(shown: Profile) -> bytes:
    """Set one agency on A4: its total, its groups, every indicator against its peers and targets."""
    record = of_capture(shown.capture, shown.comparison).with_notes(*blank_changes(shown.card))
    header = [
        text("Indicator"),
        text("Value"),
        text("Maximum"),
        text("Counted"),
        text("Out of"),
        text("Change"),
        text("Peer median"),
        text("Rank"),
        text("Target"),
    ]
    rows = [_indicator(shown, row) for row in shown.card.to_dict("records")]
    of = document_code.of_agency(shown)
    code = of.code([header, *rows])
    groups = shown.groups
    lost = (groups.max_value - groups.value).round(6)
    bars = parts_of_whole(
        groups.short_name,
        plain_numbers(groups.value),
        plain_numbers(lost),
        list(lost == lost.max()),
        (text("Points won"), text("Most is lost here"), text("Points lost")),
        text("points"),
    )
    total = f"{formats.number(shown.total['value'])}/{formats.number(shown.total['max_value'], 0)}"
    rating = shown.rating.name() if shown.rating else text("no rating")
    return typeset(
        "profile",
        {
            "title": shown.name,
            "subtitle": record.basis(),
            "total": f"{text('Total points')}: {total} · {rating}",
            "svg": chart_svg(bars_chart(bars, total, record.basis(), "light"), WIDTH, PICTURE_FONT),
            "sides": [
                [text("Above the peers' median"), *_sides(shown, "strengths")],
                [text("Below the peers' median"), *_sides(shown, "weaknesses")],
            ],
            "header": header,
            "rows": rows,
            "source": record.line(),
            "demo": record.mark,
            "code": document_code.code_line(code),
            "about": properties(record.properties(), of.claim(code)),
        },
    )


def _indicator(shown: Profile, row: dict[Any, Any]) -> list[str]:
    node = shown.index.nodes[row["node"]]
    targets = targets_for(
        node, shown.level, shown.capture.day, shown.agency_id, kind=shown.capture.period.kind
    )
    place = ""
    if row["rank"] == row["rank"] and row["rank"] is not None:
        place = f"{formats.rank(row['rank'], row['tied'])}/{formats.count(row['ranked'])}"
    return [
        f"{'  ' * shown.index.depth(node.code)}{node.short_name()}",
        formats.number(row["value"]),
        formats.number(row["max_value"], 0),
        formats.count(row["numerator"]),
        formats.count(row["denominator"]),
        formats.change(row["value_change"]),
        formats.number(row["peer_median"]),
        place or formats.MISSING,
        judged(targets, node, row["value"], row["ratio"]),
    ]


def _sides(shown: Profile, which: str) -> list[str]:
    rows = getattr(shown, which)
    return [f"{row['short_name']}: {formats.change(row['distance'])}" for row in rows.to_dict("records")] or [
        formats.MISSING
    ]


def table_pdf(written: bytes) -> bytes:
    """Set a table that was written as CSV, to be printed: what stands above it, its header, its rows.

    Of a very long table the first rows; the file says so.
    """
    lines = list(csv.reader(io.StringIO(written.decode("utf-8-sig")), delimiter=separator()))
    blank = lines.index([])
    told = [line for line in lines[:blank] if not _is_code(line)]
    code, address = next((line[1:3] for line in lines[:blank] if _is_code(line)), ("", ""))
    above = [" ".join(filter(None, line)) for line in told]
    header, rows = lines[blank + 1], lines[blank + 2 :]
    shown = [[*row, *[""] * (len(header) - len(row))] for row in rows[:MOST_ROWS]]
    note = ""
    if len(rows) > MOST_ROWS:
        note = text(
            "The first {shown} of {count} rows; the CSV file has all.",
            shown=formats.count(MOST_ROWS),
            count=formats.count(len(rows)),
        )
    return typeset(
        "table",
        {
            "title": above[0],
            "lines": above[1:],
            "table": laid_out(header, shown),
            "wide": len(header) > PORTRAIT_COLUMNS,
            "note": note,
            "code": document_code.code_line(code) if code else "",
            "about": properties("; ".join(above), f"{code} {address}".strip()),
        },
    )


def _is_code(line: list[str]) -> bool:
    """Tell whether a row above a table is that of its code."""
    return len(line) > 1 and bool(CODE.fullmatch(line[1]))
