"""What other programs are answered: the same numbers as the pages, in three forms."""

from __future__ import annotations

import io
import json

import pandas as pd
import pytest

from indicators import catalogue
from indicators.analysis.ranking import rank
from indicators.errors import InputProblem
from indicators.exports.interface import MEDIA_TYPES, QUESTIONS, address_of, ask, written
from indicators.store.store import Store
from indicators.warehouse.warehouse import Warehouse
from tests.made_up import FINANCE, GIA_LAI, HOME_AFFAIRS, JUSTICE, capture, even
from tests.made_up_lists import code, keep_lists
from tests.page_names import PAGES


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    store = Store(tmp_path_factory.mktemp("asked") / "store")
    first = {GIA_LAI: even(9), FINANCE: even(9.5), JUSTICE: even(None)}
    then = {GIA_LAI: even(9.5), FINANCE: even(9), JUSTICE: even(9.5), HOME_AFFAIRS: even(9)}
    store.add([capture(first, day="2026-10-02"), capture(then, day="2026-10-10")])
    keep_lists(store, {"2026-09-07": [code(1), code(2, "H21.16")]})
    return Warehouse(store)


def test_a_ranking_is_the_pages_ranking(warehouse: Warehouse) -> None:
    found = ask(warehouse, "rankings", {"level": "department"}).rows
    shown = rank(warehouse, node=catalogue.current().root.code, level="department", scope="H21").rows
    assert list(zip(found.agency_name, found["rank"], found.value, strict=True)) == list(
        zip(shown.agency_name, shown["rank"], shown.value, strict=True)
    )
    assert (
        ask(warehouse, "rankings", {"level": "department", "read": "2026-10-02"}).rows.value.notna().sum()
        == 1
    )


def test_observations_are_every_value_of_one_reading(warehouse: Warehouse) -> None:
    rows = ask(warehouse, "observations", {"read": "2026-10-10"}).rows
    kept = warehouse.store.observations().to_pandas()
    last = kept[kept.capture_id == warehouse.store.captures().to_pandas().capture_id.iloc[-1]]
    given = sorted(zip(last.agency_id, last.node, last.score, strict=True))
    assert sorted(zip(rows.agency_id, rows.node, rows.score, strict=True)) == given


def test_a_trend_has_a_row_a_step_and_unit(warehouse: Warehouse) -> None:
    rows = ask(warehouse, "trends", {"level": "department", "time": "year:2026"}).rows
    finance = rows[rows.agency_id == "so-tai-chinh"]
    assert list(finance.step) == [0, 1]
    assert finance.captured_at.dt.tz_convert("Asia/Ho_Chi_Minh").dt.day.tolist() == [2, 10]


def test_overdue_dossiers_are_counted_and_never_named(warehouse: Warehouse) -> None:
    answer = ask(warehouse, "overdue", {})
    assert answer.rows.dossiers.sum() == 2
    for style in MEDIA_TYPES:
        assert code(1).encode() not in written(answer, style)


@pytest.mark.parametrize("name", QUESTIONS)
def test_three_forms_hold_the_same_and_missing_is_not_zero(warehouse: Warehouse, name: str) -> None:
    answer = ask(warehouse, name, {"level": "department"} if name in ("rankings", "trends") else {})
    told = json.loads(written(answer, "json"))
    table = pd.read_csv(io.BytesIO(written(answer, "csv")))
    columnar = pd.read_parquet(io.BytesIO(written(answer, "parquet")))
    assert [list(row) for row in told["rows"][:1]] == [list(table.columns)] == [list(columnar.columns)]
    assert len(told["rows"]) == len(table) == len(columnar) == len(answer.rows)
    for column in answer.rows.select_dtypes("number"):
        lacking = answer.rows[column].isna().tolist()
        assert [row[column] is None for row in told["rows"]] == lacking
        assert table[column].isna().tolist() == lacking
        assert columnar[column].isna().tolist() == lacking
    assert told["about"]


@pytest.mark.parametrize(
    ("name", "asked", "why"),
    [
        ("rankings", {"colour": "red"}, "không phải là tham số"),
        ("rankings", {"level": "village"}, "village"),
        ("rankings", {"node": "NOPE"}, "NOPE"),
        ("rankings", {"level": "department", "period": "year"}, "year"),
        ("rankings", {"level": "department", "read": "10/10"}, "10/10"),
        ("trends", {"level": "department", "time": "closed:year"}, "Không theo dõi được"),
        ("trends", {"level": "commune"}, "chưa có lần đọc"),
        ("observations", {"period": "month:2025-01"}, "không có lần đọc"),
        ("overdue", {"by": "mood"}, "không đếm theo"),
        ("overdue", {"list": "2020-01-01T00:00"}, "không có danh sách"),
    ],
)
def test_what_cannot_be_answered_is_said(
    warehouse: Warehouse, name: str, asked: dict[str, str], why: str
) -> None:
    with pytest.raises(InputProblem) as refused:
        ask(warehouse, name, asked)
    assert why in str(refused.value)


@pytest.mark.parametrize("page", sorted({*PAGES, "overview"}))
def test_every_page_has_an_address_of_its_data(page: str) -> None:
    assert address_of(page, {}).startswith("/api/v1/")


def test_a_pages_choices_go_along_and_what_is_no_parameter_does_not() -> None:
    chosen = {"level": "commune", "node": "transparency", "lang": "en", "unit": "x", "read": "2026-10-10"}
    assert address_of("ranking", chosen) == "/api/v1/rankings?node=transparency&level=commune&read=2026-10-10"
    assert address_of("nation", {}) == "/api/v1/rankings?level=province"
