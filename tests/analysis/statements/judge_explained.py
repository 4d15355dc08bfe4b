"""What the plain judge knows of why an agency moved, who moved the province, and of a group's own points."""

from __future__ import annotations

import re

from tests.analysis.statements.explained_worlds import (
    COMPONENT,
    ON_TIME,
    PARTS,
    PETITIONS,
    ExplainedWorld,
    component_of,
    points_of,
    shares_of,
)
from tests.analysis.statements.judge import NOTHING, NUMBERS_ALONE, Faults, Rule, _equal, _shown
from tests.analysis.statements.judge_weeks import _names
from tests.analysis.statements.worlds import INDEX

SIGNED = r"[+−]?[\d,]+"


def _number(written: str) -> float:
    return float(written.replace("+", "").replace("−", "-").replace(",", "."))


def _signed(value: float, places: int = 2) -> str:
    shown = _shown(abs(value), places)
    return shown if not _number(shown) else f"{'+' if value > 0 else '−'}{shown}"


def _by(truth: ExplainedWorld, name: str) -> float:
    """By how much a component moved, by its short name."""
    if name == INDEX.nodes[PETITIONS].short_name():
        return truth.petitions[1] - truth.petitions[0]
    return component_of(truth, 1) - component_of(truth, 0)


def _parts(truth: ExplainedWorld) -> dict[str, float]:
    """What each part of the component moved it by, by its short name, and what its parts leave."""
    moved = {
        node.short_name(): points_of(truth, node.code, 1) - points_of(truth, node.code, 0) for node in PARTS
    }
    rest = _by(truth, INDEX.nodes[COMPONENT].short_name()) - sum(moved.values())
    # Five numbers of two decimals, at either end, may differ from their sum by their rounding alone.
    return {**moved, "làm tròn" if abs(rest) < 0.0501 else "Cổng không nêu": rest}


def _explained(truth: ExplainedWorld, found: re.Match[str]) -> Faults:
    if truth.previous is None or truth.is_another:
        return ["beyond, nothing can be compared"]
    by = _by(truth, found["node"])
    faults = [] if found["by"] == _signed(by) else [f"false, it moved by {_signed(by)}"]
    if found["node"] == INDEX.nodes[PETITIONS].short_name():
        return faults if found["parts"] is None else [*faults, "beyond, its parts are not known"]
    told = dict(re.findall(rf"(.+?) ({SIGNED})(?:; |$)", found["parts"] or ""))
    rest, parts = (
        told.pop("phần còn lại", None),
        {name: by for name, by in _parts(truth).items() if _shown(by) != "0,00"},
    )
    faults += [f"false, {name}" for name, moved in told.items() if moved != _signed(parts.get(name, 0))]
    others = [by for name, by in parts.items() if name not in told]
    if (rest or _signed(0)) != _signed(sum(others)):
        faults.append("false, the rest")
    if others and max(map(abs, others)) > min((abs(parts.get(name, 0)) for name in told), default=0) + 1e-9:
        faults.append("beyond, a larger part is not named")
    return faults


def _few(truth: ExplainedWorld, found: re.Match[str]) -> Faults:
    if truth.previous is None or truth.is_another:
        return ["beyond, nothing can be compared"]
    told = {
        name: int(cases) for cases, name in re.findall(r"ít trường hợp: (\d+) trường hợp ở “(.+?)”", found[1])
    }
    if not told:
        by, named = abs(truth.petitions[1] - truth.petitions[0]), re.findall(r"“(.+?)”", found[1])
        # Six points come of either indicator that is full where there is no petition; nobody can tell of which.
        if named != [
            node.short_name() for node in INDEX.children(PETITIONS) if node.zero_denominator == "full"
        ]:
            return ["beyond, one of several is named"]
        return [] if any(abs(by - whole) <= 0.15 for whole in (6, 12)) else ["beyond, it is no jump"]
    true = {}
    for node in PARTS:
        then, now = truth.counted[node.code]
        cases = max(abs(now[0] - then[0]), abs(now[1] - then[1]))
        by = points_of(truth, node.code, 1) - points_of(truth, node.code, 0)
        if 0 < cases <= 3 and abs(by) >= 0.5 - 1e-9:
            true[node.short_name()] = (cases, by)
    faults = [] if told == {name: cases for name, (cases, _) in true.items()} else [f"false, they are {true}"]
    share = sum(by for _, by in true.values()) / _by(truth, INDEX.nodes[COMPONENT].short_name())
    return faults if share >= 0.5 - 1e-9 else [*faults, "beyond, they do not make half of it"]


def _rank(truth: ExplainedWorld, found: re.Match[str]) -> Faults:
    if truth.previous is None or truth.is_another:
        return ["beyond, nothing can be compared"]
    then, now = component_of(truth, 0), component_of(truth, 1)

    def place(own: float, which: int) -> int:
        return 1 + sum(other[which] > own for other in truth.others)

    before, alone, after = place(then, 0), place(now, 0), place(now, 1)
    true = (str(before), str(after), _signed(before - alone, 0), _signed(alone - after, 0))
    return [] if found.groups() == true else [f"false, it is {true}"]


def _shared(truth: ExplainedWorld, found: re.Match[str]) -> Faults:
    (then, was), (now, has) = shares_of(truth, 0), shares_of(truth, 1)
    told = found.groupdict()
    faults = [] if told["by"] == _signed(has - was) else [f"false, it moved by {_signed(has - was)}"]
    # Where all agencies have the same counts they are the province's, and nobody's own.
    are_own = all(len({pair[which] for pair in truth.own.values()}) > 1 for which in (0, 1))
    if truth.province != "theirs" or not are_own:
        return faults + ([] if told.get("nodes") is None else ["beyond, whose it is nobody can tell"])
    if told.get("nodes") != INDEX.nodes[ON_TIME].short_name():
        return [*faults, "false, which are shared out"]
    # What agencies that are all there are leave is what the published points are rounded by.
    rest = (has - was) - 20 * (now[0] / now[1] - then[0] / then[1])
    return (
        faults
        if abs(_number(told["rest"]) - rest) < 0.0001 * len(truth.own)
        else [*faults, f"false, the rest {rest}"]
    )


def _points(truth: ExplainedWorld, found: re.Match[str]) -> Faults:
    if found["node"] != _names([truth.group.code]) or truth.group.value is None:
        return ["false, which group, or it is not known"]
    return _equal(found["value"], truth.group.value, "value") + _equal(
        found["of"], truth.group.maximum, "maximum", 0
    )


def _unknown(truth: ExplainedWorld, found: re.Match[str]) -> Faults:
    is_it = found["node"] == _names([truth.group.code]) and truth.group.value is None
    return [] if is_it else ["false, it is known"]


def _lost(truth: ExplainedWorld, found: re.Match[str]) -> Faults:
    lost = {one.code: one.maximum - one.value for one in truth.parts if one.value is not None}
    if len(lost) < len(truth.parts) or truth.group.value is None:
        return ["beyond, a part is not known"]
    most = max(lost.values())
    alike = [code for code, by in lost.items() if _shown(by) == _shown(most)]
    faults = [] if found["parts"] == _names(alike) else ["beyond, which parts"]
    return faults + _equal(found["lost"], most, "lost")


def _change(truth: ExplainedWorld) -> float | None:
    own = truth.group
    if truth.previous is None or own.value is None or own.before is None:
        return None
    return own.value - own.before


def _moved(truth: ExplainedWorld, found: re.Match[str]) -> Faults:
    by, told = _change(truth), found.groupdict()
    if by is None:
        return ["beyond, the change is not known"]
    if (truth.sign == "same") != (told.get("usual") is not None):
        return ["beyond, whether it is chance"]
    is_up = {"Tăng": True, "Giảm": False, "▲": True, "▼": False}[told["way"]]
    return _equal(told["by"], abs(by), "change") + ([] if is_up == (by > 0) else ["false, the way"])


def _still(truth: ExplainedWorld, _found: re.Match[str]) -> Faults:
    by = _change(truth)
    return [] if by is not None and _shown(by) == "0,00" else ["false, it moved"]


def _not_known(truth: ExplainedWorld, _found: re.Match[str]) -> Faults:
    return [] if truth.previous and _change(truth) is None else ["false, it is known"]


RULES: list[Rule] = [
    (rf"Cộng (?P<by>{SIGNED}) điểm; trong đó (?P<rest>{SIGNED}) điểm không giải thích .+?\. Đã chia theo: "
     rf"(?P<nodes>.+)",
     NUMBERS_ALONE, _shared),
    (rf"Cộng (?P<by>{SIGNED}) điểm; số liệu của các cơ quan không giải thích được phần nào", NUMBERS_ALONE, _shared),
    (r"Chưa nên coi thay đổi này là kết quả công việc: (.+)", NUMBERS_ALONE, _few),
    (rf"Từ hạng (\d+) đến hạng (\d+): do chính cơ quan ({SIGNED}) bậc, do các cơ quan khác ({SIGNED}) bậc",
     NUMBERS_ALONE, _rank),
    (r"(?P<way>Tăng|Giảm) (?P<by>\S+) điểm so với .+", NUMBERS_ALONE, _moved),
    (r"Gần như không đổi so với .+? \((?P<way>[▲▼])\s(?P<by>\S+), (?P<usual>trong mức .+)\)", NUMBERS_ALONE, _moved),
    (r"Gần như không đổi so với [^(]+", NOTHING, _still),
    (r"Chưa xác định được thay đổi so với .+", NOTHING, _not_known),
    (rf"(?P<node>[^:]+?) so với .+?: (?P<by>{SIGNED}) điểm(?: \((?P<parts>.+)\))?", NUMBERS_ALONE, _explained),
    (r"(?P<node>[^:]+): đạt (?P<value>\S+)/(?P<of>\d+) điểm", NUMBERS_ALONE, _points),
    (r"(?P<node>[^:]+): lần đọc này chưa có (?:số liệu|điểm của Gia Lai)", NOTHING, _unknown),
    (r"Mất nhiều nhất (?:như nhau )?ở (?P<parts>.+): (?:mỗi chỉ số )?(?P<lost>\S+) điểm", NUMBERS_ALONE, _lost),
]  # fmt: skip
