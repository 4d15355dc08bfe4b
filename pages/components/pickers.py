"""The pickers several pages share, in the words of the office."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date
from typing import Any, NoReturn, get_args

import pandas as pd
import streamlit as st
from babel import Locale
from streamlit.delta_generator import DeltaGenerator

from indicators import catalogue, codes, formats
from indicators.analysis import capture_selection, scopes
from indicators.analysis.capture_selection import Captures
from indicators.analysis.trend import Span
from indicators.catalogue import Catalogue, Node, NodeKind
from indicators.errors import InputProblem
from indicators.periods import Period, parse_reading
from indicators.reference.agencies import load_register
from indicators.reference.organisation import load_organisation
from indicators.reference.provinces import scope_name
from indicators.translation import languages, text
from indicators.warehouse.warehouse import Warehouse
from pages.components import page_frame, page_record
from pages.components.url_choice import choose, choose_many


def scope(warehouse: Warehouse) -> str:
    """Ask whose units, only where the store holds several provinces, our own first."""
    home = load_organisation().province_code
    held = scopes.provinces(warehouse)
    if len(held) < 2:
        only = min(held, default=home)
        page_record.chose(text("Province"), province(only))
        return only
    codes = sorted(held, key=lambda code: (code != home, code))
    return choose(text("Province"), "scope", codes, written=province, resets=("unit", "period", "read"))


def province(code: str) -> str:
    """Return a province's proper name."""
    return scope_name(code)


def period(captures: Captures, suffix: str = "", **look: Any) -> Period:
    """Ask which reporting period, by default the one that is followed; `suffix` tells the second of two apart."""
    options = capture_selection.periods(captures)
    resets = (f"read{suffix}",)
    return choose(text("Period"), f"period{suffix}", options, written=formats.period, resets=resets, **look)


def reading(captures: Captures, of: Period, suffix: str = "", *, earlier: bool = False, **look: Any) -> date:
    """Ask which capture of the period, by its day, and the time (a datetime) where a day has several.

    By default the latest complete one, or with `earlier` the one before.
    """
    options = capture_selection.readings(captures, of)
    latest = capture_selection.select_capture(captures, of)
    default = capture_selection.reading_of(latest, options) if latest else None
    if default and earlier:
        default = next(iter(options[options.index(default) + 1 :]), default)

    def meant(asked: str) -> str:
        with suppress(InputProblem):
            found = capture_selection.select_capture(captures, of, parse_reading(asked))
            return (
                capture_selection.reading_code(capture_selection.reading_of(found, options))
                if found
                else asked
            )
        return asked

    return choose(
        text("Read on"),
        f"read{suffix}",
        options,
        written=formats.day_or_moment,
        code=capture_selection.reading_code,
        default=default,
        meant=meant,
        **look,
    )


def compared_with(captures: Captures, of: Period, read: date) -> date | None:
    """Ask since which reading changes are counted (the last meeting's), the one before by default."""
    earlier = capture_selection.earlier_readings(captures, of, read)
    if not earlier:
        return None
    return choose(
        text("Changes since"),
        "since",
        earlier,
        written=formats.day_or_moment,
        code=capture_selection.reading_code,
    )


def comparison_kind() -> bool:
    """Ask whether one agency at two times is compared, and not several at one."""
    names = {"units": text("several agencies"), "times": text("one agency, two times")}
    kind = choose(text("Compare"), "compare", list(names), written=lambda code: names[code])
    return kind == "times"


def reading_beside_heading(captures: Captures) -> tuple[DeltaGenerator, Period, date]:
    """Ask period, reading and language in small beside a heading: its column, and what was chosen."""
    heading, *columns = st.columns([5.6, 1.7, 1.9, 1.3], vertical_alignment="center")
    # An icon in place of the label, which screen readers still read.
    bare: dict[str, Any] = {"label_visibility": "collapsed"}
    with columns[0]:
        of = period(captures, icon=":material/date_range:", **bare)
    with columns[1]:
        read = reading(captures, of, icon=":material/visibility:", **bare)
    with columns[2]:
        language(icon=":material/language:", **bare)
    return heading, of, read


def stop_without_captures(scope: str) -> NoReturn:
    """Say that nothing was read of the province yet, and stop."""
    page_frame.stop_with_reason(
        text("No capture of {province} yet.", province=province(scope)), leads_to_data=True
    )


def level(levels: list[str]) -> str:
    """Ask which peer group: units of different levels are never ranked together."""
    if not levels:
        page_frame.stop_with_reason(text("No capture of any peer group yet."), leads_to_data=True)
    return choose(text("Peer group"), "level", levels, written=formats.level, resets=("unit",))


def node(kinds: Sequence[NodeKind] = get_args(NodeKind)) -> Node:
    """Ask what is ranked: the total, or any branch of today's index, then what only earlier versions know."""
    known = catalogue.nodes_by_now()

    def written(one: Node) -> str:
        index = known[one.code]
        name = f"{'· ' * index.depth(one.code)}{one.short_name()}"
        return name if index is catalogue.current() else f"{name} ({index.version})"

    nodes = [index.nodes[code] for code, index in known.items() if index.nodes[code].kind in kinds]
    return choose(text("Indicator"), "node", nodes, code=lambda one: one.code, written=written)


def index_version() -> Catalogue:
    """Ask which version of the index, today's by default."""
    today = catalogue.current()
    versions = [today, *(version for version in reversed(catalogue.load().values()) if version != today)]
    return choose(
        text("Index version"),
        "version",
        versions,
        code=lambda index: index.version,
        written=lambda index: index.name(),
        resets=("node",),
    )


def node_of(nodes: Sequence[Node], index: Catalogue) -> Node:
    """Ask for one of some nodes of an index version, the first by default, indented as the index is."""
    top = min(index.depth(node.code) for node in nodes)
    return choose(
        text("Indicator"),
        "node",
        nodes,
        code=lambda node: node.code,
        written=lambda node: f"{'· ' * (index.depth(node.code) - top)}{node.short_name()}",
    )


def unit(rows: pd.DataFrame) -> str:
    """Ask which unit is marked in chart and table, by its id; empty for none."""
    known = dict(zip(rows.agency_id, rows.short_name, strict=True))
    names: dict[str, str] = {"": "–", **offered(known)}
    return choose(text("Mark a unit"), "unit", list(names), written=lambda agency: names[agency])


def agency(known: pd.DataFrame) -> str:
    """Ask which agency, by id: those of today peer group by peer group, then those that ended."""
    place = {level: number for number, level in enumerate(codes.LEVELS)}
    rows = sorted(known.to_dict("records"), key=lambda row: (row["has_ended"], place[row["level"]]))
    names = offered({row["agency_id"]: row["agency_name"] for row in rows})
    for row in rows:
        if row["has_ended"]:
            names[row["agency_id"]] += ", " + text("until {day}", day=formats.day(row["valid_to"]))
    return choose(
        text("Agency"), "agency", list(names), written=lambda code: names[code], resets=("period", "read")
    )


def units(names: Mapping[str, str], most: int) -> list[str]:
    """Ask for several units at once, by id; `names` in the order offered."""
    return choose_many(text("Units"), "units", offered(names), most=most)


def offered(names: Mapping[str, str]) -> dict[str, str]:
    """Return the names of units (by id) as they are offered, each with its code, by which it is found as well."""
    register = load_register()
    return {agency: register.offered(agency, name) for agency, name in names.items()}


def span(spans: Sequence[Span]) -> Span:
    """Ask which kind of time is followed: readings of an open period, or closed periods of one kind."""
    return choose(text("Time"), "time", spans, written=Span.name)


def language(**look: Any) -> str:
    """Ask for Vietnamese, English, or another language there is, each by its own name."""
    named: dict[str, str] = {code: Locale(code).get_display_name() or code for code in languages()}
    return choose(text("Language"), "lang", list(named), written=lambda code: named[code], **look)
