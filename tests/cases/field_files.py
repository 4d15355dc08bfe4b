"""What a file of the field makes, as an import would keep it."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from indicators.intake import pipeline
from indicators.intake.pipeline import Prepared
from indicators.periods import Period
from indicators.store.own_list import OwnList
from indicators.store.store import Store
from tests.shared import CASES

AUGUST = Period("month", 2026, 8)
YEAR = Period("year", 2026)


def prepared(*files: str | Path, period: Period | None = None) -> Prepared:
    """What files beside the repository, or anywhere, would make."""
    made: list[Prepared] = []
    with TemporaryDirectory() as folder:
        paths = [CASES / file for file in files]
        pipeline.import_files(paths, Store(folder), period=period, dry_run=True, seen=made.append)
    return made[0]


def own(file: str | Path, period: Period | None = None) -> OwnList:
    """The one list of own counts that a file makes."""
    (made,) = prepared(file, period=period).own
    return made


def measures(made: OwnList, unit: str) -> dict[str, int]:
    """What a list counts of a unit, by measure."""
    return {row["measure"]: row["dossiers"] for row in made.counts.to_pylist() if row["agency_id"] == unit}


def overdue(file: str | Path) -> dict[str, int]:
    """How many overdue dossiers a file counts, by unit."""
    (made,) = prepared(file).lists
    return {row["agency_id"]: row["overdue"] for row in made.counts.to_pylist()}


def scores(file: str | Path, period: Period | None = None) -> dict[str, dict[str, float]]:
    """The points of one capture's units, by node; derived sums among them."""
    (made,) = prepared(file, period=period).captures
    found: dict[str, dict[str, float]] = {}
    for row in made.observations.to_pylist():
        if row["score"] is not None:
            found.setdefault(row["agency_id"], {})[row["node"]] = row["score"]
    return found
