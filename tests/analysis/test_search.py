"""What the search of the pages finds by: names without marks, codes, former districts; and the page behind each."""

from __future__ import annotations

import pytest

from indicators import catalogue
from indicators.analysis.search import Entry, folded, search_index
from indicators.warehouse.own_dossiers import see_dossiers_of
from indicators.warehouse.warehouse import Warehouse


@pytest.fixture(scope="module")
def index(demonstration: Warehouse) -> list[Entry]:
    return search_index(demonstration)


def named(index: list[Entry], key: str) -> list[str]:
    return [entry.name for entry in index if key in entry.keys]


@pytest.mark.parametrize(
    ("written", "searched"),
    [
        ("Đức Cơ", "duc co"),
        ("  UBND xã  Đak Pơ ", "ubnd xa dak po"),
        ("H21.135", "h21.135"),
        ("H21.65-220914-0011", "h21.65 220914 0011"),
        ("Qui Nhơn", folded("Quy Nhơn")),
        ("Số hoá", folded("Số hóa")),
        ("– (?)", ""),
    ],
)
def test_marks_case_and_signs_make_no_difference(written: str, searched: str) -> None:
    assert folded(written) == searched


@pytest.mark.parametrize(
    ("key", "unit"),
    [
        ("duc co", "UBND xã Đức Cơ"),
        ("dak po", "UBND xã Đak Pơ"),
        ("h21.135", "UBND xã Ia Dreh"),
        ("so tai chinh", "Sở Tài chính"),
    ],
)
def test_a_unit_answers_to_its_name_without_marks_and_to_its_code(
    index: list[Entry], key: str, unit: str
) -> None:
    assert unit in named(index, key)


def test_the_communes_of_a_former_district_answer_to_its_name_after_the_one_called_like_it(
    index: list[Entry],
) -> None:
    first, *others = [entry for entry in index if "duc co" in entry.keys]
    assert first.keys[0] == "duc co"
    assert {"UBND xã Ia Dơk", "UBND xã Ia Krêl"} <= {entry.name for entry in others}
    assert all(
        "Đức Cơ" in entry.note for entry in others if entry.link.query["agency"] != "ubnd-huyen-duc-co"
    )


def test_every_node_of_the_index_is_found_by_its_name_and_leads_to_where_it_is_ranked(
    index: list[Entry],
) -> None:
    found = {entry.name: entry for entry in index if entry.kind == "indicator"}
    for node in catalogue.current().nodes.values():
        entry = found[node.name()]
        assert folded(node.name_vi) in entry.keys
        assert entry.link.page == node.code or entry.link.query["node"] == node.code


def test_each_overdue_dossier_of_the_last_list_leads_to_its_own_lists(
    index: list[Entry], demonstration: Warehouse
) -> None:
    dossiers = [entry for entry in index if entry.kind == "dossier"]
    assert len(dossiers) > 500
    assert all(entry.link.address == f"./overdue?dossier={entry.name}" for entry in dossiers)
    see_dossiers_of("ubnd-xa-ia-dreh")
    try:
        own = [entry for entry in search_index(demonstration) if entry.kind == "dossier"]
    finally:
        see_dossiers_of(None)
    assert 0 < len(own) < len(dossiers)
    assert all("Ia Dreh" in entry.note for entry in own)
