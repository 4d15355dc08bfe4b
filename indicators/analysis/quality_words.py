"""What was found of a province's data, in words: each kind's name, what it means, what to do, and its table."""

from __future__ import annotations

from typing import Any

import pandas as pd

from indicators import formats
from indicators.analysis.quality import FAR, FEWEST_PEERS, LEAST_SHARE, Finding, Kind
from indicators.analysis.quality_values import RULE_TOLERANCE
from indicators.catalogue import Catalogue
from indicators.periods import Period
from indicators.warehouse import records
from indicators.wording import language, text

# The columns of each kind's table, in their order.
SHOWN: dict[Kind, tuple[str, ...]] = {
    "freshness": ("source", "last_read_on", "days_ago", "readings", "rhythm", "late_after", "state"),
    "coverage": ("agency_name", "level", "lacking_count", "lacking"),
    "marks": ("agency_name", "level", "node", "flag", "value", "numerator", "denominator"),
    "totals": ("agency_name", "level", "node", "value", "expected", "difference"),
    "counts": ("agency_name", "level", "node", "value", "expected", "difference", "formula", "evidence"),
    "jumps": ("agency_name", "level", "node", "previous", "value", "change", "usual_change", "spread"),
    "names": ("agency_name", "level", "previous_name", "new_name", "since", "difference_of_names"),
    "repeats": ("period", "captured_at", "previous_at"),
    "unrecognised": ("agency_name", "agency_code", "level", "source"),
}


def title(kind: Kind) -> str:
    """The kind's name."""
    return {
        "freshness": text("Freshness of sources"),
        "coverage": text("Missing values"),
        "marks": text("Values marked as doubtful"),
        "totals": text("Totals that are not the sum of their parts"),
        "counts": text("Points that do not follow from counts"),
        "jumps": text("Changes beyond the usual"),
        "names": text("Names written otherwise than before"),
        "repeats": text("Readings that repeat the one before"),
        "unrecognised": text("Agencies that are not in the register"),
    }[kind]


def counted(finding: Finding) -> str:
    """How many there are, of how many looked at: "3/150"; "–" where nothing could be looked at."""
    if finding.why_none:
        return formats.MISSING
    count = formats.count(finding.count)
    return count if finding.checked is None else f"{count}/{formats.count(finding.checked)}"


def counted_in_words(finding: Finding) -> str:
    """A sentence with the count, or why there is none."""
    if finding.why_none:
        return text("Not checked: {reason}.", reason=finding.why_none)
    count, checked = formats.count(finding.count), formats.count(finding.checked)
    return {
        "freshness": text("{count} of {checked} sources are late.", count=count, checked=checked),
        "coverage": text(
            "{count} of {checked} agencies lack at least one component.", count=count, checked=checked
        ),
        "marks": text("{count} marks among {checked} values.", count=count, checked=checked),
        "totals": text("{count} of {checked} totals differ.", count=count, checked=checked),
        "counts": text("{count} of {checked} scores differ from the rule.", count=count, checked=checked),
        "jumps": text("{count} jumps among {checked} changes.", count=count, checked=checked),
        "names": text("{count} names.", count=count),
        "repeats": text("{count} readings.", count=count),
        "unrecognised": text("{count} names.", count=count),
    }[finding.kind]


def meaning(kind: Kind) -> str:
    """What it means that such a thing is found."""
    return {
        "freshness": text(
            "When each source last brought data. One is late when more days have passed than its rhythm allows."
        ),
        "coverage": text(
            "Agencies without points in a component. They have no total, and missing is not counted as 0."
        ),
        "marks": text(
            "Values that the portal itself marks as provisional or without data, or that exceed their maximum."
        ),
        "totals": text(
            "The published total and the sum of its published parts differ by more than rounding explains. "
            "The published total stands."
        ),
        "counts": text(
            "The published points and those that its counts give by the catalogue's rule differ by more than "
            "{tolerance}. The published points stand.",
            tolerance=formats.number(RULE_TOLERANCE, 3),
        ),
        "jumps": text(
            "Against the previous comparable reading, points changed by more than {far} robust spreads (1.4826 × "
            "the median absolute deviation) from the median change of the peers, and by more than {share} of the "
            "maximum; only among at least {fewest} peers, never across index versions.",
            far=formats.count(FAR),
            share=formats.percent(LEAST_SHARE),
            fewest=FEWEST_PEERS,
        ),
        "names": text("The same agency, recognised by its code, under another written name than before."),
        "repeats": text(
            "Every value is that of the reading before of the same period: it was checked, but nothing is new."
        ),
        "unrecognised": text(
            "Units that match no agency of the register. They are kept and ranked, without a history of their own."
        ),
    }[kind]


def advice(kind: Kind) -> str:
    """What to do about it."""
    return {
        "freshness": text(
            "Collect or import the late source; its rhythm is set in data/reference/rhythms.csv."
        ),
        "coverage": text("Read the portal again; if the values are still missing, ask the agency or the portal."),
        "marks": text("Tell the mark wherever the value is told; read it again when the portal has its data."),
        "totals": text("Compare with the portal, then report it to the portal or correct the imported file."),
        "counts": text(
            "From the portal: the portal breaks its rule or has changed it; check the methodology and report it. "
            "From a file: correct the file."
        ),
        "jumps": text("Ask the agency what happened before the change is told; look at its trend."),
        "names": text(
            "Where more than spelling differs, check that it is the same agency; add the name as an alias in "
            "data/reference/agencies.csv."
        ),
        "repeats": text("Nothing needs to be done; if several follow each other, check the collecting."),
        "unrecognised": text(
            "In data/reference/agencies.csv, add the name as an alias of its agency, or add the agency."
        ),
    }[kind]


def heading(column: str) -> str:
    """A column's name in the table."""
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
        "evidence": text("Evidence"),
        "previous": text("Before"),
        "change": text("Change"),
        "usual_change": text("Peers' median change"),
        "spread": text("Robust spread"),
        "previous_name": text("Name before"),
        "new_name": text("Name now"),
        "since": text("Since"),
        "difference_of_names": text("What differs"),
        "period": text("Period"),
        "captured_at": text("Reading"),
        "previous_at": text("Equal to the reading"),
    }[column]


def readable(finding: Finding, index: Catalogue) -> pd.DataFrame:
    """The rows with the columns of SHOWN: codes, days and moments in words, numbers as numbers."""
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
        rows["evidence"] = [formats.evidence(index.nodes[code].evidence) for code in rows.node]
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
        **dict.fromkeys(("last_read_on",), formats.day),
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


def _formula(row: Any, index: Catalogue) -> str:
    """How the rule comes to its points: "6 × min(1, 45 / 60 / 90%)"."""
    node = index.nodes[row.node]
    if node.full_at is None:
        return text("sum of its indicators' points from counts")
    if row.denominator == 0:
        return text("nothing to count")
    known = pd.notna(row.numerator) and pd.notna(row.denominator)
    counts = f"{formats.count(row.numerator)} / {formats.count(row.denominator)}"
    share = counts if known else f"{formats.number(row.measure)}%"
    full = "" if node.full_at == 1 else f" / {formats.percent(node.full_at)}"
    separator = ";" if language() == "vi" else ","
    return f"{formats.count(node.points)} × min(1{separator} {share}{full})"
