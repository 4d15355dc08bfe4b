"""What the office wants to be told of: the rules of `watch.toml`, each read and checked by itself."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from indicators import catalogue
from indicators.codes import LEVELS
from indicators.errors import InputProblem
from indicators.reference.files import read_once
from indicators.translation import language

FILE = "watch.toml"
Kind = Literal["below", "signal", "falls", "rank_loss", "overdue"]
KEYS = ("name_vi", "name_en", "level", "node", "kind", "than", "by", "times", "cases_at_least")
# Which keys mean something to which kind, and which of them it cannot do without.
OWN: Mapping[str, tuple[str, ...]] = {
    "below": ("than",),
    "signal": (),
    "falls": ("by", "times"),
    "rank_loss": ("by",),
    "overdue": ("than",),
}
NEEDED = {"rank_loss": "by", "overdue": "than"}
TIMES = 3


@dataclass(frozen=True, slots=True)
class Amount:
    """A number, or a percentage of something."""

    value: float
    is_percent: bool = False

    def of(self, whole: float) -> float:
        """Return what it is, of a whole."""
        return whole * self.value / 100 if self.is_percent else self.value


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: whom it watches (`level`, in `node`), for what (`kind`), and from how much on."""

    name_vi: str
    name_en: str
    level: str
    node: str
    kind: Kind
    than: Amount | None = None
    by: Amount | None = None
    times: int = TIMES
    cases_at_least: int = 0

    def name(self) -> str:
        """Return what it is called in the session's language."""
        return self.name_vi if language() == "vi" else self.name_en


@read_once
def load_rules(folder: Path) -> tuple[Rule, ...]:
    """Read the rules in `watch.toml`, none where there is no such file; InputProblem names file and rule."""
    file = folder / FILE
    if not file.exists():
        return ()
    try:
        told = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise InputProblem(
            "it is not written as TOML ({fault}).",
            do="Correct it: its first lines tell what a rule may say.",
            file=FILE,
            fault=str(fault),
        ) from None
    rules = told.pop("rule", [])
    if told or not isinstance(rules, list) or not all(isinstance(rule, dict) for rule in rules):
        raise InputProblem(
            "it may hold rules alone, each under [[rule]].",
            do="Correct it: its first lines tell what a rule may say.",
            file=FILE,
        )
    return tuple(_rule(rule, number) for number, rule in enumerate(rules, start=1))


def _rule(told: Mapping[str, Any], number: int) -> Rule:
    if unknown := sorted(told.keys() - set(KEYS)):
        raise _wrong(number, "“{key}” is nothing that a rule may say.", key=unknown[0])
    name = told.get("name_vi")
    if not isinstance(name, str) or not name.strip():
        raise _wrong(number, "it has no name (name_vi).")
    kind: Kind | None = next((known for known in get_args(Kind) if known == told.get("kind")), None)
    if kind is None:
        raise _wrong(number, "“{kind}” is no kind of rule.", kind=told.get("kind"))
    if told.get("level") not in LEVELS:
        raise _wrong(number, "“{level}” is not a level.", level=told.get("level"))
    _check_keys(told, number, kind)
    code = told.get("node", catalogue.ROOT)
    node = next((found for index in catalogue.load().values() if (found := index.lookup(str(code)))), None)
    if node is None:
        raise _wrong(number, "“{node}” is not a node of the index.", node=code)
    return Rule(
        name_vi=name,
        name_en=str(told.get("name_en") or name),
        level=told["level"],
        node=node.code,
        kind=kind,
        than=_amount(told, "than", number),
        by=_amount(told, "by", number),
        times=_whole(told, "times", number, TIMES),
        cases_at_least=_whole(told, "cases_at_least", number, 0),
    )


def _check_keys(told: Mapping[str, Any], number: int, kind: str) -> None:
    """Refuse what means nothing to a kind of rule, and where what it cannot do without is missing."""
    strange = [key for key in ("than", "by", "times") if key in told and key not in OWN[kind]]
    if strange:
        raise _wrong(number, "“{key}” means nothing to a rule of kind “{kind}”.", key=strange[0], kind=kind)
    needed = NEEDED.get(kind)
    if needed and needed not in told:
        raise _wrong(number, "a rule of kind “{kind}” needs “{key}”.", kind=kind, key=needed)


def _amount(told: Mapping[str, Any], key: str, number: int) -> Amount | None:
    if key not in told:
        return None
    written = str(told[key]).strip()
    try:
        value = float(written.removesuffix("%").replace(",", "."))
    except ValueError:
        value = -1.0
    if isinstance(told[key], bool) or not 0 <= value < float("inf"):
        raise _wrong(
            number, "“{written}” ({key}) is neither a number nor a percentage.", written=written, key=key
        )
    return Amount(value, written.endswith("%"))


def _whole(told: Mapping[str, Any], key: str, number: int, usual: int) -> int:
    value = told.get(key, usual)
    least = 2 if key == "times" else 0
    if not isinstance(value, int) or isinstance(value, bool) or value < least:
        raise _wrong(
            number,
            "“{written}” ({key}) is no whole number from {least} on.",
            written=value,
            key=key,
            least=least,
        )
    return value


def _wrong(number: int, what: str, **values: Any) -> InputProblem:
    return InputProblem(what, do="Correct it in the file.", file=FILE, cell=f"[[rule]] {number}", **values)
