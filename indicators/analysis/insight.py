"""What deserves a look first: statements chosen and ordered by what matters, none saying again what one before said.

What counts, first: how many reasons there are to look (an order of the Committee, a target, a change beyond chance);
among those of as many, the size: points on the index's scale, those of one unit by half, or the share of a whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from indicators.analysis.explanation.few_cases import moved_by_few_cases
from indicators.analysis.follow_up import FollowUp
from indicators.analysis.overview import Overview
from indicators.analysis.ranking import Ranking
from indicators.analysis.signals import Signal, signs_at
from indicators.analysis.statements import (
    Statement,
    excused,
    noticed_units,
    orders,
    overdue_dossiers,
    peer_moves,
    province,
)
from indicators.analysis.statements.peer_groups import to_ranking
from indicators.warehouse.warehouse import Warehouse

AT_MOST = 5
# So many points are as large as a size gets; so many dossiers likewise.
LARGE, MANY = 20, 1000


@dataclass(frozen=True, slots=True)
class Chance:
    """What tells a move from chance, by level: units (ids) that few cases moved, and what each one's series says."""

    few: Mapping[str, Mapping[str, bool]] = field(default_factory=dict)
    signs: Mapping[str, Mapping[str, Signal]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Finding:
    """A statement, how large what it says is (0 to 1), and the reasons to look at it."""

    statement: Statement
    size: float
    is_order: bool = False
    is_target: bool = False
    is_signal: bool = False

    @property
    def weight(self) -> tuple[int, float]:
        return self.is_order + self.is_target + self.is_signal, min(self.size, 1.0)


def insight(warehouse: Warehouse, view: Overview, found: FollowUp) -> list[Statement]:
    """Choose what the first screen says of a reading: at most AT_MOST statements, the weightiest first."""
    return chosen(findings(view, found, chance_of(warehouse, view)))


def chance_of(warehouse: Warehouse, view: Overview) -> Chance:
    """Look at the units of a reading for what tells their moves from chance."""
    return Chance(
        {level: moved_by_few_cases(warehouse, ranking) for level, ranking in view.rankings.items()},
        {level: signs_at(warehouse, ranking) for level, ranking in view.rankings.items()},
    )


def chosen(found: Iterable[Finding]) -> list[Statement]:
    """Order findings by weight, without those about none but who was told of already; one of a kind goes first."""
    in_order = sorted(found, key=lambda finding: finding.weight, reverse=True)
    first: list[Finding] = []
    again: list[Finding] = []
    kinds, told = set[str](), set[str]()
    for finding in in_order:
        about = set(finding.statement.subject)
        if about and about <= told:
            continue
        told |= about
        (again if finding.statement.kind in kinds else first).append(finding)
        kinds.add(finding.statement.kind)
    kept = [*first, *again][:AT_MOST]
    return [finding.statement for finding in in_order if finding in kept]


def findings(view: Overview, found: FollowUp, chance: Chance) -> Iterator[Finding]:
    """Give all that a reading and the list of its week give to say, each with its weight."""
    if (target := province.against_target(view)) and target.kind == "target_missed":
        about_all = replace(_ranked(view, target, view.index.root.code), subject=())
        yield Finding(about_all, target.numbers["short"] / LARGE, is_target=True)
    if lost := province.most_lost(view):
        yield Finding(_ranked(view, lost, lost.subject[0]), lost.numbers["lost"] / LARGE)
    if found.summary and (dossiers := found.summary.step.dossiers):
        backlog = overdue_dossiers.backlog(found.summary, found.backlog)
        yield Finding(backlog, dossiers / MANY, is_order=True)
    if (order := found.order) and order.remaining:
        is_missed = order.is_over(view.capture.captured_on)
        told = orders.order(order, view.capture.captured_on)
        yield Finding(told, order.remaining / order.baseline, is_order=True, is_target=is_missed)
    for level, ranking in view.rankings.items():
        yield from _of_level(ranking, chance.few.get(level, {}), chance.signs.get(level, {}))


def _ranked(view: Overview, said: Statement, node: str) -> Statement:
    """Put the ranking of the first level by a node behind what the first screen itself shows."""
    ranking = next(iter(view.rankings.values()), None)
    return replace(said, link=to_ranking(ranking, node)) if ranking else said


def _of_level(ranking: Ranking, few: Mapping[str, bool], signs: Mapping[str, Signal]) -> Iterator[Finding]:
    """Give what one level has to say: who fell most, how many fell beyond chance, who is lowest, what is not known."""
    if fall := peer_moves.largest_move(ranking, few, signs, is_up=False):
        fell = any(unit in signs and signs[unit].sign == "down" for unit in fall.subject)
        yield Finding(fall, fall.numbers["by"] / LARGE / 2, is_signal=fell)
    usual = excused.by_chance(ranking, signs)
    if usual and usual.numbers["down"]:
        about_nobody = replace(usual, subject=())
        yield Finding(about_nobody, usual.numbers["down"] / usual.numbers["of"], is_signal=True)
    if low := noticed_units.lowest(ranking):
        yield Finding(low, low.numbers["distance"] / LARGE / 2)
    for lacking in (noticed_units.without_value(ranking), noticed_units.unrecognised(ranking)):
        if lacking:
            yield Finding(lacking, lacking.numbers["count"] / lacking.numbers["of"] / 2)
