"""The whole store written out, to be read without this software, and put into a store again.

Parquet and CSV of every table, the bytes that arrived, the catalogue, `data/reference`, and a manifest with
the SHA-256 of every file. Put back, everything has its own ids, times and names; what a store has already is
left as it is.
"""

from __future__ import annotations

import csv
import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from indicators import __version__, catalogue, formats
from indicators.errors import InputProblem
from indicators.paths import reference_folder
from indicators.store.attempt import turn
from indicators.store.delta import shaped
from indicators.store.folder import Folder
from indicators.store.store import Store
from indicators.store.tables import SCHEMAS
from indicators.store.verify import verify

FORMAT, MANIFEST = "indicators-store-1", "manifest.json"
CATALOGUES = Path(catalogue.__file__).parent
_READ_ME = """The whole store of the province's indicators, written by {program}.
Toàn bộ kho dữ liệu chỉ số của tỉnh, do {program} ghi ra.

tables/    every table, as Parquet and as CSV / mọi bảng, dạng Parquet và CSV
raw/       the files as they arrived, named by their SHA-256 / tệp gốc, đặt tên theo SHA-256
reference/ the province's own settings / thiết lập riêng của tỉnh
catalogue/ the index: codes, names, points, rules, sources / bộ chỉ số: mã, tên, điểm, cách tính, nguồn
manifest.json  the SHA-256 of every file / SHA-256 của mọi tệp

A row of captures, overdue_lists or own_lists is what makes the rows with its id in the other tables visible.
Times are UTC. Lists of overdue dossiers tell nothing of applicants; only a scrubbed copy was ever kept.
Mỗi dòng của captures, overdue_lists, own_lists làm cho các dòng cùng mã ở các bảng khác có hiệu lực.
Thời điểm theo giờ UTC. Danh sách hồ sơ quá hạn không có thông tin người nộp.

CSV: UTF-8 with BOM, semicolons between cells, decimal commas, a missing value is an empty cell; words that a table
program would run as a formula begin with an apostrophe. Excel in Vietnam opens them by a double click; pandas reads
them with pandas.read_csv(file, sep=";", decimal=",", encoding="utf-8-sig").
CSV: UTF-8 có BOM, các ô cách nhau bằng dấu chấm phẩy, thập phân dùng dấu phẩy, ô trống là không có giá trị; chữ mà
chương trình bảng tính coi là công thức có dấu nháy đơn đứng trước. Excel tiếng Việt mở bằng cách bấm đúp.

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
            do="No backup was written. Keep the last good one.",
            command="python -m indicators verify",
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
    folder.parent.mkdir(parents=True, exist_ok=True)
    # Written aside: under the name that was asked for there is a whole backup or none.
    aside = Path(tempfile.mkdtemp(prefix=f"{folder.name}.", suffix=".part", dir=folder.parent))
    try:
        # Nobody writes meanwhile: what is read of one table then fits what is read of the others.
        with turn(store.folder):
            rows = _write(store, aside)
        _check(aside)
        if folder.exists():
            folder.rmdir()
        aside.rename(folder)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return Archived(rows)


def _write(store: Store, folder: Path) -> dict[str, int]:
    """Write everything, with the manifest last; how many rows each table has."""
    rows = store.rows()
    tables = {name: rows.of(name) for name in SCHEMAS}
    (folder / "tables").mkdir()
    for name, table in tables.items():
        pq.write_table(table, folder / "tables" / f"{name}.parquet", compression="zstd")
        _write_csv(folder / "tables" / f"{name}.csv", table)
    (folder / "raw").mkdir()
    for sha256 in _raw_names(tables):
        content = store.raw(sha256)
        if content is None:
            raise InputProblem("the file is missing.", do="No backup was written.", file=f"raw/{sha256}")
        (folder / "raw" / sha256).write_bytes(content)
    for name, source in (("catalogue", CATALOGUES.glob("*.toml")), ("reference", _files(reference_folder()))):
        (folder / name).mkdir()
        for file in sorted(source):
            (folder / name / file.name).write_bytes(file.read_bytes())
    columns = "\n".join(
        f"{name}: {', '.join(f'{field.name} ({field.type})' for field in schema)}"
        for name, schema in SCHEMAS.items()
    )
    written = _READ_ME.format(program=f"indicators {__version__}", columns=columns)
    (folder / "README.txt").write_text(written, encoding="utf-8-sig")
    files = {path.relative_to(folder).as_posix(): _sha256(path) for path in _files(folder)}
    manifest = {"format": FORMAT, "made_by": f"indicators {__version__}", "files": files}
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1, ensure_ascii=False), encoding="utf-8")
    Folder(folder).flush([*files, MANIFEST])
    return {name: table.num_rows for name, table in tables.items()}


def other_reference(folder: Path) -> list[str]:
    """Name the settings in `data/reference` that a backup has otherwise than this place has them."""
    own = {file.name: file.read_bytes() for file in _files(reference_folder())}
    kept = _reference(folder)
    return sorted(name for name, content in kept.items() if name in own and own[name] != content)


def restore_reference(folder: Path, *, is_replaced: bool) -> None:
    """Put back a backup's `data/reference`: files that are not here, and others where they are to be replaced."""
    here = reference_folder()
    for name, content in _reference(folder).items():
        if is_replaced or not (here / name).exists():
            Folder(here).write(name, content)


def _reference(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in _files(folder / "reference")}


def is_archive(folder: Path) -> bool:
    """Tell whether a folder is what `export_data` writes."""
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


def _cell(value: Any) -> str:
    """Write a cell as Excel in Vietnam and pandas (sep=";", decimal=",") read it alike; words run as no formula."""
    match value:
        case None:
            return ""
        case float():
            return repr(value).replace(".", ",")
        case datetime():
            return value.isoformat()
        case list() | dict():
            return json.dumps(value, ensure_ascii=False, default=str)
    return formats.no_formula(str(value))


def _check(folder: Path) -> None:
    """Hold every file against the manifest; InputProblem where one is missing or changed, or it is itself."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        files: dict[str, str] = manifest["files"]
    except (OSError, ValueError, KeyError, TypeError):
        raise InputProblem(
            "there is no whole backup in it: its manifest is missing or damaged.",
            do="Copy the whole folder again, or take another backup.",
            file=str(folder),
        ) from None
    for name, sha256 in files.items():
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
