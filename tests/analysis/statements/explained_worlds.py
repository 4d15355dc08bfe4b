"""Worlds of one agency at two readings, and of a group's own card: counts, points, ranks, sums."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

import pandas as pd

from indicators.analysis.explanation.agency import AgencyExplained
from indicators.analysis.explanation.by_agency import by_agency
from indicators.analysis.explanation.observed import Observed, UnitValues
from indicators.analysis.group import GroupView
from indicators.analysis.statements import Statement, explained, groups
from tests.analysis.statements.weeks import card_of, week
from tests.analysis.statements.worlds import (
    INDEX,
    TrueGroup,
    World,
    capture_of,
    overview_of,
    previous_of,
    provisional_of,
    world,
)

COMPONENT, PETITIONS, ON_TIME = "transparency", "satisfaction", "on_time_share"
PARTS = [node for node in INDEX.children(COMPONENT) if node.points]
COUNTS = [(1, 2), (2, 2), (2, 3), (40, 80), (41, 80), (60, 80), (0, 7)]
Pair = tuple[int, int]


@dataclass(kw_only=True)
class ExplainedWorld(World):
    """A world, and by indicator what an agency counted (before, now; None where the portal tells no counts).

    `rest` is by how much its component's points moved beyond those of its parts; `petitions` what it had and has in a
    component that nobody tells the parts of; `others` the component's points of its peers; `own` by agency the dossiers
    in time and all, and `of_province` whether the province counts those, others, or nothing; `group` is a group's card.
    """

    counted: dict[str, tuple[Pair, Pair]]
    rest: float
    petitions: tuple[float, float]
    others: list[tuple[float, float]]
    is_another: bool
    own: dict[str, tuple[Pair, Pair]]
    province: str
    group: TrueGroup
    parts: list[TrueGroup]


def explained_world(seed: int) -> ExplainedWorld:
    """Draw such a world by chance."""
    truth, dice = week(seed), Random(-seed - 77)  # noqa: S311 — the same world for the same seed
    plain = world(seed)
    petitions = dice.choice([6.0, 12.0, 10.5])
    component = dice.choice(truth.components)
    return ExplainedWorld(
        **vars(plain),
        counted={node.code: (dice.choice(COUNTS), dice.choice(COUNTS)) for node in PARTS},
        rest=dice.choice([0.0, 0.0, 0.02, -0.03, 1.5]),
        petitions=(petitions, petitions + dice.choice([0.0, 6.0, -6.0, 5.9, 3.0])),
        others=[(dice.choice([3.0, 9.0, 12.5]), dice.choice([3.0, 9.0, 12.5])) for _ in range(dice.choice([1, 5]))],
        is_another=dice.random() < 0.1,
        own={f"u{number}": (dice.choice(COUNTS), dice.choice(COUNTS)) for number in range(dice.choice([2, 6]))},
        province=dice.choice(["theirs", "theirs", "copied", "nothing"]),
        group=component,
        parts=truth.parts[component.code],
    )  # fmt: skip


def points_of(truth: ExplainedWorld, code: str, which: int) -> float:
    """What an indicator has by the rule: its maximum times the ratio, with two decimals."""
    done, cases = truth.counted[code][which]
    return round((INDEX.nodes[code].points or 0) * done / cases, 2)


def component_of(truth: ExplainedWorld, which: int) -> float:
    """What the component has: the sum of its parts, and at the later reading the rest."""
    return round(sum(points_of(truth, node.code, which) for node in PARTS) + which * truth.rest, 2)


def explained_of(truth: ExplainedWorld) -> AgencyExplained:
    """Make the agency among its peers at both readings; nothing before, where nothing can be compared."""
    then, now = ({"u0": _own(truth, which), **_others(truth, which)} for which in (0, 1))
    comparison = previous_of(truth)
    return AgencyExplained(
        "u0", INDEX, capture_of(truth), comparison, now, then if comparison.previous else None,
        provisional=provisional_of(truth),
    )  # fmt: skip


def _unit(
    agency_id: str, nodes: dict[str, Observed], *, level: str = "commune", entry: str = ""
) -> UnitValues:
    return UnitValues(agency_id, entry or agency_id, agency_id, agency_id, level, nodes)


def _own(truth: ExplainedWorld, which: int) -> UnitValues:
    nodes = {
        COMPONENT: Observed(value=component_of(truth, which)),
        PETITIONS: Observed(value=truth.petitions[which]),
    }
    for code, counts in truth.counted.items():
        done, cases = counts[which]
        nodes[code] = Observed(float(done), float(cases), value=points_of(truth, code, which))
    entry = "another" if truth.is_another and which == 0 else "u0"
    return _unit("u0", nodes, entry=entry)


def _others(truth: ExplainedWorld, which: int) -> dict[str, UnitValues]:
    return {
        f"p{number}": _unit(f"p{number}", {COMPONENT: Observed(value=points[which])})
        for number, points in enumerate(truth.others)
    }


def shares_of(truth: ExplainedWorld, which: int) -> tuple[Pair, float]:
    """The province's dossiers in time and all of them at a reading, and its points by the rule."""
    counts = [pair[which] for pair in truth.own.values()]
    whole = sum(done for done, _ in counts), sum(cases for _, cases in counts)
    return whole, round(20 * whole[0] / whole[1], 2)


def said_of_agency(truth: ExplainedWorld) -> Iterator[Statement | None]:
    """Everything that is said of why an agency moved, and of which agencies moved the province."""
    found = explained_of(truth)
    yield from explained.explained(found, COMPONENT)
    yield from explained.explained(found, PETITIONS)
    sides = []
    for which in (0, 1):
        whole, points = shares_of(truth, which)
        told = (
            Observed(*map(float, whole), value=points)
            if truth.province != "nothing"
            else Observed(value=points)
        )
        own = {
            name: (truth.own["u0"] if truth.province == "copied" else pair)[which]
            for name, pair in truth.own.items()
        }
        units = {
            name: _unit(name, {ON_TIME: Observed(float(done), float(cases))})
            for name, (done, cases) in own.items()
        }
        sides.append({"tinh": _unit("tinh", {ON_TIME: told}, level="province"), **units})
    split = by_agency(sides[0], sides[1], "tinh", INDEX, ON_TIME)
    if split and found.before is not None:
        yield explained.shared_out(found, INDEX.nodes[ON_TIME], split)


def said_of_group(truth: ExplainedWorld) -> Iterator[Statement | None]:
    """Everything that a group's page and slide say of the province's own points in it."""
    card = card_of_group(truth)
    node = INDEX.nodes[truth.group.code]
    shown = GroupView(
        node,
        INDEX,
        capture_of(truth),
        previous_of(truth),
        card,
        (),
        provisional_of(truth),
        {node.code: truth.sign},
    )
    yield groups.points(shown)
    yield groups.most_lost_part(shown, card.iloc[1:])
    yield groups.change(shown)
    if truth.group.value is None:
        yield groups.without_capture(overview_of(truth), node)


def card_of_group(truth: ExplainedWorld) -> pd.DataFrame:
    """Make the group's card, itself first; without changes where nothing can be compared."""
    drawn = week(0)
    drawn.previous = truth.previous
    return card_of(drawn, [truth.group, *truth.parts])
