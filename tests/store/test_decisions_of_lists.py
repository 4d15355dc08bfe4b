"""Mappings reach lists and own counts: by code and by name, and units that no capture names as well."""

from __future__ import annotations

from pathlib import Path

import pytest

from indicators.analysis import decisions, overdue, own_counts
from indicators.analysis.overdue_counts import counts_by_agency
from indicators.errors import InputProblem
from indicators.intake import pipeline
from indicators.periods import Period
from indicators.sources.records import Unit
from indicators.store.actor import Actor
from indicators.store.store import Store
from indicators.warehouse.warehouse import Warehouse
from tests.made_up import FINANCE, capture, even
from tests.made_up_lists import code, keep_lists
from tests.overdue_files import csv

WHO = {"reason": "công văn 12", "actor": Actor("lan")}
# A commune under a code and a name that the register does not know, as captures tell it.
RENAMED = Unit("UBND xã An Bình Mới", code="H21.977", level="commune")


def whose(store: Store) -> dict[str, int]:
    """The dossiers of the last list, by agency."""
    warehouse = Warehouse.of(store)
    (*_, last) = overdue.steps(warehouse, "H21")
    rows = overdue.backlog(warehouse, last, "agency")
    return dict(zip(rows.part, rows.dossiers, strict=True))


def bring(store: Store, folder: Path, *counts: tuple[str, int]) -> None:
    """Keep a list of counts by agency."""
    file = folder / "counts.csv"
    file.write_bytes(csv(*counts, header=("Đơn vị", "Số hồ sơ quá hạn")))
    pipeline.import_files([file], store)


def counted(store: Store) -> dict[str, int]:
    found = counts_by_agency(Warehouse.of(store), "H21")
    assert found is not None
    return dict(zip(found.rows.agency_id, found.rows.overdue, strict=True))


def test_lists_follow_a_mapping_as_well_by_code_and_by_name_and_go_back_when_it_is_undone(
    store: Store, tmp_path: Path
) -> None:
    store.add([capture({FINANCE: even(9), RENAMED: even(8)}, day="2026-10-03")])
    keep_lists(store, {"2026-09-07": [code(1, "H21.977"), code(2, "H21.977.02"), code(3)]})
    bring(store, tmp_path, ("UBND xã An Bình mới", 4), ("Sở Tài chính", 9))
    assert whose(store) == {"H21.977": 1, "H21.977.02": 1, "so-tai-chinh": 1}
    decision = decisions.map_agency(Warehouse.of(store), "H21.977", "commune", "ubnd-phuong-an-binh", **WHO)
    assert whose(store) == {"ubnd-phuong-an-binh": 2, "so-tai-chinh": 1}
    assert counted(store) == {"ubnd-phuong-an-binh": 4, "so-tai-chinh": 9}
    keep_lists(store, {"2026-10-26": [code(4, "H21.977")]})
    assert whose(store) == {"ubnd-phuong-an-binh": 1}
    assert "H21.977" in store.read("overdue_dossiers")["agency_id"].to_pylist()
    decisions.undo(Warehouse.of(store), decision.entry_id, actor=Actor("lan"))
    assert whose(store) == {"H21.977": 1}
    assert counted(store) == {"UBND xã An Bình mới": 4, "so-tai-chinh": 9}


def test_an_agency_that_has_its_own_count_gets_no_second_one_by_a_mapping(
    store: Store, tmp_path: Path
) -> None:
    store.add([capture({FINANCE: even(9), RENAMED: even(8)}, day="2026-10-03")])
    bring(store, tmp_path, ("UBND xã An Bình mới", 4), ("UBND phường An Bình", 6))
    decisions.map_agency(Warehouse.of(store), "H21.977", "commune", "ubnd-phuong-an-binh", **WHO)
    assert counted(store) == {"UBND xã An Bình mới": 4, "ubnd-phuong-an-binh": 6}


def test_of_two_lists_of_one_moment_the_count_brought_last_stands(store: Store, tmp_path: Path) -> None:
    for count in (4, 7, 3, 6, 5):
        bring(store, tmp_path, ("Sở Tài chính", count))
        assert counted(store) == {"so-tai-chinh": count}


def test_a_unit_that_only_lists_name_waits_as_well_and_may_be_any_agency(
    store: Store, tmp_path: Path
) -> None:
    keep_lists(store, {"2026-09-07": [code(1, "H21.977"), code(3)]})
    bring(store, tmp_path, ("Văn phòng đăng ký đất đai", 4), ("Sở Tài chính", 9))
    waiting = {one.seen_id: one for one in decisions.unrecognised_units(Warehouse.of(store))}
    assert set(waiting) == {"Văn phòng đăng ký đất đai", "H21.977"}
    one = waiting["H21.977"]
    assert (one.level, one.captures, one.lists, one.last_seen) == (None, 0, 1, "07/09/2026")
    assert {"so-tai-chinh", "ubnd-phuong-an-binh"} <= set(one.candidates)


def test_mapped_once_its_lists_and_those_to_come_and_captures_follow_until_it_is_undone(
    store: Store, tmp_path: Path
) -> None:
    keep_lists(store, {"2026-09-07": [code(1, "H21.977"), code(2, "H21.977.02")]})
    bring(store, tmp_path, ("UBND xã An Bình mới", 4))
    commune = "ubnd-phuong-an-binh"
    by_code = decisions.map_agency(Warehouse.of(store), "H21.977", "commune", commune, **WHO)
    decisions.map_agency(Warehouse.of(store), "UBND xã An Bình mới", "commune", commune, **WHO)
    assert decisions.unrecognised_units(Warehouse.of(store)) == []
    assert whose(store) == {commune: 2}
    assert counted(store) == {commune: 4}
    bring(store, tmp_path, ("UBND XÃ AN BÌNH MỚI", 5))
    assert counted(store) == {commune: 5}
    store.add([capture({FINANCE: even(9), RENAMED: even(8)}, day="2026-10-03")])
    assert decisions.unrecognised_units(Warehouse.of(store)) == []
    decisions.undo(Warehouse.of(store), by_code.entry_id, actor=Actor("lan"))
    assert whose(store) == {"H21.977": 1, "H21.977.02": 1}


def test_a_unit_of_lists_that_a_capture_names_too_waits_once(store: Store, tmp_path: Path) -> None:
    store.add([capture({FINANCE: even(9), RENAMED: even(8)}, day="2026-10-03")])
    keep_lists(store, {"2026-09-07": [code(1, "H21.977"), code(2, "H21.977.02")]})
    bring(store, tmp_path, ("UBND xã An Bình mới", 4))
    waiting = decisions.unrecognised_units(Warehouse.of(store))
    assert [(one.seen_id, one.level) for one in waiting] == [("H21.977", "commune")]


def test_a_unit_of_lists_is_no_agency_of_another_level_than_said_nor_one_that_has_its_own_count(
    store: Store, tmp_path: Path
) -> None:
    bring(store, tmp_path, ("UBND xã An Bình mới", 4), ("UBND phường An Bình", 6))
    for level, agency, said in (
        ("department", "ubnd-phuong-an-binh", "không phải là cơ quan cùng cấp"),
        ("commune", "ubnd-phuong-an-binh", "hai giá trị"),
    ):
        with pytest.raises(InputProblem, match=said):
            decisions.map_agency(Warehouse.of(store), "UBND xã An Bình mới", level, agency, **WHO)
    assert counted(store) == {"UBND xã An Bình mới": 4, "ubnd-phuong-an-binh": 6}


def test_of_an_own_count_a_unit_waits_and_is_refused_an_agency_counted_beside_it(
    store: Store, tmp_path: Path
) -> None:
    file = tmp_path / "own.csv"
    rows = ("UBND xã An Bình mới", "09/2026", 4), ("Sở Tài chính", "09/2026", 9)
    file.write_bytes(csv(*rows, header=("Đơn vị", "Kỳ", "Số hồ sơ"), title="Thống kê hồ sơ"))
    pipeline.import_files([file], store)
    assert [one.name for one in decisions.unrecognised_units(Warehouse.of(store))] == ["UBND xã An Bình mới"]
    with pytest.raises(InputProblem, match="hai giá trị"):
        decisions.map_agency(Warehouse.of(store), "UBND xã An Bình mới", "department", "so-tai-chinh", **WHO)
    decisions.map_agency(Warehouse.of(store), "UBND xã An Bình mới", "commune", "ubnd-phuong-an-binh", **WHO)
    found = own_counts.reconcile(Warehouse.of(store), "H21", Period("month", 2026, 9))
    assert dict(zip(found.rows.agency_id, found.rows.own_dossiers, strict=True)) == {
        "ubnd-phuong-an-binh": 4,
        "so-tai-chinh": 9,
    }
