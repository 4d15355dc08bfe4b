"""Whom each kind of rule of the watch list finds among the units it looks at, and what is said of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

import pandas as pd

from indicators import formats
from indicators.analysis.overdue import Step
from indicators.analysis.ranking import Ranking
from indicators.analysis.signals import Signal
from indicators.analysis.statements import Statement, watched
from indicators.reference.targets import Target, share
from indicators.reference.watch_rules import Rule
from indicators.warehouse.warehouse import records

# A row of who was found, and the sentence.
Found = Iterator[tuple[Any, Statement]]


def below(ranking: Ranking, rows: pd.DataFrame, limits: Mapping[str, Sequence[Target]]) -> Found:
    """Find who misses one of its limits; `limits` are those of each unit (id)."""
    for row in records(rows):
        reached = share(row.numerator, row.denominator)
        missed = [
            one for one in limits[row.agency_id] if one.is_met(ranking.node, row.value, reached) is False
        ]
        if missed:
            yield row, watched.below(ranking, row, missed[0])


def signals(ranking: Ranking, rows: pd.DataFrame, signs: Mapping[str, Signal]) -> Found:
    """Find who became worse by more than chance; `signs` say by unit (id) what its series says."""
    worse = "up" if ranking.node.direction == "lower" else "down"
    for row in records(rows):
        if row.agency_id in signs and signs[row.agency_id].sign == worse:
            yield row, watched.signal(ranking, row)


def falls(ranking: Ranking, rule: Rule, rows: pd.DataFrame, series: Mapping[str, Sequence[float]]) -> Found:
    """Find who became worse so many readings in a row; `series` are by unit (id) its values that may be joined."""
    way = -1 if ranking.node.direction == "lower" else 1
    for row in records(rows):
        values = series.get(row.agency_id, ())[-rule.times - 1 :]
        if len(values) <= rule.times:
            continue
        worse_by = [formats.as_shown(way * (before - after)) or 0 for before, after in pairwise(values)]
        by = round(abs(values[0] - values[-1]), 6)
        if min(worse_by) > 0 and by >= (rule.by.of(abs(values[0])) if rule.by else 0):
            yield row, watched.falls(ranking, row, rule.times, by)


def rank_losses(ranking: Ranking, rule: Rule, rows: pd.DataFrame) -> Found:
    """Find who lost so many places, or such a part of all there are."""
    previous = ranking.comparison.previous
    if previous is None:
        return
    least = max(rule.by.of(ranking.ranked) if rule.by else 1, 1)
    for row in records(rows.rename(columns={"rank": "place"})):
        if not pd.isna(row.rank_change) and -row.rank_change >= least:
            yield row, watched.rank_loss(ranking, row, previous)


def overdue(step: Step, rule: Rule, rows: pd.DataFrame, received: Mapping[str, float]) -> Found:
    """Find who has more overdue dossiers; `rows` by agency (part, name, dossiers), `received` by id as far as known."""
    for row in records(rows):
        cases = received.get(row.part)
        if cases is None and rule.than and rule.than.is_percent:
            continue
        if cases is not None and cases < rule.cases_at_least:
            continue
        if rule.than and row.dossiers > rule.than.of(cases or 0):
            yield row, watched.overdue(step, rows[rows.part == row.part])
