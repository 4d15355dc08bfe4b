"""Whatever happens to a store's files is found by `verify` and named; a store that is not there is no whole one."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from indicators.cli.main import main
from indicators.errors import InputProblem
from indicators.store.archive import export_data
from indicators.store.store import Store
from indicators.store.tables import WRITTEN
from indicators.store.verify import verify
from tests.full_store import fill, mixed


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with rows in every table, and beside it what it was before the second round."""
    folder = tmp_path_factory.mktemp("kept")
    store = Store(folder / "store")
    fill(store, 1)
    shutil.copytree(folder / "store", folder / "older")
    fill(store, 2)
    return folder


def entries(table: Path) -> list[Path]:
    return sorted((table / "_delta_log").glob("*.json"))


def newest(table: Path) -> Path:
    return max(table.glob("*.parquet"), key=lambda file: file.stat().st_mtime_ns)


def gone(table: Path) -> None:
    shutil.rmtree(table)


def log_gone(table: Path) -> None:
    shutil.rmtree(table / "_delta_log")


def last_entry_gone(table: Path) -> None:
    entries(table)[-1].unlink()


def last_entry_empty(table: Path) -> None:
    entries(table)[-1].write_bytes(b"")


def bit_flipped(table: Path) -> None:
    content = bytearray(newest(table).read_bytes())
    content[len(content) // 2] ^= 1
    newest(table).write_bytes(content)


def bit_of_log_flipped(table: Path) -> None:
    content = bytearray(entries(table)[-1].read_bytes())
    content[len(content) // 2] ^= 1
    entries(table)[-1].write_bytes(content)


def truncated(table: Path) -> None:
    newest(table).write_bytes(newest(table).read_bytes()[:-7])


def older_copy(table: Path) -> None:
    shutil.rmtree(table)
    shutil.copytree(table.parent.parent / "older" / table.name, table)


DAMAGES = (
    gone,
    log_gone,
    last_entry_gone,
    last_entry_empty,
    bit_flipped,
    bit_of_log_flipped,
    truncated,
    older_copy,
)


@contextmanager
def damaged(path: Path, damage: Callable[[Path], None]) -> Iterator[None]:
    """The folder or file damaged, and put back afterwards."""
    aside = path.parent.parent / f"{path.name} aside"
    (shutil.copytree if path.is_dir() else shutil.copy2)(path, aside)
    try:
        damage(path)
        yield
    finally:
        if path.is_dir():
            shutil.rmtree(path)
        path.unlink(missing_ok=True)
        aside.rename(path)


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_every_damage_of_every_table_is_found_named_and_never_backed_up(
    kept: Path, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    store = Store(kept / "store")
    # Four or three at once, others together with another damage: what is found of one is no word of another.
    apart = 4 + DAMAGES.index(damage) % 2
    for harmed in (list(WRITTEN)[place::apart] for place in range(apart)):
        with ExitStack() as harm:
            for table in harmed:
                harm.enter_context(damaged(kept / "store" / table, damage))
            findings = verify(store).findings
        named = [[table for table in WRITTEN if table in finding] for finding in findings]
        assert {table for tables in named for table in tables} == set(harmed), findings
        assert all(named), findings
    with damaged(kept / "store" / "decisions", damage), pytest.raises(InputProblem, match="decisions"):
        export_data(store, tmp_path / "out")
    assert not (tmp_path / "out").exists()
    assert verify(store).findings == ()


def removed(file: Path) -> None:
    file.unlink()


def emptied(file: Path) -> None:
    file.write_bytes(b"")


def flipped(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-1])


WAYS = (removed, emptied, flipped, cut)


@pytest.mark.parametrize("folder", ["raw", "inventory"])
@pytest.mark.parametrize("damage", WAYS, ids=lambda damage: damage.__name__)
def test_every_damage_of_a_raw_file_or_of_the_inventory_is_found(
    kept: Path, tmp_path: Path, folder: str, damage: Callable[[Path], None]
) -> None:
    store = Store(kept / "store")
    files = sorted((kept / "store" / folder).iterdir())
    # Each file in one way, and in each way some of either kind: for each of them one sentence.
    harmed = files[WAYS.index(damage) :: len(WAYS)]
    with ExitStack() as harm:
        for file in harmed:
            harm.enter_context(damaged(file, damage))
        findings = verify(store).findings
    assert len(set(findings)) == len(findings) == len(harmed) > 0, findings
    assert all(("Sổ kiểm kê" if folder == "inventory" else "Tệp gốc") in finding for finding in findings)
    with damaged(file, damage), pytest.raises(InputProblem):
        export_data(store, tmp_path / "out")
    assert verify(store).findings == ()


def test_the_whole_inventory_gone_is_found(kept: Path) -> None:
    with damaged(kept / "store" / "inventory", gone):
        assert verify(Store(kept / "store")).findings


def test_nothing_is_written_on_top_of_a_store_that_lost_what_was_kept_last(kept: Path) -> None:
    store = Store(kept / "store")
    for table in ("captures", "own_counts", "commits"):
        with damaged(kept / "store" / table, last_entry_gone), pytest.raises(InputProblem, match="sao lưu"):
            mixed(3).keep(store)
    mixed(3).keep(store)
    assert verify(store).findings == ()


@pytest.mark.parametrize("place", ["not there", "a file", "an empty folder"])
def test_where_no_store_is_nothing_is_said_to_be_whole(
    tmp_path: Path, place: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / place
    if place == "a file":
        path.write_bytes(b"x")
    elif place == "an empty folder":
        path.mkdir()
    assert main(["verify", "--store", str(path)]) == 1
    said = capsys.readouterr()
    assert "không có kho dữ liệu" in said.err
    assert not said.out


def test_the_command_names_each_fault_and_says_what_to_do(
    kept: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = str(kept / "store")
    with damaged(kept / "store" / "decisions", gone):
        assert main(["verify", "--store", store]) == 1
    said = capsys.readouterr().err
    assert "Bảng decisions: bị mất." in said
    assert "python -m indicators restore" in said
    assert main(["verify", "--store", store]) == 0
