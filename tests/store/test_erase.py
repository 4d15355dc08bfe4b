"""What tells of a person and got in is taken out: of tables, logs and raw files; the history says so."""

from __future__ import annotations

import contextlib
import hashlib
import shutil
import sys
import threading
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from indicators.cli.main import main
from indicators.errors import InputProblem
from indicators.store.attempt import turn_at_once
from indicators.store.capture import digest
from indicators.store.decision import Decision
from indicators.store.erase import Erased, erase
from indicators.store.exchange import exchange
from indicators.store.folder import Folder
from indicators.store.store import Store
from indicators.store.tables import SCHEMAS
from indicators.store.verify import verify
from indicators.warehouse import outlines
from indicators.warehouse.warehouse import Warehouse
from tests.overdue_files import dossier, phu_luc_ii

NAME, PARCEL = "Rah Lan H'Thử", "thửa 120, tờ bản đồ 9"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two stores: `clean` has a capture and a list, as they are kept today; `store` is of before."""
    folder = tmp_path_factory.mktemp("kept")
    of_before(clean_store(folder), folder / "store")
    return folder


@pytest.fixture
def clean(kept: Path, tmp_path: Path) -> Store:
    """A copy of the one, to be written to."""
    return Store(shutil.copytree(kept / "clean", tmp_path / "clean"))


@pytest.fixture
def store(kept: Path, tmp_path: Path) -> Store:
    """A copy of the other."""
    return Store(shutil.copytree(kept / "store", tmp_path / "store"))


def clean_store(tmp_path: Path) -> Store:
    store = tmp_path / "clean"
    (tmp_path / "diem.csv").write_text("Tên đơn vị;Mã;CKMB\nSở Tài chính;H21.13;9,5\n", encoding="utf-8")
    (tmp_path / "danh sach.xlsx").write_bytes(phu_luc_ii(dossier()))
    assert main(["import", str(tmp_path / "diem.csv"), "--store", str(store), "--period", "year:2026"]) == 0
    assert main(["import", str(tmp_path / "danh sach.xlsx"), "--store", str(store)]) == 0
    return Store(store)


def of_before(clean: Store, place: Path) -> None:
    """Make a store of before: the same, with a person in names, procedures, remarks and the raw file."""
    rows: dict[str, list[dict[str, Any]]] = {name: clean.read(name).to_pylist() for name in SCHEMAS}
    raw = f"Tên đơn vị;Mã;CKMB;Ghi chú\nSở Tài chính;H21.13;9,5;{NAME}\n".encode()
    sha256 = hashlib.sha256(raw).hexdigest()
    [capture], [listed] = rows["captures"], rows["overdue_lists"]
    capture["files"][0] |= {"name": f"{NAME}.csv", "sha256": sha256}
    capture["warnings"] = [f"{NAME}.csv: không đọc các cột: “{NAME}”."]
    capture["unrecognised"] = [f"{NAME} (–)"]
    for row in rows["observations"]:
        row |= {"unit_name": NAME, "file": f"{NAME}.csv"}
    for row in rows["overdue_dossiers"]:
        row |= {"procedure": f"Thủ tục đăng ký khai sinh - {NAME}", "field": PARCEL}
    copy = clean.raw(listed["files"][0]["scrubbed_sha256"]).replace("Sở Tài chính".encode(), NAME.encode())
    listed["files"][0]["scrubbed_sha256"] = hashlib.sha256(copy).hexdigest()
    tables = {name: pa.Table.from_pylist(of, schema=SCHEMAS[name]) for name, of in rows.items()}
    capture["digest"] = digest(tables["observations"])
    tables["captures"] = pa.Table.from_pylist([capture], schema=SCHEMAS["captures"])
    dirty = Store(place)
    dirty.restore(tables, [raw, copy])
    with pytest.MonkeyPatch.context() as patched:
        # As before what people type was looked through.
        patched.setattr("indicators.store.entries.refuse_personal", lambda typed: None)
        dirty.enter([Decision("withdrawal", listed["list_id"], "an", f"của {NAME}")])


def holding(folder: Path, text: str) -> list[str]:
    """The files of a folder that hold a text in their bytes or their names."""
    files = [file for file in folder.rglob("*") if file.is_file()]
    return [str(file) for file in files if text.encode() in file.read_bytes() or text in file.name]


def everything(store: Store) -> str:
    return str([store.read(name).to_pylist() for name in SCHEMAS])


def test_what_got_in_is_in_no_row_no_log_and_no_raw_file_any_more(store: Store, clean: Store) -> None:
    assert NAME in everything(store)
    assert holding(Path(store.url), NAME)
    assert main(["erase", "--store", store.url, "--by", "Văn thư"]) == 0
    after = Store(store.url)
    assert NAME not in everything(after)
    assert PARCEL not in everything(after)
    assert holding(Path(store.url), NAME) == []
    scores = [(row["agency_id"], row["node"], row["score"]) for row in after.observations().to_pylist()]
    assert sorted(scores) == sorted(
        (r["agency_id"], r["node"], r["score"]) for r in clean.observations().to_pylist()
    )
    [one] = after.read("overdue_dossiers").to_pylist()
    assert (one["procedure"], one["field"]) == ("Thủ tục đăng ký khai sinh", None)
    assert verify(after).findings == ()


def test_nothing_is_left_beside_the_store(store: Store) -> None:
    before = {path.name for path in Path(store.url).parent.iterdir()}
    main(["erase", "--store", store.url])
    assert {path.name for path in Path(store.url).parent.iterdir()} == before


def test_the_history_says_that_it_was_done_and_by_whom(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["erase", "--store", store.url, "--by", "Văn thư"])
    capsys.readouterr()
    assert main(["history", "--store", store.url, "--format", "json"]) == 0
    assert "Văn thư" in (said := capsys.readouterr().out)
    assert "đã xóa nội dung nói về cá nhân" in said


def test_a_store_that_tells_of_nobody_is_left_as_it_is(
    clean: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    before = clean.sequence()
    assert main(["erase", "--store", clean.url]) == 0
    assert "không có gì" in capsys.readouterr().out
    assert Store(clean.url).sequence() == before


def test_a_dry_run_says_what_it_would_change_and_changes_nothing(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["erase", "--store", store.url, "--dry-run"]) == 0
    assert "observations" in capsys.readouterr().out
    assert NAME in everything(Store(store.url))


def test_a_text_that_is_named_goes_though_nothing_shows_that_it_is_somebodys(clean: Store) -> None:
    assert main(["erase", "hộ kinh doanh", "--store", clean.url]) == 0
    assert "hộ kinh doanh" not in everything(Store(clean.url))


def test_who_works_something_out_while_it_is_erased_leaves_nothing_of_it_behind(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    outline = outlines._outline

    def slowly(*told: Any) -> None:
        outline(*told)
        if not erased:
            erased.append(erase(store, "Văn thư"))

    erased: list[Erased] = []
    monkeypatch.setattr(outlines, "_outline", slowly)
    with contextlib.suppress(InputProblem):
        # What it had open is gone by then.
        Warehouse(store).is_empty()
    assert erased
    assert holding(Path(store.url), NAME) == []
    assert [
        folder.name for folder in Path(store.url).parent.iterdir() if folder.name.startswith("store")
    ] == ["store"]
    assert not verify(Store(store.url)).findings


def test_who_keeps_something_worked_out_makes_no_store_where_none_is(tmp_path: Path) -> None:
    with turn_at_once(Folder(tmp_path / "gone")) as is_mine:
        assert not is_mine
    assert not (tmp_path / "gone").exists()


def test_the_name_of_a_store_is_free_at_no_moment(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    for folder in (one, other):
        folder.mkdir()
        (folder / "name").write_text(folder.name, encoding="utf-8")
    seen, over = set(), threading.Event()

    def look() -> None:
        while not over.is_set():
            seen.add(other.exists())

    looking = threading.Thread(target=look)
    looking.start()
    for _ in range(101):
        exchange(one, other)
    over.set()
    looking.join()
    assert (other / "name").read_text(encoding="utf-8") == "one"
    assert seen == {True} or sys.platform == "win32"


def test_where_names_are_not_exchanged_at_once_they_are_one_after_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("indicators.store.exchange._call", lambda: None)
    test_the_files_of_two_folders_change_names(tmp_path)


def test_the_files_of_two_folders_change_names(tmp_path: Path) -> None:
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / name).touch()
    exchange(tmp_path / "one", tmp_path / "other")
    assert [file.name for file in sorted(tmp_path.rglob("*")) if file.is_file()] == ["other", "one"]
    with pytest.raises(OSError, match="none"):
        exchange(tmp_path / "none", tmp_path / "other")
    assert (tmp_path / "other" / "one").exists()
