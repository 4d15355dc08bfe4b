"""What the watch list says: of each unit that a rule found one sentence, and of all of them how many."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from indicators import formats
from indicators.analysis.capture_names import earlier
from indicators.analysis.capture_selection import CaptureInfo
from indicators.analysis.overdue import Step
from indicators.analysis.provenance import list_day, of_capture, of_list
from indicators.analysis.ranking import Ranking
from indicators.analysis.statements.model import Evidence, Link, Statement
from indicators.analysis.statements.naming import Caveats
from indicators.analysis.statements.peer_groups import about
from indicators.codes import NATIONAL_SCOPE
from indicators.reference.targets import Target, share, written
from indicators.translation import plural, text


def below(ranking: Ranking, row: Any, target: Target) -> Statement:
    """Say what a unit has, and what it misses; of a target for counts, the share of them."""
    node, of_counts = ranking.node, target.is_of_counts(ranking.node)
    reached = share(row.numerator, row.denominator) if of_counts else None
    value = float(row.value) if reached is None else 100 * reached

    def words() -> str:
        told = {
            "unit": row.short_name,
            "node": node.short_name(),
            "value": formats.percent(reached) if of_counts else _measured(ranking, row.value),
            "limit": written(target, node),
        }
        if node.direction == "lower":
            return text("{unit} has {value} in {node}, above {limit}", **told)
        return text("{unit} has {value} in {node}, below {limit}", **told)

    return _of(ranking, row, "watched_below", {"value": value, "limit": target.value}, words)


def signal(ranking: Ranking, row: Any) -> Statement:
    """Say that a unit became worse by more than chance."""
    return _of(
        ranking,
        row,
        "watched_signal",
        {"value": float(row.value)},
        lambda: text(
            "{unit} has become worse in {node} by more than chance: {value}",
            unit=row.short_name,
            node=ranking.node.short_name(),
            value=_measured(ranking, row.value),
        ),
    )


def _measured(ranking: Ranking, value: float) -> str:
    return f"{formats.number(value)} {formats.unit(ranking.node.shown_in)}"


def falls(ranking: Ranking, row: Any, times: int, by: float) -> Statement:
    """Say how many readings in a row a unit became worse, and by how much together."""
    return _of(
        ranking,
        row,
        "watched_falls",
        {"times": times, "by": by},
        lambda: text(
            "{unit} has become worse in {node} {times} readings in a row, by {by} together",
            unit=row.short_name,
            node=ranking.node.short_name(),
            times=formats.count(times),
            by=_measured(ranking, by),
        ),
    )


def rank_loss(ranking: Ranking, row: Any, previous: CaptureInfo) -> Statement:
    """Say how many places a unit lost since a reading; `row` has its rank as place."""
    places = -int(row.rank_change)
    return _of(
        ranking,
        row,
        "watched_rank_loss",
        {"places": places, "was": int(row.previous_rank), "place": int(row.place)},
        lambda: plural(
            places,
            "{unit} lost {places} place in {node} since {before}: rank {was} to {place}",
            "{unit} lost {places} places in {node} since {before}: rank {was} to {place}",
            unit=row.short_name,
            places=formats.count(places),
            node=ranking.node.short_name(),
            before=earlier(previous, ranking.capture),
            was=formats.count(row.previous_rank),
            place=formats.count(row.place),
        ),
    )


def overdue(step: Step, own: pd.DataFrame) -> Statement:
    """Say how many overdue dossiers a unit has in a list; `own` is its row of the backlog by agency."""
    name, agency_id = str(own["name"].iloc[0]), str(own.part.iloc[0])
    dossiers = int(own.dossiers.iloc[0])
    return Statement(
        kind="watched_overdue",
        subject=(agency_id,),
        numbers={"dossiers": dossiers},
        scope=step.scope,
        basis=of_list(step),
        evidence=Evidence("overdue_backlog", {"scope": step.scope, "step": step.number}, own),
        link=Link("overdue", {"list": step.code, "whose": agency_id}),
        words=lambda: plural(
            dossiers,
            "{unit} has {count} overdue dossier in the list of {day}",
            "{unit} has {count} overdue dossiers in the list of {day}",
            unit=name,
            count=formats.count(dossiers),
            day=list_day(step),
        ),
    )


def _of(
    ranking: Ranking, row: Any, kind: str, numbers: dict[str, float], words: Callable[[], str]
) -> Statement:
    caveats = Caveats(is_partial=ranking.capture.is_partial, is_provisional=ranking.is_provisional)
    own = ranking.rows[ranking.rows.agency_id == row.agency_id]
    said = about(ranking, kind, own, numbers, lambda: words() + str(caveats))
    capture = ranking.capture
    if ranking.level == "province" and capture.scope != NATIONAL_SCOPE:
        # Its own reading has no ranking of provinces.
        return replace(said, link=Link("overview", {"period": str(capture.period), "read": capture.reading}))
    return said


def in_short(capture: CaptureInfo, of_rules: Sequence[Collection[str]], lacking: int) -> Statement:
    """Say how many units the rules found, how many of the rules any, how many lack data.

    `of_rules`: of each rule the ids of the units it found.
    """
    found = sorted(set[str]().union(*of_rules))
    numbers = {
        "units": len(found),
        "rules": len(of_rules),
        "found": sum(map(bool, of_rules)),
        "lacking": lacking,
    }

    def words() -> str:
        told = {"count": formats.count(len(found)), "found": formats.count(numbers["found"])}
        rules = formats.count(len(of_rules))
        if not found:
            said = text("Watch list: nobody by {rules} rules", rules=rules)
        else:
            said = plural(
                len(found),
                "Watch list: {count} unit by {found} of {rules} rules",
                "Watch list: {count} units by {found} of {rules} rules",
                rules=rules,
                **told,
            )
        if not lacking:
            return said
        rest = formats.count(lacking)
        return said + plural(lacking, "; {count} rule lacks data", "; {count} rules lack data", count=rest)

    return Statement(
        kind="watched_in_short",
        subject=tuple(found),
        numbers=numbers,
        scope=capture.scope,
        basis=of_capture(capture),
        evidence=Evidence("ranking", {"capture_id": capture.capture_id}, pd.DataFrame({"agency_id": found})),
        link=Link("watch", {"period": str(capture.period), "read": capture.reading}),
        words=words,
    )
