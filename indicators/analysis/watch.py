"""The watch list: the rules of `watch.toml` held against a reading and the list of overdue dossiers of its week."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from indicators import catalogue, formats
from indicators.analysis import overdue, watch_kinds
from indicators.analysis.capture_selection import CaptureInfo, captures_of, captures_with, select_capture
from indicators.analysis.explanation.few_cases import moved_by_few_cases
from indicators.analysis.noise.xmr import FIRM
from indicators.analysis.overdue import Step
from indicators.analysis.overview import place_of
from indicators.analysis.ranking import Ranking, of_province, rank
from indicators.analysis.signals import signs_at, trend_at
from indicators.analysis.statements import Statement, watched
from indicators.analysis.statements.peer_groups import ranked_units
from indicators.analysis.trend import Trend
from indicators.errors import InputProblem
from indicators.intake.unit_identity import province_identity
from indicators.periods import Period
from indicators.reference.targets import Target, targets_for
from indicators.reference.watch_rules import Rule, load_rules
from indicators.translation import text
from indicators.warehouse.warehouse import Warehouse


@dataclass(frozen=True, slots=True, eq=False)
class Hit:
    """One unit that a rule found, and what is said of it."""

    rule: Rule
    agency_id: str
    name: str
    statement: Statement


@dataclass(frozen=True, slots=True, eq=False)
class Watched:
    """What the rules found at a reading, in their order; `capture` is None where nothing was read.

    `not_held` says in words why a rule, by its place, could not be held against anything; it found nobody for that
    reason alone.
    """

    capture: CaptureInfo | None
    rules: tuple[Rule, ...]
    hits: tuple[Hit, ...] = ()
    not_held: Mapping[int, str] = field(default_factory=dict)

    def in_short(self) -> Statement | None:
        """Say how many units the rules found, how many of the rules any; None where nothing was read."""
        if self.capture is None:
            return None
        found = [{hit.agency_id for hit in self.of(rule)} for rule in self.rules]
        return watched.in_short(self.capture, found, len(self.not_held))

    def sentence(self) -> str:
        """Say the same as a sentence; "" where nothing was read."""
        said = self.in_short()
        return said.sentence() if said else ""

    def of(self, rule: Rule) -> list[Hit]:
        """Return what one rule found."""
        return [hit for hit in self.hits if hit.rule is rule]

    def why_nobody(self, place: int) -> str:
        """Say of a rule that found nobody, by its place, that it did not, or why it could not be held."""
        if place in self.not_held:
            return text("not held against anything: {reason}", reason=self.not_held[place])
        return text("nobody")


class NotHeldError(Exception):
    """Why a rule cannot be held against a reading, in words that end as a part of a sentence."""


def watch(
    warehouse: Warehouse, scope: str, period: Period | None = None, captured_on: date | None = None
) -> Watched:
    """Hold the rules against a reading, by default the last full one; InputProblem where a rule cannot be used."""
    rules = load_rules()
    capture = select_capture(captures_of(warehouse, scope), period, captured_on)
    if capture is None:
        return Watched(None, rules)
    hits: list[Hit] = []
    not_held = {}
    for place, rule in enumerate(rules):
        try:
            hits += _hits(warehouse, capture, rule)
        except NotHeldError as why:
            not_held[place] = str(why)
    return Watched(capture, rules, tuple(hits), not_held)


def _hits(warehouse: Warehouse, capture: CaptureInfo, rule: Rule) -> Iterator[Hit]:
    if rule.kind == "overdue":
        step, rows, received = _overdue(warehouse, capture, rule)
        for row, statement in watch_kinds.overdue(step, rule, rows, received):
            yield Hit(rule, str(row.part), str(row.name), statement)
        return
    ranking = _ranking(warehouse, capture, rule)
    rows = _looked_at(warehouse, capture, rule, ranking)
    for row, statement in _found(warehouse, ranking, rule, rows):
        yield Hit(rule, row.agency_id, row.short_name, statement)


def _found(warehouse: Warehouse, ranking: Ranking, rule: Rule, rows: pd.DataFrame) -> watch_kinds.Found:
    match rule.kind:
        case "below":
            return watch_kinds.below(ranking, rows, _limits(ranking, rule, rows))
        case "signal":
            signs = signs_at(warehouse, ranking)
            if all(signal.sign == "unknown" for signal in signs.values()):
                raise NotHeldError(_too_few_readings(FIRM))
            return watch_kinds.signals(ranking, _by_many(warehouse, ranking, rows), signs)
        case "falls":
            return _falls(warehouse, ranking, rule, rows)
        case _:
            if ranking.comparison.previous is None:
                raise NotHeldError(ranking.comparison.why_none)
            return watch_kinds.rank_losses(ranking, rule, _by_many(warehouse, ranking, rows))


def _too_few_readings(count: int) -> str:
    return text("fewer than {count} readings that may be compared", count=formats.count(count))


def _ranking(warehouse: Warehouse, capture: CaptureInfo, rule: Rule) -> Ranking:
    """Rank a rule's level at a reading; of provinces our own by its own reading, its rank by the nation's by then."""
    if rule.level == "province" and rule.kind == "rank_loss":
        place = place_of(warehouse, capture, rule.node)
        if place is None:
            raise NotHeldError(text("no reading of all provinces that has ours"))
        return _ranked(warehouse, capture, rule, place.capture)
    if rule.level == "province":
        found = of_province(warehouse, capture, rule.node)
    else:
        found = _ranked(warehouse, capture, rule, capture)
    if ranked_units(found).empty:
        raise NotHeldError(text("no value at this reading that could be judged"))
    return found


def _ranked(warehouse: Warehouse, capture: CaptureInfo, rule: Rule, at: CaptureInfo) -> Ranking:
    try:
        return rank(
            warehouse,
            node=rule.node,
            level=rule.level,
            scope=capture.scope,
            period=capture.period,
            captured_on=at.captured_at,
        )
    except InputProblem:
        raise NotHeldError(text("no value at this reading that could be judged")) from None


def _looked_at(warehouse: Warehouse, capture: CaptureInfo, rule: Rule, ranking: Ranking) -> pd.DataFrame:
    """Return whom a rule looks at: of provinces our own, else who had dossiers, as many as its floor, and is ranked."""
    rows = ranked_units(ranking)
    if rule.level == "province":
        return rows[rows.agency_id == province_identity(capture.scope, capture.captured_on)]
    if not rule.cases_at_least:
        return rows
    received = _received(warehouse, capture, rule.level)
    return rows[[not received.get(unit, float("inf")) < rule.cases_at_least for unit in rows.agency_id]]


def _by_many(warehouse: Warehouse, ranking: Ranking, rows: pd.DataFrame) -> pd.DataFrame:
    """Leave out whose move a handful of cases made."""
    return rows[~rows.agency_id.isin(moved_by_few_cases(warehouse, ranking))]


def _received(warehouse: Warehouse, capture: CaptureInfo, level: str) -> Mapping[str, float]:
    """Give how many dossiers each unit received, as far as the portal tells."""
    charged = catalogue.node_in_role("overdue_charge", catalogue.load()[capture.index_version])
    captures = captures_with(warehouse, charged.code, level, capture.scope)
    if capture not in captures:
        return {}
    known = rank(
        warehouse,
        node=charged.code,
        level=level,
        scope=capture.scope,
        period=capture.period,
        captured_on=capture.captured_at,
    ).rows.dropna(subset="denominator")
    return dict(zip(known.agency_id, known.denominator.astype(float), strict=True))


def _limits(ranking: Ranking, rule: Rule, rows: pd.DataFrame) -> Mapping[str, Sequence[Target]]:
    """Give by unit (id) what it is held against: the rule's own number, or the targets set for it."""
    node, capture = ranking.node, ranking.capture
    if rule.than is not None:
        own = Target(node.code, rule.level, None, rule.than.value, rule.than.is_percent, capture.day, capture.day,
                     rule.name_vi)  # fmt: skip
        return {unit: [own] for unit in rows.agency_id}
    limits = {
        unit: targets_for(node, rule.level, capture.day, unit, kind=capture.period.kind)
        for unit in rows.agency_id
    }
    if not any(limits.values()):
        raise NotHeldError(text("no target was set"))
    return limits


def _falls(warehouse: Warehouse, ranking: Ranking, rule: Rule, rows: pd.DataFrame) -> watch_kinds.Found:
    capture = ranking.capture
    moved = trend_at(warehouse, capture, rule.node, rule.level)
    if moved is None or len(moved.steps) <= rule.times:
        raise NotHeldError(_too_few_readings(rule.times + 1))
    steps = moved.steps.tail(rule.times).capture_id
    readings = {one.capture_id: one for one in captures_of(warehouse, capture.scope)}
    few = set[str]()
    for then in (readings[step] for step in steps if step in readings):
        at = of_province(warehouse, then, rule.node) if rule.level == "province" else _ranked(
            warehouse, then, rule, then)  # fmt: skip
        few |= moved_by_few_cases(warehouse, at).keys()
    counted = rows[~rows.agency_id.isin(few)]
    return watch_kinds.falls(ranking, rule, counted, _series(moved, list(counted.agency_id)))


def _series(moved: Trend, units: Sequence[str]) -> dict[str, list[float]]:
    """Give by unit (id) its values up to the last reading that may be joined."""
    runs = {unit: moved.runs(unit) for unit in units}
    last = len(moved.steps) - 1
    return {
        unit: own[-1].value.tolist() for unit, own in runs.items() if own and own[-1].step.iloc[-1] == last
    }


def _overdue(
    warehouse: Warehouse, capture: CaptureInfo, rule: Rule
) -> tuple[Step, pd.DataFrame, Mapping[str, float]]:
    step: Step | None = overdue.step_by(warehouse, capture.scope, capture.captured_on)
    if step is None:
        raise NotHeldError(text("no list of overdue dossiers by then"))
    received = _received(warehouse, capture, rule.level)
    if not received and rule.than and rule.than.is_percent:
        raise NotHeldError(text("the portal does not tell how many dossiers were received"))
    rows = overdue.backlog(warehouse, step, "agency")
    return step, rows[rows.level == rule.level], received
