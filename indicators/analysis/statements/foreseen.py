"""What is to come: where units end an open period, when a backlog is gone; what a series says of its last value."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from indicators import formats
from indicators.analysis.noise.xmr import XmR
from indicators.analysis.outlook import Clearing, Outlook
from indicators.analysis.overdue import Step
from indicators.analysis.provenance import list_day, of_list, of_trend
from indicators.analysis.statements.model import Evidence, Link, Statement
from indicators.analysis.trend import Trend
from indicators.translation import text


def verdict(moved: Trend, unit: str, chart: XmR) -> Statement:
    """Say whether a unit's last value moved by more than chance; of few readings, that nothing is concluded."""
    kind = "trial_limits" if chart.is_trial else {"up": "has_risen", "down": "has_fallen", None: "has_hardly_moved"}[
        chart.verdict
    ]  # fmt: skip

    def words() -> str:
        return {
            "trial_limits": text(
                "Trial limits: with fewer than 13 readings they will still move, and nothing is concluded"
            ),
            "has_risen": text("It has risen: more than chance explains"),
            "has_fallen": text("It has fallen: more than chance explains"),
            "has_hardly_moved": text("It has hardly changed: what moves lies within its usual variation"),
        }[kind]

    rows = moved.of(unit)
    return Statement(
        kind=kind,
        subject=(unit,),
        numbers={"last": chart.values[-1], "lower": chart.lower, "upper": chart.upper},
        scope=moved.scope,
        basis=of_trend(moved, moved.span.name()),
        evidence=_evidence(moved, rows),
        link=_to_trend(moved, [unit]),
        words=words,
    )


def period_end(moved: Trend, found: Outlook, units: Sequence[str]) -> Statement:
    """Say where units will end an open period, with intervals, or that too little is known."""
    told = {unit: found.units[unit] for unit in units if unit in found.units}
    numbers = {
        f"{unit}_{bound}": value
        for unit, bounds in told.items()
        for bound, value in zip(("low", "middle", "high"), bounds, strict=True)
    }

    def words() -> str:
        lines = [
            f"{moved.names[unit]} {formats.number(middle)} ({formats.number(low)}–{formats.number(high)})"
            for unit, (low, middle, high) in told.items()
        ]
        return text(
            "Expected at the end of the period, {day} (interval of 90 %): {told}",
            day=formats.day(found.day),
            told="; ".join(lines) or found.why_none or text("too few data"),
        )

    return Statement(
        kind="expected_end" if told else "end_not_known",
        subject=tuple(told),
        numbers=numbers,
        scope=moved.scope,
        basis=of_trend(moved, moved.span.name()),
        evidence=_evidence(moved, moved.values[moved.values.agency_id.isin(list(told))]),
        link=_to_trend(moved, units),
        words=words,
    )


def gone_by(step: Step, agency_id: str, found: Clearing) -> Statement:
    """Say when an agency's overdue dossiers are gone at its pace; of one whose pace never clears them, that alone."""
    days = {"middle": found.middle, "earliest": found.earliest, "latest": found.latest}

    def words() -> str:
        if not any(days.values()):
            return text(
                "At its pace it is not in sight when the overdue dossiers of the list of {day} are gone",
                day=list_day(step),
            )
        never = text("not in sight")
        told = {name: never if day is None else formats.day(day) for name, day in days.items()}
        return text(
            "At its pace the overdue dossiers of the list of {day} are gone by {middle} "
            "(90 %: at the earliest {earliest}, at the latest {latest})",
            day=list_day(step),
            **told,
        )

    return Statement(
        kind="gone_by" if any(days.values()) else "never_gone",
        subject=(agency_id,),
        numbers={},
        scope=step.scope,
        basis=of_list(step),
        evidence=Evidence("overdue_balance", {"scope": step.scope}, pd.DataFrame([days])),
        link=Link("overdue", {"whose": agency_id, "list": step.code}),
        words=words,
    )


def _evidence(moved: Trend, rows: pd.DataFrame) -> Evidence:
    return Evidence("trend", {"scope": moved.scope, "level": moved.level, "node": moved.node.code}, rows)


def _to_trend(moved: Trend, units: Sequence[str]) -> Link:
    return Link("trend", {"node": moved.node.code, "level": moved.level, "units": ",".join(units)})
