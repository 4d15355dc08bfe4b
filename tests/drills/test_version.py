"""A new version of the index is one file: before it holds nothing changes, from its first day all follows."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
import time_machine

from indicators import catalogue
from indicators.intake import collector, portal_client
from indicators.intake.pipeline import import_files
from indicators.periods import VIETNAM, Period
from indicators.store.store import Store
from tests import portal_server
from tests.drills import catalogues, whole
from tests.made_up_lists import code, listed, ordered, overdue_list
from tests.page_runner import open_page

TODAY, NEW_YEAR = datetime(2026, 11, 28, 9, tzinfo=VIETNAM), datetime(2027, 1, 1, 9, tzinfo=VIETNAM)
OLD_GROUP, NEW_GROUP = "Số hóa hồ sơ", "Hồ sơ số"


@pytest.fixture(autouse=True, scope="module")
def two_versions(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The versions we ship, one file more, and nobody who waits between requests to the portal."""
    folder = catalogues.copied(tmp_path_factory.mktemp("versions") / "catalogue")
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    catalogues.write_2027(folder)
    assert {file.name: file.read_bytes() for file in folder.iterdir() if file.name in before} == before
    with pytest.MonkeyPatch.context() as patched, catalogues.in_place_of_ours(folder):
        patched.setattr(portal_client, "pause", lambda: None)
        yield


@pytest.fixture(scope="module")
def read_in_2026(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The year as the portal answers for it on 28/11/2026, a list of overdue dossiers and an order."""
    folder = tmp_path_factory.mktemp("read")
    store = Store(folder / "store")
    with time_machine.travel(TODAY):
        collected(store, Period("year", 2026), folder / "2026")
    store.add([overdue_list("2026-11-23", [listed(code(number)) for number in range(3)])])
    ordered(store)
    return store


def collected(store: Store, period: Period, folder: Path) -> None:
    with portal_server.running() as portal:
        answers = collector.collect(folder, period, portal_server.ROOT, base_url=portal.address)
        import_files([answers / "province", answers / "national"], store)


def test_today_every_page_and_file_is_as_it_was(
    read_in_2026: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with time_machine.travel(TODAY):
        assert catalogue.current().version == "2026"
        pages = whole.every_page(read_in_2026, monkeypatch)
        files = whole.every_file(read_in_2026, tmp_path)
    assert "digitisation" in pages
    assert "digital_records" not in pages
    assert OLD_GROUP in files["deck"]
    told = {name: words for name, words in (pages | files).items() if NEW_GROUP in words}
    # Which versions there are to read of is told by the methodology alone.
    assert set(told) <= {"methodology"}


def test_on_new_year_every_page_and_file_is_of_the_new_version(
    read_in_2026: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # What is read of the new year is for this test alone.
    store = Store(shutil.copytree(read_in_2026.url, tmp_path / "store"))
    with time_machine.travel(NEW_YEAR):
        assert catalogue.current().version == "2027"
        # In the morning nothing was read of the new version yet: what is shown is the year before.
        before = whole.every_page(store, monkeypatch)
        assert OLD_GROUP in before["overview"]
        assert OLD_GROUP in whole.every_page(store, monkeypatch, ["digitisation"])["digitisation"]
        old = open_page(store.url, monkeypatch, "ranking", node="digitisation")
        assert old.dataframe[0].value["value"].tolist() == [21]
        assert not old.toast

        monkeypatch.setitem(portal_server.METRICS, "dossier-digitized", ("SEALED_LETTERS", 2, 22))
        collected(store, Period("year", 2027), tmp_path / "2027")
        pages = whole.every_page(store, monkeypatch)
        files = whole.every_file(store, tmp_path)
        sealed = open_page(store.url, monkeypatch, "ranking", node="sealed_letters")
    captures = {capture["period"]: capture for capture in store.captures().to_pylist()}
    assert captures["year:2027"]["index_version"] == "2027"
    assert captures["year:2027"]["warnings"] == []
    assert NEW_GROUP in pages["digital_records"]
    assert NEW_GROUP in files["deck"]
    assert OLD_GROUP not in files["deck"]
    assert sealed.dataframe[0].value["value"].tolist() == [1]


def test_a_table_says_what_its_period_calls_a_group_whatever_its_header_calls_it(
    store: Store, tmp_path: Path
) -> None:
    for year, header, group in ((2026, NEW_GROUP, "digitisation"), (2027, OLD_GROUP, "digital_records")):
        file = tmp_path / f"{year}.csv"
        file.write_text(f"Mã;Tên đơn vị;{header}\nH21.13;Sở Tài chính;{year - 2010}\n", encoding="utf-8")
        with time_machine.travel(NEW_YEAR):
            (kept,) = import_files([file], store, period=Period("year", year)).captures
        assert kept.capture.observations["node"].to_pylist() == [group]
