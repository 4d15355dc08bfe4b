"""Tables as CSV that Vietnamese Excel opens by a double click: UTF-8 with BOM, semicolons, decimal commas.

Every file says what it is of: period, open or closed, moment of reading, index version, demonstration mark.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import pandas as pd

from indicators import PROGRAM, formats
from indicators.analysis import document_code
from indicators.analysis.comparison import SideBySide
from indicators.analysis.document_code import Document, of_record
from indicators.analysis.own_counts import Reconciliation
from indicators.analysis.profile import Profile
from indicators.analysis.provenance import (
    Provenance,
    demonstration_mark,
    of_capture,
    of_own_count,
    of_trend,
)
from indicators.analysis.quality_checks import Finding, Quality
from indicators.analysis.quality_tables import SHOWN, heading, readable
from indicators.analysis.quality_texts import advice, meaning, title
from indicators.analysis.ranking import Ranking
from indicators.analysis.ranking_columns import IN_CSV, ranking_columns, ranking_rows
from indicators.analysis.trend import Trend
from indicators.periods import Period
from indicators.reference.organisation import load_organisation
from indicators.translation import text
from indicators.warehouse.warehouse import records

SEPARATORS = {"semicolon": ";", "comma": ",", "tab": "\t"}
_separator: ContextVar[str] = ContextVar("separator", default="")


def ranking_csv(ranking: Ranking) -> bytes:
    """Write the whole ranking, one row a unit in rank order, with its provenance above the header."""
    columns = ranking_columns(ranking, IN_CSV)
    header = [column.title for column in columns]
    rows = ([column.value(row) for column in columns] for row in ranking_rows(ranking))
    above = heading_rows(of_capture(ranking.capture, ranking.comparison), ranking.node.name(), ranking.level)
    of = document_code.of_ranking(ranking)
    return coded(of, above, [header, *rows])


def card_csv(shown: Profile) -> bytes:
    """Write every node of one unit, in the index's order, with its peers' median."""
    header = [
        text("Code"),
        text("Indicator"),
        text("Value"),
        text("Maximum"),
        text("Points lost"),
        text("Numerator"),
        text("Denominator"),
        text("Change in value"),
        text("Why no change"),
        text("Peer median"),
        text("Rank"),
        text("Ranked units"),
        text("Origin"),
        text("Notes on quality"),
    ]
    rows = (
        [
            row["node"],
            row["name"],
            row["value"],
            row["max_value"],
            row["lost"],
            row["numerator"],
            row["denominator"],
            row["value_change"],
            shown.comparison.why_none or row["why_no_change"],
            row["peer_median"],
            row["rank"],
            row["ranked"],
            formats.origin(row["origin"]),
            "; ".join(formats.quality(flag) for flag in row["quality"]),
        ]
        for row in shown.card.to_dict("records")
    )
    above = heading_rows(of_capture(shown.capture, shown.comparison), shown.name, shown.level)
    return coded(document_code.of_agency(shown), above, [header, *rows])


def comparison_csv(compared: SideBySide, level: str) -> bytes:
    """Write every node side by side, with the differences from the first side and why one is blank."""
    letters = [side.letter for side in compared.sides]
    differences = [f"difference_{letter}" for letter in letters[1:]]
    mark = demonstration_mark(any(side.capture.is_demo for side in compared.sides))
    lines: list[list[Any]] = [
        *([[mark]] if mark else []),
        [text("Level"), formats.level(level)],
        *([side.letter, side.name, of_capture(side.capture).line()] for side in compared.sides),
        *([text("Breaks"), sentence] for sentence in compared.incomparable),
        [text("Made by"), PROGRAM],
    ]
    header = [
        text("Code"),
        text("Indicator"),
        text("Maximum"),
        *letters,
        *(f"{letter} − {letters[0]}" for letter in letters[1:]),
        text("Why blank"),
    ]
    rows = compared.rows[["node", "name", "max_value", *letters, *differences, "why_blank"]]
    return coded(document_code.of_comparison(compared, level), lines, [header, *rows.itertuples(index=False)])


def trend_csv(trend: Trend, span: str) -> bytes:
    """Write units by steps, with each step's day of reading and index version above them.

    `span` as it is named.
    """
    table, steps = trend.table(), trend.steps
    is_open = trend.span.period is not None
    periods = [formats.period(Period.parse(written), is_open=is_open) for written in steps.period]
    above = heading_rows(of_trend(trend, span), trend.node.name(), trend.level)
    lines: list[list[Any]] = [
        ["", text("Period"), *periods],
        ["", text("Reading"), *(_read(step) for step in records(steps))],
        [
            "",
            text("Index version"),
            *("" if pd.isna(version) else version for version in steps.index_version),
        ],
        *([["", text("Not joined with what is before"), *_breaks(trend)]] if trend.breaks else []),
        [text("Agency code"), text("Agency")],
    ]
    last = trend.values.drop_duplicates("agency_id", keep="last").set_index("agency_id").loc[table.index]
    named = zip(last.agency_code, last.agency_name, table.to_numpy(), strict=True)
    rows = ([code, name, *values] for code, name, values in named)
    return coded(document_code.of_trend(trend), above, [*lines, *rows])


def _breaks(trend: Trend) -> list[str]:
    """Say of each step why nothing before it may be joined to it; empty where it may."""
    why = {break_.before: break_.why for break_ in trend.breaks}
    return [why.get(step, "") for step in range(len(trend.steps))]


def _read(step: Any) -> str:
    """Write the day a step of a trend was read; nothing where nobody read it."""
    if pd.isna(step.captured_at):
        return formats.MISSING
    return Provenance(read_at=(step.captured_at,), read_at_given=bool(step.captured_at_given)).day()


def reconciliation_csv(found: Reconciliation, data_version: int = 0) -> bytes:
    """Write the own count of a period beside the portal's, by agency, as a state of the store gave it."""
    header = [
        text("Agency"),
        text("Own count"),
        text("Portal"),
        text("Lacking"),
        text("Lacking since"),
        text("Counted at"),
        text("Portal read"),
    ]
    rows = (
        [
            row.agency_name,
            row.own_dossiers,
            row.portal_dossiers,
            row.lacking,
            row.since,
            formats.moment(row.counted_at),
            formats.moment(row.captured_at),
        ]
        for row in records(found.rows)
    )
    title = f"{text('The own count beside the portal’s')}: {found.measure.name()}"
    counted = [f"{text('Portal')}: {found.portal_counts}"] if found.portal_counts else []
    record = of_own_count(found).at(data_version)
    return coded(of_record(record, title), heading_rows(record, title, about=counted), [header, *rows])


def finding_csv(shown: Quality, finding: Finding) -> bytes:
    """Write everything found of one kind, with what it means and what to do above the header."""
    rows = readable(finding, shown.index)
    about = [meaning(finding.kind), advice(finding.kind)]
    lines = heading_rows(of_capture(shown.capture), title(finding.kind), about=about)
    header = [heading(name) for name in SHOWN[finding.kind]]
    of = of_record(of_capture(shown.capture), title(finding.kind))
    return coded(of, lines, [header, *rows.itertuples(index=False)])


def table_csv(
    record: Provenance,
    title: str,
    columns: Mapping[str, str],
    rows: pd.DataFrame,
    about: Sequence[str] = (),
) -> bytes:
    """Write a table as it is shown: `columns` are its columns' headers.

    `about` says what else is to be known.
    """
    above = heading_rows(record, title, about=about)
    table = [list(columns.values()), *rows[list(columns)].itertuples(index=False)]
    return coded(of_record(record, title), above, table)


def heading_rows(
    record: Provenance, title: str, level: str | None = None, about: Sequence[str] = ()
) -> list[list[str]]:
    """Return rows above a table: what it shows, of one level or of all, where its numbers come from."""
    return [
        *([[record.mark]] if record.mark else []),
        [title],
        *([[text("Level"), formats.level(level)]] if level else []),
        *record.rows(),
        *([line] for line in about),
    ]


def coded(of: Document | None, above: Iterable[Sequence[Any]], table: Sequence[Sequence[Any]]) -> bytes:
    """Write a table, its headers first, below the rows that say what it is of, the last of them with its code."""
    written = [[_cell(value, ",") for value in row] for row in table]
    told = [[text("Verification code"), of.code(written), of.address]] if of else []
    return document([*above, *told, [], *table])


def separator() -> str:
    """Return what stands between the cells: as asked for, by default as the organisation's settings say."""
    return _separator.get() or load_organisation().csv_separator


@contextmanager
def separated_by(asked: str) -> Iterator[None]:
    """Write files with another separator for a while."""
    before = _separator.set(asked)
    try:
        yield
    finally:
        _separator.reset(before)


def document(rows: Iterable[Iterable[Any]]) -> bytes:
    """Write rows as a CSV file, by default for Vietnamese Excel.

    With commas between cells numbers have a point.
    """
    between = separator()
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=between, lineterminator="\r\n")
    mark = "." if between == "," else ","
    writer.writerows([_cell(value, mark) for value in row] for row in rows)
    return stream.getvalue().encode("utf-8-sig")


def _cell(value: Any, decimal_mark: str) -> str:
    """Write a number with its decimal mark, a missing value as nothing, text so that Excel runs none."""
    if isinstance(value, str):
        return formats.no_formula(value)
    if pd.isna(value):
        return ""
    return f"{round(value, 6):.15g}".replace(".", decimal_mark)
