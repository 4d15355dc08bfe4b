"""Another province is the files that data/reference/README.md names, and no other."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from indicators.analysis.quality_checks import quality
from indicators.intake.pipeline import import_files
from indicators.paths import SHIPPED_REFERENCE
from indicators.store.store import Store
from indicators.warehouse.warehouse import Warehouse
from tests.drills import phu_tho, whole
from tests.drills.catalogues import forget
from tests.made_up import at
from tests.made_up_lists import code, listed, ordered, overdue_list
from tests.shared import needs_shared

pytestmark = needs_shared
NOW = at("2026-09-30")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder of nothing but the two files, as whoever serves Phú Thọ would have it."""
    folder = tmp_path_factory.mktemp("phu-tho")
    phu_tho.write_province(folder)
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("INDICATORS_REFERENCE", str(folder))
        # A process serves one province: what it knows of names is made once.
        forget()
        yield folder
    forget()


@pytest.fixture(scope="module")
def store(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The portal's real answers of a month, a quarter and a year, and a list of overdue dossiers."""
    store = Store(tmp_path_factory.mktemp("store") / "store")
    import_files([phu_tho.ANSWERS], store)
    late = [listed(code(number, agency)) for number, agency in enumerate(("H44.07", "H44.100", "H44.100"))]
    store.add([overdue_list("2026-09-28", late)])
    ordered(store, scope=phu_tho.CODE)
    return store


def test_two_files_are_a_province_as_the_readme_says(home: Path) -> None:
    readme = (SHIPPED_REFERENCE / "README.md").read_text(encoding="utf-8")
    (named,) = re.findall(r"^\| (.*) \| the province's \| replace both \|$", readme, re.MULTILINE)
    assert {file.name for file in home.iterdir()} == set(re.findall(r"`([^`]+)`", named))


def test_every_unit_of_its_answers_is_known(store: Store) -> None:
    captures = store.captures().to_pylist()
    assert {capture["scope"] for capture in captures} == {phu_tho.CODE}
    assert {capture["period"] for capture in captures} == {"month:2026-08", "quarter:2026-Q3", "year:2026"}
    assert [capture["unrecognised"] for capture in captures] == [[]] * 3


def test_every_page_is_of_it_and_none_of_the_province_before(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = whole.every_page(store, monkeypatch)
    # The methodology tells whose real values bear out each rule of the index.
    del written["methodology"]
    assert [page for page, words in written.items() if "Gia Lai" in words] == []
    named = {page for page, words in written.items() if phu_tho.NAME in words}
    assert named >= {"overview", "agency", "quality", "present"}
    assert "Sở Công Thương" in written["ranking"]


def test_every_file_to_hand_out_is_of_it_and_none_of_the_province_before(
    store: Store, tmp_path: Path
) -> None:
    written = whole.every_file(store, tmp_path)
    assert [command for command, words in written.items() if "Gia Lai" in words] == []
    named = {command for command, words in written.items() if phu_tho.NAME in words}
    assert named >= {"deck", "pdf", "report", "packs", "reminders"}
    assert "Việt Trì" in written["packs"]


def test_rows_of_the_province_before_are_told_once_and_stop_nothing(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "reference"
    shutil.copytree(SHIPPED_REFERENCE, folder)
    phu_tho.write_province(folder)
    monkeypatch.setenv("INDICATORS_REFERENCE", str(folder))
    found = quality(Warehouse.of(store), phu_tho.CODE, now=NOW).findings["own_files"].rows
    assert set(found.file) == {"targets.csv", "places.csv"}
    places = (folder / "places.csv").read_text(encoding="utf-8-sig").splitlines()
    assert sum(found.file == "places.csv") == len(places) - 1
    assert found.duplicated().sum() == 0
    shown = whole.every_page(store, monkeypatch, ("quality", "map", "ranking"), finding="own_files")
    assert "ubnd-phuong-pleiku" in shown["quality"]
