"""The data quality page's parts: every kind of finding with its count, and one of them in full."""

from __future__ import annotations

from functools import partial
from typing import Any, Literal

import streamlit as st

from indicators import charts, formats
from indicators.analysis import doors
from indicators.analysis.provenance import of_capture
from indicators.analysis.quality_checks import Finding, Kind, Quality
from indicators.analysis.quality_tables import heading, readable
from indicators.analysis.quality_texts import advice, counted, meaning, title
from indicators.analysis.statements import data_quality
from indicators.exports.csv import finding_csv
from indicators.markup import Markdown
from indicators.translation import plural, text
from pages.components import page_frame, page_record, pictures, plain, tables, url_choice
from pages.sections import breaks

# Where to look further, beside the agency itself.
FURTHER: dict[Kind, tuple[str, ...]] = {
    "freshness": ("importing.py",),
    "coverage": ("importing.py",),
    "marks": ("methodology.py",),
    "totals": ("methodology.py", "history.py"),
    "counts": ("methodology.py", "history.py"),
    "jumps": ("trend.py",),
    "breaks": ("trend.py", "history.py"),
    "repeats": ("history.py",),
    "unrecognised": ("history.py",),
}
WRITERS: dict[str, Any] = {
    "days_ago": formats.count,
    "readings": formats.count,
    "late_after": formats.count,
    "lacking_count": formats.count,
    "numerator": formats.count,
    "denominator": formats.count,
    "value": formats.number,
    "expected": formats.number,
    "previous": formats.number,
    "spread": formats.number,
    "difference": formats.change,
    "change": formats.change,
    "usual_change": formats.change,
    "units": formats.count,
    "before": formats.number,
    "after": formats.number,
    "usual": formats.number,
}
WIDTHS: dict[str, int | Literal["large"]] = {
    "agency_name": 190,
    "level": 110,
    "node": 170,
    "lacking": "large",
    "source": 230,
    "file": 190,
    "named_agency": "large",
}


def finding_picker(view: Quality) -> Kind:
    """Ask which kind is shown in full; all of them with their counts, in bold where something was found."""

    def written(kind: Kind) -> str:
        finding = view.findings[kind]
        named = f"{title(kind)}: {counted(finding)}"
        return f"**{named}**" if finding.count else named

    return url_choice.choose(
        text("Finding"), "finding", list(view.findings), written=written, widget=st.radio
    )


def detail(view: Quality, kind: Kind) -> None:
    """Show one kind: what it means, what to do, its table and file, and a way on from each row."""
    finding = view.findings[kind]
    page_record.words(
        Markdown("**{}**  :small[:gray[{}]]").format(
            title(kind), data_quality.found(view, finding).sentence()
        )
    )
    page_record.words(Markdown("{} :gray[{}]").format(meaning(kind), advice(kind)))
    names = {
        "importing.py": text("Bring data in"),
        "methodology.py": text("Methodology"),
        "trend.py": text("Trends"),
        "history.py": text("History"),
    }
    with st.container(horizontal=True):
        for page in FURTHER.get(kind, ()):
            plain.page_link(page, names[page])
    if kind == "coverage":
        _coverage(view)
    if finding.rows.empty:
        page_record.note(text("Nothing found."))
    else:
        _found(finding, view)
    if kind == "breaks":
        breaks.known_and_new(view.capture.scope)


def _found(finding: Finding, view: Quality) -> None:
    _table(finding, view)
    capture = view.capture
    tables.download_buttons(
        lambda: finding_csv(view, finding),
        of_capture(capture),
        lambda: (text("data quality"), title(finding.kind)),
    )


def _coverage(view: Quality) -> None:
    chart_title = text("Share of agencies with points, by component and reading")
    basis = text("on the right: {reading}", reading=of_capture(view.capture).basis())
    chart = (
        partial(charts.coverage_grid, view.coverage, view.readings, view.index, chart_title, basis)
        if len(view.readings)
        else None
    )
    page_frame.draw_chart(
        chart,
        chart_title,
        text("No agencies are known."),
        pixels=pictures.LARGE,
        door=partial(doors.to_node_of, view.index.version),
    )


def _table(finding: Finding, view: Quality) -> None:
    """Show the rows; one that is of an agency leads to the agency's page."""
    shown = readable(finding, view.index)
    named = finding.rows.agency_id if "agency_id" in finding.rows else ()
    tables.show(
        shown,
        {name: _column(name) for name in map(str, shown)},
        writers={name: write for name, write in WRITERS.items() if name in shown},
        alt=plural(
            len(shown),
            "Table of {count} finding",
            "Table of {count} findings",
            count=formats.count(len(shown)),
        ),
        key=f"findings_{finding.kind}",
        links=doors.to_units(named, view.capture.scope),
    )


def _column(name: str) -> Any:
    kind = st.column_config.NumberColumn if name in WRITERS else st.column_config.TextColumn
    return kind(heading(name), width=WIDTHS.get(name))
