"""The second, plain judge: it reads a sentence as a person does and holds it against what is so.

It knows the truth of a world and the Vietnamese words, and nothing of how they were made. A sentence is false where a
number or name in it is another than the truth's; it claims more than it knows where it names one of several, says
“all” of some, leaves a caveat out, or gives a day nobody told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal
from statistics import median
from typing import Any

from indicators import catalogue
from indicators.analysis.statements import Statement
from indicators.codes import NATIONAL_SCOPE
from tests.analysis.statements.worlds import TODAY, TrueUnit, World

NUMBER = r"(\d[\d.]*(?:,\d+)?)"
DAY = r"(\d\d/\d\d/\d{4})"
CAVEATS = {
    "without": r"trừ (\d+) đơn vị không phát sinh hồ sơ",
    "seemingly": r"trừ (\d+) đơn vị có dấu hiệu không phát sinh hồ sơ",
    "few": r"trừ (\d+) đơn vị có biến động cỡ một vài trường hợp",
    "partial": r"lần đọc chưa đầy đủ",
    "provisional": r"mẫu số tạm tính",
}
UNITS, NUMBERS_ALONE, NOTHING = "units", "numbers", "nothing"
# A smaller move flickers.
NOTABLE = 0.1
Faults = list[str]
Check = Callable[[Any, re.Match[str]], Faults]
# How a sentence is written, what it must say beside it, and how it is held against the truth.
Rule = tuple[str, str, Check]


def judge(truth: World, said: Statement, rules: Sequence[Rule] = ()) -> Faults:
    """Every fault of a sentence, each beginning with “false” or “beyond”; none where it is true.

    `rules` are read before those of this file.
    """
    words = said.vietnamese
    for pattern, about, check in (*rules, *RULES):
        core, caveats = _parted(words)
        if found := re.fullmatch(pattern, core):
            faults = check(truth, found) + _caveats(truth, said, about, caveats)
            return [f"{fault}: {words}" for fault in faults + _days(truth, said) + _english(said)]
    return [f"false: no rule reads this: {words}"]


def _parted(words: str) -> tuple[str, str]:
    found = re.fullmatch(rf"(.*?)(?: \(((?:(?:{'|'.join(CAVEATS.values())})(?:; )?)+)\))?", words)
    assert found
    return found[1], found[2] or ""  # the caveats stand last


def _caveats(truth: World, said: Statement, about: str, caveats: str) -> Faults:
    """What had to be said beside it, and nothing else."""
    needed = set()
    left_out = {
        "without": sum(unit.has_dossiers is False and _can_rank(unit) for unit in truth.units),
        "seemingly": sum(unit.seems_idle and _can_rank(unit) for unit in truth.units),
        "few": _few_left_out(truth, said.kind),
    }
    if about == UNITS:
        needed |= {name for name, count in left_out.items() if count}
    if about != NOTHING and truth.is_partial:
        needed.add("partial")
    if about != NOTHING and said.kind != "without_value" and _is_provisional(truth, said):
        needed.add("provisional")
    told = {name for name, pattern in CAVEATS.items() if re.search(pattern, caveats)}
    faults = [f"beyond, “{name}” is not said" for name in needed - told]
    faults += [f"false, “{name}” is said" for name in told - needed]
    for name, count in left_out.items():
        if (found := re.search(CAVEATS[name], caveats)) and int(found[1]) != count:
            faults.append(f"false, how many are left out, “{name}”")
    return faults


def _few_left_out(truth: World, kind: str) -> int:
    """Of sentences on who moved most, how many that moved that way are left out because few cases made it."""
    way = {"risers": 1, "largest_rise": 1, "largest_drop": -1, "rose_most": 1}.get(kind, 0)
    least = NOTABLE
    if kind == "rose_and_fell":
        way = -1 if any(by < 0 for by in _moves(truth).values()) else 1
    if kind in ("rose_most", "rose_and_fell"):
        least = 0.005
    return sum(unit.few_cases is not None and way * (unit.change or 0) >= least for unit in _in_play(truth))


def _made_by_many(truth: World) -> dict[str, float]:
    """What those moved by that no handful of cases moved."""
    few = {unit.name for unit in truth.units if unit.few_cases is not None}
    return {name: by for name, by in _moves(truth).items() if name not in few}


def _is_provisional(truth: World, said: Statement) -> bool:
    index = catalogue.current()
    nodes = {code for code in said.subject if code in index.nodes} or {index.root.code}
    if said.kind in ("gap_holders", "not_synchronised"):
        nodes = {
            next(
                one.code
                for one in index.nodes.values()
                if one.kind == "indicator" and one.direction == "higher"
            )
        }
    if said.kind in ("province_total", "change", "target_met", "target_missed", "tried"):
        nodes = {index.root.code}
    return any(one in nodes or any(index.is_below(one, node) for node in nodes) for one in truth.provisional)


def _days(truth: World, said: Statement) -> Faults:
    """A day is given only where somebody told it; two readings of one day are told by their times."""
    faults, words = [], said.vietnamese
    listed = f"{TODAY - timedelta(days=truth.list_days_ago):%d/%m/%Y}"
    told = re.sub(r"(hạn|trước ngày|hạn ngày) \d\d/\d\d/\d{4}", "", words)
    if not truth.list_given and re.search(rf"(đến|ngày|danh sách) {listed}", told):
        faults.append("beyond, nobody told the list's day")
    if truth.previous is None and re.search(r"(Tăng|Giảm|(?<!sẽ )tăng|giảm)[^;]*điểm", words):
        faults.append("beyond, nothing can be compared")
    # National readings have days of their own, and a target has none.
    is_own = said.scope != NATIONAL_SCOPE and said.kind != "target_missed"
    if (
        is_own
        and truth.previous == "same day"
        and "so với" in words.replace("so với chỉ tiêu", "")
        and not said.evidence.query.startswith("overdue")
        and "hồ sơ" not in words
        and "07:00" not in words
    ):
        faults.append("beyond, which reading of the day")
    return faults


def _english(said: Statement) -> Faults:
    """The English has the numbers of the Vietnamese."""

    def numbers(words: str) -> list[str]:
        words = re.sub(r"\d\d/\d\d/\d{4}|\d+ [A-Z][a-z]{2} \d{4}", "", words)
        return sorted(re.sub(r"[.,]", "", one) for one in re.findall(r"\d[\d.,]*\d|\d", words))

    vietnamese, english = numbers(said.vietnamese), numbers(said.english)
    return [] if vietnamese == english else [f"false, the English says {said.english}"]


def _shown(value: float, places: int = 2) -> str:
    # A difference carries the dust of binary fractions: 2.505 must not be 2.5049999999999955.
    rounded = Decimal(str(round(value, 9))).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return str(rounded or abs(rounded)).replace(".", ",")


def _can_rank(unit: TrueUnit) -> bool:
    return unit.value is not None and not unit.is_wrong


def _in_play(truth: World) -> list[TrueUnit]:
    return [unit for unit in truth.units if unit.is_in_play]


def _value(unit: TrueUnit) -> float:
    assert unit.value is not None
    return unit.value


def _whose(named: str, names: Iterable[str], *, together: bool = False) -> Faults:
    """Whether those named are those, alone only where one is alone."""
    names = list(names)
    if len(names) == 1:
        return [] if named == names[0] else ["false, another is named"]
    if named == f"{len(names)} đơn vị":
        return []
    listed = re.split(r", | và ", named)
    if together and set(listed) == set(names) and len(names) <= 3:
        return []
    if re.fullmatch(r"\d+ đơn vị", named) or not set(listed) <= set(names):
        return ["false, who shares it"]
    return ["beyond, one of several is named"]


def _equal(written: str, value: float, what: str, places: int = 2) -> Faults:
    return [] if written == _shown(value, places) else [f"false, {what} is {_shown(value, places)}"]


def _left_out(truth: World, tail: str | None) -> Faults:
    missing = sum(unit.value is None for unit in truth.units)
    wrong = sum(unit.is_wrong for unit in truth.units)
    expected = (f"; {missing} đơn vị chưa có số liệu" if missing else "") + (
        f"; {wrong} đơn vị không xếp hạng vì vượt điểm tối đa" if wrong else ""
    )
    return [] if (tail or "") == expected else [f"false, left out are “{expected}”"]


def _ends(truth: World, found: re.Match[str]) -> Faults:
    units, faults = _in_play(truth), _left_out(truth, found["tail"])
    for end, pick in (("low", min), ("high", max)):
        extreme = _shown(pick(_value(unit) for unit in units))
        faults += _equal(found[end], pick(_value(unit) for unit in units), end)
        faults += _whose(found[f"{end}_who"], [one.name for one in units if _shown(_value(one)) == extreme])
    return faults


def _all_alike(truth: World, found: re.Match[str]) -> Faults:
    units, faults = _in_play(truth), _left_out(truth, found["tail"])
    if len({_shown(_value(unit)) for unit in units}) != 1:
        faults.append("false, they differ")
    faults += _equal(found["value"], _value(units[0]), "value") if units else ["false, nobody"]
    who = found["who"].removeprefix("cả ").removesuffix(" có số liệu cùng").removesuffix(" cùng")
    faults += _whose(who, [unit.name for unit in units])
    if found["who"].startswith("cả") and (truth.is_partial or len(units) != len(truth.units)):
        faults.append("beyond, all is said of some")
    return faults


def _nobody(truth: World, found: re.Match[str]) -> Faults:
    return _left_out(truth, found["tail"]) + (["false, some can"] if _in_play(truth) else [])


def _middle(truth: World, found: re.Match[str]) -> Faults:
    values = [_value(unit) for unit in _in_play(truth)]
    faults = _equal(found[3], median(values), "median")
    return faults + (
        [] if (int(found[1]), int(found[2])) == (len(values), len(truth.units)) else ["false, of how many"]
    )


def _lowest(truth: World, found: re.Match[str]) -> Faults:
    units = _in_play(truth)
    low = min(_value(unit) for unit in units)
    alike = [unit.name for unit in units if _shown(_value(unit)) == _shown(low)]
    faults = _whose(found["who"], alike) + _equal(found["value"], low, "lowest")
    if found["of"] and int(found["of"]) != len(units):
        faults.append("false, of how many")
    lowest = min(_value(unit) for unit in units if unit.name in alike)
    distance = median([_value(unit) for unit in units]) - lowest
    told = found["distance"]
    if told == "0,00" or (told is None) != (_shown(distance) == "0,00"):
        return [*faults, "false, the distance"]
    return faults + (_near(told, distance) if told else [])


def _near(written: str, value: float) -> Faults:
    """Of equals that differ behind what is shown, the distance of any of them will do."""
    return [] if abs(float(written.replace(",", ".")) - value) < 0.0101 else ["false, the distance"]


def _moves(truth: World) -> dict[str, float]:
    """What each unit that can be compared moved by, as it is written."""
    return {
        unit.name: float(_shown(unit.change).replace(",", "."))
        for unit in _in_play(truth)
        if unit.change is not None
    }


def _rose_and_fell(truth: World, found: re.Match[str]) -> Faults:
    moves, told = _moves(truth), found.groupdict()
    faults = []
    for name, count in (
        ("rose", sum(by > 0 for by in moves.values())),
        ("fell", sum(by < 0 for by in moves.values())),
    ):
        if int(told.get(name) or 0) != count:
            faults.append(f"false, how many {name}")
    if told.get("of"):
        return faults if int(told["of"]) == len(moves) else [*faults, "false, of how many"]
    way = -1 if any(by < 0 for by in moves.values()) else 1
    that_way = {name: by for name, by in _made_by_many(truth).items() if by * way > 0}
    if not told.get("who"):
        return [*faults, "false, somebody moved most"] if that_way else faults
    if not that_way:
        return [*faults, "beyond, very few cases moved it"]
    most = way * max(abs(by) for by in that_way.values())
    if (most < 0) != (told["way"] == "▼"):
        faults.append("false, the way")
    return (
        faults
        + _whose(told["who"], [name for name, by in that_way.items() if by == most])
        + (_equal(told["by"], abs(most), "the most"))
    )


def _rose_most(truth: World, found: re.Match[str]) -> Faults:
    moves = _made_by_many(truth)
    most = max(moves.values())
    faults = _whose(found["who"], [name for name, by in moves.items() if by == most])
    return faults + _equal(found["by"], most, "the rise")


def _against_target(truth: World, found: re.Match[str]) -> Faults:
    """The province's target of 2026 is 90 points, by its own settings in the tests."""
    values, told = [one.value for one in truth.groups], found.groupdict()
    if None in values:
        return ["beyond, the total is not known"]
    total = sum(value or 0 for value in values)
    short = _shown(90 - total)
    if told.get("value"):
        return _equal(told["value"], total, "total") + ([] if total > 89.994 else ["false, not met"])
    return [] if told["short"] == short and not short.startswith("-") else ["false, how short"]


def _places(truth: World, found: re.Match[str]) -> Faults:
    units, faults = _in_play(truth), []
    told = re.findall(r"(UBND xã Thử \d+) \((\S+?)\)", found["units"])
    ordered = sorted((_value(unit) for unit in units), reverse=found["end"] == "Dẫn đầu")
    edge = _shown(ordered[2])
    first = [
        unit.name
        for unit in units
        if _shown(_value(unit)) == edge
        or ((_value(unit) > ordered[2]) if found["end"] == "Dẫn đầu" else (_value(unit) < ordered[2]))
    ]
    if {name for name, _ in told} != set(first):
        faults.append("beyond, some of several are named")
    true = {unit.name: _shown(_value(unit)) for unit in units}
    return faults + [f"false, {name}" for name, value in told if true[name] != value]


def _counted(truth: World, found: re.Match[str]) -> Faults:
    of = {
        "chưa có tổng điểm": lambda unit: unit.value is None,
        "chưa có trong danh mục cơ quan": lambda u: u.is_unknown,
    }
    count = sum(bool(of[found["what"]](unit)) for unit in truth.units)
    return [] if (int(found[1]), int(found[2])) == (count, len(truth.units)) else ["false, how many"]


def _group_names(found: str, codes: Iterable[str]) -> Faults:
    names = [catalogue.current().nodes[code].short_name() for code in codes]
    return [] if found.split("; ") == names else ["beyond, the groups are " + "; ".join(names)]


def _lost(truth: World, found: re.Match[str]) -> Faults:
    lost = {one.code: one.maximum - one.value for one in truth.groups if one.value is not None}
    if len(lost) != len(truth.groups):
        return ["beyond, a group is not known"]
    most = max(map(_shown, lost.values()), key=lambda one: float(one.replace(",", ".")))
    faults = _group_names(found["group"], [code for code, by in lost.items() if _shown(by) == most])
    return (
        faults
        + ([] if found["lost"] == most else ["false, lost"])
        + _equal(found["all"], sum(lost.values()), "all")
    )


def _total(truth: World, found: re.Match[str]) -> Faults:
    values = [one.value for one in truth.groups]
    faults = _equal(found["value"], sum(value or 0 for value in values), "total")
    if None in values:
        faults.append("beyond, the total is not known")
    if truth.place is None:
        return faults + (["false, no place"] if found["place"] else [])
    rank, of, tied, ago = truth.place
    if (found["place"], found["of"], bool(found["tied"])) != (str(rank), str(of), tied):
        faults.append("false, the place")
    day = f"{TODAY - timedelta(days=ago):%d/%m/%Y}"
    if ago and (found["read"] or "") != day:
        faults.append("beyond, the nation was read on another day")
    return faults


def _total_unknown(truth: World, _found: re.Match[str]) -> Faults:
    return [] if any(one.value is None for one in truth.groups) else ["false, it is known"]


def _change_of(truth: World) -> float | None:
    if truth.previous is None or any(one.value is None or one.before is None for one in truth.groups):
        return None
    return sum((one.value or 0) - (one.before or 0) for one in truth.groups)


def _changed(truth: World, found: re.Match[str]) -> Faults:
    by = _change_of(truth)
    if by is None:
        return ["beyond, the change is not known"]
    faults = _equal(found["by"], abs(by), "change")
    if truth.sign == "same":
        return [*faults, "beyond, it may be chance"]
    return faults + ([] if (found["way"] == "tăng") == (by > 0) else ["false, the way"])


def _usual(truth: World, found: re.Match[str]) -> Faults:
    by = _change_of(truth)
    if by is None or truth.sign != "same":
        return ["beyond, that it is chance is not known"]
    return _equal(found["by"], abs(by), "change") + (
        [] if (found["way"] == "▲") == (by > 0) else ["false, the way"]
    )


def _still(truth: World, _found: re.Match[str]) -> Faults:
    by = _change_of(truth)
    return [] if by is not None and _shown(by) == "0,00" else ["false, it moved"]


def _unknown_change(truth: World, _found: re.Match[str]) -> Faults:
    return [] if truth.previous and _change_of(truth) is None else ["false, it is known"]


def _not_compared(truth: World, _found: re.Match[str]) -> Faults:
    return [] if truth.previous is None else ["false, it can be compared"]


def _moved(truth: World, found: re.Match[str]) -> Faults:
    if _change_of(truth) is None:
        return ["beyond, a change is not known"]
    moves = {one.code: (one.value or 0) - (one.before or 0) for one in truth.groups}
    most = max(float(_shown(abs(by)).replace(",", ".")) for by in moves.values())
    alike = {code: by for code, by in moves.items() if float(_shown(abs(by)).replace(",", ".")) == most}
    names = {catalogue.current().nodes[code].short_name(): by for code, by in alike.items()}
    told = dict(re.findall(r"(.+?) \(([▲▼]\s\S+?)\)(?:; )?", found["groups"]))
    expected = {name: f"{'▲' if by > 0 else '▼'}\u00a0{_shown(abs(by))}" for name, by in names.items()}
    return [] if told == expected else [f"beyond, moved most {expected}"]


def _holders(truth: World, found: re.Match[str]) -> Faults:
    of = sum(unit.missing for unit in truth.units)
    most = max(unit.missing for unit in truth.units)
    faults = _whose(found["who"], [unit.name for unit in truth.units if unit.missing == most], together=True)
    faults += _equal(found["share"], 100 * most / of, "share") + _equal(found["of"], of, "their sum", 0)
    other = None if truth.of_province in (None, of) else str(truth.of_province)
    return faults + ([] if found["province"] == other else ["beyond, the province's own number is another"])


def _nothing_missing(truth: World, _found: re.Match[str]) -> Faults:
    return ["false, some are missing"] if any(unit.missing for unit in truth.units) else []


def _backlog(truth: World, found: re.Match[str]) -> Faults:
    count, before = sum(truth.held.values()), truth.held_before
    faults = _equal(found["count"], count, "how many", 0)
    if before is None:
        faults += [] if found["moved"] == "danh sách đầu tiên" else ["beyond, there is no list before"]
    else:
        by = count - sum(before.values())
        word = f"tăng {by} so với ngày" if by > 0 else f"giảm {-by} so với ngày" if by else "bằng ngày"
        day = f"{TODAY - timedelta(days=truth.list_days_ago + 7):%d/%m/%Y}"
        faults += [] if found["moved"] == f"{word} {day}" else ["false, the change"]
    most = max(truth.held.values())
    faults += _whose(found["who"], [name for name, held in truth.held.items() if held == most])
    return faults + _equal(found["most"], most, "most", 0)


def _no_backlog(truth: World, _found: re.Match[str]) -> Faults:
    return ["false, there are some"] if any(truth.held.values()) else []


def _remind(truth: World, found: re.Match[str]) -> Faults:
    held = sorted((count for count in truth.held.values() if count), reverse=True)
    first = int(found["count"])
    faults = [] if 0 < first <= min(10, len(held)) else ["false, how many"]
    if first < len(held) and held[first - 1] == held[first]:
        faults.append("beyond, equals are parted")
    if "of" in found.groupdict() and found["of"] is not None:
        faults += [] if (int(found["of"]), int(found["held"]), int(found["all"])) == (
            len(held), sum(held[:first]), sum(held)) else ["false, of how many"]  # fmt: skip
    return faults


def _alike(truth: World, found: re.Match[str]) -> Faults:
    held = [count for count in truth.held.values() if count]
    alike = held.count(max(held))
    return [] if (int(found[1]), int(found[2])) == (alike, max(held)) and alike > 10 else ["false, alike"]


def _cause(truth: World, found: re.Match[str]) -> Faults:
    expected = truth.causes[{"khắc phục": "synchronisation", "Xác định": "unknown"}[found["what"]]]
    return [] if int(found["count"]) == expected else ["false, of the cause"]


def _by_cause(truth: World, found: re.Match[str]) -> Faults:
    return (
        []
        if sum(map(int, re.findall(r": (\d+)", found[1]))) == sum(truth.held.values())
        else ["false, causes"]
    )


def _order(truth: World, found: re.Match[str]) -> Faults:
    assert truth.order
    baseline, remaining, days = truth.order
    due, told = f"{TODAY + timedelta(days=days):%d/%m/%Y}", found.groupdict()
    faults = []
    for name, value in (("baseline", baseline), ("remaining", remaining), ("handled", baseline - remaining)):
        if told.get(name) is not None and int(told[name]) != value:
            faults.append(f"false, {name}")
    if told.get("due") and told["due"] != due:
        faults.append("false, the deadline")
    if told.get("missed") and (days >= 0 or not remaining):
        faults.append("false, not missed")
    if told.get("coming") and days < 0:
        faults.append("beyond, a deadline that has passed is no deadline to come")
    if told.get("done") and remaining:
        faults.append("false, not done")
    return faults


TAIL = r"(?P<tail>(?:; \d+ đơn vị [^;(]+)*)"
RULES: list[Rule] = [
    (
        rf".+?: từ (?P<low>\S+) \((?P<low_who>.+?)\) đến (?P<high>\S+) điểm \((?P<high_who>.+?)\){TAIL}",
        UNITS,
        _ends,
    ),
    (rf"Xã, phường(?:, đặc khu)?: (?P<who>.+?) đạt (?P<value>\S+?) điểm{TAIL}", UNITS, _all_alike),
    (rf".+?: chưa đơn vị nào xếp hạng được{TAIL}", UNITS, _nobody),
    (rf"Trung vị của (\d+)/(\d+) đơn vị: {NUMBER} điểm", UNITS, _middle),
    (
        r"(?P<who>.+?) (?:trong (?P<of>\d+) .+? cùng thấp nhất|thấp nhất trong khối .+?): (?P<value>\S+) điểm"
        r"(?:, kém trung vị (?P<distance>\S+) điểm)?",
        UNITS,
        _lowest,
    ),
    (
        r"[^:]+: (?P<rose>\d+) đơn vị tăng, (?:(?P<fell>\d+) đơn vị|không đơn vị nào) giảm so với [^;]+?"
        r"(?:; (?:giảm|tăng) nhiều nhất: (?P<who>.+) \((?P<way>[▲▼])\s(?P<by>\S+)\))?",
        UNITS,
        _rose_and_fell,
    ),
    (r"[^:]+: (?P<of>\d+) đơn vị so sánh được, không đơn vị nào thay đổi so với .+", UNITS, _rose_and_fell),
    (r"Tăng nhiều nhất: (?P<who>.+) \(▲\u00a0(?P<by>\S+)\)", UNITS, _rose_most),
    (r"Gia Lai còn thiếu (?P<short>\S+) điểm so với chỉ tiêu 90,00 điểm", NUMBERS_ALONE, _against_target),
    (r"Gia Lai đạt (?P<value>\S+) điểm, đã đạt chỉ tiêu 90,00 điểm", NUMBERS_ALONE, _against_target),
    (r"(?P<end>Dẫn đầu|Thấp nhất): (?P<units>.+)", UNITS, _places),
    (r"(\d+)/(\d+) .+? (?P<what>chưa có tổng điểm)", NUMBERS_ALONE, _counted),
    (r"(\d+)/(\d+) .+? (?P<what>chưa có trong danh mục cơ quan)", NOTHING, _counted),
    (
        r"Mất nhiều nhất (?:như nhau )?ở (?P<group>.+): (?:mỗi nhóm )?(?P<lost>\S+) trong (?P<all>\S+) điểm còn thiếu",
        NUMBERS_ALONE,
        _lost,
    ),
    (
        rf"Gia Lai đạt (?P<value>\S+)/100 điểm(?:, xếp thứ (?P<place>\d+)(?P<tied> \(đồng hạng\))? trong (?P<of>\d+) "
        rf"tỉnh, thành phố(?: \(số toàn quốc đọc (?P<read>{DAY[1:-1]})\))?)?",
        NUMBERS_ALONE,
        _total,
    ),
    (r"Lần đọc này chưa có tổng điểm của Gia Lai", NOTHING, _total_unknown),
    (r"Tổng điểm (?P<way>tăng|giảm) (?P<by>\S+) điểm so với .+", NUMBERS_ALONE, _changed),
    (
        r"Tổng điểm gần như không đổi so với .+ \((?P<way>[▲▼])\s(?P<by>\S+), trong mức dao động thường thấy\)",
        NUMBERS_ALONE,
        _usual,
    ),
    (r"Tổng điểm gần như không đổi so với [^(]+", NOTHING, _still),
    (r"Chưa xác định được thay đổi tổng điểm so với .+", NOTHING, _unknown_change),
    (r"Chưa so sánh được: .+", NOTHING, _not_compared),
    (r"Thay đổi nhiều nhất: (?P<groups>.+)", NUMBERS_ALONE, _moved),
    (
        r".+?: (?P<who>.+?) (?:mỗi đơn vị )?chiếm (?P<share>\S+)% trong (?P<of>\d+) .+? các đơn vị còn thiếu cộng lại"
        r"(?:; số riêng của toàn tỉnh là (?P<province>\d+))?",
        NUMBERS_ALONE,
        _holders,
    ),
    (
        r"(?P<of>\d+) hồ sơ chưa được tính là đồng bộ; (?P<who>.+?) (?:mỗi đơn vị )?chiếm (?P<share>\S+)%"
        r"(?:; số riêng của toàn tỉnh là (?P<province>\d+))?",
        NUMBERS_ALONE,
        _holders,
    ),
    (r"Đồng bộ hồ sơ: không còn thiếu", NOTHING, _nothing_missing),
    (
        r"(?P<count>\d+) hồ sơ quá hạn .+?, (?P<moved>danh sách đầu tiên|bằng ngày .+?|(?:tăng|giảm) .+?); "
        r"nhiều nhất: (?P<who>.+) \((?P<most>\d+)\)",
        NOTHING,
        _backlog,
    ),
    (r"Không có hồ sơ quá hạn trong danh sách ngày .+", NOTHING, _no_backlog),
    (r"Không cơ quan nào cần đôn đốc theo danh sách ngày .+", NOTHING, _no_backlog),
    (
        r"Cần đôn đốc trước: (?P<count>\d+)/(?P<of>\d+) cơ quan, đang giữ (?P<held>\d+)/(?P<all>\d+) hồ sơ quá hạn",
        NOTHING,
        _remind,
    ),
    (r"Đôn đốc (?P<count>\d+) cơ quan có nhiều hồ sơ quá hạn nhất", NOTHING, _remind),
    (r"(\d+) cơ quan cùng có nhiều hồ sơ quá hạn nhất, mỗi cơ quan (\d+) hồ sơ: .+", NOTHING, _alike),
    (r"Phối hợp .+ (?P<what>khắc phục) lỗi đồng bộ (?P<count>\d+) hồ sơ", NOTHING, _cause),
    (r"(?P<what>Xác định) nguyên nhân của (?P<count>\d+) hồ sơ chưa rõ nguyên nhân", NOTHING, _cause),
    (r"Theo nguyên nhân: (.+)", NOTHING, _by_cause),
    (
        rf"Văn bản \S+: đến .+ đã xử lý (?P<handled>\d+)/(?P<baseline>\d+) hồ sơ, còn (?P<remaining>\d+), "
        rf"(?P<coming>hạn) (?P<due>{DAY[1:-1]})",
        NOTHING,
        _order,
    ),
    (
        rf"Văn bản \S+: (?P<missed>đã quá hạn) (?P<due>{DAY[1:-1]}), còn (?P<remaining>\d+)/(?P<baseline>\d+) hồ sơ .+",
        NOTHING,
        _order,
    ),
    (r"Văn bản \S+: (?P<done>đã xử lý xong) (?P<baseline>\d+) hồ sơ được giao, .+", NOTHING, _order),
    (
        rf"Xử lý dứt điểm (?P<remaining>\d+) hồ sơ còn lại .+ (?P<coming>trước) ngày (?P<due>{DAY[1:-1]})",
        NOTHING,
        _order,
    ),
    (
        rf"Xử lý ngay (?P<remaining>\d+) hồ sơ .+ (?P<missed>đã quá) thời hạn (?P<due>{DAY[1:-1]})",
        NOTHING,
        _order,
    ),
]
