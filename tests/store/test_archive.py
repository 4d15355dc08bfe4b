"""The whole store out and in again: the same rankings, ids and times; nothing twice, no change unnoticed."""

from __future__ import annotations

import csv
import errno
import shutil
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from indicators.analysis import decisions, overdue
from indicators.analysis.ranking import rank
from indicators.cli.main import main
from indicators.errors import InputProblem
from indicators.store import archive
from indicators.store.actor import Actor
from indicators.store.archive import export_data, import_data, is_archive
from indicators.store.decision import Decision
from indicators.store.store import Store
from indicators.store.verify import verify
from indicators.warehouse.warehouse import Warehouse
from tests.full_store import everything, fill, mixed


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two rounds of everything, and the second capture withdrawn."""
    store = Store(tmp_path_factory.mktemp("made") / "store")
    fill(store, 1)
    fill(store, 2)
    wrong = Warehouse.of(store).ask("captures", scope="H21").capture_id.iloc[0]
    decisions.withdraw(Warehouse.of(store), wrong, reason="sai tệp", actor=Actor("lan"))
    return Path(store.url)


@pytest.fixture
def full(made: Path, store: Store) -> Store:
    """The same, to be written to."""
    shutil.copytree(made, store.url)
    return store


def test_out_and_in_again_is_the_same_store(full: Store, tmp_path: Path) -> None:
    export_data(full, tmp_path / "out")
    other = Store(tmp_path / "other")
    import_data(other, tmp_path / "out")
    assert everything(other) == everything(full)
    assert verify(other).findings == verify(full).findings
    for store in (full, other):
        rows = rank(Warehouse.of(store), node="total", level="department", scope="H21").rows
        # The corrected group is one more, and so is the sum that was made of it here.
        assert rows.value.tolist() == [57.0, 54.0 + 1]
    assert overdue.last_step(Warehouse.of(other), "H21").dossiers == 2


def test_put_back_twice_or_beside_others_nothing_is_there_twice(full: Store, tmp_path: Path) -> None:
    export_data(full, tmp_path / "out")
    assert not any(import_data(full, tmp_path / "out").rows.values())
    other = Store(tmp_path / "other")
    mixed(1).keep(other)
    put = import_data(other, tmp_path / "out").rows
    assert put["captures"] == 1
    assert other.read("captures").num_rows == full.read("captures").num_rows
    assert other.read("observations").num_rows == full.read("observations").num_rows


def test_what_was_written_is_readable_without_this_software(full: Store, tmp_path: Path) -> None:
    out = tmp_path / "out"
    export_data(full, out)
    assert is_archive(out)
    with (out / "tables" / "captures.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter=";"))
    assert [row["period"] for row in rows] == pq.read_table(out / "tables" / "captures.parquet")[
        "period"
    ].to_pylist()
    assert "captures: capture_id (string)" in (out / "README.txt").read_text(encoding="utf-8-sig")
    assert list((out / "catalogue").glob("*.toml"))
    assert list((out / "raw").iterdir())


def test_the_stores_tables_open_alike_in_pandas_and_in_vietnamese_excel(full: Store, tmp_path: Path) -> None:
    export_data(full, tmp_path / "out")
    tables = tmp_path / "out" / "tables"
    kept = pq.read_table(tables / "observations.parquet").to_pandas()
    file = tables / "observations.csv"
    told = pd.read_csv(file, sep=";", decimal=",", encoding="utf-8-sig")
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    assert told.score.dtype == kept.score.dtype == float
    pd.testing.assert_series_equal(told.score, kept.score)
    moments = pd.read_csv(tables / "captures.csv", sep=";", decimal=",", encoding="utf-8-sig").captured_at
    assert list(pd.to_datetime(moments, utc=True)) == full.captures()["captured_at"].to_pylist()


def test_no_word_of_the_stores_tables_runs_as_a_formula_and_decimals_have_a_comma(tmp_path: Path) -> None:
    file = tmp_path / "table.csv"
    archive._write_csv(file, pa.table({"name": ["=HYPERLINK(1)", "Sở"], "value": [8.25, None]}))
    assert file.read_text(encoding="utf-8-sig").splitlines() == ["name;value", "'=HYPERLINK(1);8,25", "Sở;"]


@pytest.mark.parametrize("fault", ["changed", "missing"])
def test_a_folder_that_is_not_whole_is_refused_by_name(full: Store, tmp_path: Path, fault: str) -> None:
    out = tmp_path / "out"
    export_data(full, out)
    file = out / "tables" / "observations.parquet"
    if fault == "missing":
        file.unlink()
    else:
        file.write_bytes(file.read_bytes() + b"x")
    other = Store(tmp_path / "other")
    with pytest.raises(InputProblem, match=r"observations\.parquet"):
        import_data(other, out)
    assert other.is_empty()


def test_the_command_line_writes_out_and_puts_back(full: Store, tmp_path: Path) -> None:
    out, other = str(tmp_path / "out"), str(tmp_path / "other")
    assert main(["export", "data", "--out", out, "--store", full.url]) == 0
    assert main(["import", out, "--store", other]) == 0
    assert main(["export", "data", "--out", out, "--store", full.url]) == 1


def test_backup_and_restore_bring_back_all_of_it_with_the_settings(
    full: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out, other, own = str(tmp_path / "out"), tmp_path / "other", tmp_path / "reference"
    own.mkdir()
    (own / "targets.csv").write_text("what the province wants")
    monkeypatch.setattr(archive, "reference_folder", lambda: own)
    assert main(["backup", out, "--store", full.url]) == 0
    (own / "targets.csv").write_text("what it wanted later")
    assert main(["restore", out, "--store", str(other)]) == 1
    assert "targets.csv" in capsys.readouterr().err
    assert not other.exists()
    assert main(["restore", out, "--store", str(other), "--reference", "keep"]) == 0
    assert (own / "targets.csv").read_text() == "what it wanted later"
    assert everything(Store(other)) == everything(full)
    assert main(["restore", out, "--store", str(other), "--reference", "replace"]) == 0
    assert (own / "targets.csv").read_text() == "what the province wants"
    assert everything(Store(other)) == everything(full)


def test_an_empty_store_is_not_backed_up_and_no_folder_is_left(tmp_path: Path) -> None:
    Store(tmp_path / "store").enter([Decision("withdrawal", "nothing", "lan", "thử")])
    for store in ("store", "not there"):
        assert main(["backup", str(tmp_path / "out"), "--store", str(tmp_path / store)]) == 1
    assert {path.name for path in tmp_path.iterdir()} == {"store"}


def test_a_backup_that_is_stopped_midway_leaves_nothing_under_its_name(
    full: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full_disk(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(archive, "_write_csv", full_disk)
        with pytest.raises(OSError, match="No space"):
            export_data(full, tmp_path / "out")
    assert {path.name for path in tmp_path.iterdir()} == {"store"}
    export_data(full, tmp_path / "out")


@pytest.mark.parametrize("manifest", [None, "", "{}", '{"format": "indicators-store-1"}'])
def test_a_folder_without_a_whole_manifest_is_no_backup(tmp_path: Path, manifest: str | None) -> None:
    if manifest is not None:
        (tmp_path / "manifest.json").write_text(manifest)
    with pytest.raises(InputProblem, match="không có bản sao lưu"):
        import_data(Store(tmp_path / "store"), tmp_path)
    assert not (tmp_path / "store").exists()
