"""Whose the missing cases are: shares of what the units miss, and a reason where nobody can be named."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from indicators.analysis.capture_selection import captures_of, captures_with, select_capture
from indicators.analysis.group import group_view, largest_gap
from indicators.analysis.missing_cases import MissingCases, missing_cases
from indicators.catalogue import load
from indicators.errors import InputProblem
from indicators.intake import captures as capture_intake
from indicators.sources.records import Extract, Unit, Value
from indicators.store.store import Store
from indicators.translation import in_language
from indicators.warehouse.warehouse import Warehouse
from tests.made_up import AN_BINH, FINANCE, GIA_LAI, JUSTICE, YEAR, at, capture, even

INDEX = load()["2026"]
Counts = Mapping[Unit, tuple[float, float]]


def kept(store: Store, counts: Mapping[str, Counts]) -> Warehouse:
    """A capture with these counts (numerator, denominator) by node and unit."""
    values = tuple(
        Value(unit, node, numerator=numerator, denominator=denominator, place=f"{node}{unit.code}")
        for node, units in counts.items()
        for unit, (numerator, denominator) in units.items()
    )
    made = Extract("score_table", "x.csv", "0" * 64, "x", values, "H21", YEAR, at("2026-10-10"))
    store.add(capture_intake.prepare([made]))
    return Warehouse.of(store)


def gap_of(store: Store, node: str, counts: Counts) -> MissingCases:
    warehouse = kept(store, {node: counts})
    captures = captures_of(warehouse, "H21")
    current = select_capture(captures)
    assert current
    return missing_cases(warehouse, current, INDEX.nodes[node])


def test_a_share_is_of_what_the_units_miss_together(store: Store) -> None:
    found = gap_of(
        store, "original_result_available", {FINANCE: (70, 100), JUSTICE: (5, 5), AN_BINH: (10, 100)}
    )
    assert dict(zip(found.rows.agency_id, found.rows.missing, strict=True)) == {
        "ubnd-phuong-an-binh": 90,
        "so-tai-chinh": 30,
        "so-tu-phap": 0,
    }
    assert found.rows.share.tolist() == [0.75, 0.25, 0]
    assert found.of_province is None


def test_a_single_missing_case_has_its_unit_and_none_at_all_a_reason(store: Store, tmp_path: Path) -> None:
    found = gap_of(store, "original_result_available", {FINANCE: (99, 100), JUSTICE: (5, 5)})
    assert found.rows.share.tolist() == [1, 0]
    assert found.why_none is None
    whole = gap_of(Store(tmp_path / "other"), "original_result_available", {FINANCE: (9, 9), JUSTICE: (5, 5)})
    assert whole.rows.empty
    assert whole.why_none == "không còn thiếu"


def test_where_the_portals_denominators_are_provisional_nobody_knows_what_is_missing(store: Store) -> None:
    """It writes the numerator as the denominator then: Phú Thọ's 475,053 of 597,918 dossiers as all of them."""
    counts = {FINANCE: (70, 70), JUSTICE: (5, 5)}
    values = tuple(
        Value(
            unit,
            "dossier_sync",
            numerator=counted,
            denominator=out_of,
            quality=("TEMP_NATIONAL_REPORT_DENOMINATOR",),
            place=str(unit.code),
        )
        for unit, (counted, out_of) in counts.items()
    )
    made = Extract("score_table", "x.csv", "0" * 64, "x", values, "H21", YEAR, at("2026-10-10"))
    store.add(capture_intake.prepare([made]))
    warehouse = Warehouse.of(store)
    current = select_capture(captures_of(warehouse, "H21"))
    assert current
    with in_language("vi"):
        found = missing_cases(warehouse, current, INDEX.nodes["dossier_sync"])
    assert found.rows.empty
    assert found.why_none == "mẫu số của Cổng là số tạm tính, chưa biết còn thiếu bao nhiêu"


def test_a_unit_with_more_cases_met_than_counted_misses_none_and_takes_nothing_from_the_others(
    store: Store,
) -> None:
    found = gap_of(store, "original_result_available", {FINANCE: (9, 5), JUSTICE: (30, 100), GIA_LAI: (8, 5)})
    assert dict(zip(found.rows.agency_id, found.rows.missing, strict=True)) == {
        "so-tu-phap": 70,
        "so-tai-chinh": 0,
    }
    assert found.rows.share.tolist() == [1, 0]
    assert (found.missing, found.of_province) == (70, 0)


def test_the_provinces_own_row_is_told_beside_the_units(store: Store) -> None:
    found = gap_of(store, "original_result_available", {GIA_LAI: (100, 300), FINANCE: (70, 100)})
    assert (found.missing, found.of_province) == (30, 200)
    assert list(found.rows.agency_id) == ["so-tai-chinh"]


@pytest.mark.parametrize(
    ("node", "counts", "why"),
    [
        ("publish_on_time", {FINANCE: (30, 47), JUSTICE: (30, 47)}, "đây là giá trị của tỉnh"),
        ("original_result_available", {FINANCE: (5, 5), JUSTICE: (6, 6)}, "không còn thiếu"),
        ("original_result_available", {GIA_LAI: (5, 9)}, "chưa có tử số, mẫu số"),
        ("average_processing_days", {FINANCE: (5, 9)}, "không đếm trường hợp nào"),
    ],
)
def test_where_nobody_can_be_named_the_reason_is_told(
    store: Store, node: str, counts: Counts, why: str
) -> None:
    found = gap_of(store, node, counts)
    assert found.rows.empty
    assert found.why_none
    assert why in found.why_none


def test_a_group_is_explained_by_the_indicator_that_loses_the_most_and_has_counts(
    demonstration: Warehouse,
) -> None:
    view = group_view(demonstration, "H21", "digitisation")
    found = largest_gap(demonstration, view, "digitisation")
    assert found
    with_counts = view.card[view.card.denominator.notna()]
    assert found.node.code == with_counts.lost.idxmax()
    assert found.rows.share.sum() == pytest.approx(1)
    own = largest_gap(demonstration, view, "reused_digitized_data")
    assert own
    assert own.node.code == "reused_digitized_data"


def test_without_any_counts_a_group_has_no_gap_to_tell(store: Store) -> None:
    store.add([capture({GIA_LAI: even(9), FINANCE: even(8)})])
    warehouse = Warehouse.of(store)
    view = group_view(warehouse, "H21", "digitisation")
    found = largest_gap(warehouse, view, "digitisation")
    assert found
    assert found.rows.empty
    assert found.why_none == "chưa có tử số, mẫu số của các đơn vị"


def test_a_group_holds_its_branch_and_online_services_two_parts(store: Store) -> None:
    store.add([capture({GIA_LAI: {**even(9), "online_payment": 8}, FINANCE: even(8)})])
    view = group_view(Warehouse.of(store), "H21", "online_services")
    assert [component.code for component, _ in view.parts] == ["online_service", "online_payment"]
    assert view.own.value == 17
    assert [node.code for node in view.nodes] == [
        code for code in INDEX.nodes if code == "online_services" or INDEX.is_below(code, "online_services")
    ]
    single = group_view(Warehouse.of(store), "H21", "digitisation")
    assert [component.code for component, _ in single.parts] == ["digitisation"]


def test_a_group_of_a_day_nobody_read_is_refused(store: Store) -> None:
    store.add([capture({GIA_LAI: even(9)})])
    with pytest.raises(InputProblem):
        group_view(Warehouse.of(store), "H21", "digitisation", captured_on=at("2026-01-01").date())


def test_the_gaps_of_the_demonstration_are_a_plain_sum(demo_store: Path, demonstration: Warehouse) -> None:
    current = select_capture(captures_with(demonstration, "total", "commune", "H21"))
    assert current
    rows = Store(demo_store).observations().to_pylist()
    node = INDEX.nodes["so_hoa_giay_to_giai_quyet"]
    plain = {
        row["agency_id"]: row["denominator"] - row["numerator"]
        for row in rows
        if row["capture_id"] == current.capture_id
        and row["node"] == node.code
        and row["level"] != "province"
        and row["denominator"] is not None
    }
    found = missing_cases(demonstration, current, node)
    assert dict(zip(found.rows.agency_id, found.rows.missing, strict=True)) == plain
    assert found.missing == sum(plain.values())
