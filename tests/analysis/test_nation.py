"""The province in the nation: its own row of the national capture, ranked among all provinces."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from indicators.analysis.nation import nation
from indicators.errors import InputProblem
from indicators.intake import pipeline
from indicators.store.store import Store
from indicators.warehouse.warehouse import Warehouse
from tests.made_up import YEAR, at
from tests.portal_answers import national_answer
from tests.shared import SHARED, needs_shared


@needs_shared
def test_gia_lai_stands_in_the_portals_own_answer_where_a_plain_count_puts_it(
    store: Store, tmp_path: Path
) -> None:
    copy = SHARED / "portal" / "national-2026" / "2026-10-10.json"
    answer = tmp_path / "service-results.json"
    answer.write_bytes(national_answer(copy))
    pipeline.import_files([answer], store, period=YEAR, captured_at=at("2026-10-10", "14:00"))
    view = nation(Warehouse.of(store), "H21", "digitisation", YEAR, date(2026, 10, 10))
    provinces = json.loads(copy.read_text(encoding="utf-8"))["provinces"]
    totals = {province["departmentCode"]: province["totalScore"] for province in provinces}
    own = next(total for code, total in totals.items() if code.endswith("H21"))
    assert view.card.value["total"] == own
    assert view.card["rank"]["total"] == 1 + sum(total > own for total in totals.values())
    assert view.card.ranked["total"] == len(provinces)
    ranked = view.ranking.rows.set_index("agency_id").loc[view.province]
    assert ranked["rank"] == view.card["rank"]["digitisation"]
    assert set(view.card.index) >= {"total", "online_services", "online_service", "digitisation"}
    assert "paid_dossiers" not in view.card.index


def test_without_a_national_capture_it_is_refused(store: Store) -> None:
    with pytest.raises(InputProblem):
        nation(Warehouse.of(store), "H21", "total", YEAR, date(2026, 10, 10))
