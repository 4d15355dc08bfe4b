"""The whole store written out, to be read without this software, and put into a store again.

Parquet and CSV of every table, the bytes that arrived, the catalogue, and a manifest with the SHA-256 of
every file. Put back, everything has its own ids, times and names; what a store has already is left as it is.
"""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from indicators import __version__, catalogue
from indicators.errors import InputProblem
from indicators.store.delta import shaped
from indicators.store.store import Store
from indicators.store.tables import SCHEMAS
from indicators.store.verify import verify

FORMAT, MANIFEST = "indicators-store-1", "manifest.json"
CATALOGUES = Path(catalogue.__file__).parent
_READ_ME = """The whole store of the province's indicators, written by {program}.
Toàn bộ kho dữ liệu chỉ số của tỉnh, do {program} ghi ra.

tables/    every table, as Parquet and as CSV (UTF-8, semicolons) / mọi bảng, dạng Parquet và CSV
raw/       the files as they arrived, named by their SHA-256 / tệp gốc, đặt tên theo SHA-256
catalogue/ the index: codes, names, points, rules, sources / bộ chỉ số: mã, tên, điểm, cách tính, nguồn
manifest.json  the SHA-256 of every file / SHA-256 của mọi tệp

A row of captures, overdue_lists or own_lists is what makes the rows with its id in the other tables visible.
Times are UTC. Lists of overdue dossiers tell nothing of applicants; only a scrubbed copy was ever kept.
Mỗi dòng của captures, overdue_lists, own_lists làm cho các dòng cùng mã ở các bảng khác có hiệu lực.
Thời điểm theo giờ UTC. Danh sách hồ sơ quá hạn không có thông tin người nộp.

Columns / các cột:
{columns}
"""


@dataclass(frozen=True, slots=True)
class Archived:
    """How many rows of each table were written out or put back."""

    rows: dict[str, int]


def export_data(store: Store, folder: Path) -> Archived:
    """Write everything into a folder.

    InputProblem, with nothing written, where the folder already holds something, and where the store is empty
    or not whole: nobody shall rely on a copy of that.
    """
    checked = verify(store)
    if checked.findings:
        raise InputProblem(
            "the store {store} is not whole: {findings}",
            do="No backup was written. Keep the last good one, and look with “python -m indicators verify”.",
            store=store.url,
            findings=" ".join(checked.findings),
        )
    if store.is_empty():
        raise InputProblem(
            "the store {store} is empty.", do="No backup was written. Check the address.", store=store.url
        )
    if folder.exists() and any(folder.iterdir()):
        raise InputProblem(
            "the folder is not empty.", do="Name a folder that is not there yet.", file=str(folder)
        )
    tables = {name: store.read(name) for name in SCHEMAS}
    for name, table in tables.items():
        place = folder / "tables"
        place.mkdir(parents=True, exist_ok=True)
        pq.write_table(table, place / f"{name}.parquet", compression="zstd")
        _write_csv(place / f"{name}.csv", table)
    for sha256 in _raw_names(tables):
        content = store.raw(sha256)
        if content is not None:
            (folder / "raw").mkdir(exist_ok=True)
            (folder / "raw" / sha256).write_bytes(content)
    (folder / "catalogue").mkdir()
    for file in sorted(CATALOGUES.glob("*.toml")):
        (folder / "catalogue" / file.name).write_bytes(file.read_bytes())
    columns = "\n".join(
        f"{name}: {', '.join(f'{field.name} ({field.type})' for field in schema)}"
        for name, schema in SCHEMAS.items()
    )
    written = _READ_ME.format(program=f"indicators {__version__}", columns=columns)
    (folder / "README.txt").write_text(written, encoding="utf-8-sig")
    files = {path.relative_to(folder).as_posix(): _sha256(path) for path in _files(folder)}
    manifest = {"format": FORMAT, "made_by": f"indicators {__version__}", "files": files}
    # Last: a folder without it is one that was not finished.
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1, ensure_ascii=False), encoding="utf-8")
    return Archived({name: table.num_rows for name, table in tables.items()})


def is_archive(folder: Path) -> bool:
    """Whether a folder is what `export_data` writes."""
    return (folder / MANIFEST).is_file() and FORMAT in (folder / MANIFEST).read_text(encoding="utf-8")


def import_data(store: Store, folder: Path) -> Archived:
    """Put back what the store does not have; the rows put back, by table.

    Raises InputProblem, with the store unchanged, where a file is missing or was changed.
    """
    _check(folder)
    tables = {name: _read(folder, name) for name in SCHEMAS}
    raw = (file.read_bytes() for file in sorted((folder / "raw").glob("*")))
    return Archived(store.restore(tables, raw))


def _raw_names(tables: dict[str, pa.Table]) -> Iterable[str]:
    captures = (file["sha256"] for row in tables["captures"].to_pylist() for file in row["files"])
    lists = (file["scrubbed_sha256"] for row in tables["overdue_lists"].to_pylist() for file in row["files"])
    return sorted({*captures, *lists})


def _write_csv(path: Path, table: pa.Table) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
        writer.writerow(table.schema.names)
        for batch in table.to_batches(max_chunksize=20_000):
            writer.writerows(zip(*(map(_cell, column.to_pylist()) for column in batch.columns), strict=True))


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    return json.dumps(value, ensure_ascii=False, default=str) if isinstance(value, list | dict) else value


def _check(folder: Path) -> None:
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    for name, sha256 in manifest["files"].items():
        path = folder / name
        if not path.is_file():
            raise InputProblem("the file is missing.", do="Copy the whole folder again.", file=name)
        if _sha256(path) != sha256:
            raise InputProblem(
                "the file was changed since it was written.", do="Copy the whole folder again.", file=name
            )


def _read(folder: Path, name: str) -> pa.Table:
    path = folder / "tables" / f"{name}.parquet"
    return shaped(pq.read_table(path), SCHEMAS[name]) if path.exists() else SCHEMAS[name].empty_table()


def _files(folder: Path) -> Iterable[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
