"""What the plain judge knows of what is tried, foreseen, counted by the province, found of the data, and drawn."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

from tests.analysis.statements.judge import (
    DAY,
    NOTHING,
    NUMBERS_ALONE,
    Faults,
    Rule,
    _can_rank,
    _equal,
    _in_play,
    _shown,
    _value,
    _whose,
)
from tests.analysis.statements.other_worlds import PROVINCE, OtherWorld
from tests.analysis.statements.worlds import TODAY, World

# The share of dossiers in time earns so many points where all are in time.
ALL_IN_TIME = 20
SHARED = r"(?P<tied> \(đồng hạng\))?"


def _points(done: float, cases: float) -> float:
    return ALL_IN_TIME * done / cases


def _place(value: float, others: Sequence[float]) -> tuple[str, bool]:
    shown = [float(_shown(other).replace(",", ".")) for other in others]
    own = float(_shown(value).replace(",", "."))
    return str(1 + sum(other > own for other in shown)), own in shown


def _tried(truth: OtherWorld, found: re.Match[str]) -> Faults:
    first, *others = truth.units
    counts = truth.counts[first.name]
    if counts is None or first.value is None:
        return ["beyond, nothing is known of it"]
    done, cases = counts
    before, after = _points(done, cases), _points(done + truth.more, cases + truth.more)
    faults = _equal(found["before"], before, "before") + _equal(found["after"], after, "after")
    faults += _equal(found["gain"], after - before, "the gain")
    total = round(first.value + after - before, 2)
    faults += _equal(found["total"], total, "the total")
    if int(found["more"]) != truth.more:
        faults.append("false, how many")
    if first.is_wrong:
        return [*faults, "beyond, it is not ranked"] if found["rank"] else faults
    place = _place(total, [_value(unit) for unit in others if _can_rank(unit)])
    return (
        faults if (found["rank"], bool(found["tied"])) == place else [*faults, f"false, the rank is {place}"]
    )


def _one_more_overdue(truth: OtherWorld, found: re.Match[str]) -> Faults:
    counts = truth.counts[truth.units[0].name]
    if not counts:
        return ["beyond, nothing is known of it"]
    return _equal(found["cost"], ALL_IN_TIME / counts[1], "the cost", 4)


def _below(truth: OtherWorld) -> dict[str, int]:
    """By unit how many more dossiers in time bring it to the share: counted one by one."""
    needed = {}
    for name, counts in truth.counts.items():
        if counts is None:
            continue
        done, cases = counts
        more = 0
        while 100 * (done + more) < truth.share * (cases + more):
            more += 1
        if more:
            needed[name] = more
    return needed


def _lifted(truth: OtherWorld) -> tuple[list[int], float]:
    """How many more dossiers in time those chosen need, and what the province gains."""
    chosen = sorted(_below(truth).values(), reverse=True)[: truth.agencies]
    known = [counts for counts in truth.counts.values() if counts]
    done, cases = (sum(counts[place] for counts in known) for place in (0, 1))
    more = sum(chosen)
    return chosen, _points(done + more, cases + more) - _points(done, cases)


def _if_lifted(truth: OtherWorld, found: re.Match[str]) -> Faults:
    chosen, gain = _lifted(truth)
    told = tuple(int(found[name].replace(".", "")) for name in ("agencies", "below", "share", "cases"))
    faults = _equal(found["points"], gain, "the gain")
    true = (len(chosen), len(_below(truth)), truth.share, sum(chosen))
    return faults if told == true else [*faults, f"false, it is {true}"]


def _nobody_below(truth: OtherWorld, found: re.Match[str]) -> Faults:
    known = sum(counts is not None for counts in truth.counts.values())
    faults = ["false, some are below"] if _below(truth) else []
    return faults if int(found["known"]) == known else [*faults, "beyond, of others nothing is known"]


def _place_then(truth: OtherWorld, found: re.Match[str]) -> Faults:
    _, gain = _lifted(truth)
    others = [points for name, points in truth.nation.items() if name != PROVINCE]
    place = _place(truth.nation[PROVINCE] + gain, others)
    faults = [] if (found["rank"], bool(found["tied"])) == place else [f"false, the rank is {place}"]
    if int(found["of"]) != len(truth.nation):
        faults.append("false, of how many")
    told = found["beside"] or ""
    if ("số toàn quốc đọc" in told) != bool(truth.nation_days_ago):
        faults.append("beyond, the day of the national figures")
    return (
        faults if ("chưa đầy đủ" in told) == truth.nation_is_partial else [*faults, "beyond, it is partial"]
    )


def _bring_most(truth: OtherWorld, found: re.Match[str]) -> Faults:
    needed, (chosen, _) = _below(truth), _lifted(truth)
    named = dict(re.findall(r"(UBND xã Thử \d+) \(([\d.]+)\)", found["names"].replace(".", "")))
    faults = [f"false, {name}" for name, cases in named.items() if needed.get(name) != int(cases)]
    least = min(map(int, named.values()))
    left_out = [name for name, cases in needed.items() if cases >= least and name not in named]
    faults += ["beyond, some of equals are named"] if left_out else []
    others = len(chosen) - len(named)
    return faults if int(found["others"] or 0) == others else [*faults, "false, how many others"]


def _beside_portal(truth: OtherWorld, found: re.Match[str]) -> Faults:
    pairs = [(own, portal) for own, portal, _ in truth.own.values() if portal is not None]
    true = {
        "compared": len(pairs),
        "lacking": sum(own - portal for own, portal in pairs if own > portal),
        "more": sum(own > portal for own, portal in pairs),
        "surplus": sum(portal - own for own, portal in pairs if own < portal),
        "fewer": sum(own < portal for own, portal in pairs),
        "unmatched": sum(portal is None and not is_other for _, portal, is_other in truth.own.values()),
    }
    return [f"false, {name} is {number}" for name, number in true.items() if int(found[name] or 0) != number]


def _counted_alone(truth: OtherWorld, found: re.Match[str]) -> Faults:
    told = int(found["agencies"]), int(found["count"])
    return (
        [] if told == (len(truth.own), sum(own for own, _, _ in truth.own.values())) else ["false, how many"]
    )


def _by_own_count(truth: OtherWorld, found: re.Match[str]) -> Faults:
    lacks = {
        name: own - portal
        for name, (own, portal, _) in truth.own.items()
        if portal is not None and own > portal
    }
    faults = [] if int(found["lacking"]) == sum(lacks.values()) else ["false, how many"]
    most = max(lacks.values())
    return (
        faults
        + _whose(found["who"], [name for name, lack in lacks.items() if lack == most])
        + _equal(found["most"], most, "the most", 0)
    )


def _nothing_lacking(truth: OtherWorld, found: re.Match[str]) -> Faults:
    pairs = [(own, portal) for own, portal, _ in truth.own.values() if portal is not None]
    faults = ["false, some lack"] if any(own > portal for own, portal in pairs) else []
    return faults if int(found["count"]) == len(pairs) else [*faults, "beyond, of others nothing is known"]


def _not_on_portal(truth: OtherWorld, found: re.Match[str]) -> Faults:
    day = f"{TODAY:%d/%m/%Y}"
    when = day if truth.list_given else f"nhập {day} (không rõ ngày chốt)"
    told = int(found["count"]), found["day"]
    return [] if told == (truth.lacking_codes, when) else ["false, how many or of when"]


def _late(truth: OtherWorld, found: re.Match[str]) -> Faults:
    late = [days for days in truth.late if days > 0]
    if not late:
        return [] if found["none"] else ["false, none is late"]
    if found["none"] or int(found["count"]) != len(late):
        return ["false, how many"]
    return _equal(found["days"], median(late), "the middle", 0)


def _gone(truth: OtherWorld, found: re.Match[str]) -> Faults:
    earliest, middle, latest = truth.gone
    told = [found[name] for name in ("earliest", "middle", "latest")]
    true = [f"{day:%d/%m/%Y}" if day else "chưa xác định được" for day in (earliest, middle, latest)]
    return [] if told == true else [f"false, the days are {true}"]


def _never(truth: OtherWorld, _found: re.Match[str]) -> Faults:
    return ["false, it is in sight"] if any(truth.gone) else []


def _beside_list(truth: OtherWorld, found: re.Match[str]) -> Faults:
    differing = sum(counted != listed for counted, listed in truth.counted.values())
    if not truth.has_list:
        return [] if found["none"] else ["beyond, there is no list"]
    if found["none"] or int(found["count"] or 0) != differing:
        return ["false, of how many"]
    return []


def _watched(truth: OtherWorld, found: re.Match[str]) -> Faults:
    units = set[str]().union(*truth.hits)
    true = {
        "units": len(units),
        "found": sum(map(bool, truth.hits)),
        "rules": len(truth.hits),
        "lacking": truth.lacking_rules,
    }
    return [f"false, {name} is {number}" for name, number in true.items() if int(found[name] or 0) != number]


def _found(truth: OtherWorld, found: re.Match[str]) -> Faults:
    count, checked, why_none = truth.finding
    if why_none:
        return ["beyond, nothing was looked at"]
    told = found.groupdict()
    faults = [] if int(told["count"]) == count else ["false, how many"]
    if told.get("checked") is not None and int(told["checked"]) != checked:
        faults.append("false, of how many")
    return faults


def _not_looked_at(truth: OtherWorld, _found: re.Match[str]) -> Faults:
    return [] if truth.finding[2] else ["false, it was looked at"]


def judge_ends(truth: World, told: Sequence[str]) -> Faults:
    """Every fault of what a picture of the units says of its ends and its middle."""
    words, units = "; ".join(told), _in_play(truth)
    left_out = sum(_can_rank(unit) for unit in truth.units) - len(units)
    faults = []
    if (f"{left_out} đơn vị không phát sinh" in words.replace("trừ ", "")) != bool(left_out):
        faults.append("beyond, who is left out is not said")
    for end, pick in (("xếp đầu", max), ("xếp cuối", min)):
        found = re.search(rf"{end}: (?P<rank>=?\d+) · (?P<who>[^;]+?): (?P<value>[\d,]+)", words)
        if found is None:
            continue
        extreme = _shown(pick(_value(unit) for unit in units))
        alike = [unit.name for unit in units if _shown(_value(unit)) == extreme]
        faults += _whose(found["who"], alike) + _equal(found["value"], float(extreme.replace(",", ".")), end)
        if len(alike) > 1 and not found["rank"].startswith("="):
            faults.append("beyond, it is shared")
        if end == "xếp đầu" and len(alike) == len(units) > 1:
            faults.append("beyond, all are alike")
    if not units and "xếp" in words.replace("không xếp hạng", ""):
        faults.append("beyond, nobody is ranked")
    if (found := re.search(r"trung vị ([\d,]+)", words)) and units:
        faults += _equal(found[1], median(_value(unit) for unit in units), "the median")
    return [f"{fault}: {words}" for fault in faults]


LISTED = rf"danh sách ngày (?:{DAY[1:-1]}|.+?)"
WHEN = rf"({DAY[1:-1]}|chưa xác định được)"
RULES: list[Rule] = [
    (
        r"Thêm (?P<more>\d+) .+?: từ (?P<before>\S+) lên (?P<after>\S+) điểm, tổng điểm (?P<total>\S+) "
        rf"\(\+(?P<gain>\S+)\)(?:, hạng (?P<rank>\d+){SHARED} nếu các đơn vị khác giữ nguyên)?",
        NUMBERS_ALONE,
        _tried,
    ),
    (r"Mất (?P<cost>\S+) điểm: .+", NUMBERS_ALONE, _one_more_overdue),
    (
        r"Nếu (?P<agencies>\d+) trong (?P<below>\d+) cơ quan chưa đạt (?P<share>\d+)% đạt mức này "
        r"\(thêm (?P<cases>[\d.]+) .+?\) thì tỉnh thêm (?P<points>\S+) điểm",
        NUMBERS_ALONE,
        _if_lifted,
    ),
    (r"Trong (?P<known>\d+) cơ quan có số liệu, không cơ quan nào dưới \d+%", NUMBERS_ALONE, _nobody_below),
    (
        rf"Khi đó, .+? giữ nguyên, tỉnh xếp thứ (?P<rank>\d+){SHARED} trong (?P<of>\d+) tỉnh, thành phố"
        r"(?: \((?P<beside>.+)\))?",
        NOTHING,
        _place_then,
    ),
    (
        r"Các cơ quan đem lại nhiều nhất: (?P<names>.+?)(?:; và (?P<others>\d+) cơ quan khác)?",
        NOTHING,
        _bring_most,
    ),
    (
        r"Trong (?P<compared>\d+) cơ quan có cả hai số, Cổng thiếu (?P<lacking>\d+) hồ sơ ở (?P<more>\d+) cơ quan .+?, "
        r"và nhiều hơn (?P<surplus>\d+) hồ sơ ở (?P<fewer>\d+) cơ quan có số thống kê nhỏ hơn"
        r"(?:; (?P<unmatched>\d+) cơ quan Cổng chưa có số liệu)?",
        NOTHING,
        _beside_portal,
    ),
    (r"(?P<agencies>\d+) cơ quan đếm được (?P<count>\d+): Cổng không có số liệu .+", NOTHING, _counted_alone),
    (
        r"Theo số tỉnh tự đếm .+?, Cổng còn thiếu (?P<lacking>\d+) hồ sơ; nhiều nhất: (?P<who>.+) \((?P<most>\d+)\)",
        NOTHING,
        _by_own_count,
    ),
    (
        r"Theo số tỉnh tự đếm .+?, Cổng không thiếu hồ sơ của (?P<count>\d+) cơ quan Cổng có số liệu",
        NOTHING,
        _nothing_lacking,
    ),
    (
        r"(?P<count>\d+) hồ sơ chưa lên Cổng theo danh sách của tỉnh ngày (?P<day>.+)",
        NOTHING,
        _not_on_portal,
    ),
    (r"(?:(?P<none>không có hồ sơ)|(?P<count>\d+) hồ sơ, trung vị trễ (?P<days>\S+) ngày)", NOTHING, _late),
    (
        rf"Theo đà hiện nay, hồ sơ quá hạn trong {LISTED} giải quyết xong vào: (?P<middle>{WHEN}) "
        rf"\(.+?, sớm nhất: (?P<earliest>{WHEN}), muộn nhất: (?P<latest>{WHEN})\)",
        NOTHING,
        _gone,
    ),
    (rf"Theo đà hiện nay, chưa thấy khi nào giải quyết xong hồ sơ quá hạn trong {LISTED}", NOTHING, _never),
    (
        r"(?:(?P<none>Không có danh sách chi tiết .+)|Danh sách chi tiết cùng ngày có số "
        r"(?:khác ở (?P<count>\d+) cơ quan|như vậy ở mọi cơ quan được đếm))",
        NOTHING,
        _beside_list,
    ),
    (
        r"Danh sách theo dõi: (?:không đơn vị nào|(?P<units>\d+) đơn vị) theo "
        r"(?:(?P<found>\d+)/)?(?P<rules>\d+) quy tắc(?:; (?P<lacking>\d+) quy tắc chưa đủ số liệu để xét)?",
        NOTHING,
        _watched,
    ),
    (r"Chưa kiểm tra được: .+", NOTHING, _not_looked_at),
    (r"(?P<count>\d+)/(?P<checked>\d+) (?:nguồn|cơ quan|tổng điểm|điểm số) .+", NOTHING, _found),
    (r"(?P<count>\d+) (?:dấu hiệu|thay đổi bất thường) trong (?P<checked>\d+) .+", NOTHING, _found),
    (r"(?:Đề xuất )?(?P<count>\d+) (?:điểm đứt chuỗi|tên|lần đọc|dòng)", NOTHING, _found),
]
