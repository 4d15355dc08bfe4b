"""Rows the command line prints: for people as a table, for programs as JSON or CSV, always the same keys."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from rich.console import Console
from rich.table import Table
from rich.text import Text

from indicators import codes
from indicators.analysis.import_sums import capture_sums, list_statuses, list_sums, own_sums
from indicators.analysis.quality_checks import Quality
from indicators.analysis.quality_texts import title
from indicators.analysis.ranking import Ranking
from indicators.analysis.ranking_columns import IN_COMMANDS
from indicators.exports.json_values import OF_A_READING, json_value
from indicators.intake.pipeline import ListOutcome, Outcome, OwnOutcome

Row = Mapping[str, Any]

# What tables for people leave out: JSON and CSV have it.
FOR_PROGRAMS = frozenset(
    {
        *("agency_id", "scope", "level", "share", "ratio", "tied", "previous_captured_at", "origin"),
        *("captured_at_given", "counted_at_given", "listed_at_given", "components", "observations", "files"),
        *("imported_at", "imported_by", "unread_codes", "median_days", "oldest_due"),
        *(f"band_{band}" for band in range(1, 6)),
    }
)
# The fewest signs of a column of texts.
NARROWEST = 16
_MOMENT = re.compile(r"\b(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}):\d{2}\+07:00")
# How many signs a line has where the window does not tell.
UNKNOWN_WIDTH = 160
CAPTURE_KEYS = (
    "capture_id",
    *OF_A_READING,
    "agencies",
    "components",
    "observations",
    "files",
    "unrecognised",
    "warnings",
    "imported_at",
    "imported_by",
)


def ranking_rows(ranking: Ranking) -> list[Row]:
    """Return a ranking's rows, in rank order, with the keys of IN_COMMANDS."""
    return _plain(ranking.rows, IN_COMMANDS)


def capture_rows(captures: pd.DataFrame) -> list[Row]:
    """Return rows of the captures view with CAPTURE_KEYS."""
    return _plain(captures, CAPTURE_KEYS)


def import_rows(outcomes: Sequence[Outcome], lacking: Mapping[str, str]) -> list[Row]:
    """Return what became of each capture of an import; `lacking` are words on what it lacks, by capture."""
    return [
        {
            "status": outcome.status,
            "scope": outcome.capture.scope,
            "period": str(outcome.capture.period),
            "captured_at": json_value(outcome.capture.captured_at),
            "is_open": outcome.capture.is_open,
            "is_partial": None if outcome.status == "known" else outcome.capture.capture_id in lacking,
            "missing": lacking.get(outcome.capture.capture_id),
            "source": outcome.capture.source,
            "index_version": outcome.capture.index_version,
            "system": outcome.capture.system,
            "agencies": outcome.capture.agencies,
            "components": outcome.capture.components,
            "observations": outcome.capture.observations.num_rows,
            "columns": [
                {"name": f"{row['node']}: {row['units']}, Σ {_cell(row['points'])}", **row}
                for row in frame_rows(capture_sums(outcome.capture))
            ],
            "files": [file.name for file in outcome.capture.files],
            "unrecognised": list(outcome.capture.unrecognised),
            "warnings": list(outcome.capture.warnings),
            "capture_id": outcome.capture.capture_id if outcome.status == "imported" else None,
        }
        for outcome in outcomes
    ]


def list_rows(outcomes: Sequence[ListOutcome]) -> list[Row]:
    """Return what became of each list of an import.

    `columns` says what was read as what, `reasons` what was not.
    """
    return [
        {
            "status": outcome.status,
            "scope": outcome.overdue.scope,
            "listed_at": json_value(outcome.overdue.listed_at),
            "listed_at_given": outcome.overdue.listed_at_given,
            "source": codes.OVERDUE_LIST,
            "rows_read": outcome.overdue.rows_read,
            "dossiers": outcome.overdue.dossiers.num_rows,
            "counts": outcome.overdue.counts.num_rows,
            "sums": list_sums(outcome.overdue),
            "not_backlog": [f"{status}: {count}" for status, count in list_statuses(outcome.overdue).items()],
            "unknown_statuses": [
                {"name": f"{words}: {count}", "words": words, "dossiers": count}
                for words, count in outcome.overdue.unknown_statuses.items()
            ],
            "contradicting": outcome.overdue.contradicting,
            "set_aside": outcome.overdue.set_aside.num_rows,
            "reasons": _counted(outcome.overdue.set_aside["reason"].to_pylist()),
            "columns": [
                {
                    "name": f"{column.column} “{column.header}” → {column.role}",
                    "sheet": column.sheet,
                    "is_kept": column.is_kept,
                }
                for column in outcome.overdue.columns
            ],
            "files": [file.name for file in outcome.overdue.files],
            "unrecognised": list(outcome.overdue.unrecognised),
            "warnings": list(outcome.overdue.warnings),
            "list_id": outcome.overdue.list_id if outcome.status == "imported" else None,
        }
        for outcome in outcomes
    ]


def own_rows(outcomes: Sequence[OwnOutcome]) -> list[Row]:
    """Return what became of each count or list of the province's own."""
    return [
        {
            "status": outcome.status,
            "scope": outcome.own.scope,
            "counted_at": json_value(outcome.own.counted_at),
            "counted_at_given": outcome.own.counted_at_given,
            "source": codes.OWN_LIST,
            "periods": sorted(set(outcome.own.counts["period"].drop_null().to_pylist())),
            "counts": outcome.own.counts.num_rows,
            "columns": [
                {
                    "name": f"{row['columns']} → {row['measure']}, {row['period'] or '?'}: {row['dossiers']}",
                    **row,
                }
                for row in frame_rows(own_sums(outcome.own))
            ],
            "dossiers": outcome.own.dossiers.num_rows,
            "unread_codes": outcome.own.unread_codes,
            "files": [file.name for file in outcome.own.files],
            "unrecognised": list(outcome.own.unrecognised),
            "warnings": list(outcome.own.warnings),
            "list_id": outcome.own.list_id if outcome.status == "imported" else None,
        }
        for outcome in outcomes
    ]


def frame_rows(frame: pd.DataFrame) -> list[Row]:
    """Return a frame's rows with its own columns as keys."""
    return _plain(frame, list(frame.columns))


def quality_counts(found: Quality) -> list[Row]:
    """Count every kind of finding: how many, of how many looked at, its name.

    No count where none was possible.
    """
    return [
        {
            "kind": finding.kind,
            "count": None if finding.why_none else finding.count,
            "checked": finding.checked,
            "name": title(finding.kind),
            "not_checked": finding.why_none,
        }
        for finding in found.findings.values()
    ]


def quality_rows(found: Quality) -> list[Row]:
    """Return every finding, a row each with the keys of all kinds; those another kind has are null."""
    kinds = [finding.rows.assign(kind=finding.kind) for finding in found.findings.values()]
    keys = list(dict.fromkeys(["kind", *(key for rows in kinds for key in rows.columns)]))
    return [{**dict.fromkeys(keys), **row} for rows in kinds for row in frame_rows(rows)]


def _counted(values: Sequence[str]) -> list[str]:
    return [f"{value}: {count}" for value, count in Counter(values).most_common()]


def written(rows: Sequence[Row], style: str) -> str:
    """Write the rows as `json` (a list), `csv` (comma, a header) or `table` (aligned columns)."""
    if style == "json":
        return json.dumps(rows, ensure_ascii=False, indent=1)
    if style == "csv":
        return _csv(rows)
    return _table(rows)


def _plain(frame: pd.DataFrame, keys: Sequence[str]) -> list[Row]:
    return [
        {key: json_value(value) for key, value in zip(keys, row, strict=True)}
        for row in frame[list(keys)].itertuples(index=False, name=None)
    ]


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {_cell(part)}" for key, part in value.items())
    if isinstance(value, list):
        return "; ".join(part["name"] if isinstance(part, Mapping) else str(part) for part in value)
    return f"{value:.10g}" if isinstance(value, float) else str(value)


def _csv(rows: Sequence[Row]) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    if rows:
        writer.writerow(rows[0])
    writer.writerows([_cell(value) for value in row.values()] for row in rows)
    return stream.getvalue().rstrip("\n")


def _table(rows: Sequence[Row]) -> str:
    """Draw the rows for people: as wide as the window, without what only programs need and what no row has."""
    if not rows:
        return "–"
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="")
    keys = [key for key in rows[0] if key not in FOR_PROGRAMS and any(_cell(row[key]) for row in rows)]
    for key in keys:
        cells = [_for_people(row[key]) for row in rows]
        longest = max(map(len, cells))
        is_number = all(_is_number(row[key]) for row in rows)
        # Words wrap; what is copied into the next command never does, nor is a text narrower than a first word.
        is_id = key == "id" or key.endswith("_id")
        table.add_column(
            Text(key.replace("_", " ")),
            justify="right" if is_number else "left",
            min_width=max(longest, *map(len, key.split("_")))
            if is_number or is_id
            else min(longest, NARROWEST),
            overflow="fold",
        )
    for row in rows:
        table.add_row(*(Text(_for_people(row[key])) for key in keys))
    stream = io.StringIO()
    width = shutil.get_terminal_size((UNKNOWN_WIDTH, 0)).columns
    Console(file=stream, width=width, color_system=None).print(table)
    return "\n".join(line.rstrip() for line in stream.getvalue().splitlines())


def _for_people(value: Any) -> str:
    """Write a cell as a person reads it: missing is a dash, a moment ends with its minute in Vietnam."""
    return _MOMENT.sub(r"\1 \2", _cell(value)) or "–"


def _is_number(value: Any) -> bool:
    return value is None or (isinstance(value, int | float) and not isinstance(value, bool))
