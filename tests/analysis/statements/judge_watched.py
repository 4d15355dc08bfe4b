"""What the plain judge knows of the watch list: whom a rule is about, and what makes its sentence true."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise

from tests.analysis.statements.judge import (
    NOTHING,
    NUMBERS_ALONE,
    Faults,
    Rule,
    _equal,
    _in_play,
    _shown,
    _value,
)
from tests.analysis.statements.watched_worlds import COUNTED, LOWER, WatchedWorld
from tests.analysis.statements.worlds import INDEX, TrueUnit


def expected(truth: WatchedWorld) -> set[str]:
    """Whom the rule is about, by name: told as the first lines of `watch.toml` tell it."""
    about = {
        "below": _misses,
        "signal": lambda truth, unit: unit.sign == ("up" if truth.node is LOWER else "down"),
        "falls": _falls,
        "rank_loss": _loses,
    }
    if truth.rule.kind == "overdue":
        return {name for name in truth.held if _is_late(truth, name)}
    return {unit.name for unit in _in_play(truth) if about[truth.rule.kind](truth, unit)}


def _written(value: float, places: int = 2) -> Decimal:
    return Decimal(_shown(value, places).replace(",", "."))


def _limit(truth: WatchedWorld) -> float:
    """What the rule holds units against, on the scale they are shown on."""
    assert truth.rule.than
    if not truth.rule.than.is_percent or truth.node.points is None:
        return truth.rule.than.value
    return truth.node.points * truth.rule.than.value / 100


def _misses(truth: WatchedWorld, unit: TrueUnit) -> bool:
    assert truth.rule.than
    if truth.node is COUNTED and truth.rule.than.is_percent:
        counts = truth.counts[unit.name]
        return bool(counts and counts[1]) and _written(100 * counts[0] / counts[1]) < Decimal(  # type: ignore[index]
            str(truth.rule.than.value)
        )
    value, limit = _written(_value(unit)), _written(_limit(truth))
    return value > limit if truth.node is LOWER else value < limit


def _falls(truth: WatchedWorld, unit: TrueUnit) -> bool:
    rule, values = truth.rule, truth.ways[unit.name]
    last = values[len(values) - rule.times - 1 :] if len(values) > rule.times else []
    if not last:
        return False
    way = -1 if truth.node is LOWER else 1
    worse = [way * (before - after) for before, after in pairwise(last)]
    least = 0.0 if rule.by is None else rule.by.value * (abs(last[0]) / 100 if rule.by.is_percent else 1)
    return all(_written(by) > 0 for by in worse) and sum(worse) > least - 1e-6


def _loses(truth: WatchedWorld, unit: TrueUnit) -> bool:
    now, was = truth.places[unit.name]
    if was is None or truth.previous is None:
        return False
    ranked = sum(one.value is not None and not one.is_wrong for one in truth.units)
    least = 1.0 if truth.rule.by is None else truth.rule.by.value
    if truth.rule.by and truth.rule.by.is_percent:
        least = ranked * truth.rule.by.value / 100
    return now - was >= max(least, 1)


def _is_late(truth: WatchedWorld, name: str) -> bool:
    assert truth.rule.than
    held, received = truth.held[name], truth.received[name]
    if received is not None and received < truth.rule.cases_at_least:
        return False
    if truth.rule.than.is_percent:
        return received is not None and 100 * held > truth.rule.than.value * received
    return held > truth.rule.than.value


def _unit(truth: WatchedWorld, name: str) -> TrueUnit:
    (own,) = [unit for unit in truth.units if unit.name == name]
    return own


def _limited(truth: WatchedWorld, found: re.Match[str]) -> Faults:
    unit, faults = _unit(truth, found["who"]), list[str]()
    assert truth.rule.than
    if (found["way"] == "trên") != (truth.node is LOWER):
        faults.append("false, on which side")
    if truth.node is COUNTED and truth.rule.than.is_percent:
        counts = truth.counts[unit.name]
        assert counts
        return faults + _equal(found["value"], 100 * counts[0] / counts[1], "the share")
    faults += _equal(found["value"], _value(unit), "value")
    if found["unit"] != ("ngày" if truth.node is LOWER else "điểm"):
        faults.append("false, in what it is measured")
    limit = Decimal(found["limit"].replace(",", "."))
    if limit != Decimal(str(truth.rule.than.value)) or bool(found["percent"]) != truth.rule.than.is_percent:
        faults.append("false, the limit")
    return faults


def _worse(truth: WatchedWorld, found: re.Match[str]) -> Faults:
    return _equal(found["value"], _value(_unit(truth, found["who"])), "value")


def _fallen(truth: WatchedWorld, found: re.Match[str]) -> Faults:
    way = truth.ways[found["who"]][-int(found["times"]) - 1 :]
    faults = [] if int(found["times"]) == truth.rule.times else ["false, how often"]
    return faults + _equal(found["by"], abs(way[0] - way[-1]), "by how much")


def _lost(truth: WatchedWorld, found: re.Match[str]) -> Faults:
    now, was = truth.places[found["who"]]
    told = (int(found["was"]), int(found["now"]), int(found["places"]))
    return [] if was is not None and told == (was, now, now - was) else ["false, the places"]


def _late(truth: WatchedWorld, found: re.Match[str]) -> Faults:
    return _equal(found["count"], truth.held[found["who"]], "how many", 0)


NODES = "|".join(re.escape(node.short_name()) for node in (INDEX.root, LOWER, COUNTED))
WHO = rf"(?P<who>UBND xã Thử \d+): (?:{NODES})"
RULES: list[Rule] = [
    (rf"{WHO} (?:đạt|là) (?P<value>\S+?) ?(?P<unit>%|điểm|ngày), (?P<way>dưới|trên) mức (?P<limit>[\d,]+)"
     r"(?:(?P<percent>%)| điểm| ngày)", NUMBERS_ALONE, _limited),
    (rf"{WHO} kém đi vượt mức dao động thường thấy, hiện là (?P<value>\S+) (?:ngày|điểm)", NUMBERS_ALONE, _worse),
    (rf"{WHO} kém đi (?P<times>\d) lần đọc liên tiếp, tổng cộng (?P<by>\S+) (?:ngày|điểm)", NUMBERS_ALONE, _fallen),
    (rf"{WHO} tụt (?P<places>\d+) bậc so với .+?, từ hạng (?P<was>\d+) xuống hạng (?P<now>\d+)", NUMBERS_ALONE, _lost),
    (r"(?P<who>Sở Thứ \d+) có (?P<count>\d+) hồ sơ quá hạn trong danh sách .+", NOTHING, _late),
]  # fmt: skip
