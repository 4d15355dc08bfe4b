"""Worlds with a rule of the watch list: what is so of each unit, and, worked out plainly, whom the rule is about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random

import pandas as pd

from indicators.analysis import watch_kinds
from indicators.analysis.ranking import Ranking
from indicators.analysis.signals import Signal
from indicators.analysis.statements import Statement
from indicators.analysis.statements.peer_groups import ranked_units
from indicators.catalogue import Node
from indicators.reference.targets import Target
from indicators.reference.watch_rules import Amount, Rule
from tests.analysis.statements.worlds import (
    INDEX,
    TODAY,
    TrueUnit,
    World,
    follow_up_of,
    ranking_of,
    world,
)

# What is better the lower it is; an indicator with points, of which a target may ask for a share of the counts.
LOWER = next(node for node in INDEX.nodes.values() if node.direction == "lower")
COUNTED = next(
    node
    for node in INDEX.nodes.values()
    if node.kind == "indicator" and node.points and node.direction == "higher"
)
KINDS = ("below", "signal", "falls", "rank_loss", "overdue")
# On both sides of a limit, and what only looks as if it were on it.
NEAR = (49.99, 49.994, 49.995, 49.996, 50.0, 50.004, 50.006)


@dataclass(kw_only=True)
class WatchedWorld(World):
    """A world, the rule held against it, and of each unit by name its way here, its places, counts and dossiers."""

    rule: Rule
    node: Node
    ways: dict[str, list[float]]
    places: dict[str, tuple[int, int | None]]
    counts: dict[str, tuple[int, int] | None]
    received: dict[str, int | None]


def watched_world(seed: int) -> WatchedWorld:
    """Draw such a world by chance."""
    truth, dice = world(seed), Random(-seed - 7)  # noqa: S311 — the same world for the same seed
    kind = dice.choice(KINDS)
    node = INDEX.root if kind == "rank_loss" else dice.choice([INDEX.root, LOWER, COUNTED])
    for unit in truth.units:
        if unit.value is not None and dice.random() < 0.5:
            unit.value = dice.choice(NEAR)
    names = [unit.name for unit in truth.units]
    rule = Rule(
        "Thử",
        "Test",
        "commune",
        node.code,
        kind,  # type: ignore[arg-type]
        than=dice.choice(
            [Amount(50), Amount(2)]
            if node is LOWER
            else [Amount(50), Amount(50, True), Amount(2), Amount(5, True)]
        ),
        by=dice.choice([None, Amount(0.5), Amount(1, True), Amount(2), Amount(20, True)]),
        times=dice.choice([2, 3]),
        cases_at_least=dice.choice([0, 0, 30]),
    )
    return WatchedWorld(
        **vars(truth),
        rule=rule,
        node=node,
        ways={name: _way(dice, unit) for name, unit in zip(names, truth.units, strict=True)},
        places={name: (dice.randint(1, 9), dice.choice([None, 1, 2, 5])) for name in names},
        counts={name: dice.choice([None, (0, 0), (49995, 100000), (1, 2), (4999, 10000)]) for name in names},
        received={name: dice.choice([None, 10, 30, 400]) for name in truth.held},
    )


def _way(dice: Random, unit: TrueUnit) -> list[float]:
    """Draw what a unit had at the readings before, as far as they may be joined, and has now."""
    if unit.value is None:
        return []
    way, step = [unit.value], dice.choice([0.25, 0.25, 0.1, 0.004, 0.0, -0.3])
    for _ in range(dice.choice([0, 2, 3, 5])):
        way.insert(0, round(way[0] + dice.choice([step, step, step, 0.0]), 4))
    return way


def ranking_watched(truth: WatchedWorld) -> Ranking:
    """Rank the units by what the rule is about, with the places and counts of this world."""
    plain = ranking_of(World(**{name: getattr(truth, name) for name in World.__dataclass_fields__}))
    rows = plain.rows.copy()
    ranked = rows["rank"].notna()
    places = [truth.places[name] for name in rows.short_name]
    rows["rank"] = pd.array(
        [now if is_ranked else None for (now, _), is_ranked in zip(places, ranked, strict=True)], "Int64"
    )
    rows["previous_rank"] = pd.array([was for _, was in places], "Int64")
    rows["rank_change"] = rows.previous_rank - rows["rank"]
    counts = [truth.counts[name] or (None, None) for name in rows.short_name]
    rows["numerator"], rows["denominator"] = zip(*counts, strict=True)
    return replace(plain, node=truth.node, rows=rows)


def found_in(truth: WatchedWorld) -> Iterator[tuple[str, Statement]]:
    """Everybody whom the rule finds, by name, with the sentence."""
    if truth.rule.kind == "overdue":
        found = follow_up_of(World(**{name: getattr(truth, name) for name in World.__dataclass_fields__}))
        assert found.summary
        known = {name: float(count) for name, count in truth.received.items() if count is not None}
        for row, said in watch_kinds.overdue(found.summary.step, truth.rule, found.backlog, known):
            yield row.name, said
        return
    ranking = ranking_watched(truth)
    rows, ids = ranked_units(ranking), {f"u{number}": unit for number, unit in enumerate(truth.units)}
    match truth.rule.kind:
        case "below":
            assert truth.rule.than
            own = Target(truth.node.code, "commune", None, truth.rule.than.value, truth.rule.than.is_percent,
                         TODAY, TODAY, "Thử")  # fmt: skip
            hits = watch_kinds.below(ranking, rows, {name: [own] for name in ids})
        case "signal":
            signs = {name: Signal(unit.sign) for name, unit in ids.items()}
            hits = watch_kinds.signals(ranking, rows, signs)
        case "falls":
            series = {name: truth.ways[unit.name] for name, unit in ids.items()}
            hits = watch_kinds.falls(ranking, truth.rule, rows, series)
        case _:
            hits = watch_kinds.rank_losses(ranking, truth.rule, rows)
    for row, said in hits:
        yield row.short_name, said
