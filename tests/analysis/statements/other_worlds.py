"""Worlds of what is tried, foreseen, counted by the province itself, found of the data, and drawn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from random import Random
from typing import get_args

import pandas as pd

from indicators.analysis.explanation.observed import Observed, UnitValues
from indicators.analysis.outlook import Clearing
from indicators.analysis.overdue import Step
from indicators.analysis.overdue_counts import CountsByAgency
from indicators.analysis.own_counts import Reconciliation
from indicators.analysis.plans.options import options, overdue_cost
from indicators.analysis.plans.province import Nation, lift
from indicators.analysis.plans.scene import Scene
from indicators.analysis.quality_checks import Finding, Kind, Quality
from indicators.analysis.statements import (
    Statement,
    data_quality,
    foreseen,
    overdue_counts,
    overdue_dossiers,
    simulated,
    synchronisation,
    watched,
)
from indicators.catalogue.own_measures import MEASURES, RECEIVED
from indicators.periods import VIETNAM, Period
from tests.analysis.statements.worlds import (
    INDEX,
    TODAY,
    World,
    capture_of,
    previous_of,
    provisional_of,
    ranking_of,
    world,
)

PROVINCE, ON_TIME = "tinh", "on_time_share"
COUNTS = [(50, 100), (50, 100), (80, 100), (79, 100), (0, 3), (5, 5), (200, 400), (800, 1000)]
MONTH = Period("month", 2026, 9)


@dataclass(kw_only=True)
class OtherWorld(World):
    """A world, and of each unit by name the dossiers in time and all; the provinces; what is counted, listed, found.

    `own` has by agency its own count, the portal's (None where it tells none), and whether that is of another day.
    """

    counts: dict[str, tuple[int, int] | None]
    more: int
    share: int
    agencies: int
    nation: dict[str, float]
    nation_days_ago: int
    nation_is_partial: bool
    own: dict[str, tuple[int, int | None, bool]]
    portal_counts: bool
    lacking_codes: int
    late: list[float]
    counted: dict[str, tuple[int, int]]
    has_list: bool
    gone: tuple[date | None, date | None, date | None]
    finding: tuple[int, int | None, str | None]
    hits: list[set[str]]
    lacking_rules: int


def other_world(seed: int) -> OtherWorld:
    """Draw such a world by chance."""
    truth, dice = world(seed), Random(-seed - 99)  # noqa: S311 — the same world for the same seed
    names = [unit.name for unit in truth.units]
    days = sorted(TODAY + timedelta(weeks=dice.randint(1, 26)) for _ in range(3))
    known = dice.randint(0, 3)
    count = dice.choice([0, 1, 7])
    return OtherWorld(
        **vars(truth),
        counts={name: dice.choice([None, *COUNTS]) for name in names},
        more=dice.choice([1, 3, 40]),
        share=dice.choice([50, 80, 95]),
        agencies=dice.choice([1, 2, 5, 10, 50]),
        nation={PROVINCE: 61.0, **{f"p{number}": dice.choice([55.0, 61.0, 61.5, 62.25, 70.0]) for number in range(9)}},
        nation_days_ago=dice.choice([0, 0, 4]),
        nation_is_partial=dice.random() < 0.2,
        own={f"Sở Thứ {number}": _own(dice) for number in range(dice.choice([1, 4, 9]))},
        portal_counts=dice.random() < 0.7,
        lacking_codes=dice.choice([1, 2, 40]),
        late=[dice.choice([0.0, 1.0, 4.0, 9.0]) for _ in range(dice.choice([0, 1, 5]))],
        counted={f"Sở Thứ {number}": (dice.randint(0, 3), dice.randint(0, 3)) for number in range(4)},
        has_list=dice.random() < 0.7,
        gone=(*days[:known], *[None] * (3 - known)),  # type: ignore[arg-type]
        finding=(count, dice.choice([count, count + 9]), None if dice.random() < 0.8 else "chưa có số liệu"),
        hits=[set(dice.sample(names, dice.randint(0, min(2, len(names))))) for _ in range(dice.randint(1, 4))],
        lacking_rules=dice.choice([0, 0, 1]),
    )  # fmt: skip


def _own(dice: Random) -> tuple[int, int | None, bool]:
    portal = dice.choice([None, 10, 20, 20])
    return dice.choice([10, 20, 35]), portal, portal is None and dice.random() < 0.5


def scene_of(truth: OtherWorld) -> Scene:
    """Make what a simulation of the first unit starts from."""
    units = {f"u{number}": _unit(truth, number) for number in range(len(truth.units))}
    return Scene(
        "u0",
        INDEX,
        capture_of(truth),
        units,
        tuple(options(units["u0"], INDEX, ())),
        (),
        tuple(overdue_cost(units["u0"], INDEX)),
        {},
        provisional_of(truth),
    )


def _unit(truth: OtherWorld, number: int) -> UnitValues:
    unit = truth.units[number]
    total = Observed(value=unit.value, is_ranked=unit.value is not None and not unit.is_wrong)
    counts = truth.counts[unit.name]
    seen = {"total": total} | ({ON_TIME: Observed(*map(float, counts))} if counts else {})
    return UnitValues(f"u{number}", f"u{number}", unit.name, unit.name, "commune", seen)


def said_of_simulation(truth: OtherWorld) -> Iterator[Statement | None]:
    """Everything that a simulation says."""
    made = scene_of(truth)
    yield simulated.cost_of_one_overdue(made)
    for option in made.options:
        yield simulated.tried(made, option, truth.more)
    known = [counts for counts in truth.counts.values() if counts]
    whole = Observed(float(sum(done for done, _ in known)), float(sum(cases for _, cases in known)))
    province = UnitValues(PROVINCE, PROVINCE, PROVINCE, PROVINCE, "province", {ON_TIME: whole})
    units = {**made.units, PROVINCE: province}
    found = lift(units, PROVINCE, INDEX, ON_TIME, Fraction(truth.share, 100), truth.agencies)
    if found is None:
        return
    of_province = replace(made, agency_id=PROVINCE, units=units)
    national = capture_of(
        replace(truth, is_partial=truth.nation_is_partial, is_given=True), truth.nation_days_ago
    )
    names = {name: unit.short_name for name, unit in units.items()}
    yield simulated.lifted(of_province, INDEX.nodes[ON_TIME], found, truth.share)
    yield simulated.place_then(of_province, found, Nation(replace(national, scope="VN"), truth.nation))
    yield simulated.who_brings_most(of_province, found, names)


def said_of_counts(truth: OtherWorld) -> Iterator[Statement | None]:
    """Everything that is said of own counts and lists, of the data, of the watch list as a whole."""
    own = _reconciliation(truth)
    yield synchronisation.beside_portal(own)
    if own.portal_counts and own.compared:
        yield synchronisation.by_own_count(own)
    at = datetime.combine(TODAY, time(8), VIETNAM)
    codes = {"counted_at": [at] * truth.lacking_codes, "counted_at_given": truth.list_given, "is_demo": False}
    yield synchronisation.not_on_portal(pd.DataFrame(codes), "H21")
    step = Step(2, "H21", at, TODAY, truth.list_given, False, sum(truth.held.values()), 0)
    ended = pd.DataFrame({"part": range(len(truth.late)), "days_late": pd.Series(truth.late, dtype=float)})
    yield overdue_dossiers.finished_late(step, ended)
    yield foreseen.gone_by(step, "u0", Clearing(*truth.gone))
    rows = pd.DataFrame(
        [(name, name, *pair) for name, pair in truth.counted.items()],
        columns=["agency_id", "agency_name", "overdue", "dossiers"],
    )
    differing = int((rows.overdue != rows.dossiers).sum()) if truth.has_list else None
    counts = CountsByAgency(TODAY, at, True, False, rows, int(rows.overdue.sum()), differing)
    yield overdue_counts.beside_list("H21", counts)
    yield watched.in_short(capture_of(truth), truth.hits, truth.lacking_rules)
    count, checked, why_none = truth.finding
    view = Quality(capture_of(truth), previous_of(truth), INDEX, {}, pd.DataFrame(), pd.DataFrame())
    for kind in get_args(Kind):
        finding = Finding(kind, pd.DataFrame(), count, checked, why_none)
        yield data_quality.found(view, finding)


def _reconciliation(truth: OtherWorld) -> Reconciliation:
    at = datetime.combine(TODAY, time(8), VIETNAM)
    rows = pd.DataFrame(
        [
            {
                "agency_id": name,
                "agency_name": name,
                "own_dossiers": own,
                "portal_dossiers": portal,
                "lacking": None if portal is None else own - portal,
                "is_of_another_day": is_other,
                "counted_at": at,
                "counted_at_given": True,
                "captured_at": pd.Timestamp(at),
                "is_demo": False,
            }
            for name, (own, portal, is_other) in truth.own.items()
        ]
    )
    rows["lacking"] = rows.lacking.astype(float)
    known = rows.lacking.dropna()
    measure = MEASURES[RECEIVED if truth.portal_counts else "handled"]
    return Reconciliation(
        "H21", measure, MONTH, rows, int(known[known > 0].sum()), int(-known[known < 0].sum()),
        int((rows.lacking.isna() & ~rows.is_of_another_day).sum()), int(rows.is_of_another_day.sum()),
    )  # fmt: skip


def ranking_drawn(truth: World) -> pd.DataFrame:
    """Make the rows that a picture of the units is drawn of."""
    return ranking_of(truth).rows
