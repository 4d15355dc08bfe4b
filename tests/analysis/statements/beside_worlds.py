"""Worlds of pictures and series: counts of units, signs, ranges of ranks, strips, limits, and what is foreseen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from statistics import median

import pandas as pd

from indicators.analysis.break_proposals import Proposal
from indicators.analysis.comparison import Side, SideBySide
from indicators.analysis.noise.xmr import XmR, xmr
from indicators.analysis.outlook import Outlook
from indicators.analysis.peer_funnel import PeerFunnel, peer_funnel
from indicators.analysis.profile import Profile
from indicators.analysis.rank_ranges import RankRanges
from indicators.analysis.ranking import Ranking
from indicators.analysis.signals import Signal, SignalMatrix
from indicators.analysis.statements import Statement, beside_charts, comparison, data_quality, foreseen, peers
from indicators.analysis.trend import Span, Trend
from indicators.periods import Period
from indicators.reference.targets import Target
from tests.analysis.statements.worlds import (
    INDEX,
    TODAY,
    World,
    capture_of,
    previous_of,
    ranking_of,
    world,
)

YEAR = Period("year", 2026)
COUNTS = [
    (50, 100),
    (80, 100),
    (79, 100),
    (0, 3),
    (5, 5),
    (200, 400),
    (999, 1000),
    (12, 10),
    (0, 0),
    (30, 900),
]
REASONS = {"another kind": "khác loại kỳ báo cáo", "merged": "trước sáp nhập là cơ quan khác"}


@dataclass(kw_only=True)
class BesideWorld(World):
    """A world, and of each unit by name its counts and, where it is known, between which ranks it lies.

    `series` are what one unit had, reading after reading; `sure` the pairs of units that are told apart; `ends` where
    units will end, from, about, to; `moved` what all units had before and after a step, `usual` what a step is;
    `apart` the sides of a comparison that cannot be compared, by letter; `covered` shares of agencies with points.
    """

    counts: dict[str, tuple[int, int] | None]
    limit: float
    between: dict[str, tuple[int, int]]
    sure: set[tuple[str, str]]
    series: list[float]
    ends: dict[str, tuple[float, float, float]]
    why_no_ends: str | None
    moved: list[tuple[float, float]]
    usual: float
    apart: dict[str, str]
    covered: list[float]


def beside_world(seed: int) -> BesideWorld:
    """Draw such a world by chance."""
    truth, dice = world(seed), Random(-seed - 57)  # noqa: S311 — the same world for the same seed
    names = [unit.name for unit in truth.units]
    pairs = [(one, other) for place, one in enumerate(names) for other in names[:place]]
    ended = dice.random() < 0.2
    return BesideWorld(
        **vars(truth),
        counts={name: dice.choice([None, *COUNTS]) for name in names},
        limit=dice.choice([16.0, 40.25, 71.12, 75.0]),
        between={name: (dice.randint(1, 3), dice.randint(3, 9)) for name in names if dice.random() < 0.7},
        sure=set(dice.sample(pairs, dice.randint(0, len(pairs)))),
        series=_series(dice),
        ends={} if ended else {name: _end(dice) for name in names if dice.random() < 0.7},
        why_no_ends="kỳ đã kết thúc" if ended else None,
        moved=_moved(dice),
        usual=dice.choice([0.004, 0.3, 1.25]),
        apart={letter: dice.choice(list(REASONS)) for letter in "BCD" if dice.random() < 0.5},
        covered=[dice.choice([0.0, 0.5, 0.944, 1.0]) for _ in range(dice.choice([1, 5]))],
    )


def _series(dice: Random) -> list[float]:
    """Draw a series that mostly hovers, and at times climbs, leaps, or settles on another level at its end."""
    count = dice.choice([2, 5, 12, 13, 14, 20, 30])
    values = [round(60 + dice.choice([-1, -0.5, 0, 0.5, 1]) + dice.random() / 4, 2) for _ in range(count)]
    last = dice.choice([0, 0, 1, 2, 7])
    way, step = dice.choice([-1, 1]), dice.choice([0.4, 2.0, 3.0, 9.0])
    for place in range(count - last, count):
        if place >= 0:
            values[place] = round(values[place] + way * step, 2)
    if dice.random() < 0.15:
        values = [60 + 0.4 * way * place for place in range(count)]
    return [60.0] * count if dice.random() < 0.05 else values


def _end(dice: Random) -> tuple[float, float, float]:
    middle = dice.choice([40.0, 61.254, 88.5])
    return middle - dice.choice([0.0, 2.5]), middle, middle + dice.choice([0.0, 3.125])


def _moved(dice: Random) -> list[tuple[float, float]]:
    way = dice.choice([-1, 1])
    before = [dice.choice([16.0, 40.25, 61.5]) for _ in range(dice.choice([8, 11, 20]))]
    return [(value, value + way * dice.choice([20.0, 20.0, 25.5, 30.125])) for value in before[1:]] + [
        (before[0], before[0] + dice.choice([-way, 0, way]))
    ]


def ranking_with_counts(truth: BesideWorld) -> Ranking:
    """Rank the units, with their counts."""
    plain = ranking_of(truth)
    counts = [truth.counts[name] or (None, None) for name in plain.rows.short_name]
    done, cases = zip(*counts, strict=True)
    columns = {"numerator": pd.Series(done, dtype=float), "denominator": pd.Series(cases, dtype=float)}
    return replace(plain, rows=plain.rows.reset_index(drop=True).assign(**columns))


def funnel_of(truth: BesideWorld) -> PeerFunnel | None:
    """Give the funnel of the units' counts; None for too few."""
    return peer_funnel(ranking_with_counts(truth))


def chart_of(truth: BesideWorld) -> XmR:
    """Give the chart of the world's series."""
    chart = xmr(truth.series)
    assert chart
    return chart


def trend_of(truth: BesideWorld, *, is_whole: bool = True) -> Trend:
    """Make a peer group at two readings, the last of them this one, or the one before it alone."""
    captures = [capture_of(truth, 7), capture_of(truth)][: 2 if is_whole else 1]
    steps = pd.DataFrame(
        {
            name: [getattr(capture, name) for capture in captures]
            for name in (
                "capture_id",
                "captured_at",
                "captured_on",
                "captured_at_given",
                "source",
                "index_version",
            )
        }
    ).assign(is_demo=False, period=str(YEAR))
    idle = tuple(
        f"u{number}"
        for number, unit in enumerate(truth.units)
        if unit.has_dossiers is False or unit.seems_idle
    )
    busy = [unit for unit in truth.units if unit.is_in_play]
    middle = [median(unit.value or 0 for unit in busy)] if busy else []
    known = pd.DataFrame(
        {"median": middle, "known": [len(busy)] if busy else []}, index=[len(captures) - 1][: len(middle)]
    )
    values = pd.DataFrame({"step": 0, "agency_id": [f"u{number}" for number in range(len(truth.units))]})
    return Trend(
        INDEX.root, "commune", "H21", Span("year", YEAR), steps, values, known, (),
        {f"u{number}": unit.name for number, unit in enumerate(truth.units)},
        idle={len(captures) - 1: idle} if idle else {},
    )  # fmt: skip


def said_of_pictures(truth: BesideWorld) -> Iterator[Statement | None]:
    """Everything that is said beside pictures of a peer group."""
    ranking = ranking_with_counts(truth)
    yield beside_charts.reached(ranking, _target(truth))
    if drawn := funnel_of(truth):
        yield beside_charts.apart(ranking, drawn, "hồ sơ")
    moved, units = trend_of(truth), {f"u{number}": unit for number, unit in enumerate(truth.units)}
    signals = {(name, INDEX.root.code): Signal(unit.sign) for name, unit in units.items()}
    matrix = SignalMatrix((INDEX.root,), moved.names, signals, {INDEX.root.code: moved})
    yield beside_charts.really_moved(matrix, "năm 2026")
    yield beside_charts.left_out_of_middle(moved)
    yield peers.how_many_ranked(ranking)
    ranges = _ranges(truth)
    yield peers.told_apart(ranking, ranges)
    for name in moved.names:
        yield peers.place_of_agency(_profile(truth, ranking, name), ranking, ranges)


def said_of_series(truth: BesideWorld) -> Iterator[Statement | None]:
    """Everything that is said of a series, of what is to come, of a step at which all moved, of sides compared."""
    moved = trend_of(truth)
    yield foreseen.verdict(moved, "u0", chart_of(truth))
    ends = {
        f"u{number}": truth.ends[unit.name]
        for number, unit in enumerate(truth.units)
        if unit.name in truth.ends
    }
    yield foreseen.period_end(moved, Outlook(YEAR.end, ends, truth.why_no_ends), ["u0", "u1"])
    yield data_quality.moved_together(_proposal(truth))
    capture = capture_of(truth)
    sides = tuple(Side(letter, f"u{letter}", letter, capture, pd.DataFrame()) for letter in "ABCD")
    said = tuple(f"{letter}: {REASONS[why]}" for letter, why in truth.apart.items())
    yield from comparison.not_compared(SideBySide(INDEX, sides, pd.DataFrame(), said))


def _target(truth: BesideWorld) -> Target:
    return Target("total", "commune", None, truth.limit, False, date(2026, 1, 1), date(2026, 12, 31), "")


def _ranges(truth: BesideWorld) -> RankRanges:
    ids = {unit.name: f"u{number}" for number, unit in enumerate(truth.units)}
    between = {ids[name]: places for name, places in truth.between.items()}
    count = len(truth.units)
    return RankRanges(between, dict.fromkeys(between, 1), len(truth.sure), count * (count - 1) // 2)


def _profile(truth: BesideWorld, ranking: Ranking, agency_id: str) -> Profile:
    """Make an agency's page as its scorecard has it: its rank among all that are ranked, the median of the others."""
    own = ranking.rows[ranking.rows.agency_id == agency_id].iloc[0]
    busy = [unit.value for unit in truth.units if unit.is_in_play and unit.value is not None]
    ranked = ranking.ranked
    total = {
        "rank": own["rank"],
        "tied": bool(own.tied),
        "ranked": ranked,
        "peer_median": median(busy) if busy and ranked > 1 else float("nan"),
    }
    none = pd.DataFrame()
    return Profile(
        agency_id, str(own.agency_name), "commune", None, INDEX, ranking.capture, previous_of(truth),
        pd.DataFrame([total]), None, none, none, none, (), (),
    )  # fmt: skip


def _proposal(truth: BesideWorld) -> Proposal:
    changes = [after - before for before, after in truth.moved]
    common = median(changes)
    together = sum(change * common > 0 for change in changes) / len(changes)
    before, after = (median(column) for column in zip(*truth.moved, strict=True))
    return Proposal(
        "H21", "year:2026", TODAY - timedelta(days=30), "reading", "total", "commune",
        before, after, common, truth.usual, together, len(changes),
    )  # fmt: skip
