"""The methodology page's parts, all drawn from the catalogue and the glossary."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from indicators import formats
from indicators.analysis.provenance import of_index
from indicators.catalogue import Catalogue, Node
from indicators.exports.csv import table_csv
from indicators.markup import Markdown
from indicators.reference.glossary import load_glossary
from indicators.translation import language, plural, text
from pages.components import page_record
from pages.components.tables import download_buttons, show

SHOWN_ROWS = 14


def introduction(index: Catalogue) -> None:
    """Say which version, since when, by which decision."""
    last = formats.day(index.valid_to) if index.valid_to else text("today")
    span = text("periods ending from {first} to {last}", first=formats.day(index.valid_from), last=last)
    page_record.words(Markdown("## {}  :small[:gray[{} · {}]]").format(index.name(), index.decision, span))
    page_record.words(
        text("Versions of the index are not compared: no change, line or rank crosses from one to another.")
    )


def table(index: Catalogue, nodes: Sequence[Node]) -> None:
    """Show the branch at a glance: points, unit, which way is better, how sure the rule is."""
    # Tables that are imported may name an indicator by it; on the page its name is enough.
    code = text("Code")
    rows = pd.DataFrame(
        {
            text("Indicator"): [f"{'· ' * index.depth(node.code)}{node.name()}" for node in nodes],
            code: [node.code for node in nodes],
            text("Code on the portal"): [", ".join(node.portal_codes) for node in nodes],
            text("Points"): [formats.number(node.points, 0) for node in nodes],
            text("Better"): [formats.direction(node.direction) for node in nodes],
            text("Evidence"): [formats.evidence(node.evidence) for node in nodes],
        }
    )
    seen = rows.drop(columns=code)
    show(
        seen,
        {name: st.column_config.TextColumn(name) for name in map(str, seen)},
        most=SHOWN_ROWS,
        alt=plural(
            len(rows),
            "Table of {count} node of the index",
            "Table of {count} nodes of the index",
            count=len(rows),
        ),
    )
    columns = {name: name for name in rows.columns}
    download_buttons(
        lambda: table_csv(of_index(index), index.name(), columns, rows),
        of_index(index),
        lambda: [index.name()],
    )


def details(index: Catalogue, node: Node) -> None:
    """Show all the catalogue says of a node."""
    vietnamese = language() == "vi"
    points = f"{formats.number(node.points, 0)} {text('points')}" if node.points else text("not scored")
    rank = "####" if node.kind == "indicator" else "###"
    page_record.words(Markdown(rank + " {} :small[:gray[{}]]").format(node.name(), points))
    numerator, denominator = node.numerator(), node.denominator()
    told = {
        text("Formula"): f"{numerator} / {denominator}" if numerator and denominator else None,
        text("Rule"): node.rule_vi if vietnamese else node.rule_en,
        text("Why it is measured"): node.why_vi if vietnamese else node.why_en,
        text("Known problems"): node.known_problems_vi if vietnamese else node.known_problems_en,
        text("Source of the rule"): node.source_vi if vietnamese else node.source_en,
        text("Evidence"): formats.evidence(node.evidence),
        text("To be reviewed by"): formats.day(node.review_by),
    }
    said = [Markdown("- **{}:** {}").format(label, words) for label, words in told.items() if words]
    page_record.words(Markdown("\n").join(said))


def ratings(bands: Sequence[tuple[float, str]]) -> None:
    """Show from how many points which rating is given."""
    for floor, name in bands:
        points = text("from {points} points", points=formats.number(floor, 0))
        page_record.words(Markdown("- **{}**: {}").format(name, points))


def glossary() -> None:
    """Show the words of this application, in the session's language."""
    for entry in load_glossary():
        page_record.words(Markdown("- **{}**: {}").format(entry.term(), entry.meaning()))
