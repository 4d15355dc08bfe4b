"""The watch list: the rules of `watch.toml` held against a reading and the list of overdue dossiers of its week."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

import pandas as pd

from indicators import catalogue, formats
from indicators.analysis import overdue
from indicators.analysis.capture_selection import CaptureInfo, captures_of, select_capture
from indicators.analysis.explanation.few_cases import moved_by_few_cases
from indicators.analysis.overdue import Step
from indicators.analysis.ranking import Ranking, rank
from indicators.analysis.signals import signs_at
from indicators.analysis.statements import Statement, watched
from indicators.analysis.statements.peer_groups import ranked_units
from indicators.analysis.trend import Span, trend
from indicators.errors import InputProblem
from indicators.intake.unit_identity import province_identity
from indicators.periods import Period
from indicators.reference.targets import Target, share, targets_for
from indicators.reference.watch_rules import Rule, load_rules
from indicators.translation import plural, text
from indicators.warehouse.warehouse import Warehouse, records


@dataclass(frozen=True, slots=True, eq=False)
class Hit:
    """One unit that a rule found, and what is said of it."""

    rule: Rule
    agency_id: str
    name: str
    statement: Statement


@dataclass(frozen=True, slots=True, eq=False)
class Watched:
    """What the rules found at a reading, in their order; `capture` is None where nothing was read."""

    capture: CaptureInfo | None
    rules: tuple[Rule, ...]
    hits: tuple[Hit, ...]

    def sentence(self) -> str:
        """Say how many units the rules found, and how many of the rules found any."""
        units = len({hit.agency_id for hit in self.hits})
        if not units:
            return text("Watch list: nobody by {rules} rules.", rules=formats.count(len(self.rules)))
        return plural(
            units,
            "Watch list: {count} unit by {found} of {rules} rules.",
            "Watch list: {count} units by {found} of {rules} rules.",
            count=formats.count(units),
            found=formats.count(sum(bool(self.of(rule)) for rule in self.rules)),
            rules=formats.count(len(self.rules)),
        )

    def of(self, rule: Rule) -> list[Hit]:
        """Return what one rule found."""
        return [hit for hit in self.hits if hit.rule is rule]


def watch(
    warehouse: Warehouse, scope: str, period: Period | None = None, captured_on: date | None = None
) -> Watched:
    """Hold the rules against a reading, by default the last full one; InputProblem where a rule cannot be used."""
    rules = load_rules()
    capture = select_capture(captures_of(warehouse, scope), period, captured_on)
    if capture is None:
        return Watched(None, rules, ())
    return Watched(capture, rules, tuple(hit for rule in rules for hit in _hits(warehouse, capture, rule)))


def _hits(warehouse: Warehouse, capture: CaptureInfo, rule: Rule) -> Iterator[Hit]:
    if rule.kind == "overdue":
        yield from _overdue(warehouse, capture, rule)
        return
    ranking = _ranking(warehouse, capture, rule.level, rule.node)
    if ranking is None:
        return
    rows = _looked_at(warehouse, capture, rule, ranking)
    find = {"below": _below, "signal": _signals, "falls": _falls, "rank_loss": _rank_losses}[rule.kind]
    for row, statement in find(warehouse, ranking, rule, rows):
        yield Hit(rule, row.agency_id, row.short_name, statement)


Found = Iterator[tuple[Any, Statement]]


def _ranking(warehouse: Warehouse, capture: CaptureInfo, level: str, node: str) -> Ranking | None:
    """Rank a level at a reading; of provinces, at the last national reading by then; None where it has no values."""
    is_province = level == "province"
    try:
        found = rank(
            warehouse,
            node=node,
            level=level,
            scope=capture.scope,
            period=capture.period,
            captured_on=None if is_province else capture.captured_at,
        )
    except InputProblem:
        return None
    return found if is_province or found.capture == capture else None


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
    ranking = _ranking(warehouse, capture, level, charged.code)
    if ranking is None:
        return {}
    known = ranking.rows.dropna(subset="denominator")
    return dict(zip(known.agency_id, known.denominator.astype(float), strict=True))


def _below(_: Warehouse, ranking: Ranking, rule: Rule, rows: pd.DataFrame) -> Found:
    node, capture = ranking.node, ranking.capture
    for row in records(rows):
        if rule.than is not None:
            limits = [Target(node.code, rule.level, None, rule.than.value, rule.than.is_percent, capture.day,
                             capture.day, rule.name_vi)]  # fmt: skip
        else:
            limits = targets_for(node, rule.level, capture.day, row.agency_id, kind=capture.period.kind)
        reached = share(row.numerator, row.denominator)
        if missed := [one for one in limits if one.is_met(node, row.value, reached) is False]:
            yield row, watched.below(ranking, row, missed[0])


def _signals(warehouse: Warehouse, ranking: Ranking, _: Rule, rows: pd.DataFrame) -> Found:
    worse = "up" if ranking.node.direction == "lower" else "down"
    signs = signs_at(warehouse, ranking)
    for row in records(_by_many(warehouse, ranking, rows)):
        if row.agency_id in signs and signs[row.agency_id].sign == worse:
            yield row, watched.signal(ranking, row)


def _falls(warehouse: Warehouse, ranking: Ranking, rule: Rule, rows: pd.DataFrame) -> Found:
    capture = ranking.capture
    span = Span(capture.period.kind, capture.period if capture.is_open else None)
    moved = trend(warehouse, node=rule.node, level=rule.level, scope=capture.scope, span=span)
    last = len(moved.steps) - 1
    if moved.steps.capture_id.iloc[-1] != capture.capture_id:
        return
    if last < rule.times or moved.steps.captured_at.tail(rule.times).isna().any():
        return
    few: set[str] = set()
    for step in records(moved.steps.tail(rule.times)):
        then = rank(
            warehouse,
            node=rule.node,
            level=rule.level,
            scope=capture.scope,
            period=Period.parse(step.period),
            captured_on=step.captured_at.to_pydatetime(),
        )
        few |= moved_by_few_cases(warehouse, then).keys()
    way = -1 if ranking.node.direction == "lower" else 1
    for row in records(rows[~rows.agency_id.isin(few)]):
        runs = moved.runs(row.agency_id)
        if not runs or runs[-1].step.iloc[-1] != last or len(runs[-1]) <= rule.times:
            continue
        values = runs[-1].value.tail(rule.times + 1).tolist()
        steps = [round(way * (before - after), 2) for before, after in pairwise(values)]
        by, least = abs(values[0] - values[-1]), rule.by.of(abs(values[0])) if rule.by else 0
        if min(steps) > 0 and by >= least:
            yield row, watched.falls(ranking, row, rule.times, by)


def _rank_losses(warehouse: Warehouse, ranking: Ranking, rule: Rule, rows: pd.DataFrame) -> Found:
    least = max(rule.by.of(ranking.ranked) if rule.by else 1, 1)
    for row in records(_by_many(warehouse, ranking, rows).rename(columns={"rank": "place"})):
        if not pd.isna(row.rank_change) and -row.rank_change >= least:
            yield row, watched.rank_loss(ranking, row)


def _overdue(warehouse: Warehouse, capture: CaptureInfo, rule: Rule) -> Iterator[Hit]:
    step: Step | None = overdue.step_by(warehouse, capture.scope, capture.captured_on)
    if step is None or rule.than is None:
        return
    received = _received(warehouse, capture, rule.level)
    rows = overdue.backlog(warehouse, step, "agency")
    for row in records(rows[rows.level == rule.level]):
        cases = received.get(row.part)
        if cases is not None and cases < rule.cases_at_least:
            continue
        if rule.than.is_percent and cases is None:
            continue
        if row.dossiers > rule.than.of(cases or 0):
            yield Hit(rule, str(row.part), str(row.name), watched.overdue(step, rows[rows.part == row.part]))
