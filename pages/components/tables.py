"""Tables of rankings and trends, sorted by the numbers beneath and shown as the office writes them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal

import pandas as pd
import streamlit as st

from indicators import formats
from indicators.analysis import doors
from indicators.analysis.provenance import Provenance, of_capture
from indicators.analysis.ranking import Ranking
from indicators.analysis.ranking_columns import (
    ON_PAGE,
    Column,
    ranking_columns,
    ranking_rows,
)
from indicators.analysis.statements import peers
from indicators.analysis.statements.model import Link
from indicators.catalogue import Node
from indicators.charts.style import INKS
from indicators.exports.csv import ranking_csv
from indicators.exports.file_names import file_name
from indicators.exports.page import Table
from indicators.exports.pdf import table_pdf
from indicators.markup import Markdown
from indicators.reference.targets import Target, targets_among
from indicators.translation import plural, text
from pages.components import (
    chart_notes,
    downloads,
    kept_table,
    page_frame,
    page_record,
    phone,
    plain,
    table_styles,
    url_choice,
)
from pages.components.kept_part import once_for_choice, shown_once
from pages.components.row_search import asked_above, having

# In pixels; the header is higher where words are larger, on a projector.
ROW_HEIGHT, HEADER_HEIGHT = 30, 46
MOST_ROWS = 17
# Left out where they are empty for every unit.
OPTIONAL = (
    "rank_range",
    "band",
    "share",
    "value_change",
    "rank_change",
    "target",
    "numerator",
    "denominator",
    "why_no_change",
    "quality",
)
WIDTHS: dict[str, int | Literal["large"]] = {
    "rank": 50,
    "rank_range": 62,
    "band": 50,
    "agency_name": 200,
    "value": 60,
    "share": 90,
    "value_change": 70,
    "rank_change": 75,
    "numerator": 64,
    "denominator": 64,
    "target": 98,
    "why_no_change": 170,
    "quality": "large",
}


def heading(ranking: Ranking) -> None:
    """Say how many are ranked, against what the changes are counted, or why there are none."""
    counted = str(peers.how_many_ranked(ranking))
    previous = ranking.comparison.previous
    if previous:
        basis = of_capture(previous).basis()
        since = text("changes since {previous}", previous=basis)
    else:
        since = ranking.comparison.said
    if ranking.derived:
        since += " · " + plural(
            ranking.derived,
            "{count} value computed, not published",
            "{count} values computed, not published",
            count=formats.count(ranking.derived),
        )
    page_record.words(Markdown("**{}**  :small[:gray[{}]]").format(counted, since))
    if ranking.ranges:
        how = text(
            "Range: between which ranks a unit lies; band: within one, nobody is surely below its first. Changes are "
            "in colour where they are a signal."
        )
        page_record.note(f"{peers.told_apart(ranking, ranking.ranges).sentence()} {how}")


def ranking_table(ranking: Ranking, focus: str) -> None:
    """Show every unit in rank order, the marked one highlighted."""
    node, rows = ranking.node, ranking.rows
    shown, columns, targets = once_for_choice(_shown, ranking, apart=ranking.level)
    show(
        shown,
        {column.key: _look(column, node) for column in columns},
        alt=text("Table of all {count} units in rank order", count=formats.count(len(rows))),
        style=partial(
            table_styles.of_ranking,
            columns=columns,
            ranking=ranking,
            focus=focus,
            inks=INKS[page_frame.theme()],
        ),
        found_by=once_for_choice(_codes, ranking, apart=ranking.level),
        key=f"ranked_{ranking.level}",
        links=once_for_choice(_doors, ranking, apart=ranking.level),
        is_of_choice=True,
    )
    shown_once(chart_notes.targets, targets, node, ranking)


@dataclass(frozen=True, slots=True)
class _Written:
    """A table as it is printed, and as it is sent to the browser; on a telephone it is a list, and not sent."""

    table: Table
    sent: bytes


def _written(
    rows: pd.DataFrame,
    columns: dict[str, Any],
    style: kept_table.Styled | None,
    alt: str,
    is_list: bool,
) -> _Written:
    # Only what is shown: a style is worked out for every cell, and what is hidden would travel as well.
    cells = rows[list(columns)]
    table = page_record.table_of(cells, columns, style)
    if is_list:
        return _Written(table, b"")
    write = partial(
        kept_table.as_sent, hide_index=True, row_height=ROW_HEIGHT, placeholder=formats.MISSING, alt=alt
    )
    return _Written(table, page_frame.drawn_once(write, cells, style, columns))


def show(
    rows: pd.DataFrame,
    columns: dict[str, Any],
    alt: str,
    *,
    writers: dict[str, Callable[[Any], str]] | None = None,
    style: kept_table.Styled | None = None,
    most: int = MOST_ROWS,
    links: Sequence[Link | None] | None = None,
    found_by: Sequence[str] = (),
    key: str = "",
    ticked: kept_table.Ticked | None = None,
    is_of_choice: bool = False,
) -> list[int]:
    """Show a table of these columns in their order, at most so many rows high; on a telephone as a list.

    Return which rows were `ticked`, if asked. `links` are where the rows lead: to there a row that is ticked opens.

    `writers` say how a column's numbers are written, `style` how rows look; sorted are the numbers beneath. Where a
    table is long and not seen whole there is a search above it, for words of its cells or those of `found_by`. Both
    are functions that have a name, or such in part (see `page_frame.drawn_once`). `is_of_choice` tells that it all
    follows from what is chosen on the page and from the data (see `once_for_choice`).
    """
    is_list = phone.is_phone() and not ticked
    rows = rows.reset_index(drop=True)
    sought, shown = "", rows
    if len(rows) > (MOST_ROWS if is_list else max(MOST_ROWS, most)):
        sought = asked_above(len(rows), alt)
        shown = having(rows, sought, found_by)
    if writers:
        style = partial(table_styles.in_words, writers=writers)
    asked = (shown, columns, style, alt, is_list)
    if is_of_choice and not sought:
        written = once_for_choice(_written, *asked, apart=f"{key} {alt}")
    else:
        written = _written(*asked)
    page_record.print_table(written.table)
    if is_list:
        phone.rows_as_list(written.table, [links[row] for row in shown.index] if links else None)
        return []
    chosen = kept_table.send(
        written.sent,
        ROW_HEIGHT * min(max(len(shown), 1), most) + HEADER_HEIGHT,
        "single-row" if links else ticked,
        # What was ticked among other rows is not ticked among these.
        f"{key or alt} {sought}".strip(),
    )
    rows_ticked = [int(shown.index[row]) for row in chosen.selection.rows] if chosen else []
    if links:
        plain.caption(text("Tick a row to open its page; by keyboard: Shift and space."))
        for link in filter(None, (links[row] for row in rows_ticked)):
            url_choice.open_page(link.page, **link.query)
    return rows_ticked


def ranking_download_buttons(ranking: Ranking) -> None:
    """Offer the whole ranking as a file."""
    download_buttons(
        lambda: ranking_csv(ranking),
        of_capture(ranking.capture, ranking.comparison),
        lambda: (text("ranking"), ranking.node.short_name(), formats.level(ranking.level)),
    )


def download_buttons(
    csv: Callable[[], bytes], record: Provenance, named: Callable[[], Iterable[str]]
) -> None:
    """Offer a table as files, written when asked for, `named` by what it is.

    And what the table's buttons do.
    """
    with st.container(horizontal=True, vertical_alignment="center"):
        st.download_button(
            text("Download CSV"),
            downloads.file_when_asked(csv),
            file_name=file_name(record, named, "csv"),
            mime="text/csv",
            icon=":material/download:",
            on_click="ignore",
        )
        st.download_button(
            text("Table as PDF"),
            downloads.file_when_asked(lambda: table_pdf(csv())),
            file_name=file_name(record, named, "pdf"),
            mime="application/pdf",
            icon=":material/print:",
            on_click="ignore",
        )
        if not phone.is_phone():
            plain.caption(text("Click a column's name to sort."))


def without_empty(shown: pd.DataFrame, optional: Sequence[str]) -> pd.DataFrame:
    """Return the table without those of the columns that no row has anything in."""
    empty = [name for name in optional if all(pd.isna(cell) or cell == "" for cell in shown[name].tolist())]
    return shown.drop(columns=empty)


def _codes(ranking: Ranking) -> list[str]:
    return [*ranking.rows.agency_code.fillna("")]


def _doors(ranking: Ranking) -> list[Link | None]:
    """Lead to the units that are ranked."""
    of = ranking.node, ranking.level, ranking.scope, ranking.capture.captured_on
    return [doors.to_peer(*of, unit) for unit in ranking.rows.agency_id]


def _shown(ranking: Ranking) -> tuple[pd.DataFrame, list[Column], list[Target]]:
    """Return numbers as they are, to be sorted by, words as they are read; the columns, and what is to be reached."""
    columns, rows = ranking_columns(ranking, ON_PAGE), ranking_rows(ranking)
    words = [column for column in columns if not column.is_number]
    said = {column.key: [column.value(row) for row in rows] for column in words}
    # Why there is no change at all is said above the table, and why a unit without a value has none is seen.
    is_said = ranking.comparison.previous is None
    said["why_no_change"] = [
        "" if is_said or missing else why
        for why, missing in zip(said["why_no_change"], ranking.rows.value.isna(), strict=True)
    ]
    cells = ranking.rows.assign(**said)[[column.key for column in columns]]
    shown = without_empty(cells, OPTIONAL)
    of = ranking.node, ranking.level, ranking.capture.day, ranking.rows.agency_id
    targets = targets_among(*of, kind=ranking.capture.period.kind)
    return shown, [column for column in columns if column.key in shown], targets


def _look(column: Column, node: Node) -> Any:
    """Describe how a column is drawn: a share as a bar, what is counted told in its help."""
    width = WIDTHS[column.key]
    if column.kind == "share":
        return st.column_config.ProgressColumn(
            column.short, width=width, min_value=0, max_value=1, format=" "
        )
    if not column.is_number:
        return st.column_config.TextColumn(column.short, width=width)
    told = {"numerator": node.numerator(), "denominator": node.denominator()}.get(column.key)
    return st.column_config.NumberColumn(column.short, width=width, help=told)
