"""What is about to be kept, beside what is there: so that a wrong file is seen before it is kept."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from indicators import catalogue
from indicators.analysis.choices import CaptureInfo
from indicators.analysis.overdue import Step, dossiers, steps
from indicators.captures import Capture
from indicators.overdue_lists import OverdueList
from indicators.warehouse import Warehouse

# What part of a list's dossiers hardly vanishes with whole agencies from one list to the next.
LARGE_PART = 0.25


@dataclass(frozen=True, slots=True)
class Arriving:
    """A capture not kept yet, beside the last one of its scope and period.

    `previous` is None where there is none. `changes`, the largest first, one a unit and node (the total,
    groups and components) whose points differ: agency_id, unit_name, level, node, before, now, change; where
    one side has no value it and the change are missing. `appeared` and `vanished` count units only one side
    has.
    """

    capture: Capture
    previous: CaptureInfo | None
    changes: pd.DataFrame
    appeared: int
    vanished: int


@dataclass(frozen=True, slots=True)
class ArrivingList:
    """A list not kept yet, beside the province's list before it.

    `new`, `still` and `cleared` are dossiers, as they would count; `cleared_aside` are those of the cleared
    whose rows were only set aside. `silent` names the agencies that had dossiers and now have none, with how
    many, the most first.
    """

    previous: Step
    new: int
    still: int
    cleared: int
    cleared_aside: int
    silent: dict[str, int]

    @property
    def is_half(self) -> bool:
        """Whether it looks like the list of some agencies only: those without a row had a large part."""
        return sum(self.silent.values()) > LARGE_PART * self.previous.dossiers


def arriving_list(warehouse: Warehouse, made: OverdueList) -> ArrivingList | None:
    """The list beside the one before it; None where there is none, or files of its own moment are kept."""
    # The demonstration steps aside for the first real list: nothing is held against it.
    known = [step for step in steps(warehouse, made.scope) if step.is_demo == made.is_demo]
    earlier = [step for step in known if step.listed_at < made.listed_at]
    if not earlier or any(step.listed_at == made.listed_at for step in known):
        return None
    previous = earlier[-1]
    before = dossiers(warehouse, previous, most=previous.dossiers)
    now = set(made.dossiers["dossier_code"].to_pylist())
    aside = set(made.set_aside["dossier_code"].to_pylist())
    cleared = set(before.dossier_code) - now
    silent = before[~before.agency_id.isin(set(made.dossiers["agency_id"].to_pylist()))]
    return ArrivingList(
        previous=previous,
        new=len(now - set(before.dossier_code)),
        still=len(before) - len(cleared),
        cleared=len(cleared),
        cleared_aside=len(cleared & aside),
        silent={str(name): int(count) for name, count in silent.agency_name.value_counts().items()},
    )


def arriving(warehouse: Warehouse, capture: Capture) -> Arriving:
    """The capture beside the last full one of the same scope and period."""
    captures = warehouse.ask("captures", scope=capture.scope)
    earlier = captures[(captures.period == str(capture.period)) & ~captures.is_partial]
    earlier = earlier.sort_values("captured_at", kind="stable")
    if earlier.empty:
        return Arriving(capture, None, _changes(pd.DataFrame(), pd.DataFrame()), 0, 0)
    previous = CaptureInfo.of(earlier.iloc[-1])
    shown = {
        node.code
        for node in catalogue.load()[capture.index_version].nodes.values()
        if node.kind != "indicator"
    }
    now = capture.observations.to_pandas()
    now = now[now.node.isin(shown) & now.score.notna()]
    before = warehouse.ask("capture_values", capture_id=previous.capture_id)
    before = before[before.node.isin(shown)]
    appeared, vanished = (
        set(now.agency_id) - set(before.agency_id),
        set(before.agency_id) - set(now.agency_id),
    )
    return Arriving(capture, previous, _changes(before, now), len(appeared), len(vanished))


def _changes(before: pd.DataFrame, now: pd.DataFrame) -> pd.DataFrame:
    columns = ["agency_id", "unit_name", "level", "node", "before", "now", "change"]
    if before.empty or now.empty:
        return pd.DataFrame(columns=columns)
    keys = ["agency_id", "level", "node"]
    named = now.drop_duplicates("agency_id").set_index("agency_id").unit_name
    both = before.rename(columns={"score": "before"}).merge(
        now[[*keys, "score"]].rename(columns={"score": "now"}), on=keys, how="outer"
    )
    both["change"] = (both.now - both.before).round(6)
    both["unit_name"] = both.agency_id.map(named).fillna(both.agency_id)
    moved = both[both.change.isna() | (both.change != 0)]
    order = moved.change.abs().sort_values(ascending=False, na_position="first", kind="stable").index
    return moved.loc[order, columns].reset_index(drop=True)
