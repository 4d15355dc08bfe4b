"""What the store holds of real captures is what their files say, cell by cell, by a second and plain reading."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from indicators.intake import pipeline
from indicators.periods import Period
from indicators.store.store import Store
from tests.made_up import at
from tests.portal_answers import national_answer
from tests.shared import SHARED, needs_shared

PORTAL = SHARED / "portal"
NUMBERS = ("numerator", "denominator", "measure", "score", "max_score")
# By node what a tree says of a unit: numerator and denominator.
OF_TREES = {
    "on_time_share": ("totalOnTime", "totalReceived"),
    "paid_dossiers": ("totalDossierOnlinePaymentSuccess", "totalDossierFinancialObligation"),
    "procedures_with_payments": ("totalDossierOnlineFormalityPaymentSuccess", "totalFeeFormality"),
    "procedures_provided": ("totalFeeDossierFormality", "totalFeeFormality"),
}
GROUPS = {
    "CKMB": "transparency",
    "TDGQ": "processing_progress",
    "CLGQ": "online_service",
    "TTTT": "online_payment",
    "MDHL": "satisfaction",
    "MDSH": "digitisation",
}


def kept(store: Store) -> list[dict[str, Any]]:
    return [
        {name: None if row[name] != row[name] else row[name] for name in row}
        for row in store.observations().to_pylist()
    ]


def in_answer(data: Any, place: str) -> Any:
    """What stands at "evaluation[3].metrics[1]"."""
    for step in re.findall(r"[^.\[\]]+", place):
        data = data[int(step)] if step.isdigit() else data[step]
    return data


def plainly(entry: dict[str, Any], node: str) -> Iterator[tuple[str, Any]]:
    """The numbers that an entry of an answer says of a node, by the store's column."""
    if "numerator" in entry:
        assert entry["code"].lower() == node
        yield from zip(
            NUMBERS,
            (entry[key] for key in ("numerator", "denominator", "ratio", "score", "maxScore")),
            strict=True,
        )
    elif node in OF_TREES:
        yield from zip(NUMBERS, (entry[key] for key in OF_TREES[node]), strict=False)
    elif node == "average_processing_days":
        yield "measure", entry["avgProcessingDays"]
    else:
        yield "score", entry.get("totalScore", entry.get("score"))
        yield "max_score", entry.get("totalMaxScore", entry.get("maxScore"))


@needs_shared
def test_of_phu_thos_answers_every_number_is_kept_as_it_stands(store: Store) -> None:
    pipeline.import_files([PORTAL / "phu-tho-2026"], store)
    answers = {
        f"phu-tho-2026/{file.name}": json.loads(file.read_text("utf-8"))["data"]
        for file in (PORTAL / "phu-tho-2026").glob("*.*.json")
    }
    assert len(answers) == 18
    compared, met = 0, set()
    for row in kept(store):
        part, _, place = row["place"].partition(" ")
        if " + " in row["place"] or row["node"] in (
            *("online_services", "total", "online_provision", "services_with_dossiers"),
            "dossiers_filed_online",
        ):
            # Added up of several, or of the province alone; both are looked at elsewhere.
            continue
        assert part in row["file"]
        for column, number in plainly(in_answer(answers[row["file"]], place), row["node"]):
            assert row[column] == number, (row, column, number)
            compared += 1
        met.add((row["file"], place.split(".metrics")[0]))
    units = {
        (name, place)
        for name, data in answers.items()
        for group in ("evaluation", "children")
        for place in (f"{group}[{number}]" for number in range(len(data.get(group, ()))))
    }
    tops = {(name, "overview" if "overview" in data else "parent") for name, data in answers.items()}
    assert met == units | tops
    assert compared > 3_000


@needs_shared
@pytest.mark.parametrize("month", [2, 3])
def test_of_gia_lais_results_of_a_month_every_total_is_kept(store: Store, month: int) -> None:
    file = PORTAL / "gia-lai-2026" / f"service-results.2026-{month:02d}.json"
    pipeline.import_files([file], store, period=Period("month", 2026, month))
    data = json.loads(file.read_text("utf-8"))["data"]
    totals = {row["unit_code"]: row["score"] for row in kept(store) if row["node"] == "total"}
    plain = {unit["departmentCode"]: unit["totalScore"] for unit in data["evaluation"]}
    assert plain.items() <= totals.items()
    assert len(totals) == len(plain) + 1


@needs_shared
@pytest.mark.parametrize("day", ["2026-10-06", "2026-10-10"])
def test_of_the_nations_results_every_provinces_groups_are_kept(
    store: Store, tmp_path: Path, day: str
) -> None:
    copy = PORTAL / "national-2026" / f"{day}.json"
    answer = tmp_path / "service-results.json"
    answer.write_bytes(national_answer(copy))
    pipeline.import_files([answer], store, period=Period("year", 2026), captured_at=at(day, "14:00"))
    found = {(row["unit_code"], row["node"]): row["score"] for row in kept(store)}
    plain = {
        (province["departmentCode"], node): number
        for province in json.loads(copy.read_text("utf-8"))["provinces"]
        for node, number in (
            ("total", province["totalScore"]),
            *((GROUPS[code], score) for code, score in province["scores"].items()),
        )
    }
    assert len(plain) == 34 * 7
    assert plain.items() <= found.items()


@needs_shared
def test_of_four_tables_of_gia_lai_every_cell_is_kept(store: Store) -> None:
    file = PORTAL / "gia-lai-2026" / "scores.csv"
    pipeline.import_files([file], store)
    columns = {
        "total_score": "total",
        **{code.lower(): node for code, node in GROUPS.items() if code != "CLGQ"},
        "online": "online_service",
    }
    days = {row["capture_id"]: str(row["captured_on"]) for row in store.captures().to_pylist()}
    found = {(days[row["capture_id"]], row["unit_code"], row["node"]): row["score"] for row in kept(store)}
    written = pd.read_csv(file)
    plain = {
        (row.captured_on, row.department_code, node): getattr(row, column)
        for row in written.itertuples()
        for column, node in columns.items()
        if getattr(row, column) == getattr(row, column)
    }
    assert len(plain) > 4_000
    assert plain.items() <= found.items()
