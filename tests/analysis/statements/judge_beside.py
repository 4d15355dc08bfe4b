"""What the plain judge knows of words beside pictures, of series, and of what is foreseen: when they are true."""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import pairwise
from math import sqrt
from statistics import mean, median

from tests.analysis.statements.beside_worlds import REASONS, BesideWorld
from tests.analysis.statements.judge import (
    DAY,
    NOTHING,
    NUMBERS_ALONE,
    UNITS,
    Faults,
    Rule,
    _can_rank,
    _equal,
    _in_play,
    _shown,
    _value,
)

# Of a normal variable 998 of 1,000 lie within so many standard deviations.
WITHIN = 3.0902
SIGNS = {"tăng": "up", "giảm": "down", "gần như không đổi": "same", "quá ít số liệu": "unknown"}


def sides_of(truth: BesideWorld) -> dict[str, int]:
    """By unit on which side of its peers it lies by more than chance and their usual spread: -1, 1, or 0 within."""
    known = {
        name: counts
        for name, counts in truth.counts.items()
        if counts and counts[1] and counts[0] <= counts[1]
    }
    together = sum(done for done, _ in known.values()) / sum(cases for _, cases in known.values())
    deviation = {name: sqrt(together * (1 - together) / cases) for name, (_, cases) in known.items()}
    away = {name: done / cases - together for name, (done, cases) in known.items()}
    in_order = sorted(away[name] / deviation[name] for name in known)
    outer = len(in_order) // 10
    kept = [min(max(one, in_order[outer]), in_order[-outer - 1]) for one in in_order]
    wider = sqrt(max(1.0, mean(one * one for one in kept)))
    return {
        name: 0 if abs(away[name]) <= WITHIN * wider * deviation[name] else 1 if away[name] > 0 else -1
        for name in known
    }


def _apart(truth: BesideWorld, found: re.Match[str]) -> Faults:
    sides, wrong = sides_of(truth), sum(bool(one and one[0] > one[1]) for one in truth.counts.values())
    without = len(truth.units) - len(sides) - wrong
    true = list(sides.values()).count(-1), list(sides.values()).count(1), without, wrong
    told = tuple(int(found[name] or 0) for name in ("below", "above", "without", "wrong"))
    return [] if told == true else [f"false, it is {true}"]


def _reached(truth: BesideWorld, found: re.Match[str]) -> Faults:
    units = _in_play(truth)
    met = sum(float(_shown(_value(unit)).replace(",", ".")) >= truth.limit for unit in units)
    wrong = sum(
        unit.is_wrong and unit.has_dossiers is not False and not unit.seems_idle for unit in truth.units
    )
    true = met, len(units), wrong
    told = tuple(int(found[name] or 0) for name in ("met", "of", "wrong"))
    return [] if told == true else [f"false, it is {true}"]


def _idle(truth: BesideWorld) -> int:
    return sum(unit.has_dossiers is False or unit.seems_idle for unit in truth.units)


def _really_moved(truth: BesideWorld, found: re.Match[str]) -> Faults:
    signs = [unit.sign for unit in truth.units if unit.has_dossiers is not False and not unit.seems_idle]
    told = {name: int(found[name]) for name in ("up", "down", "same", "unknown", "of")}
    true = {sign: signs.count(sign) for sign in ("up", "down", "same", "unknown")} | {"of": len(signs)}  # type: ignore[arg-type]
    faults = [] if told == true else [f"false, it is {true}"]
    return faults if int(found["left"] or 0) == _idle(truth) else [*faults, "beyond, who is left out"]


def _left_out(truth: BesideWorld, found: re.Match[str]) -> Faults:
    return [] if int(found[1]) == _idle(truth) > 0 else ["false, how many"]


def _how_many(truth: BesideWorld, found: re.Match[str]) -> Faults:
    true = sum(map(_can_rank, truth.units)), len(truth.units)
    return [] if (int(found[1]), int(found[2])) == true else ["false, how many"]


def _told_apart(truth: BesideWorld, found: re.Match[str]) -> Faults:
    count = len(truth.units)
    true = count * (count - 1) // 2, len(truth.sure)
    return [] if (int(found[1]), int(found[2])) == true else ["false, how many pairs"]


def _place(truth: BesideWorld, found: re.Match[str]) -> Faults:
    """The sentence names no unit: one of its rank, and between these ranks, has to be there."""
    ranked = [unit for unit in truth.units if _can_rank(unit)]
    values = [_value(unit) for unit in ranked]
    places = [
        (1 + sum(other > own for other in values), values.count(own) > 1, truth.between.get(unit.name))
        for own, unit in zip(values, ranked, strict=True)
    ]
    between = (int(found["first"]), int(found["last"] or found["first"])) if found["first"] else None
    faults = [] if (int(found["rank"]), bool(found["tied"]), between) in places else ["false, the rank"]
    if int(found["of"]) != len(ranked):
        faults.append("false, of how many")
    units = _in_play(truth)
    if found["median"] is None:
        return faults + (["false, the others have a median"] if units and len(ranked) > 1 else [])
    return faults + (
        _equal(found["median"], median(map(_value, units)), "the median") if units else ["false, none"]
    )


def signals_in(written: list[float]) -> list[tuple[bool, bool]]:
    """Of each point whether it is a signal, and whether upwards: by the rules as Making Data Count tells them."""
    values, (middle, width) = _exact(written), limits_of(written)
    found, up = [False] * len(values), [value > middle for value in values]
    side = [(value > middle) - (value < middle) for value in values]
    out = [abs(value - middle) > width for value in values]
    close = [
        not beyond and 3 * abs(value - middle) > 2 * width for value, beyond in zip(values, out, strict=True)
    ]
    for start in range(len(values)):
        seven, three = range(start, start + 7), range(start, start + 3)
        found[start] = found[start] or out[start]
        if seven.stop <= len(values):
            steps = [values[place + 1] - values[place] for place in seven[:-1]]
            is_run = abs(sum(side[place] for place in seven)) == 7
            is_trend = all(step > 0 for step in steps) or all(step < 0 for step in steps)
            for place in seven if is_run or is_trend else ():
                found[place] = True
                up[place] = steps[0] > 0 if is_trend else up[place]
        if three.stop <= len(values) and abs(sum(side[place] for place in three)) == 3:
            near = [place for place in three if close[place]]
            for place in near if len(near) >= 2 else ():
                found[place] = True
    return list(zip(found, up, strict=True))


def _exact(written: list[float]) -> list[Fraction]:
    """The numbers that are written so: what lies on the mean or on a limit lies there."""
    return [Fraction(str(value)) for value in written]


def limits_of(written: list[float]) -> tuple[Fraction, Fraction]:
    """The mean of a series, and how far its limits lie from it."""
    values = _exact(written)
    moves = [abs(after - before) for before, after in pairwise(values)]
    usual = [move for move in moves if move < Fraction("3.267") * mean(moves)] or moves
    return mean(values), Fraction("2.66") * mean(usual)


def _verdict(truth: BesideWorld, found: re.Match[str]) -> Faults:
    values = truth.series
    middle, width = limits_of(values)
    (_, was_up), (is_signal, is_up) = signals_in(values)[-2:]
    was_signal = signals_in(values)[-2][0]
    is_sure = is_signal and (
        abs(_exact(values)[-1] - middle) > Fraction(5, 4) * width or (was_signal and was_up == is_up)
    )
    true = (
        "Giới hạn tạm"
        if len(values) < 13
        else "Gần như không đổi"
        if not is_sure
        else "Đã tăng"
        if is_up
        else "Đã giảm"
    )
    return [] if found[0].startswith(true) else [f"false, it is “{true}”"]


def _ends(truth: BesideWorld, found: re.Match[str]) -> Faults:
    asked = [unit.name for unit in truth.units[:2]]
    told = re.findall(r"(UBND xã Thử \d+) (\S+) \(([\d,]+)–([\d,]+)\)", found["told"])
    true = [
        (name, *(_shown(truth.ends[name][place]) for place in (1, 0, 2)))
        for name in asked
        if name in truth.ends
    ]
    faults = [] if found["day"] == "31/12/2026" else ["false, the period's end"]
    if not true:
        return faults + (
            [] if found["told"] == (truth.why_no_ends or "quá ít số liệu") else ["beyond, nothing is known"]
        )
    return faults if told == true else [*faults, f"false, it is {true}"]


def _together(truth: BesideWorld, found: re.Match[str]) -> Faults:
    changes = [after - before for before, after in truth.moved]
    way = 1 if median(changes) > 0 else -1
    faults = _equal(found["share"], 100 * sum(way * by > 0 for by in changes) / len(changes), "the share")
    for place, name in enumerate(("before", "after")):
        faults += _equal(found[name], median(both[place] for both in truth.moved), name)
    return (
        faults + _equal(found["usual"], truth.usual, "usual") + _equal(found["units"], len(changes), "of", 0)
    )


def _sides(truth: BesideWorld, found: re.Match[str]) -> Faults:
    true = {f"{letter}: {REASONS[why]}" for letter, why in truth.apart.items()}
    return [] if found[1] in true else ["false, why"]


def judge_words(truth: BesideWorld, told: dict[str, str]) -> Faults:
    """Every fault of what pictures say of themselves to whoever does not see them, by the picture."""
    checks = {"strip": _strip, "funnel": _funnel, "limits": _usual, "coverage": _covered}
    return [f"{fault}: {words}" for name, words in told.items() for fault in checks[name](truth, words)]


def _strip(truth: BesideWorld, words: str) -> Faults:
    units, idle = _in_play(truth), sum(_can_rank(unit) for unit in truth.units) - len(_in_play(truth))
    left = re.search(r" \(trừ (\d+) đơn vị không phát sinh hồ sơ hoặc có dấu hiệu như vậy\)$", words)
    faults = [] if int(left[1] if left else 0) == idle else ["beyond, who is left out is not said"]
    core = words[: left.start()] if left else words
    if not units:
        return faults + (
            [] if core == "Xã: chưa đơn vị nào xếp hạng được" else ["beyond, nobody can be ranked"]
        )
    shown = [_shown(_value(unit)) for unit in units]
    if len(units) > 1 and len(set(shown)) == 1:
        all_of = "cả " if len(units) == len(truth.units) else ""
        return faults + (
            [] if core == f"Xã: {all_of}{len(units)} đơn vị cùng mức {shown[0]}" else ["false, alike"]
        )
    low = _shown(min(map(_value, units)))
    alike = [unit.name for unit in units if _shown(_value(unit)) == low]
    who = alike[0] if len(alike) == 1 else f"{len(alike)} đơn vị"
    middle = _shown(median(map(_value, units)))
    true = f"Xã: {len(units)} đơn vị, trung vị {middle}, ở cuối là {who} {low}"
    return faults if core == true else [*faults, f"false, it is {true}"]


def _funnel(truth: BesideWorld, words: str) -> Faults:
    sides, faults = sides_of(truth), list[str]()
    known = {name: counts for name, counts in truth.counts.items() if name in sides and counts}
    ratio = 100 * sum(done for done, _ in known.values()) / sum(cases for _, cases in known.values())
    if not words.startswith(f"{len(known)} đơn vị; tỷ lệ chung {_shown(ratio)}%; "):
        faults.append("false, how many or the common ratio")
    below, above = words.split("; ")[2:4]
    for side, part in ((-1, below), (1, above)):
        told = re.findall(r"(UBND xã Thử \d+): (\S+)% \((\d+)/([\d.]+)\)", part)
        true = [
            (
                name,
                _shown(100 * known[name][0] / known[name][1]),
                str(known[name][0]),
                f"{known[name][1]:,}".replace(",", "."),
            )
            for name in known
            if sides[name] == side
        ]
        if sorted(told) != sorted(true):
            faults.append(f"false, on the side {side} are {true}")
        if not true and not part.endswith("không có đơn vị nào"):
            faults.append("beyond, nobody is on that side")
    return faults


def _usual(truth: BesideWorld, words: str) -> Faults:
    middle, width = map(float, limits_of(truth.series))
    marked = sum(is_signal for is_signal, _ in signals_in(truth.series))
    true = (
        f"thường dao động từ {_shown(middle - width)} đến {_shown(middle + width)}, trung bình {_shown(middle)}, "
        f"{marked} điểm là tín hiệu"
    )
    return [] if words == true else [f"false, it is {true}"]


def _covered(truth: BesideWorld, words: str) -> Faults:
    least, most, last = (
        f"{_shown(100 * one)}%" for one in (min(truth.covered), max(truth.covered), truth.covered[-1])
    )
    return [] if words == f"Số hóa: từ {least} đến {most}, gần nhất {last}" else ["false, the shares"]


RULES: list[Rule] = [
    (r"(?P<met>\d+)/(?P<of>\d+) đơn vị có số liệu đạt(?:; (?P<wrong>\d+) đơn vị không xếp hạng vì vượt điểm tối đa)?",
     UNITS, _reached),
    (r"Hình thoi .+?: (?P<below>\d+) đơn vị thấp hơn, (?P<above>\d+) đơn vị cao hơn\. .+? (?P<without>\d+) đơn vị "
     r"không có "
     r"số hồ sơ không được vẽ(?:; (?P<wrong>\d+) đơn vị có số liệu không thể đúng cũng không được vẽ)?",
     NUMBERS_ALONE, _apart),
    (r".+?: (?P<up>\d+) đơn vị tăng, (?P<down>\d+) giảm, (?P<same>\d+) gần như không đổi, (?P<unknown>\d+) quá ít số "
     r"liệu, "
     r"trong tổng số (?P<of>\d+) đơn vị(?: \(trừ (?P<left>\d+) đơn vị không phát sinh .+\))?", NOTHING, _really_moved),
    (r"Trung vị và nửa giữa không tính .+: (\d+) đơn vị ở lần đọc gần nhất", NOTHING, _left_out),
    (r"Xếp hạng (\d+)/(\d+) đơn vị", NOTHING, _how_many),
    (r"Trong (\d+) cặp đơn vị, phân biệt được (\d+) cặp \(95%\)", NOTHING, _told_apart),
    (r"hạng (?P<tied>=)?(?P<rank>\d+)/(?P<of>\d+)(?: \((?P<first>\d+)(?:–(?P<last>\d+))?\))?"
     r"(?:, trung vị khối (?P<median>\S+))?", UNITS, _place),
    (r"(?:Giới hạn tạm|Đã tăng|Đã giảm|Gần như không đổi): .+", NOTHING, _verdict),
    (rf"Dự kiến đến cuối kỳ, ngày (?P<day>{DAY[1:-1]}) \(khoảng tin cậy 90%\): (?P<told>.+)", NOTHING, _ends),
    (rf"Từ {DAY[1:-1]}, (?P<share>\S+)% trong (?P<units>\d+) .+? cùng thay đổi: trung vị (?P<before>\S+) → "
     rf"(?P<after>\S+), "
     r"thường chỉ đổi (?P<usual>\S+)", NOTHING, _together),
    (r"Không tính chênh lệch: (.+)", NOTHING, _sides),
]  # fmt: skip
