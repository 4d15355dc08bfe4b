"""The Monday bulletin: what a province is told each week of its index, from two comparable readings.

It composes nothing: every sentence is a statement, here put in order. The twelve points it tells stand in six chapters.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from indicators import formats
from indicators.analysis.capture_selection import CaptureInfo
from indicators.analysis.follow_up import FollowUp, follow_up
from indicators.analysis.insight import Chance, chance_of
from indicators.analysis.missing_cases import MissingCases, missing_cases_of
from indicators.analysis.overview import Overview, overview
from indicators.analysis.provenance import Provenance, of_capture
from indicators.analysis.ranking import Ranking, rank_each
from indicators.analysis.scorecard import scorecard
from indicators.analysis.standing import standing
from indicators.analysis.statements import (
    Statement,
    components,
    excused,
    noticed_units,
    peer_moves,
    province,
    weekly_tasks,
)
from indicators.analysis.statements import standing as place
from indicators.analysis.statements.naming import each_caveat_once
from indicators.intake.unit_identity import province_identity
from indicators.periods import Period
from indicators.reference.organisation import load_organisation
from indicators.reference.provinces import scope_name
from indicators.translation import text
from indicators.warehouse.warehouse import Warehouse

# The level that is one paragraph of its own; those below it are told as local government.
DEPARTMENTS = "department"
# Which of the twelve points each chapter holds.
CHAPTERS: tuple[tuple[str, tuple[int, ...]], ...] = (
    ("province", (1, 2, 3)),
    ("components", (4, 5, 6)),
    ("departments", (7,)),
    ("communes", (8, 9, 10)),
    ("excused", (11,)),
    ("tasks", (12,)),
)


@dataclass(frozen=True, slots=True, eq=False)
class Said:
    """A statement, and which of the twelve points it belongs to."""

    point: int
    statement: Statement


@dataclass(frozen=True, slots=True, eq=False)
class LostMost:
    """The parts of a component that lose most (rows of the scorecard), and who lacks the cases of the one that does.

    Where nobody knows that, `weakest` ranks the units by the component.
    """

    parts: pd.DataFrame
    holders: MissingCases | None
    weakest: Ranking | None


@dataclass(frozen=True, slots=True, eq=False)
class Chapter:
    """Some of the points under one heading."""

    key: str
    said: tuple[Said, ...]

    def sentences(self) -> list[str]:
        """Say its statements one after the other; a caveat of several of them stands with the first."""
        with each_caveat_once():
            return [said.statement.sentence() for said in self.said]

    @property
    def title(self) -> str:
        """Return its heading in the session's language."""
        return {
            "province": text("The province as a whole"),
            "components": text("Components of the index"),
            "departments": formats.level(DEPARTMENTS),
            "communes": text("Communes and wards"),
            "excused": text("To be borne in mind with these numbers"),
            "tasks": text("Tasks of the week"),
        }[self.key]


@dataclass(frozen=True, slots=True, eq=False)
class Bulletin:
    """The bulletin of a reading: its chapters that have anything to say, and the numbers of the components' table.

    `card` are the components' rows of the province's scorecard.
    """

    view: Overview
    chapters: tuple[Chapter, ...]
    card: pd.DataFrame

    @property
    def capture(self) -> CaptureInfo:
        return self.view.capture

    @property
    def provenance(self) -> Provenance:
        """Give what is to be said of its numbers."""
        return of_capture(self.capture, self.view.comparison)

    @property
    def said(self) -> tuple[Said, ...]:
        return tuple(said for chapter in self.chapters for said in chapter.said)

    def heading(self) -> str:
        """Name it: of an open period by the week it was read in, else by the period."""
        capture = self.capture
        if not capture.is_open:
            return text("Bulletin of {period}", period=_within(formats.period(capture.period)))
        if not capture.captured_at_given:
            return text("Weekly bulletin")
        return text("Weekly bulletin, {week}", week=_within(formats.week(capture.captured_on)))

    def about(self) -> str:
        """Say what it is about, and of when."""
        return text(
            "how {province} serves people and businesses: {basis}",
            province=scope_name(self.capture.scope),
            basis=_within(of_capture(self.capture).basis()),
        )


def bulletin(
    warehouse: Warehouse,
    scope: str,
    period: Period | None = None,
    captured_on: date | None = None,
    compare_with: date | None = None,
) -> Bulletin:
    """Make the bulletin of a reading, by default of the last full one; InputProblem if none fits.

    Changes are counted from the reading before, or from that of the day `compare_with`.
    """
    view = overview(warehouse, scope, period, captured_on, compare_with)
    capture, previous = view.capture, view.comparison.previous
    own = province_identity(scope, capture.captured_on)
    card = scorecard(warehouse, capture, previous, own, "province")
    parts = card.loc[[node.code for node in view.index.components]].reset_index(drop=True)
    since = previous if compare_with else None
    found = follow_up(warehouse, capture, since)
    chance = chance_of(warehouse, view)
    told = (
        *_province(warehouse, view),
        *_components(view, parts),
        *_peers(view, chance),
        *_excused(view, found, chance),
        *_tasks(view, card, found, _lost_most(warehouse, view, card)),
    )
    chosen = [Said(point, statement) for point, statement in told if statement]
    chapters = [
        Chapter(key, tuple(said for said in chosen if said.point in points)) for key, points in CHAPTERS
    ]
    return Bulletin(view, tuple(chapter for chapter in chapters if chapter.said), parts)


Told = Iterator[tuple[int, Statement | None]]


def _province(warehouse: Warehouse, view: Overview) -> Told:
    scope, at = view.capture.scope, standing(warehouse, view)
    yield 1, province.total(view)
    yield 1, province.change(view)
    if at is None:
        return
    yield 1, place.run(at, scope)
    yield 2, place.neighbour(at, scope, above=True)
    yield 2, place.neighbour(at, scope, above=False)
    yield 3, place.first_ten(at, scope)


def _components(view: Overview, card: pd.DataFrame) -> Told:
    yield 4, components.counted(view, card)
    for statement in components.each(view, card):
        yield 5, statement
    yield 6, components.lowest_share(view, card)


def _peers(view: Overview, chance: Chance) -> Told:
    best = load_organisation().rating_bands[0].from_total
    for level, ranking in view.rankings.items():
        few, signs = chance.few[level], chance.signs[level]
        if level == DEPARTMENTS:
            yield 7, peer_moves.how_many_moved(ranking)
            yield 7, peer_moves.leader(ranking)
            yield 7, peer_moves.risers(ranking, few, signs)
            yield 7, noticed_units.lowest(ranking)
            yield 7, peer_moves.largest_move(ranking, few, signs, is_up=False)
            continue
        yield 8, peer_moves.how_many_moved(ranking)
        yield 8, peer_moves.at_and_above(ranking, best)
        yield 9, peer_moves.gap_of_ends(ranking)
        yield 10, peer_moves.largest_move(ranking, few, signs, is_up=True)
        yield 10, peer_moves.largest_move(ranking, few, signs, is_up=False)


def _excused(view: Overview, found: FollowUp, chance: Chance) -> Told:
    yield 11, excused.synchronisation(found.summary) if found.summary else None
    yield 11, excused.provisional(view)
    for level, ranking in view.rankings.items():
        yield 11, excused.few_cases(ranking, chance.few[level])
        yield 11, excused.without_dossiers(ranking)
        yield 11, excused.seemingly_without(ranking)
        yield 11, noticed_units.without_value(ranking)
        yield 11, excused.by_chance(ranking, chance.signs[level])


def _tasks(view: Overview, card: pd.DataFrame, found: FollowUp, lost: Mapping[str, LostMost]) -> Told:
    asked = weekly_tasks.follow_up_tasks(view, found)
    for code, most in lost.items():
        for statement in asked.get(code, []):
            yield 12, statement
        yield 12, weekly_tasks.regain(view, card.loc[[code]], most.parts, most.holders, most.weakest)


def _lost_most(warehouse: Warehouse, view: Overview, card: pd.DataFrame) -> dict[str, LostMost]:
    """Look, component by component, for what of it loses most, and for who lacks what."""
    components = [node.code for node in view.index.components]
    most = {code: weekly_tasks.most_lost_of(card, view.index.children(code)) for code in components}
    holders = _holders(warehouse, view, {code: list(parts.node) for code, parts in most.items()})
    weakest = _weakest(warehouse, view, tuple(code for code in components if code not in holders))
    return {code: LostMost(most[code], holders.get(code), weakest.get(code)) for code in components}


def _holders(
    warehouse: Warehouse, view: Overview, lost: Mapping[str, Sequence[str]]
) -> dict[str, MissingCases]:
    """Tell of components who lacks the cases of the one part in which most is lost, or that it has.

    None is told of a component where it is not one, or nobody knows.
    """
    scored = {
        code: [part.code for part in view.index.children(code) if part.points is not None] for code in lost
    }
    ones = {code: parts[0] for code in lost if len(parts := lost[code] or scored[code]) == 1}
    nodes = [view.index.nodes[part] for part in ones.values()]
    found = zip(ones, missing_cases_of(warehouse, view.capture, nodes), strict=True)
    return {code: cases for code, cases in found if not cases.rows.empty}


def _weakest(warehouse: Warehouse, view: Overview, components: tuple[str, ...]) -> dict[str, Ranking]:
    """Rank the last level, where most units are, by components; those of which the reading has values."""
    level, capture = next(reversed(view.rankings), None), view.capture
    if level is None:
        return {}
    found = rank_each(warehouse, components, (level,), capture.scope, capture.period, capture.captured_at)
    return {code: ranking for (code, _), ranking in found.items() if ranking.capture == capture}


def _within(words: str) -> str:
    """Write words as they go on within a sentence."""
    return words[:1].lower() + words[1:]
