"""What was found of a province's data as tables to read."""

from __future__ import annotations

from typing import Any

import pandas as pd

from indicators import formats
from indicators.analysis.quality_checks import Finding, Kind
from indicators.catalogue import Catalogue
from indicators.periods import Period
from indicators.translation import language, text
from indicators.warehouse.warehouse import records

# The columns of each kind's table, in their order.
SHOWN: dict[Kind, tuple[str, ...]] = {
    "freshness": ("source", "last_read_on", "days_ago", "readings", "rhythm", "late_after", "state"),
    "coverage": ("agency_name", "level", "lacking_count", "lacking"),
    "marks": ("agency_name", "level", "node", "flag", "value", "numerator", "denominator"),
    "totals": ("agency_name", "level", "node", "value", "expected", "difference"),
    "counts": (
        "agency_name",
        "level",
        "node",
        "value",
        "expected",
        "difference",
        "formula",
        "rule",
        "evidence",
    ),
    "jumps": ("agency_name", "level", "node", "previous", "value", "change", "usual_change", "spread"),
    "breaks": (
        "from_day",
        "span",
        "node",
        "level",
        "units",
        "together",
        "before",
        "after",
        "change",
        "usual",
    ),
    "names": ("agency_name", "level", "previous_name", "new_name", "since", "difference_of_names"),
    "repeats": ("period", "captured_at", "previous_at"),
    "unrecognised": ("agency_name", "agency_code", "level", "source"),
    "own_files": ("file", "place", "named_agency"),
}


def heading(column: str) -> str:
    """Name a column in the table."""
    return {
        "source": text("Source"),
        "last_read_on": text("Last read"),
        "days_ago": text("Days ago"),
        "readings": text("Readings"),
        "rhythm": text("Rhythm"),
        "late_after": text("Late after (days)"),
        "state": text("State"),
        "agency_name": text("Agency"),
        "agency_code": text("Agency code"),
        "level": text("Level"),
        "lacking": text("Components without points"),
        "lacking_count": text("Missing"),
        "node": text("Indicator"),
        "flag": text("Mark"),
        "value": text("Points"),
        "numerator": text("Numerator"),
        "denominator": text("Denominator"),
        "expected": text("Computed"),
        "difference": text("Difference"),
        "formula": text("Computation"),
        "rule": text("Rule"),
        "evidence": text("Evidence"),
        "previous": text("Before"),
        "change": text("Change"),
        "usual_change": text("Peer median"),
        "spread": text("Robust spread"),
        "from_day": text("From day"),
        "span": text("Followed over"),
        "units": text("Units"),
        "together": text("Moved together"),
        "before": text("Median before"),
        "after": text("Median after"),
        "usual": text("Usual change"),
        "previous_name": text("Name before"),
        "new_name": text("Name now"),
        "since": text("Since"),
        "difference_of_names": text("What differs"),
        "period": text("Period"),
        "captured_at": text("Reading"),
        "previous_at": text("Equal to the reading"),
        "file": text("File"),
        "place": text("Place in the file"),
        "named_agency": text("Agency named there"),
    }[column]


def readable(finding: Finding, index: Catalogue) -> pd.DataFrame:
    """Return the columns of SHOWN: codes, days and moments in words, numbers as numbers."""
    rows = finding.rows.copy()
    if finding.kind == "freshness":
        rows["state"] = [_state(row) for row in records(rows)]
        national = text("all provinces")
        rows["source"] = [
            f"{formats.source(row.source)} · {national}" if row.is_national else formats.source(row.source)
            for row in records(rows)
        ]
    elif finding.kind == "counts":
        rows["formula"] = [_formula(row, index) for row in records(rows)]
        nodes = [index.nodes[code] for code in rows.node]
        rows["rule"] = [node.rule_vi if language() == "vi" else node.rule_en for node in nodes]
        rows["evidence"] = [formats.evidence(node.evidence) for node in nodes]
    elif finding.kind == "names":
        spelling, other = text("spelling only"), text("another name")
        rows["difference_of_names"] = [spelling if same else other for same in rows.is_spelling]
    elif finding.kind == "unrecognised":
        rows["source"] = [formats.source(source) for source in rows.source]
    shown = rows[list(SHOWN[finding.kind])]
    writers: dict[str, Any] = {
        "level": lambda level: formats.MISSING if pd.isna(level) else formats.level(level),
        "node": lambda code: index.nodes[code].short_name() if code in index.nodes else code,
        "lacking": lambda codes: ", ".join(index.nodes[code].short_name() for code in codes),
        "flag": formats.quality,
        "rhythm": _rhythm,
        "period": lambda written: formats.period(Period.parse(written)),
        "span": _span,
        "together": formats.percent,
        **dict.fromkeys(("last_read_on", "from_day"), formats.day),
        **dict.fromkeys(("captured_at", "previous_at", "since"), formats.moment),
    }
    return shown.assign(
        **{name: [write(value) for value in shown[name]] for name, write in writers.items() if name in shown}
    ).reset_index(drop=True)


def _state(row: Any) -> str:
    if not row.readings:
        return text("never read")
    if pd.isna(row.late_after):
        return text("no rhythm expected")
    return text("late") if row.is_late else text("in time")


def _rhythm(code: str | None) -> str:
    names = {"week": text("every week"), "month": text("every month")}
    return formats.MISSING if code is None or pd.isna(code) else names[code]


def _span(written: str) -> str:
    """Name what is followed: an open period, or the closed ones of a kind."""
    if ":" in written:
        return formats.period(Period.parse(written), is_open=True)
    return {
        "month": text("closed months"),
        "quarter": text("closed quarters"),
        "half": text("closed half-years"),
        "year": text("closed years"),
    }[written]


def _formula(row: Any, index: Catalogue) -> str:
    """Write how the rule comes to its points: "6 × min(1, 45 / 60 / 90%)"."""
    node = index.nodes[row.node]
    if node.full_at is None:
        return text("sum of its indicators' points from counts")
    if row.denominator == 0:
        return text("no {counted} to count", counted=index.noun(node))
    known = pd.notna(row.numerator) and pd.notna(row.denominator)
    counts = f"{formats.count(row.numerator)} / {formats.count(row.denominator)}"
    share = counts if known else f"{formats.number(row.measure)}%"
    full = "" if node.full_at == 1 else f" / {formats.percent(node.full_at)}"
    separator = ";" if language() == "vi" else ","
    return f"{formats.count(node.points)} × min(1{separator} {share}{full})"
