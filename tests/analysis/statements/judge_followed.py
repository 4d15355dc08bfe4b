"""What the plain judge knows of an order's pace and of an agency's letters: how written, when true."""

from __future__ import annotations

import re
from datetime import timedelta
from itertools import pairwise
from math import sqrt

from indicators.reference.working_calendar import load_calendar
from tests.analysis.statements.followed_worlds import COUNTED, NUMBER, TITLE, Dossier, FollowedWorld
from tests.analysis.statements.judge import DAY, NOTHING, Faults, Rule, _equal
from tests.analysis.statements.worlds import TODAY

# By degrees of freedom, what Student's t exceeds in one case of ten, as tables of it have it.
T_ONE_IN_TEN = {2: 1.886, 3: 1.638, 4: 1.533, 5: 1.476, 6: 1.440, 7: 1.415}
CAUSES = {
    "lỗi đồng bộ": "synchronisation",
    "chậm giải quyết": "delay",
    "chưa rõ nguyên nhân": "unknown",
}


def _day(day: object) -> str:
    return f"{day:%d/%m/%Y}"


def _listed(truth: FollowedWorld) -> str:
    day = _day(truth.left[-1][0])
    return day if truth.list_given else f"nhập {day} (không rõ ngày chốt)"


def _weeks(truth: FollowedWorld) -> list[tuple[float, int]]:
    """How long the last eight ways between lists were, in weeks, and how many each cleared."""
    ways = [((after[0] - before[0]).days / 7, before[1] - after[1]) for before, after in pairwise(truth.left)]
    return ways[-8:]


def _rate(truth: FollowedWorld) -> float | None:
    ways = _weeks(truth)
    return sum(cleared for _, cleared in ways) / sum(length for length, _ in ways) if ways else None


def forecast(truth: FollowedWorld) -> tuple[float, float, float] | None:
    """How many will be left at the deadline, and between what in eight cases of ten; None where too little tells.

    The rate of a week to come differs from the mean rate as that of the weeks told did, and the mean is not known
    better than they tell it.
    """
    ways, rate, ahead = _weeks(truth), _rate(truth), max(truth.by_deadline, 0) / 7
    if rate is None or len(ways) < 3 or not ahead:
        return None
    of_a_week = sum(length * (cleared / length - rate) ** 2 for length, cleared in ways) / (len(ways) - 1)
    of_the_mean = of_a_week / sum(length for length, _ in ways)
    reach = T_ONE_IN_TEN[len(ways) - 1] * sqrt(of_a_week * ahead + of_the_mean * ahead**2)
    middle = truth.left[-1][1] - rate * ahead
    return max(middle, 0.0), max(middle - reach, 0.0), max(middle + reach, 0.0)


def _is_over(truth: FollowedWorld) -> bool:
    return truth.deadline < TODAY


def _pace(truth: FollowedWorld, found: re.Match[str]) -> Faults:
    """Of sentences on what the pace leads to: the forecast, and whether its judgement follows from it."""
    told, come = found.groupdict(), forecast(truth)
    faults = [] if told.get("due") in (None, _day(truth.deadline)) else ["false, the deadline"]
    if told.get("listed") not in (None, _listed(truth)):
        faults.append("beyond, of which list")
    if _is_over(truth) or not truth.left[-1][1]:
        return [*faults, "beyond, nothing is to come"]
    if come is None:
        return [*faults, "beyond, too few lists tell a pace"]
    left, low, high = come
    judged = "kịp" if high < 0.5 else "chậm" if low >= 0.5 else "chưa rõ"
    said = {"sẽ kịp": "kịp", "toàn bộ": "kịp", "chậm": "chậm", "có thể không kịp": "chưa rõ"}.get(
        told.get("judged") or "", "chưa rõ" if "cũng có thể hết" in found[0] else "chậm"
    )
    if said != judged:
        faults.append(f"false, it is {judged}")
    for name, value in (("left", left), ("low", low), ("high", high), ("remaining", truth.left[-1][1])):
        if told.get(name) is not None:
            faults += _equal(told[name], value, name, 0)
    return faults


def _done(truth: FollowedWorld, _found: re.Match[str]) -> Faults:
    return ["false, some are left"] if truth.left[-1][1] else []


def _missed(truth: FollowedWorld, _found: re.Match[str]) -> Faults:
    is_past = _is_over(truth) or truth.by_deadline <= 0
    return [] if is_past and truth.left[-1][1] else ["false, it is not missed"]


def _cannot_tell(truth: FollowedWorld, _found: re.Match[str]) -> Faults:
    known = forecast(truth) or _is_over(truth) or not truth.left[-1][1]
    return ["false, it can be told"] if known else []


def _needed(truth: FollowedWorld, found: re.Match[str]) -> Faults:
    day, left = truth.left[-1]
    if _is_over(truth) or not left:
        return ["beyond, nothing is to come"]
    faults = _equal(found["needed"], 7 * left / truth.by_deadline, "needed", 1)
    if int(found["days"]) != load_calendar().working_days(day, truth.deadline):
        faults.append("false, the working days")
    if found["day"] != _listed(truth):
        faults.append("beyond, from which list on")
    rate = _rate(truth)
    if rate is None or found["recent"] is None:
        return faults if rate is None and found["recent"] is None else [*faults, "beyond, the recent pace"]
    if ("có thêm" in found["way"]) != (round(rate, 1) < 0) or int(found["ways"]) != len(_weeks(truth)):
        faults.append("false, the recent pace")
    return faults + _equal(found["recent"], abs(rate), "recent", 1)


def _announced(truth: FollowedWorld, found: re.Match[str]) -> Faults:
    counted = max(left for _, left in truth.left)
    told = int(found["announced"]), int(found["baseline"])
    return [] if told == (truth.announced, counted) != (counted, counted) else ["false, how many"]


def _given(truth: FollowedWorld, found: re.Match[str]) -> Faults:
    true = (NUMBER, _day(COUNTED[0]), TITLE, *map(_day, COUNTED), _day(truth.deadline))
    return [] if found.groups() == true else ["false, the order"]


def _result(truth: FollowedWorld, found: re.Match[str]) -> Faults:
    counted, left = max(one for _, one in truth.left), truth.left[-1][1]
    told = tuple(int(found[name]) for name in ("handled", "baseline", "remaining"))
    faults = [] if told == (counted - left, counted, left) else ["false, how many"]
    if found["share"] == "–":
        return faults + (["false, the share"] if counted else [])
    return faults + (_equal(found["share"][:-1], 100 * (counted - left) / counted, "the share"))


def _causes(truth: FollowedWorld, found: re.Match[str]) -> Faults:
    told = {
        CAUSES[name]: int(count) for name, count in re.findall(r"([^:;]+): (\d+)(?:; )?", found["causes"])
    }
    return [] if told == truth.order_causes else ["false, the causes"]


def _clear(truth: FollowedWorld, found: re.Match[str]) -> Faults:
    faults = [] if int(found["left"]) == truth.left[-1][1] else ["false, how many"]
    if found["due"] != _day(truth.deadline):
        faults.append("false, the deadline")
    return faults if bool(found["missed"]) == _is_over(truth) else [*faults, "beyond, whether it is to come"]


def _decide(truth: FollowedWorld, found: re.Match[str]) -> Faults:
    """The order first, then reminders where some come before others, then faults, then causes that are not known."""
    held = sorted((count for count in truth.held.values() if count), reverse=True)
    is_first = bool(held) and (len(held) <= 10 or held[0] != held[10])
    asked = [
        *(["Xử lý"] if truth.order and truth.order[1] else []),
        *(["Đôn đốc"] if is_first else []),
        *(["Phối hợp"] if truth.causes["synchronisation"] else []),
        *(["Xác định"] if truth.causes["unknown"] else []),
    ]
    faults = [] if int(found["count"] or 1) == len(asked) else [f"false, asked is {asked}"]
    return faults if found["first"].startswith(asked[0].lower()) else [*faults, "false, which is first"]


def _holds(truth: FollowedWorld, found: re.Match[str]) -> Faults:
    kinds = [one.kind for one in truth.dossiers]
    told = int(found["count"]), int(found["acceptance"]), int(found["processing"])
    true = len(kinds), kinds.count("acceptance"), kinds.count("processing")
    faults = [] if found["who"] == truth.whose else ["false, who"]
    return faults if told == true and found["day"] == _listed(truth) else [*faults, "false, how many or when"]


def _balance(truth: FollowedWorld, found: re.Match[str]) -> Faults:
    if truth.is_first_list:
        return ["beyond, there is no list before"]
    told = {name: int(count) for name, count in found.groupdict(default="0").items() if name != "day"}
    came = {
        how: sum(one.since == how for one in truth.dossiers)
        for how in ("new", "returned", "first", "taken_over")
    }
    gone = {"cleared": truth.cleared, "handed_over": truth.handed_over}
    stayed = sum(one.since == "there" for one in truth.dossiers)
    true = {**came, **gone, "before": stayed + sum(gone.values()), "after": len(truth.dossiers)}
    faults = [] if told == true else [f"false, it is {true}"]
    adds_up = told["before"] + sum(told[name] for name in came) - sum(told[name] for name in gone)
    return faults if adds_up == told["after"] else [*faults, "false, it does not add up"]


def _oldest(truth: FollowedWorld, found: re.Match[str]) -> Faults:
    told, due = found.groupdict(), [one.due for one in truth.dossiers if one.due]
    if not due:
        return ["beyond, no due day is known"]
    alike: list[Dossier] = [one for one in truth.dossiers if one.due == min(due)]
    faults = [] if told["due"] == _day(min(due)) else ["false, the due day"]
    if int(told["days"]) != (truth.left[-1][0] - min(due)).days:
        faults.append("false, how long")
    if told.get("code"):
        return faults + (
            [] if [told["code"]] == [one.code for one in alike] else ["beyond, one of several is named"]
        )
    return faults if told.get("count") in (None, str(len(alike))) else [*faults, "false, how many"]


def _of_order(truth: FollowedWorld, found: re.Match[str]) -> Faults:
    own = [one for one in truth.dossiers if one.was_counted]
    told = int(found["own"]), int(found["beyond"]), int(found["returned"] or 0)
    true = len(own), len(truth.dossiers) - len(own), sum(one.since == "returned" for one in own)
    faults = [] if told == true else [f"false, it is {true}"]
    if bool(found["over"]) != _is_over(truth):
        faults.append("beyond, whether the deadline has passed")
    if found["over"] and (found["over"], int(found["left"])) != (_day(truth.deadline), len(own)):
        faults.append("false, what is left of it")
    return faults


def _faults_of(truth: FollowedWorld, found: re.Match[str]) -> Faults:
    count = sum(one.cause == "synchronisation" for one in truth.dossiers)
    told = found.groupdict()
    if told.get("who") not in (None, truth.whose):
        return ["false, who"]
    writes_to_itself = truth.whose == told.get("whom")
    return (
        ["beyond, it writes to itself"] if writes_to_itself else _equal(told["count"], count, "how many", 0)
    )


def _of_agency(truth: FollowedWorld, found: re.Match[str]) -> Faults:
    due = [one.due for one in truth.dossiers if one.due]
    faults = _equal(found["count"], len(truth.dossiers), "how many", 0)
    faults += _equal(
        found["faults"], sum(one.cause == "synchronisation" for one in truth.dossiers), "faults", 0
    )
    if bool(due) != bool(found["days"]) or (
        due and int(found["days"]) != (truth.left[-1][0] - min(due)).days
    ):
        faults.append("false, how long")
    return faults if found["day"] == _listed(truth) else [*faults, "beyond, of which list"]


def _none_of_agency(truth: FollowedWorld, found: re.Match[str]) -> Faults:
    return [] if not truth.dossiers and found["day"] == _listed(truth) else ["false, it has some"]


def _first_list(truth: FollowedWorld, _found: re.Match[str]) -> Faults:
    return [] if truth.is_first_list else ["false, there is one before"]


def _since(truth: FollowedWorld, found: re.Match[str]) -> Faults:
    came = {how: sum(one.since == how for one in truth.dossiers) for how in ("new", "returned")}
    by = sum(came.values()) - truth.cleared
    sign = f"▲\u00a0{by}" if by > 0 else f"▼\u00a0{-by}" if by else "="
    true = (
        sign,
        _day(truth.left[-1][0] - timedelta(days=7)),
        *map(str, (came["new"], came["returned"], truth.cleared)),
    )
    return [] if found.groups() == true and not truth.is_first_list else [f"false, it is {true}"]


LIST = rf"(?:{DAY[1:-1]}|nhập {DAY[1:-1]} \(không rõ ngày chốt\))"
BETWEEN = r"(?P<low>\d+)–(?P<high>\d+)"
RULES: list[Rule] = [
    (rf"Văn bản \S+: với tốc độ này (?P<judged>sẽ kịp) hạn (?P<due>{DAY[1:-1]}), còn (?P<remaining>\d+) hồ sơ "
     rf"theo danh sách (?P<listed>{LIST})", NOTHING, _pace),
    (rf"Văn bản \S+ (?P<judged>chậm|có thể không kịp)(?: so với)? hạn (?P<due>{DAY[1:-1]}): với tốc độ này còn khoảng "
     rf"(?P<left>\d+) hồ sơ \(theo danh sách (?P<listed>{LIST}); độ tin cậy 80%: {BETWEEN}\)", NOTHING, _pace),
    (rf"Với tốc độ gần đây, (?P<judged>toàn bộ) hồ sơ sẽ được xử lý trước hạn \(khoảng tin cậy 80%: còn {BETWEEN}\)",
     NOTHING, _pace),
    (rf"Với tốc độ gần đây, đến hạn sẽ còn khoảng (?P<left>\d+) hồ sơ(?:; các tuần khác nhau nhiều nên cũng có thể "
     rf"hết)?"
     rf" \(khoảng tin cậy 80%: {BETWEEN}\)", NOTHING, _pace),
    (r"Toàn bộ hồ sơ của đợt đã được xử lý", NOTHING, _done),
    (r"Đã quá hạn mà vẫn còn hồ sơ", NOTHING, _missed),
    (r"Còn quá ít danh sách kể từ văn bản để dự báo", NOTHING, _cannot_tell),
    (rf"Từ danh sách ngày (?P<day>{LIST}) đến hạn cần xử lý (?P<needed>\S+) hồ sơ mỗi tuần, trong (?P<days>\d+) ngày "
     rf"làm "
     r"việc(?:; gần đây (?P<way>xử lý|mỗi tuần có thêm) (?P<recent>\S+) hồ sơ .+? \((?P<ways>\d+) khoảng .+?\))?",
     NOTHING, _needed),
    (rf"Văn bản nêu (?P<announced>\d+) hồ sơ; danh sách ngày {LIST} .+? có (?P<baseline>\d+) hồ sơ .+",
     NOTHING, _announced),
    (rf"Thực hiện văn bản số (\S+) ngày {DAY} \((.+?)\), số liệu thống kê từ ngày {DAY} đến ngày {DAY}, thời hạn xử lý "
     rf"trước ngày {DAY}, kết quả như sau", NOTHING, _given),
    (rf"Đến ngày {LIST}, đã xử lý \*\*(?P<handled>\d+) trong (?P<baseline>\d+) hồ sơ\*\* \(đạt (?P<share>\S+)\); "
     r"còn lại \*\*(?P<remaining>\d+) hồ sơ\*\*", NOTHING, _result),
    (rf"Toàn bộ hồ sơ quá hạn của các cơ quan được giao trong danh sách ngày {LIST}, theo nguyên nhân: (?P<causes>.+)",
     NOTHING, _causes),
    (rf"Xử lý (?:dứt điểm|ngay) (?P<left>\d+) hồ sơ .*?(?P<missed>đã quá thời hạn)? ?(?:trước ngày "
     rf")?(?P<due>{DAY[1:-1]})",
     NOTHING, _clear),
    (r"(?:Cần quyết định: |Kiến nghị Ban Chỉ đạo quyết định (?P<count>\d+) việc, trước hết: )(?P<first>.+)",
     NOTHING, _decide),
    (rf"Theo danh sách hồ sơ quá hạn chốt ngày (?P<day>{LIST}), (?P<who>.+?) có \*\*(?P<count>\d+) hồ sơ quá hạn\*\* "
     r"\(quá hạn tiếp nhận: (?P<acceptance>\d+) hồ sơ; quá hạn đang xử lý: (?P<processing>\d+) hồ sơ\)",
     NOTHING, _holds),
    (rf"So với danh sách ngày (?P<day>{DAY[1:-1]}) \((?P<before>\d+) hồ sơ\): phát sinh mới (?P<new>\d+), quá hạn "
     rf"trở lại "
     r"(?P<returned>\d+), đã xử lý (?P<cleared>\d+)(?:, lần đầu có trong danh sách (?P<first>\d+))?(?:, nhận từ cơ "
     r"quan khác "
     r"(?P<taken_over>\d+))?(?:, chuyển cơ quan khác (?P<handed_over>\d+))?; nay là (?P<after>\d+) hồ sơ",
     NOTHING, _balance),
    (rf"Hồ sơ quá hạn lâu nhất là hồ sơ (?P<code>\S+), hẹn trả ngày (?P<due>{DAY[1:-1]}), quá hạn (?P<days>\d+) ngày",
     NOTHING, _oldest),
    (rf"(?P<count>\d+) hồ sơ cùng quá hạn lâu nhất, mỗi hồ sơ (?P<days>\d+) ngày, hẹn trả ngày (?P<due>{DAY[1:-1]})",
     NOTHING, _oldest),
    (rf"Quá hạn lâu nhất: (?P<days>\d+) ngày \(hẹn trả (?P<due>{DAY[1:-1]})\)", NOTHING, _oldest),
    (rf"Trong số này, \*\*(?P<own>\d+) hồ sơ\*\* thuộc văn bản số .+?, (?P<beyond>\d+) hồ sơ không thuộc văn bản này"
     r"(?:; (?P<returned>\d+) hồ sơ thuộc văn bản đã ra khỏi danh sách rồi quá hạn trở lại)?"
     rf"(?:; văn bản đã quá hạn ngày (?P<over>{DAY[1:-1]}), còn (?P<left>\d+) hồ sơ chưa xử lý)?", NOTHING, _of_order),
    (r"Trong đó có (?P<count>\d+) hồ sơ do lỗi đồng bộ dữ liệu; đề nghị gửi (?P<whom>.+?) để phối hợp .+",
     NOTHING, _faults_of),
    (r"Trong đó có (?P<count>\d+) hồ sơ do lỗi đồng bộ; (?P<who>.+?) chủ trì .+", NOTHING, _faults_of),
    (rf"Theo danh sách hồ sơ quá hạn chốt ngày {LIST}, (?P<who>.+?) có \*\*(?P<count>\d+) hồ sơ\*\* hiển thị quá hạn "
     rf".+",
     NOTHING, _faults_of),
    (rf"(?P<count>\d+) hồ sơ quá hạn trong danh sách ngày (?P<day>{LIST})(?:, lâu nhất (?P<days>\d+) ngày)?; "
     r"(?P<faults>\d+) hồ sơ do lỗi đồng bộ", NOTHING, _of_agency),
    (rf"Không có hồ sơ quá hạn trong danh sách ngày (?P<day>{LIST})", NOTHING, _none_of_agency),
    (r"Danh sách đầu tiên, chưa có gì để so sánh", NOTHING, _first_list),
    (rf"(=|[▲▼]\s\d+) so với {DAY}: (\d+) mới, (\d+) quay lại, (\d+) đã xử lý", NOTHING, _since),
]  # fmt: skip
