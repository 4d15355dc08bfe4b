"""The parts of a simulation: goals and the fewest cases, one indicator by hand, what is closed, the province."""

from __future__ import annotations

from fractions import Fraction

import pandas as pd
import streamlit as st

from indicators import formats
from indicators.analysis.explanation.observed import units_at
from indicators.analysis.plans.combined import Plan
from indicators.analysis.plans.goals import Way
from indicators.analysis.plans.options import why_in_words
from indicators.analysis.plans.province import lift, liftable, national_totals
from indicators.analysis.plans.scene import Scene
from indicators.analysis.statements import simulated
from indicators.markup import Markdown
from indicators.translation import text
from indicators.warehouse.warehouse import Warehouse
from pages.components import page_record, pickers, plain, tables
from pages.components.url_choice import choose

# What can be chosen: cases a week, weeks of the others' pace, cases of one indicator, agencies, per cent.
CAPACITIES = (1, 2, 5, 10, 20, 50, 100, 200, 500)
WEEKS = (0, 1, 2, 4, 8)
STEPS = (0, 1, 2, 3, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
AGENCIES = (1, 2, 3, 5, 10, 15, 20, 30, 50, 100, 150)
PER_CENT = tuple(range(50, 101, 5))


def ways(made: Scene) -> None:
    """Show every goal with the fewest cases that reach it, in so many weeks."""
    page_record.words(Markdown("### {}").format(text("What it would take")))
    left, right = st.columns(2, gap="medium")
    with left:
        capacity = choose(
            text("Cases a week"),
            "capacity",
            CAPACITIES,
            written=formats.count,
            default=20,
            widget=st.select_slider,
        )
    with right:
        weeks = choose(
            text("The others move on at their pace for so many weeks"),
            "pace",
            WEEKS if made.paces else WEEKS[:2],
            written=formats.count,
            widget=st.select_slider,
        )
    found = made.ways(weeks)
    rows = [_way(made, way, capacity) for way in found]
    if not rows:
        plain.info(text("No total is known, so there is no goal to plan for."))
        return
    tables.show(
        pd.DataFrame(rows),
        {
            "goal": st.column_config.TextColumn(text("Goal"), width=150),
            "missing": st.column_config.NumberColumn(text("Still missing"), width=75),
            "cases": st.column_config.NumberColumn(text("Fewest cases"), width=100),
            "weeks": st.column_config.NumberColumn(text("Weeks"), width=70),
            "single": st.column_config.TextColumn(text("By one indicator alone"), width="large"),
        },
        text("Table of goals with the fewest cases that reach each"),
        writers={"missing": formats.number, "cases": formats.count, "weeks": formats.count},
        most=len(rows),
    )
    # A plan of several indicators is longer than a cell.
    page_record.words(Markdown("**{}**").format(text("Made of")))
    page_record.words(plain.listed([f"{way.goal.name}: {_steps(made, way.plan)}" for way in found]))
    page_record.note(
        text(
            "A dossier or petition more is one more done well and one more to count; a procedure more is one of those "
            "there are. Each is counted for one indicator, the others staying as they are."
        )
    )


def _way(made: Scene, way: Way, capacity: int) -> dict[str, object]:
    plan = way.plan
    return {
        "goal": way.goal.name,
        "missing": float(way.goal.missing),
        "cases": plan.cases if plan else None,
        "weeks": plan.weeks(capacity) if plan else None,
        "single": simulated.case(made, *way.single[0]) if way.single else "",
    }


def _steps(made: Scene, plan: Plan | None) -> str:
    """Write what a plan is made of, or that there is none."""
    if plan is None:
        return text("cannot be reached by this agency’s own indicators")
    return "; ".join(simulated.case(made, option, more) for option, more in plan.steps)


def one_indicator(made: Scene) -> None:
    """Try one indicator by hand: so many more cases, so many points, which rank."""
    page_record.words(Markdown("### {}").format(text("Try one indicator")))
    if not made.options or made.total is None:
        plain.info(text("This agency has no indicator of its own to improve."))
        return
    by_code = {option.node.code: option for option in made.options}
    node = pickers.node_of([option.node for option in made.options], made.index)
    option = by_code[node.code]
    possible = [more for more in STEPS if option.most is None or more < option.most]
    possible += [option.most] if option.most else []
    more = choose(
        text("More cases done well"),
        "more",
        possible,
        written=formats.count,
        default=possible[min(4, len(possible) - 1)],
        widget=st.select_slider,
    )
    if told := simulated.tried(made, option, more):
        page_record.words(told.sentence())


def closed(made: Scene) -> None:
    """Say what the agency can do nothing about, and what one overdue dossier costs it."""
    if cost := simulated.cost_of_one_overdue(made):
        page_record.words(Markdown("### {}").format(text("One more overdue dossier")))
        page_record.words(cost.sentence())
    page_record.words(Markdown("### {}").format(text("Nothing to be done here")))
    lines = [f"{node.short_name()}: {why_in_words(why)}" for node, why in made.closed]
    page_record.words(plain.listed(lines) if lines else text("nothing"))


def province(warehouse: Warehouse, made: Scene) -> None:
    """Say what the province gains if so many agencies reach a share in an indicator."""
    page_record.words(Markdown("### {}").format(text("If agencies reach a share")))
    units = units_at(warehouse, made.capture.capture_id)
    nodes = liftable(units, made.agency_id, made.index)
    if not nodes:
        plain.info(text("It cannot be told: no counts, or not the sum of the agencies’ counts."))
        return
    columns = st.columns(3, gap="medium")
    with columns[0]:
        node = pickers.node_of(nodes, made.index)
    with columns[1]:
        count = choose(
            text("So many agencies"),
            "count",
            AGENCIES,
            written=formats.count,
            default=10,
            widget=st.select_slider,
        )
    with columns[2]:
        share = choose(
            text("Reach so many per cent"), "share", PER_CENT, written=formats.count, default=80,
            widget=st.select_slider,
        )  # fmt: skip
    found = lift(units, made.agency_id, made.index, node.code, Fraction(share, 100), count)
    if found is None:
        return
    page_record.words(simulated.lifted(made, node, found, share).sentence())
    if place := simulated.place_then(made, found, national_totals(warehouse, made.capture)):
        page_record.words(place.sentence())
    names = {agency: units[agency].short_name for agency in found.agencies}
    if most := simulated.who_brings_most(made, found, names):
        page_record.note(most.sentence())
