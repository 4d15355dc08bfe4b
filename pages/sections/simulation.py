"""The parts of a simulation: goals and the fewest cases, one indicator by hand, what is closed, the province."""

from __future__ import annotations

from fractions import Fraction

import pandas as pd
import streamlit as st

from indicators import formats
from indicators.analysis.explanation.observed import units_at
from indicators.analysis.plans.combined import Plan
from indicators.analysis.plans.goals import Way
from indicators.analysis.plans.options import Option, why_in_words
from indicators.analysis.plans.province import lift, liftable, national_totals, rank_with
from indicators.analysis.plans.scene import Scene
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
        "single": _case(made, *way.single[0]) if way.single else "",
    }


def _steps(made: Scene, plan: Plan | None) -> str:
    """Write what a plan is made of, or that there is none."""
    if plan is None:
        return text("cannot be reached by this agency’s own indicators")
    return "; ".join(_case(made, option, more) for option, more in plan.steps)


def _case(made: Scene, option: Option, more: int) -> str:
    """Write so many cases of an indicator: "34 dossiers (In time)"."""
    return f"{formats.count(more)} {made.index.noun(option.node, more)} ({option.node.short_name()})"


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
    total = made.total_with(option, more) or 0.0
    page_record.words(
        text(
            "{cases}: {before} to {after} points, total {total} (+{gain}), rank {rank} with the others unchanged.",
            cases=_case(made, option, more),
            before=formats.number(float(option.points())),
            after=formats.number(float(option.points(more))),
            total=formats.number(total),
            gain=formats.number(float(option.gain(more))),
            rank=formats.count(made.rank_at(total)),
        )
    )


def closed(made: Scene) -> None:
    """Say what the agency can do nothing about, and what one overdue dossier costs it."""
    if made.overdue:
        page_record.words(Markdown("### {}").format(text("One more overdue dossier")))
        costs = [f"{node.short_name()} −{formats.number(float(cost), 4)}" for node, cost in made.overdue]
        together = formats.number(float(sum(cost for _, cost in made.overdue)), 4)
        page_record.words(text("It costs {points} points: {parts}.", points=together, parts=", ".join(costs)))
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
        most = choose(
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
    found = lift(units, made.agency_id, made.index, node.code, Fraction(share, 100), most)
    if found is None or not found.below:
        page_record.words(text("No agency is below {share}%.", share=share))
        return
    rank = rank_with(national_totals(warehouse, made.capture), made.agency_id, found.gain)
    said = text(
        "If {agencies} of the {below} agencies below {share}% reach it ({cases} {noun} more), the province gains "
        "{points} points.",
        agencies=formats.count(len(found.agencies)),
        below=formats.count(found.below),
        share=share,
        cases=formats.count(found.cases),
        noun=made.index.noun(node, found.cases),
        points=formats.number(float(found.gain)),
    )
    page_record.words(said)
    if rank is not None:
        page_record.words(text("It would then be at rank {rank} of the provinces.", rank=formats.count(rank)))
    names = ", ".join(units[agency].short_name for agency in found.agencies)
    if names:
        page_record.note(text("The agencies that bring the most: {names}.", names=names))
