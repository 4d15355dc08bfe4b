"""Targets, from `targets.csv` of the province: what was set as a goal, by whom, for whom, from when to when.

Several may apply to one unit; none replaces another, and each names its source.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from indicators import catalogue, formats
from indicators.catalogue import Node
from indicators.codes import LEVELS
from indicators.errors import InputProblem
from indicators.periods import MONTHS, PeriodKind
from indicators.reference.agencies import BEGINNING, END, load_register
from indicators.reference.files import UnknownAgency, read_once, reference_rows
from indicators.translation import text

FILE = "targets.csv"
PERIODS = "periods"
COLUMNS = ("node", "level", "agency_id", "value", "valid_from", "valid_to", "source")


@dataclass(frozen=True, slots=True)
class Target:
    """A goal for every unit of a `level`, or for one agency, for periods of some kinds.

    `value` is in points (of an unscored node in what it measures), or where `is_percent` a percentage: of an
    indicator's counts, of the maximum points of anything above.
    """

    node: str
    level: str | None
    agency_id: str | None
    value: float
    is_percent: bool
    valid_from: date
    valid_to: date
    source: str
    kinds: frozenset[PeriodKind] = frozenset({"year"})

    def on_scale(self, node: Node) -> float | None:
        """Return the value on the scale the node is shown on.

        None where points cannot tell whether it is met.

        That is so where all points are earned below the target: 100 % of what counts in full from 80 %.
        """
        if not self.is_percent or node.points is None:
            return self.value
        share = self.value / 100
        if node.kind != "indicator" or node.full_at is None:
            return node.points * share
        return None if share > node.full_at else node.points * share / node.full_at

    def is_of_counts(self, node: Node) -> bool:
        """Tell whether it is held against the share of what is counted, not against what the node is shown in."""
        return self.is_percent and node.kind == "indicator" and node.points is not None

    def is_met(self, node: Node, value: float | None, share: float | None) -> bool | None:
        """Tell whether a unit reaches the target, at the two decimals shown; None where nothing is known.

        `value` is on the scale the node is shown on, `share` its numerator by its denominator (0 to 1).
        """
        of_counts = self.is_of_counts(node)
        decimals = 4 if of_counts else 2
        reached = formats.as_shown(share if of_counts else value, decimals)
        goal = formats.as_shown(self.value / 100 if of_counts else self.on_scale(node), decimals)
        if reached is None or goal is None:
            return None
        return reached <= goal if node.direction == "lower" else reached >= goal


def written(target: Target, node: Node) -> str:
    """Write a target's value as it was set: "90 điểm", "100%"."""
    value = formats.number(target.value, 0 if target.value == round(target.value) else 2)
    return f"{value}%" if target.is_percent else f"{value} {formats.unit(node.shown_in)}"


def judged(targets: Sequence[Target], node: Node, value: float | None, share: float | None) -> str:
    """Write each target with whether it is met: "90 điểm: chưa đạt"; empty where there is none."""
    met = {True: text("met"), False: text("not met"), None: text("not known")}
    return "; ".join(
        f"{written(target, node)}: {met[target.is_met(node, value, share)]}" for target in targets
    )


def met_by(target: Target, node: Node, units: pd.DataFrame) -> tuple[int, int]:
    """Count how many of the units a target is for reach it, and of how many that is known.

    `units`, all of one level: agency_id, value, numerator, denominator (as a Ranking has them).
    """
    own = units if target.agency_id is None else units[units.agency_id == target.agency_id]
    columns = own[["value", "numerator", "denominator"]].itertuples(index=False)
    judgements = [target.is_met(node, value, share(part, whole)) for value, part, whole in columns]
    return judgements.count(True), len(judgements) - judgements.count(None)


def share(numerator: float | None, denominator: float | None) -> float | None:
    """Divide one count by another (0 to 1); None where one is unknown, or there was nothing to count."""
    part, whole = _known(numerator), _known(denominator)
    return part / whole if part is not None and whole else None


def _known(value: float | None) -> float | None:
    return None if value is None or pd.isna(value) else float(value)


def targets_for(
    node: Node, level: str, day: date, agency_id: str | None = None, *, kind: PeriodKind
) -> list[Target]:
    """Return the targets of a node on a day, for periods of a kind: those of the agency itself, then its level's."""
    known = [target for target in load_targets() if target.node == node.code and kind in target.kinds]
    known = [target for target in known if target.valid_from <= day <= target.valid_to]
    own = [target for target in known if agency_id is not None and target.agency_id == agency_id]
    return own + [target for target in known if target.level == level]


def targets_among(
    node: Node, level: str, day: date, agency_ids: Iterable[str], *, kind: PeriodKind
) -> list[Target]:
    """Return the targets of a node on a day for any of these agencies of a level, each once."""
    known = [*targets_for(node, level, day, kind=kind)]
    for agency_id in agency_ids:
        known += targets_for(node, level, day, agency_id, kind=kind)
    return list(dict.fromkeys(known))


def load_targets(folder: Path | None = None) -> tuple[Target, ...]:
    """Read the targets in `targets.csv`, none where there is no such file; InputProblem naming the row.

    Rows of agencies that the register does not know are left out: see `targets_of_unknown_agencies`.
    """
    return tuple(target for target in _read(folder) if isinstance(target, Target))


def targets_of_unknown_agencies(folder: Path | None = None) -> list[UnknownAgency]:
    """Return the rows of `targets.csv` that were left out."""
    return [target for target in _read(folder) if isinstance(target, UnknownAgency)]


@read_once
def _read(folder: Path) -> tuple[Target | UnknownAgency, ...]:
    file = folder / FILE
    if not file.exists():
        return ()
    rows = reference_rows(file, set(COLUMNS))
    return tuple(_target(row, number) for number, row in enumerate(rows, start=2))


def _target(row: dict[str, str], number: int) -> Target | UnknownAgency:
    cells = {column: (row[column] or "").strip() for column in COLUMNS}
    _check(cells, number)
    try:
        value = float(cells["value"].removesuffix("%").replace(",", "."))
        first, last = (
            date.fromisoformat(day) if day else None for day in (cells["valid_from"], cells["valid_to"])
        )
    except ValueError:
        raise _wrong(number, "the value is not a number, or a day is not written as 2026-01-01.") from None
    if cells["agency_id"] and not load_register().entries(cells["agency_id"]):
        return UnknownAgency(FILE, f"A{number}", cells["agency_id"])
    return Target(
        node=cells["node"],
        level=cells["level"] or None,
        agency_id=cells["agency_id"] or None,
        value=value,
        is_percent=cells["value"].endswith("%"),
        valid_from=first or BEGINNING,
        valid_to=last or END,
        source=cells["source"],
        kinds=_kinds(row, number),
    )


def _kinds(row: dict[str, str], number: int) -> frozenset[PeriodKind]:
    """Read for which periods a target is: for years, where the table does not say otherwise."""
    written = (row.get(PERIODS) or "year").split()
    if unknown := [kind for kind in written if kind not in MONTHS]:
        raise _wrong(number, "“{kind}” is no kind of period.", kind=unknown[0])
    return frozenset(kind for kind in MONTHS if kind in written)


def _check(cells: dict[str, str], number: int) -> None:
    if not any(cells["node"] in version.nodes for version in catalogue.load().values()):
        raise _wrong(number, "“{node}” is not a node of the index.", node=cells["node"])
    if bool(cells["level"]) == bool(cells["agency_id"]):
        raise _wrong(
            number, "a target is for a level or for one agency: exactly one of the two is filled in."
        )
    if cells["level"] and cells["level"] not in LEVELS:
        raise _wrong(number, "“{level}” is not a level.", level=cells["level"])
    if not cells["source"]:
        raise _wrong(number, "a target names its source.")


def _wrong(number: int, what: str, **values: str) -> InputProblem:
    return InputProblem(what, do="Correct the row in the table.", file=FILE, cell=f"A{number}", **values)
