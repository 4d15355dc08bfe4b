"""What the real captures have: every score with its grounds, every total its parts, and jumps."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pandas as pd
import pytest

from indicators.analysis.quality_checks import quality
from indicators.intake import pipeline
from indicators.periods import Period
from indicators.sources.records import Unit, Value
from indicators.store.store import Store
from indicators.warehouse.warehouse import Warehouse
from tests.analysis.quality_stores import NOW, looked_at, of_values
from tests.shared import SHARED, needs_shared


@needs_shared
def test_every_real_score_of_phu_tho_follows_from_its_counts(store: Store) -> None:
    pipeline.import_files([SHARED / "portal" / "phu-tho-2026"], store)
    warehouse = Warehouse.of(store)
    for period in ("month", "quarter", "year"):
        of = next(one for one in warehouse.ask("captures", scope="H44").period if one.startswith(period))
        view = quality(warehouse, "H44", Period.parse(of), now=NOW)
        assert view.findings["counts"].count == 0
        assert view.findings["counts"].checked == len(list(scores_with_counts(period)))
        assert view.findings["totals"].count == 0
        assert view.findings["marks"].count == 15


def scores_with_counts(period: str) -> Iterator[str]:
    """Where an answer tells a score and what it follows from, read without any of our code."""
    for file in sorted((SHARED / "portal/phu-tho-2026").glob(f"*.{period}.json")):
        data = json.loads(file.read_text("utf-8"))["data"]
        units = [data.get("overview") or data["parent"], *(data.get("evaluation") or data["children"])]
        for one in units:
            yield from (
                metric["code"]
                for metric in one.get("metrics", ())
                if metric["score"] is not None and metric["maxScore"]
            )
            if "totalOnTime" in one or "totalDossierFinancialObligation" in one or "authorityCount" in one:
                yield file.name


@needs_shared
def test_every_real_score_of_gia_lais_departments_follows_from_its_counts(store: Store) -> None:
    for day in ("2026-09-24", "2026-10-10"):
        file = SHARED / "portal" / "gia-lai-2026" / f"agencies.{day}.json"
        values = tuple(of_gia_lai(json.loads(file.read_text("utf-8"))["agenciesDetail"]))
        view = looked_at(store, of_values(*values, day=day))
        assert view.findings["counts"].rows.to_dict("records") == []
        assert view.findings["counts"].checked == sum(value.score is not None for value in values)


def of_gia_lai(agencies: list[dict[str, Any]]) -> Iterator[Value]:
    for agency in agencies:
        one = Unit(agency["departmentName"], code=agency["departmentCode"], level="department")
        for component in agency["componentIndicators"].values():
            for metric in component.get("metrics", ()):
                if metric["maxScore"]:
                    yield Value(
                        one,
                        metric["code"],
                        score=metric["score"],
                        numerator=metric["numerator"],
                        denominator=metric["denominator"],
                        measure=metric["ratio"],
                        place=f"{agency['departmentCode']} {metric['code']}",
                    )


@needs_shared
def test_real_jumps_in_satisfaction_are_those_of_a_plain_median(store: Store) -> None:
    pipeline.import_files([SHARED / "portal/gia-lai-2026/scores.csv"], store)
    view = quality(Warehouse.of(store), "H21", now=NOW)
    scores = pd.read_csv(SHARED / "portal/gia-lai-2026/scores.csv")
    by_day = scores.pivot(index="department_code", columns="captured_on", values="mdhl")
    changes = by_day["2026-10-10"] - by_day["2026-10-06"]
    groups = scores.drop_duplicates("department_code").set_index("department_code").child_group
    plain = 0
    for _, peers in changes.groupby(groups):
        distance = (peers - peers.median()).abs()
        plain += int((distance > max(5 * 1.4826 * distance.median(), 0.9)).sum()) if len(peers) > 7 else 0
    jumps = view.findings["jumps"].rows
    assert (jumps.node == "satisfaction").sum() == plain > 10
    assert jumps.change.abs().max() == pytest.approx(changes.abs().max())
    # All six components and the total of every unit and of the province, and no sum of two components.
    assert (view.findings["totals"].count, view.findings["totals"].checked) == (0, by_day.index.size)
