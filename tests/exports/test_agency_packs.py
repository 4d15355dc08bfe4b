"""Packs of all agencies: a folder each, with its page, its table and its overdue dossiers alone."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest

from indicators.exports.agency_packs import packs_zip
from indicators.sources.records import Unit
from indicators.store.store import Store
from indicators.warehouse.warehouse import Warehouse
from tests.made_up import FINANCE, GIA_LAI, JUSTICE, capture, even
from tests.made_up_lists import code, keep_lists

LONGEST = Unit("Sở Nông nghiệp và Phát triển nông thôn", code="H21.19", level="department")
JUSTICES = code(4, "H21.16")
Packs = tuple[dict[str, bytes], list[tuple[int, int]]]


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> Packs:
    """The packs of four units, two of which have overdue dossiers, by name; and what was told meanwhile."""
    store = Store(tmp_path_factory.mktemp("packs") / "store")
    store.add([capture({GIA_LAI: even(9), FINANCE: even(9), JUSTICE: even(8), LONGEST: even(7)})])
    keep_lists(store, {"2026-10-05": [code(1), code(2), JUSTICES], "2026-10-12": [code(3)]})
    done: list[tuple[int, int]] = []
    made = packs_zip(Warehouse(store), "H21", told=lambda *so_far: done.append(so_far))
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}, done


def test_every_agency_of_the_capture_has_a_pack_with_page_and_table(
    packs: Packs,
) -> None:
    made, done = packs
    assert len([name for name in made if "ho-so-qua-han" not in name]) == 2 * 4
    assert len({name.rpartition("/")[0] for name in made}) == 4
    for name, content in made.items():
        assert content.startswith(b"%PDF" if name.endswith(".pdf") else b"\xef\xbb\xbf")
    assert done[-1] == (4, 4)


def test_a_pack_has_the_agencys_overdue_dossiers_alone(
    packs: Packs,
) -> None:
    made, _ = packs
    finances, justices = sorted(name for name in made if "ho-so-qua-han" in name)
    assert finances.startswith("so-ban-nganh/so-tai-chinh/ho-so-qua-han-so-tai-chinh")
    assert justices.startswith("so-ban-nganh/so-tu-phap/ho-so-qua-han-so-tu-phap")
    assert JUSTICES in made[justices].decode("utf-8-sig")
    table = made[finances].decode("utf-8-sig")
    assert code(1) in table
    assert code(2) in table
    assert code(3) not in table
    assert JUSTICES not in table


def test_a_packs_changes_are_counted_since_the_last_meeting_if_asked(store: Store) -> None:
    for day, points in (("2026-10-02", 5), ("2026-10-06", 8), ("2026-10-10", 9)):
        store.add([capture({GIA_LAI: even(9), FINANCE: even(points)}, day=day)])
    made = packs_zip(Warehouse.of(store), "H21", compare_with=date(2026, 10, 2))
    table = zipfile.ZipFile(io.BytesIO(made)).read(
        "so-ban-nganh/so-tai-chinh/so-tai-chinh-nam-2026-doc-2026-10-10.csv"
    )
    lines = [line.split(";") for line in table.decode("utf-8-sig").splitlines()]
    header = next(line for line in lines if line[0] == "Mã")
    total = next(line for line in lines if line[0] == "total")
    assert total[header.index("Thay đổi giá trị")] == "24"
