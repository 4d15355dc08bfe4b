"""Worlds whose truth is known: plain units, groups, lists and orders drawn by chance, and the records made of them.

The truth stays in plain lists and numbers; `judge.py` reads nothing else and the sentences.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from random import Random

import pandas as pd

from indicators import catalogue
from indicators.analysis.campaign import Progress, pace
from indicators.analysis.capture_selection import CaptureInfo, Comparison
from indicators.analysis.follow_up import FollowUp
from indicators.analysis.group import GroupView
from indicators.analysis.insight import Chance
from indicators.analysis.missing_cases import MissingCases
from indicators.analysis.overdue import BacklogSummary, Step
from indicators.analysis.overview import Overview, Place
from indicators.analysis.ranking import Ranking
from indicators.analysis.signals import Sign, Signal
from indicators.codes import ABOVE_MAXIMUM, UNRECOGNISED_AGENCY
from indicators.periods import VIETNAM, Period
from indicators.store.entries import Campaign

INDEX = catalogue.current()
TODAY = date(2026, 10, 10)
# A value of the index's floor, where many units meet, and values that only look equal.
VALUES = (16.0, 16.0, 16.0, 16.004, 40.25, 40.25, 62.5, 71.115, 90.0)


@dataclass
class TrueUnit:
    """What is so of a unit: what it has, had, and whether it had any dossier (None where nobody tells).

    `few_cases` says that a handful of cases made its move, and whether counts tell (None: they did not make it).
    """

    name: str
    value: float | None
    before: float | None
    has_dossiers: bool | None = True
    is_wrong: bool = False
    is_unknown: bool = False
    is_new: bool = False
    missing: int = 0
    seems_idle: bool = False
    few_cases: bool | None = None
    sign: Sign = "unknown"

    @property
    def is_in_play(self) -> bool:
        """Whether it can be told apart from others by what it did."""
        return (
            self.value is not None
            and not self.is_wrong
            and self.has_dossiers is not False
            and not self.seems_idle
        )

    @property
    def change(self) -> float | None:
        """The change of what was the same unit, and could be right."""
        if self.value is None or self.before is None or self.is_new:
            return None
        return self.value - self.before


@dataclass
class TrueGroup:
    """What is so of a group of the index."""

    code: str
    maximum: float
    value: float | None
    before: float | None


@dataclass
class World:
    """What is so; nothing of it was computed by the application."""

    units: list[TrueUnit]
    groups: list[TrueGroup]
    is_partial: bool
    provisional: set[str]
    is_given: bool
    previous: str | None
    breaks: bool
    place: tuple[int, int, bool, int] | None
    held: dict[str, int]
    held_before: dict[str, int] | None
    list_given: bool
    list_days_ago: int
    order: tuple[int, int, int] | None
    of_province: int | None
    causes: dict[str, int] = field(default_factory=dict)
    # What the province's own series says of its total.
    sign: Sign = "unknown"


def world(seed: int) -> World:
    """Draw a world by chance."""
    dice = Random(seed)  # noqa: S311 — the same world for the same seed
    units = [_unit(dice, number) for number in range(dice.choice([1, 2, 3, 5, 9, 16]))]
    if dice.random() < 0.15:
        for unit in units:
            unit.value, unit.is_wrong = 16.0, False
    breaks = dice.random() < 0.15
    held = {
        f"Sở Thứ {number}": dice.choice([0, 1, 1, 1, 2, 5, 40])
        for number in range(dice.choice([1, 4, 14, 25]))
    }
    if dice.random() < 0.15:
        held = dict.fromkeys(held, 1)
    baseline = dice.randint(0, 9)
    faults = dice.randint(0, sum(held.values()))
    scored = [node.code for node in INDEX.nodes.values() if node.points]
    return World(
        units=units,
        groups=[_group(dice, node.code, float(node.points or 0)) for node in INDEX.groups],
        is_partial=dice.random() < 0.3,
        provisional=set(dice.sample(scored, dice.choice([0, 0, 1]))),
        is_given=dice.random() < 0.8,
        previous=None if breaks else dice.choice([None, "week", "same day", "month"]),
        breaks=breaks,
        place=None if dice.random() < 0.4 else (dice.randint(1, 34), 34, dice.random() < 0.3, dice.choice([0, 0, 5])),
        held=held,
        held_before=None if dice.random() < 0.3 else {name: dice.choice([0, 1, 3]) for name in held},
        list_given=dice.random() < 0.8,
        list_days_ago=dice.choice([0, 4, 30]),
        order=None if dice.random() < 0.3 else (baseline, dice.randint(0, baseline), dice.choice([-40, -1, 0, 1, 30])),
        of_province=dice.choice([None, 4, 120]),
        causes={"synchronisation": faults, "unknown": sum(held.values()) - faults},
        sign=dice.choice(["up", "down", "same", "unknown"]),
    )  # fmt: skip


def _unit(dice: Random, number: int) -> TrueUnit:
    value = None if dice.random() < 0.15 else dice.choice(VALUES)
    before = (
        None if dice.random() < 0.2 else round((value or 30) + dice.choice([-3, 0, 2, 4.5, 4.5, 4.504]), 3)
    )
    unit = TrueUnit(
        name=f"UBND xã Thử {number}",
        value=value,
        before=before,
        has_dossiers=dice.choice([True, True, True, False, None]),
        is_wrong=value is not None and dice.random() < 0.1,
        is_unknown=dice.random() < 0.05,
        is_new=dice.random() < 0.1,
        missing=dice.choice([0, 2, 2, 9]),
    )
    if unit.has_dossiers is None and dice.random() < 0.3:
        unit.seems_idle = True
    if abs(unit.change or 0) >= 0.5 and dice.random() < 0.3:
        unit.few_cases = dice.random() < 0.5
    unit.sign = dice.choice(["up", "down", "same", "same", "unknown"])
    return unit


def _group(dice: Random, code: str, maximum: float) -> TrueGroup:
    value = None if dice.random() < 0.1 else maximum - dice.choice([0.0, 4.5, 4.5, 4.504, 9.0])
    before = (
        None if value is None or dice.random() < 0.1 else value - dice.choice([0.0, 0.0, 0.002, 1.5, -1.5])
    )
    return TrueGroup(code, maximum, value, before)


def capture_of(truth: World, days_ago: int = 0, *, at: int = 9, period: Period | None = None) -> CaptureInfo:
    """Make the record of a reading."""
    day = TODAY - timedelta(days=days_ago)
    return CaptureInfo(
        capture_id=f"{day}-{at}",
        scope="H21",
        period=period or Period("year", 2026),
        captured_at=datetime.combine(day, time(at), VIETNAM),
        captured_on=day,
        captured_at_given=truth.is_given,
        is_open=True,
        is_demo=False,
        is_partial=truth.is_partial,
        shortfalls=(),
        corrected=0,
        unlike_parts=0,
        has_provisional_denominators=bool(truth.provisional),
        index_version=INDEX.version,
        system="new_portal",
        basis=("2026",),
        source="portal_api",
        content_key="x",
        is_last=True,
    )  # fmt: skip


def previous_of(truth: World) -> Comparison:
    """Make what the reading is compared with; a break has no previous one, and a reason."""
    if truth.previous is None:
        broken = ("hệ thống tính điểm đã khác",) if truth.breaks else ()
        return Comparison(None, "; ".join(broken) or "chưa có lần đọc trước của kỳ này", broken)
    whole = replace(truth, is_partial=False, is_given=True)
    return Comparison(
        {
            "week": lambda: capture_of(whole, 7),
            "same day": lambda: capture_of(whole, 0, at=7),
            "month": lambda: capture_of(whole, 30, period=Period("year", 2025)),
        }[truth.previous]()
    )


def ranking_of(truth: World) -> Ranking:
    """Rank the units as the warehouse's question does."""
    rows = [_row(number, unit) for number, unit in enumerate(truth.units)]
    ranked = sorted((row["value"] for row in rows if row["is_ranked"]), reverse=True)
    for row in rows:
        row["rank"] = ranked.index(row["value"]) + 1 if row["is_ranked"] else None
        row["tied"] = ranked.count(row["value"]) > 1 if row["is_ranked"] else False
    frame = pd.DataFrame(sorted(rows, key=lambda row: row["rank"] or 99))
    frame["rank"] = frame["rank"].astype("Int64")
    frame["previous_rank"] = frame["previous_rank"].astype("Int64")
    for column in ("value", "value_change", "previous_value"):
        frame[column] = frame[column].astype(float)
    comparison = previous_of(truth)
    if comparison.previous is None:
        frame[["value_change", "previous_value"]] = float("nan")
        frame["previous_rank"] = pd.array([None] * len(frame), "Int64")
    none = frozenset(f"u{number}" for number, unit in enumerate(truth.units) if unit.has_dossiers is False)
    root = INDEX.root
    return Ranking(
        root, INDEX, "commune", "H21", capture_of(truth), comparison, frame,
        without_dossiers=none, is_provisional=bool(truth.provisional),
        seemingly_without=frozenset(f"u{number}" for number, unit in enumerate(truth.units) if unit.seems_idle),
    )  # fmt: skip


def _row(number: int, unit: TrueUnit) -> dict[str, object]:
    return {
        "agency_id": f"u{number}",
        "agency_name": unit.name,
        "short_name": unit.name,
        "value": unit.value,
        "max_value": 100.0,
        "is_ranked": unit.value is not None and not unit.is_wrong,
        "value_change": unit.change,
        "previous_value": None if unit.is_new else unit.before,
        "previous_rank": None if unit.before is None or unit.is_new else 1,
        "quality": [*([ABOVE_MAXIMUM] if unit.is_wrong else []), *([UNRECOGNISED_AGENCY] if unit.is_unknown else [])],
    }  # fmt: skip


def chance_of(truth: World) -> Chance:
    """Make what tells the units' moves from chance."""
    units = {f"u{number}": unit for number, unit in enumerate(truth.units)}
    few = {name: unit.few_cases for name, unit in units.items() if unit.few_cases is not None}
    return Chance({"commune": few}, {"commune": {name: Signal(unit.sign) for name, unit in units.items()}})


def provisional_of(truth: World) -> frozenset[str]:
    """Name the nodes in which a provisional denominator is."""
    return frozenset(
        code
        for code in INDEX.nodes
        if any(one == code or INDEX.is_below(one, code) for one in truth.provisional)
    )


def overview_of(truth: World) -> Overview:
    """Make the first screen's record."""
    groups = pd.DataFrame(
        {
            "node": [one.code for one in truth.groups],
            "max_value": [one.maximum for one in truth.groups],
            "value": pd.Series([one.value for one in truth.groups], dtype=float),
            "previous_value": pd.Series([one.before for one in truth.groups], dtype=float),
        }
    )
    groups["value_change"] = groups.value - groups.previous_value
    comparison = previous_of(truth)
    if comparison.previous is None:
        groups["value_change"] = float("nan")
    value, before = (groups[name].sum(skipna=False) for name in ("value", "previous_value"))
    total = pd.Series(
        {
            "value": value,
            "max_value": groups.max_value.sum(),
            "value_change": value - before if comparison.previous else float("nan"),
        }
    )
    place = None
    if truth.place:
        rank, of, tied, ago = truth.place
        nation = replace(capture_of(replace(truth, is_partial=False, is_given=True), ago), scope="VN")
        place = Place(rank, of, tied, None, nation)
    return Overview(
        capture=capture_of(truth),
        comparison=comparison,
        total=total,
        groups=groups,
        rating=None,
        place=place,
        history=pd.DataFrame(),
        why_history_begins=(),
        rankings={"commune": ranking_of(truth)},
        provisional=provisional_of(truth),
        signs={INDEX.root.code: truth.sign},
    )


def gap_of(truth: World) -> tuple[GroupView, MissingCases]:
    """Make what the units lack of an indicator, beside the province's own number."""
    node = next(one for one in INDEX.nodes.values() if one.kind == "indicator" and one.direction == "higher")
    group = INDEX.group_of(node.code)
    assert group
    rows = pd.DataFrame(
        {
            "agency_id": [f"u{number}" for number in range(len(truth.units))],
            "short_name": [unit.name for unit in truth.units],
            "missing": [float(unit.missing) for unit in truth.units],
        }
    ).sort_values("missing", ascending=False, kind="stable")
    missing = float(rows.missing.sum())
    rows["share"] = rows.missing / missing if missing else 0.0
    shown = GroupView(
        group,
        INDEX,
        capture_of(truth),
        previous_of(truth),
        pd.DataFrame({"node": []}),
        (),
        provisional_of(truth),
    )
    of_province = None if truth.of_province is None else float(truth.of_province)
    return shown, MissingCases(
        node, rows if missing else rows.head(0), missing, of_province, "không còn thiếu"
    )


def follow_up_of(truth: World) -> FollowUp:
    """Make what is followed up: the list, the order."""
    listed_on = TODAY - timedelta(days=truth.list_days_ago)
    step = Step(
        2, "H21", datetime.combine(listed_on, time(0), VIETNAM), listed_on, truth.list_given, False,
        sum(truth.held.values()), 0,
    )  # fmt: skip
    before = truth.held_before
    summary = BacklogSummary(
        step,
        previous_on=listed_on - timedelta(days=7) if before else None,
        before=sum(before.values()) if before else None,
        new=0, returned=0, cleared=0, oldest_due=None, longest_days=None, causes=truth.causes, kinds={},
    )  # fmt: skip
    held = sorted(((name, count) for name, count in truth.held.items() if count), key=lambda one: -one[1])
    rows = pd.DataFrame(
        {
            "part": [name for name, _ in held],
            "name": [name for name, _ in held],
            "dossiers": [n for _, n in held],
        }
    )
    gap = gap_of(truth)[1]
    return FollowUp(summary, rows, _progress(truth, step), gap)


def _progress(truth: World, step: Step) -> Progress | None:
    if truth.order is None:
        return None
    baseline, remaining, days = truth.order
    order = Campaign(
        "291", "H21", "291/UBND-NC", date(2026, 8, 1), "Xử lý", date(2026, 8, 1), date(2026, 8, 2),
        TODAY + timedelta(days=days), None, (), "lan",
    )  # fmt: skip
    told = pace([step.listed_on], [remaining], order.deadline)
    return Progress(order, step, step, None, baseline, remaining, pd.DataFrame(), pd.DataFrame(), told)
