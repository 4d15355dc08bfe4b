"""What the plain judge knows of a bulletin's sentences: how each is written, and what must be so for it to be true."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indicators import catalogue
from tests.analysis.statements.judge import (
    DAY,
    NOTABLE,
    NOTHING,
    NUMBERS_ALONE,
    UNITS,
    Faults,
    Rule,
    _can_rank,
    _equal,
    _in_play,
    _near,
    _shown,
    _value,
    _whose,
)
from tests.analysis.statements.weeks import HOME, Week
from tests.analysis.statements.worlds import TrueGroup

SINCE = r"so với (?P<since>[^;(]+?)"
FAR = rf"(?:, (?P<moved>khoảng cách .+?|hai địa phương đã đổi .+?))?(?P<read> \(số toàn quốc đọc {DAY}\))?"


def _names(codes: Sequence[str]) -> str:
    return "; ".join(catalogue.current().nodes[code].short_name() for code in codes)


def _own(truth: Week, which: int) -> float:
    return truth.provinces[HOME][which]


def _rank(truth: Week, which: int) -> int:
    return 1 + sum(points[which] > _own(truth, which) for points in truth.provinces.values())


def _national_day(truth: Week, read: str | None) -> Faults:
    """Another day than the province's own is told, and the day nobody told is not taken for it."""
    is_other = truth.national_days_ago != 0
    return [] if bool(read) == is_other else ["beyond, the day of the national figures"]


def _week_in_a_row(truth: Week, found: re.Match[str]) -> Faults:
    told = (int(found["run"]), int(found["place"]))
    return _national_day(truth, found["read"]) + (
        [] if told == (truth.run, _rank(truth, 0)) else ["false, the run"]
    )


def _place_moved(truth: Week, found: re.Match[str]) -> Faults:
    faults = _national_day(truth, found["read"])
    if not truth.is_compared or (truth.run or 0) > 1:
        faults.append("beyond, nothing is compared")
    was = found["was"] or found["place"]
    if (int(found["place"]), int(was)) != (_rank(truth, 0), _rank(truth, 1)):
        faults.append("false, the place")
    way = {"giữ": 0, "lên": -1, "xuống": 1}[found["way"]]
    return faults if _sign(int(found["place"]) - int(was)) == way else [*faults, "false, way"]


def _sign(number: float) -> int:
    return (number > 0) - (number < 0)


def _far(moved: str | None, now: float, before: float | None) -> Faults:
    """Whether a distance is told to have moved as it did; `before` is None where nobody can tell."""
    if before is None:
        return ["beyond, the distance before is not known"] if moved else []
    if moved is None:
        return ["false, the distance is not said to have moved"]
    if _shown(before).startswith("-"):
        return [] if "đổi vị trí" in moved else ["false, they changed places"]
    by = now - before
    if _shown(by) == "0,00":
        return [] if "gần như không đổi" in moved else ["false, the distance is the same"]
    word = "nới rộng" if by > 0 else "thu hẹp"
    return (
        []
        if moved.startswith(f"khoảng cách {word} {_shown(abs(by))} điểm so với")
        else ["false, how it moved"]
    )


def _neighbour(truth: Week, found: re.Match[str]) -> Faults:
    way = 1 if found["way"] == "kém" else -1
    own = _own(truth, 0)
    beyond = {
        name: points
        for name, points in truth.provinces.items()
        if way * (float(_shown(points[0]).replace(",", ".")) - float(_shown(own).replace(",", "."))) > 0
    }
    end = min if way > 0 else max
    nearest = _shown(end(points[0] for points in beyond.values()))
    alike = [name for name, points in beyond.items() if _shown(points[0]) == nearest]
    faults = _whose(found["who"], alike, together=True) + _near(found["by"], abs(beyond[alike[0]][0] - own))
    before = None
    if truth.is_compared and len(alike) == 1:
        before = way * (beyond[alike[0]][1] - _own(truth, 1))
    now = abs(beyond[alike[0]][0] - own)
    return faults + _far(found["moved"], now, before) + _national_day(truth, found["read"])


def _first_ten(truth: Week, found: re.Match[str]) -> Faults:
    def behind(which: int) -> tuple[float, float]:
        best = sorted((points[which] for points in truth.provinces.values()), reverse=True)[:10]
        return sum(best) / 10, sum(best) / 10 - _own(truth, which)

    mean, by = behind(0)
    faults = _equal(found["mean"], mean, "mean") + _national_day(truth, found["read"])
    if len(truth.provinces) <= 10:
        faults.append("beyond, there are not more than ten")
    word = (
        "thấp hơn"
        if float(_shown(by).replace(",", ".")) > 0
        else "cao hơn"
        if _shown(by) != "0,00"
        else "ngang"
    )
    if found["way"] != word:
        faults.append("false, on which side")
    if found["by"]:
        faults += _equal(found["by"], abs(by), "how far")
    was = behind(1)[1] if truth.is_compared else None
    is_same_side = was is not None and _shown(was) != "0,00" and word != "ngang" and was * by > 0
    return faults + _far(found["moved"], abs(by), abs(was or 0) if is_same_side else None)


def _changes(rows: Sequence[TrueGroup]) -> list[float | None]:
    return [None if one.value is None or one.before is None else one.value - one.before for one in rows]


def _counts(changes: Sequence[float | None], found: re.Match[str]) -> Faults:
    """Whether so many rose, fell, stood, and of so many it is not known."""
    shown = [None if by is None else _shown(by) for by in changes]
    expected = (
        sum(by is not None and by != "0,00" and not by.startswith("-") for by in shown),
        sum(by is not None and by.startswith("-") for by in shown),
        sum(by == "0,00" for by in shown),
        sum(by is None for by in shown),
    )
    told = tuple(int(found[name] or 0) for name in ("risen", "fallen", "same", "unknown"))
    return [] if told == expected else [f"false, how many: {expected}"]


def _counted(truth: Week, found: re.Match[str]) -> Faults:
    faults = [] if int(found["of"]) == len(truth.components) else ["false, of how many"]
    return faults + _counts(_changes(truth.components), found)


def _named(truth: Week, name: str) -> TrueGroup:
    (own,) = [one for one in truth.components if _names([one.code]) == name]
    return own


def _component_unknown(truth: Week, found: re.Match[str]) -> Faults:
    return [] if _named(truth, found["node"]).value is None else ["false, it is known"]


def _component(truth: Week, found: re.Match[str]) -> Faults:
    own = _named(truth, found["node"])
    if own.value is None:
        return ["false, it is not known"]
    faults = _equal(found["value"], own.value, "value") + _equal(found["maximum"], own.maximum, "maximum", 0)
    faults += _equal(found["share"], 100 * own.value / own.maximum, "share")
    if truth.previous is None:
        return faults + (["beyond, nothing is compared"] if found["moved"] else [])
    by = _changes([own])[0]
    expected = "chưa so sánh được" if by is None else "gần như không đổi" if _shown(by) == "0,00" else (
        f"{'tăng' if by > 0 else 'giảm'} {_shown(abs(by))}")  # fmt: skip
    return faults + ([] if found["moved"] == expected else [f"false, it {expected}"])


def _lowest_share(truth: Week, found: re.Match[str]) -> Faults:
    shares = {one.code: 100 * one.value / one.maximum for one in truth.components if one.value is not None}
    if len(shares) < len(truth.components):
        return ["beyond, a component is not known"]
    low = min(shares.values())
    alike = [code for code, share in shares.items() if _shown(share) == _shown(low)]
    faults = _equal(found["share"], low, "share") + (
        [] if found["names"] == _names(alike) else ["beyond, who is alike"]
    )
    gain = sum(max(0.9 * one.maximum - (one.value or 0), 0) for one in truth.components if one.code in alike)
    if found["gain"]:
        return faults + _equal(found["gain"], gain, "gain")
    return faults + ([] if _shown(gain) == "0,00" else ["false, there is something to gain"])


def _units_moved(truth: Week, found: re.Match[str]) -> Faults:
    if truth.previous is None:
        return ["beyond, nothing is compared"]
    return _counts([unit.change for unit in _in_play(truth)], found)


def _leader(truth: Week, found: re.Match[str]) -> Faults:
    high = max(_value(unit) for unit in _in_play(truth))
    alike = [unit.name for unit in _in_play(truth) if _shown(_value(unit)) == _shown(high)]
    return _whose(found["who"], alike, together=True) + _equal(found["value"], high, "value")


def _movers(truth: Week, way: int) -> dict[str, float]:
    """Who moved one way by more than flickers, but for those whom few cases moved."""
    return {
        unit.name: abs(unit.change)
        for unit in _in_play(truth)
        if unit.change is not None and way * unit.change >= NOTABLE and unit.few_cases is None
    }


def _risers(truth: Week, found: re.Match[str]) -> Faults:
    risen = _movers(truth, 1)
    told = dict(re.findall(r"(UBND xã Thử \d+) \((\S+?)\)", found["units"]))
    faults = [f"false, {name}" for name, by in told.items() if by != _shown(risen.get(name, 0))]
    left = [_shown(by) for name, by in risen.items() if name not in told]
    if left and max(float(by.replace(",", ".")) for by in left) >= min(
        float(by.replace(",", ".")) for by in told.values()
    ):
        faults.append("beyond, some of several are named")
    return faults + ([] if 0 < len(told) <= 3 else ["beyond, how many are named"])


def _largest_move(truth: Week, found: re.Match[str]) -> Faults:
    moved = _movers(truth, 1 if found["way"] == "tăng" else -1)
    if truth.previous is None:
        return ["beyond, nothing is compared"]
    most = max(moved.values())
    alike = [name for name, by in moved.items() if _shown(by) == _shown(most)]
    faults = _whose(found["who"], alike, together=True) + _near(found["by"], most)
    is_usual = all(unit.sign == "same" for unit in truth.units if unit.name in alike)
    if bool(found["usual"]) != is_usual:
        faults.append("beyond, whether it is chance")
    if (found["was"] or found["still"]) is None:
        return faults + ([] if len(alike) > 1 else ["false, its rank is not told"])
    (own,) = [unit for unit in truth.units if unit.name == found["who"]]
    rank = 1 + sum(_value(unit) > _value(own) for unit in truth.units if _can_rank(unit))
    return faults + ([] if int(found["place"] or found["still"]) == rank else ["false, its rank"])


def _above(truth: Week, found: re.Match[str]) -> Faults:
    units = _in_play(truth)
    count = sum(float(_shown(_value(unit)).replace(",", ".")) >= 62.5 for unit in units)
    faults = (
        []
        if int(found["of"]) == len(units) and int(found.groupdict().get("count") or 0) == count
        else ["false, how many"]
    )
    known = truth.previous is not None and all(unit.change is not None for unit in units)
    if not known:
        return faults + (["beyond, before is not known"] if found["moved"] else [])
    was = sum(float(_shown(unit.before or 0).replace(",", ".")) >= 62.5 for unit in units)
    word = (
        "bằng"
        if was == count and count
        else "không đổi"
        if was == count
        else f"tăng từ {was} đơn vị"
        if count > was
        else f"giảm từ {was} đơn vị"
    )
    return faults + ([] if (found["moved"] or "").startswith(word) else [f"false, {word}"])


def _gap(truth: Week, found: re.Match[str]) -> Faults:
    units, faults = _in_play(truth), []
    ends = {}
    for end, pick in (("low", min), ("high", max)):
        ends[end] = pick(_value(unit) for unit in units)
        alike = [unit.name for unit in units if _shown(_value(unit)) == _shown(ends[end])]
        faults += _equal(found[end], ends[end], end) + _whose(found[f"{end}_who"], alike)
    now = ends["high"] - ends["low"]
    faults += _near(found["gap"], now)
    before = None
    if truth.previous is not None and all(unit.change is not None for unit in units):
        was = [unit.before or 0 for unit in units]
        before = max(was) - min(was)
    if before is None:
        return faults + (["beyond, before is not known"] if found["moved"] else [])
    # Of equals that differ behind what is shown, the distance of any of them will do.
    return (
        faults
        if any(not _far(found["moved"], now + by / 1000, before) for by in range(-10, 11))
        else [*faults, "false, how the gap moved"]
    )


def _few(truth: Week, found: re.Match[str]) -> Faults:
    moved = {
        unit.name: unit for unit in truth.units if unit.few_cases is not None and unit.change is not None
    }
    faults = [] if int(found["count"]) == len(moved) and truth.previous else ["false, how many"]
    if bool(found["likely"]) != any(unit.few_cases is False for unit in moved.values()):
        faults.append("beyond, whether it is known or likely")
    told = re.findall(r"(UBND xã Thử \d+) \((tăng|giảm) (\S+?) điểm\)", found["units"] or "")
    for name, way, by in told:
        change = moved[name].change or 0
        if by != _shown(abs(change)) or (way == "tăng") != (change > 0):
            faults.append(f"false, {name}")
    if told and found["most"] is None and len(told) < len(moved):
        faults.append("beyond, some stand for all")
    left = [abs(unit.change or 0) for name, unit in moved.items() if name not in {one for one, *_ in told}]
    if told and left and _shown(max(left)) == _shown(min(abs(moved[name].change or 0) for name, *_ in told)):
        faults.append("beyond, equals are parted")
    return faults


def _idle(truth: Week, found: re.Match[str]) -> Faults:
    seems = found["seems"] is not None
    idle = [
        unit.name
        for unit in truth.units
        if _can_rank(unit) and (unit.seems_idle if seems else unit.has_dossiers is False)
    ]
    return _whose(found["who"], idle, together=True)


def _chance(truth: Week, found: re.Match[str]) -> Faults:
    signs = [unit.sign for unit in _in_play(truth) if unit.sign != "unknown"]
    expected = (signs.count("same"), len(signs), signs.count("up"), signs.count("down"))
    return [] if tuple(map(int, found.groups())) == expected else ["false, how many"]


def _provisional(truth: Week, found: re.Match[str]) -> Faults:
    return [] if found["nodes"] == _names(sorted(truth.provisional)) else ["false, which are"]


def _faults(truth: Week, found: re.Match[str]) -> Faults:
    expected = (truth.causes["synchronisation"], sum(truth.held.values()))
    return [] if (int(found[1]), int(found[2])) == expected else ["false, of the cause"]


def _regain(truth: Week, found: re.Match[str]) -> Faults:
    own = _named(truth, found["node"])
    if own.value is None:
        return ["beyond, it is not known"]
    faults = _equal(found["lost"], own.maximum - own.value, "lost")
    parts = truth.parts[own.code]
    if found["parts"]:
        lost = {one.code: one.maximum - one.value for one in parts if one.value is not None}
        if len(lost) < len(parts):
            return [*faults, "beyond, a part is not known"]
        most = max(lost.values())
        alike = [code for code, by in lost.items() if _shown(by) == _shown(most)]
        faults += _equal(found["most"], most, "most") + (
            [] if found["parts"] == _names(alike) else ["beyond, which part"]
        )
    groups = found.groupdict()
    if groups.get("holder"):
        held = max(unit.missing for unit in truth.units)
        faults += _whose(
            found["holder"], [unit.name for unit in truth.units if unit.missing == held], together=True
        )
        faults += _equal(found["cases"], held, "cases", 0)
    if groups.get("low"):
        units = _in_play(truth)
        low = min(_value(unit) for unit in units)
        alike = [unit.name for unit in units if _shown(_value(unit)) == _shown(low)]
        faults += _whose(found["low"], alike, together=True) + _equal(found["points"], low, "lowest")
    return faults


TASK = (
    r"Nâng điểm (?P<node>.+?) \(còn thiếu (?P<lost>\S+) điểm\)(?:, trước hết ở (?:chỉ số|các chỉ số) (?P<parts>.+?) "
    r"\((?:mỗi chỉ số )?thiếu (?P<most>\S+) điểm\))?"
)
COUNTS = r"(?P<fallen>\d+) giảm, (?P<same>\d+) gần như không đổi so với [^;]+?(?:; (?P<unknown>\d+) chưa so sánh được)?"
RULES: list[Rule] = [
    (rf"Đây là tuần thứ (?P<run>\d+) liên tiếp {HOME} giữ hạng (?P<place>\d+)(?P<read> \(số toàn quốc đọc {DAY}\))?",
     NOTHING, _week_in_a_row),
    (rf"{HOME} (?P<way>giữ|lên|xuống) (?:nguyên )?hạng (?P<place>\d+)(?: từ hạng (?P<was>\d+))? so với {DAY}"
     rf"(?P<read> \(số toàn quốc đọc {DAY}\))?", NOTHING, _place_moved),
    (rf"{HOME} (?P<way>kém|hơn) địa phương xếp ngay (?:trên|dưới) \((?P<who>.+?)\) (?P<by>\S+) điểm{FAR}",
     NOTHING, _neighbour),
    (rf"{HOME} (?P<way>thấp hơn|cao hơn|ngang) bình quân 10 địa phương dẫn đầu \((?P<mean>\S+) điểm\)"
     rf"(?: (?P<by>\S+) điểm)?{FAR}", NOTHING, _first_ten),
    (rf"Trong (?P<of>\d+) thành phần có (?P<risen>\d+) tăng, {COUNTS}", NUMBERS_ALONE, _counted),
    (r"(?P<node>[^:]+): chưa có số liệu ở lần đọc này", NOTHING, _component_unknown),
    (r"(?P<node>[^:]+): (?P<value>\S+)/(?P<maximum>\d+) điểm \((?P<share>\S+)%\)(?:, (?P<moved>.+))?",
     NUMBERS_ALONE, _component),
    (r"Tỷ lệ điểm thấp nhất (?:như nhau )?là (?P<names>.+?): (?:mỗi thành phần )?(?P<share>\S+)% điểm tối đa"
     r"(?:; nếu (?:cùng )?đạt 90% sẽ tăng thêm (?P<gain>\S+) điểm)?", NUMBERS_ALONE, _lowest_share),
    (rf".+?: (?P<risen>\d+) đơn vị tăng điểm, {COUNTS}", UNITS, _units_moved),
    (r"(?P<who>.+?) (?:cùng )?dẫn đầu khối .+? với (?P<value>\S+) điểm", UNITS, _leader),
    (r"Tăng nhiều nhất khối .+? so với .+? \(điểm\): (?P<units>.+)", UNITS, _risers),
    (r"(?P<who>.+?) (?:cùng )?(?P<way>tăng|giảm) nhiều nhất khối .+?: (?:mỗi đơn vị )?(?P<by>\d\S*) điểm"
     r"(?:, (?:từ hạng (?P<was>\d+) thành hạng (?P<place>\d+)|vẫn ở hạng (?P<still>\d+)))?"
     r"(?P<usual>, trong mức dao động thường thấy)?", UNITS, _largest_move),
    (r"(?:(?P<count>\d+)/|Chưa có đơn vị nào trong )(?P<of>\d+) .+? đạt từ 62,50 điểm trở lên(?:, (?P<moved>.+))?",
     UNITS, _above),
    (r".+?: đứng đầu là (?P<high_who>.+?) \((?P<high>\S+) điểm\), cuối là (?P<low_who>.+?) \((?P<low>\S+) điểm\), "
     r"cách nhau (?P<gap>\S+) điểm(?:, (?P<moved>khoảng cách .+))?", UNITS, _gap),
    (r"(?P<count>\d+) .+? có biến động so với .+? (?P<likely>nhiều khả năng )?chỉ do rất ít .+? sa sút"
     r"(?:(?:: |(?P<most>; nhiều nhất: ))(?P<units>.+))?", NOTHING, _few),
    (r".+?: (?P<who>.+?) (?P<seems>có dấu hiệu )?không phát sinh hồ sơ.*, không đưa vào so sánh", NOTHING, _idle),
    (r".+?: (\d+)/(\d+) đơn vị dao động ở mức thường thấy; (\d+) đơn vị tăng và (\d+) đơn vị giảm vượt .+",
     NOTHING, _chance),
    (r"Mẫu số của Cổng đối với (?P<nodes>.+?) là số tạm tính, điểm có thể thay đổi", NOTHING, _provisional),
    (r"(\d+)/(\d+) hồ sơ quá hạn trong danh sách .+? là do lỗi đồng bộ, .+", NOTHING, _faults),
    (rf"{TASK}; bắt đầu từ (?P<low>.+?), (?:cùng )?thấp nhất khối .+? \((?P<points>\S+)/100 điểm\)", UNITS, _regain),
    (rf"{TASK}(?:; bắt đầu từ (?P<holder>.+?), (?:các )?đơn vị còn thiếu nhiều nhất "
     r"\((?:mỗi đơn vị )?(?P<cases>\d+) .+?\))?", NUMBERS_ALONE, _regain),
]  # fmt: skip
