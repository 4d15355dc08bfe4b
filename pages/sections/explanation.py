"""Why an agency's numbers are what they are: from counts to points, what moved them, what chance may have done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from indicators import formats
from indicators.analysis import doors
from indicators.analysis.capture_selection import CaptureInfo, Comparison
from indicators.analysis.explanation.agency import AgencyExplained, explain_agency
from indicators.analysis.explanation.by_agency import by_agency
from indicators.analysis.explanation.observed import units_at
from indicators.analysis.explanation.table import SIMILAR, explained_rows
from indicators.analysis.outlook import clearings
from indicators.analysis.overdue import steps
from indicators.analysis.statements.explained import explained, shared_out, signed
from indicators.analysis.statements.foreseen import gone_by
from indicators.analysis.statements.naming import each_caveat_once
from indicators.markup import Markdown
from indicators.translation import text
from indicators.warehouse.warehouse import Warehouse
from pages.components import page_frame, page_record, plain, tables

# Left out where they are empty for every node.
OPTIONAL = (
    "range",
    "similar",
    "peers",
    "points",
    "difference",
    "change",
    "done",
    "volume",
    "empty",
    "untold",
    "note",
)


def told(
    warehouse: Warehouse, agency: str, level: str, capture: CaptureInfo, comparison: Comparison, code: str
) -> tuple[list[str], pd.DataFrame]:
    """Tell why a node of an agency moved: in sentences, and a row a node below."""
    found = explain_agency(warehouse, agency, level, capture, comparison)
    with each_caveat_once():
        said = [one.sentence() for one in explained(found, code)]
    if found.comparison.why_none:
        said.append(text("No comparison: {reason}", reason=found.comparison.why_none) + ".")
    return said, explained_rows(found, code)


def explanation(said: Sequence[str], rows: pd.DataFrame) -> None:
    """Show why the points are what they are and why they moved: sentences, then counts, rule and causes."""
    page_record.words(Markdown("### {}").format(text("Why these points, and why they moved")))
    if said:
        page_record.words(plain.listed([*said]))
    between = [
        "" if low != low else f"{formats.percent(low)} – {formats.percent(high)}"
        for low, high in zip(rows.low, rows.high, strict=True)
    ]
    shown = rows.assign(
        name=[f"{'· ' * depth}{name}" for depth, name in zip(rows.depth, rows["name"], strict=True)],
        range=between,
        peers=[_side(outside) for outside in rows.outside],
    ).reset_index(drop=True)
    shown = tables.without_empty(shown[["name", "official", *OPTIONAL]], OPTIONAL)
    columns = {name: look for name, look in _columns().items() if name in shown}
    writers: dict[str, Callable[[Any], str]] = dict.fromkeys(
        ("difference", "change", "done", "volume", "empty", "untold"), signed_or_dash
    )
    writers["similar"] = formats.percent
    writers |= {"official": formats.number, "points": formats.number}
    tables.show(
        shown,
        columns,
        text("Table of every indicator with its points by the rule and what moved them"),
        writers={name: write for name, write in writers.items() if name in shown},
        most=len(shown),
    )
    page_record.note(
        text(
            "By the rule: what the index's rule gives for the counts; the portal's points always stand. Interval: "
            "between what the ratio lies by chance (95 %). Similar: the median of the {count} units with the most "
            "similar number of cases. Peers: above or below what chance and the usual spread explain, by number of "
            "cases; units without cases are no peers. The parts of a change add up to it exactly.",
            count=SIMILAR,
        )
    )


def by_agencies(warehouse: Warehouse, found: AgencyExplained, code: str) -> None:
    """Show which agencies moved the province's node, and by what; nothing where it cannot be told."""
    previous = found.comparison.previous
    if previous is None or code in found.apart:
        return
    before, now = (units_at(warehouse, one.capture_id) for one in (previous, found.capture))
    split = by_agency(before, now, found.agency_id, found.index, code)
    if split is None or not split.parts:
        return
    page_record.words(Markdown("### {}").format(text("Which agencies moved the province")))
    rows = [
        {
            "agency": (now.get(part.agency_id) or before[part.agency_id]).short_name,
            "ratio": float(part.ratio),
            "volume": float(part.volume),
            "change": float(part.change),
        }
        for part in split.parts
        if part.change
    ]
    units = [part.agency_id for part in split.parts if part.change]
    number = st.column_config.NumberColumn
    tables.show(
        pd.DataFrame(rows, columns=["agency", "ratio", "volume", "change"]),
        {
            "agency": st.column_config.TextColumn(text("Agency"), width=230),
            "ratio": number(text("By its ratio"), width=110, help=text("Its own ratio rose or fell")),
            "volume": number(
                text("By its weight"), width=110, help=text("It has more or less of the province's cases")
            ),
            "change": number(text("Together"), width=90),
        },
        text("Table of agencies with what each added to the province’s change"),
        writers=dict.fromkeys(("ratio", "volume", "change"), partial(signed_or_dash, decimals=4)),
        most=10,
        links=doors.to_units(units, found.capture.scope),
    )
    page_record.note(shared_out(found, found.index.nodes[code], split).sentence())


def backlog_outlook(scope: str, agency_id: str) -> None:
    """Say when an agency's overdue dossiers are gone at its pace; nothing where it has none, or too little is known."""
    found = page_frame.kept(clearings, scope).get(agency_id)
    if found is None:
        return
    last = steps(page_frame.warehouse(), scope)[-1]
    page_record.note(gone_by(last, agency_id, found).sentence())


def signed_or_dash(value: float | None, decimals: int = 2) -> str:
    """Write a change with its sign, a dash where there is none."""
    return formats.MISSING if value is None or value != value else signed(value, decimals)


def _side(outside: float) -> str:
    """Say on which side of its peers' funnel an agency is; empty where there is none."""
    if outside != outside:
        return ""
    return {1: text("above"), -1: text("below"), 0: text("usual")}[int(outside)]


def _columns() -> dict[str, Any]:
    number, words = st.column_config.NumberColumn, st.column_config.TextColumn
    return {
        "name": words(text("Indicator"), width=195),
        "official": number(text("Portal"), width=85, help=text("Points the portal published")),
        "points": number(text("By the rule"), width=100),
        "difference": number(text("Difference"), width=80, help=text("Portal less rule")),
        "range": words(
            text("Interval"), width=130, help=text("Between what the ratio lies by chance (95 %)")
        ),
        "similar": number(text("Similar"), width=75, help=text("Median ratio of units of similar size")),
        "peers": words(
            text("Peers"), width=92, help=text("Outside what chance and the usual spread explain")
        ),
        "change": number(text("Moved"), width=70, help=text("Points since the reading compared with")),
        "done": number(text("Done well"), width=78, help=text("By more or fewer cases done well")),
        "volume": number(text("Volume"), width=110, help=text("By more or fewer cases to count")),
        "empty": number(
            text("No cases"), width=90, help=text("By having begun or ceased to have anything to count")
        ),
        "untold": number(
            text("Not told"), width=85, help=text("What the portal does not tell the reasons of")
        ),
        "note": words(text("Note"), width=330),
    }
