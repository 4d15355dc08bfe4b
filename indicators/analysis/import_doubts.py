"""What only a person can say of what is about to be kept: questions, units nobody knows, values that are doubtful."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

import pyarrow as pa

from indicators import catalogue
from indicators.analysis.import_preview import recognised, silent_agencies, still_unrecognised
from indicators.analysis.likely_agencies import likely_agencies
from indicators.codes import ABOVE_MAXIMUM
from indicators.intake.file_by_file import Answers, Part
from indicators.periods import vietnam_day
from indicators.reference.agencies import Agency
from indicators.store.capture import Capture
from indicators.store.overdue_list import OverdueList
from indicators.store.own_list import OwnList
from indicators.warehouse.warehouse import Warehouse

# What has to be answered before a part can be kept: its period, a total that differs, whether a list is of some
# agencies only, what the words of a status mean.
Question = Literal["period", "differing", "part", "status"]


@dataclass(frozen=True, slots=True)
class UnknownUnit:
    """A unit that the register does not hold, and by id the agencies it may be, those of the nearest names first."""

    seen_id: str
    name: str
    level: str | None
    candidates: dict[str, Agency]


@dataclass(frozen=True, slots=True)
class DoubtfulValue:
    """A value above its maximum: kept and marked, unless a person says what it should be."""

    agency_id: str
    unit_name: str
    node: str
    node_name: str
    score: float
    maximum: float | None


def questions(warehouse: Warehouse, part: Part, answers: Answers) -> tuple[Question, ...]:
    """Find what is still to be answered; of several unknown statuses each by itself."""
    made, open_ones = part.made, list[Question]()
    if part.differing and not answers.accepts_differing_total:
        open_ones.append("differing")
    if isinstance(made, OwnList) and made.counts["period"].null_count:
        open_ones.append("period")
    if isinstance(made, OverdueList):
        if answers.is_part is None and silent_agencies(warehouse, made).warning():
            open_ones.append("part")
        open_ones += ["status"] * len(made.unknown_statuses)
    return tuple(open_ones)


def unknown_units(
    warehouse: Warehouse, made: Capture | OverdueList | OwnList, most: int
) -> tuple[list[UnknownUnit], list[str]]:
    """List the units that nobody has said who they are, `most` of them, and the names of the others.

    What stands beside a unit already is no candidate for it: it would have two values.
    """
    if isinstance(made, Capture):
        rows = recognised(warehouse, made)
        day = made.period.values_day(vietnam_day(made.captured_at))
        waiting = rows[rows.is_unmatched].drop_duplicates(["agency_id", "level"])
        found = list(zip(waiting.agency_id, waiting.unit_name, waiting.level, strict=True))
        beside = set(rows.agency_id)
    else:
        day = vietnam_day(made.moment)
        found = [(unit, unit, None) for unit in still_unrecognised(warehouse, made.unrecognised)]
        beside = set(made.counts["agency_id"].to_pylist())
    return [_unknown(*one, day, beside) for one in found[:most]], [name for _, name, _ in found[most:]]


def _unknown(seen_id: str, name: str, level: object, day: date, beside: set[str]) -> UnknownUnit:
    told = level if isinstance(level, str) else None
    likely = likely_agencies(name, told, day)
    return UnknownUnit(seen_id, name, told, {one: likely[one] for one in likely if one not in beside})


def doubtful_values(capture: Capture) -> list[DoubtfulValue]:
    """List the capture's values above their maximum, in its order."""
    index = catalogue.load()[capture.index_version]
    flags = capture.observations["quality"].to_pylist()
    doubtful = pa.array([ABOVE_MAXIMUM in (of_value or ()) for of_value in flags], pa.bool_())
    return [
        DoubtfulValue(
            agency_id=row["agency_id"],
            unit_name=row["unit_name"],
            node=row["node"],
            node_name=index.nodes[row["node"]].name(),
            score=row["score"],
            maximum=index.nodes[row["node"]].points,
        )
        for row in capture.observations.filter(doubtful).to_pylist()
        if row["node"] in index.nodes and row["score"] is not None
    ]
