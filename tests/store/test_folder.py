"""A file lies under its name whole or not at all, whatever happens while it is written."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pyarrow as pa
import pytest
from deltalake import DeltaTable, write_deltalake
from deltalake.exceptions import DeltaProtocolError

from indicators.store.delta import WRITING
from indicators.store.folder import Folder

# Refused by the file system's stream once it is open.
UNWRITABLE = cast(bytes, None)


@pytest.mark.parametrize("before", [None, b"as it came"])
def test_a_write_that_fails_midway_leaves_what_was_there_and_nothing_beside_it(
    tmp_path: Path, before: bytes | None
) -> None:
    folder = Folder(tmp_path)
    if before is not None:
        folder.write("raw/file", before)
    with pytest.raises(TypeError):
        folder.write("raw/file", UNWRITABLE)
    assert folder.content("raw/file") == before
    assert folder.names("raw") == ([] if before is None else ["file"])


def test_a_table_whose_rows_its_files_alone_do_not_tell_is_not_read_as_if_they_did(tmp_path: Path) -> None:
    write_deltalake(tmp_path / "kept", pa.table({"row": [1, 2]}))
    folder, table = Folder(tmp_path), DeltaTable(tmp_path / "kept")
    assert folder.rows(table, "kept")["row"].to_pylist() == [1, 2]
    # As a program does that marks rows as deleted and leaves them where they are.
    table.alter.set_table_properties({"delta.enableDeletionVectors": "true"})
    with pytest.raises(DeltaProtocolError):
        folder.rows(DeltaTable(tmp_path / "kept"), "kept")


def test_columns_that_older_files_of_a_table_lack_are_empty(tmp_path: Path) -> None:
    write_deltalake(tmp_path / "kept", pa.table({"row": [1]}))
    more = pa.table({"row": [2], "told": ["later"]})
    write_deltalake(tmp_path / "kept", more, mode="append", schema_mode="merge")
    rows = Folder(tmp_path).rows(DeltaTable(tmp_path / "kept"), "kept", ["told", "row"])
    assert sorted(rows.to_pylist(), key=lambda row: row["row"]) == [
        {"told": None, "row": 1},
        {"told": "later", "row": 2},
    ]


def test_a_table_is_looked_through_in_pieces_and_what_is_damaged_is_found(tmp_path: Path) -> None:
    rows = pa.table(
        {"row": pa.array(range(1_000_000)), "told": pa.array([f"{n:040}" for n in range(1_000_000)])}
    )
    write_deltalake(tmp_path / "kept", rows, writer_properties=WRITING)
    folder, table = Folder(tmp_path), DeltaTable(tmp_path / "kept")
    pool, before = pa.proxy_memory_pool(pa.default_memory_pool()), pa.default_memory_pool()
    pa.set_memory_pool(pool)
    try:
        folder.look_through(table, "kept")
    finally:
        pa.set_memory_pool(before)
    assert 0 < pool.max_memory() < rows.nbytes / 3
    (file,) = (tmp_path / "kept").glob("*.parquet")
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2])
    with pytest.raises((OSError, pa.ArrowInvalid)):
        folder.look_through(table, "kept")
    file.unlink()
    with pytest.raises(FileNotFoundError):
        folder.look_through(table, "kept")
