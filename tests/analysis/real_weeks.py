"""The real readings of 24/09, 02, 06 and 10/10/2026: Gia Lai's points and, of the last two days, the nation's."""

from __future__ import annotations

import csv
import json
from datetime import datetime
from pathlib import Path
from typing import Any

from indicators.intake import pipeline
from indicators.store.store import Store
from indicators.warehouse.warehouse import Warehouse
from tests.made_up import YEAR
from tests.portal_answers import national_answer
from tests.shared import SHARED

SCORES = SHARED / "portal" / "gia-lai-2026" / "scores.csv"
NATION = SHARED / "portal" / "national-2026"
DAYS = ("2026-10-06", "2026-10-10")


def keep_weeks(store: Store, folder: Path) -> Warehouse:
    pipeline.import_files([SCORES], store)
    for day in DAYS:
        answer = folder / f"{day}.json"
        answer.write_bytes(national_answer(NATION / answer.name))
        at = datetime.fromisoformat(_nation(day)["updatedAt"].replace("Z", "+00:00"))
        pipeline.import_files([answer], store, period=YEAR, captured_at=at)
    return Warehouse(store)


def scores(day: str, group: str) -> dict[str, dict[str, str]]:
    """The rows of one day and group of the file, by the unit's code."""
    with SCORES.open(encoding="utf-8-sig", newline="") as file:
        rows = [
            row for row in csv.DictReader(file) if (row["captured_on"], row["child_group"]) == (day, group)
        ]
    return {row["department_code"]: row for row in rows}


def provinces(day: str) -> dict[str, float]:
    """Every province's total by its code, as the copy of the portal's answer has it."""
    return {one["departmentCode"][-3:]: one["totalScore"] for one in _nation(day)["provinces"]}


def _nation(day: str) -> Any:
    return json.loads((NATION / f"{day}.json").read_text(encoding="utf-8"))
