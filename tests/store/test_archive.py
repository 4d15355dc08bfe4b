"""The whole store out and in again: the same rankings, ids and times; nothing twice, no change unnoticed."""

from __future__ import annotations

import csv
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from indicators.analysis import decisions, overdue
from indicators.analysis.ranking import rank
from indicators.cli.main import main
from indicators.errors import InputProblem
from indicators.store.archive import export_data, import_data, is_archive
from indicators.store.store import Store
from indicators.store.tables import SCHEMAS
from indicators.store.verify import verify
from indicators.warehouse.warehouse import Warehouse
from tests.made_up import FINANCE, JUSTICE, capture, even
from tests.made_up_lists import code, keep_lists


@pytest.fixture
def full(store: Store, tmp_path: Path) -> Store:
    """Captures read from a file, a list, decisions."""
    scores = tmp_path / "scores.csv"
    scores.write_text("Mã;Tên đơn vị;CKMB;TDGQ;CLGQ;TTTT;MDHL;MDSH\nH21.13;Sở Tài chính;14;17;9;7;11;9\n")
    asked = [
        "import",
        str(scores),
        "--period",
        "year:2026",
        "--captured-at",
        "2026-10-01",
        "--store",
        store.url,
    ]
    assert main(asked) == 0
    store.add([capture({FINANCE: even(9), JUSTICE: even(8)}), capture({FINANCE: even(7)}, day="2026-10-11")])
    keep_lists(store, {"2026-10-05": [code(1), code(2)], "2026-10-12": [code(1)]})
    wrong = Warehouse(store).ask("captures", scope="H21").sort_values("captured_at").capture_id.iloc[-1]
    decisions.withdraw(Warehouse(store), wrong, reason="sai tệp", who="lan")
    overdue.enter_causes(store, [code(1)], "delay", "", "lan")
    return store


def everything(store: Store) -> dict[str, list[dict[str, object]]]:
    return {name: sorted(store.read(name).to_pylist(), key=repr) for name in SCHEMAS}


def test_out_and_in_again_is_the_same_store(full: Store, tmp_path: Path) -> None:
    export_data(full, tmp_path / "out")
    other = Store(tmp_path / "other")
    import_data(other, tmp_path / "out")
    assert everything(other) == everything(full)
    assert verify(other).findings == verify(full).findings
    for store in (full, other):
        rows = rank(Warehouse(store), node="total", level="department", scope="H21").rows
        assert rows.value.tolist() == [54.0, 48.0]
    assert overdue.last_step(Warehouse(other), "H21").dossiers == 1


def test_put_back_twice_or_beside_others_nothing_is_there_twice(full: Store, tmp_path: Path) -> None:
    export_data(full, tmp_path / "out")
    assert not any(import_data(full, tmp_path / "out").rows.values())
    other = Store(tmp_path / "other")
    other.add([capture({FINANCE: even(9), JUSTICE: even(8)})])
    put = import_data(other, tmp_path / "out").rows
    assert put["captures"] == 2
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
