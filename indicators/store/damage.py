"""Damage of a store: files that are gone or changed, by the inventory and the tables' logs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

import pyarrow as pa
import pyarrow.parquet as pq
from deltalake import DeltaTable
from deltalake.exceptions import DeltaError

from indicators.store import inventory
from indicators.store.attempt import PENDING
from indicators.store.delta import opened_table
from indicators.store.folder import Folder
from indicators.store.inventory import INVENTORY, LOG, Inventory
from indicators.store.tables import COMMITS, WRITTEN
from indicators.translation import text


@dataclass(frozen=True, slots=True)
class Looked:
    """How many files of tables were looked at, and a sentence for each fault found."""

    files: int
    findings: tuple[str, ...]


def look(folder: Folder) -> Looked:
    """Hold every table, log and receipt of a store against what the inventory says of it."""
    known = inventory.read(folder)
    is_writing = bool(folder.names(PENDING))
    count, findings = 0, _of_inventory(folder, known, is_writing=is_writing)
    is_whole = bool(known.receipts) and not findings
    versions, digests = known.versions(), known.files()
    for name in WRITTEN:
        told = {path: sha256 for path, sha256 in digests.items() if path.startswith(f"{name}/")}
        looked = _of_table(folder, name, versions.get(name), told, is_whole=is_whole, is_writing=is_writing)
        count += looked.files
        findings += looked.findings
    return Looked(count, tuple(findings))


def _of_inventory(folder: Folder, known: Inventory, *, is_writing: bool) -> list[str]:
    """Find receipts changed or gone.

    The last one may lack of an attempt that was cut off, as `pending` then says.
    """
    findings = [text("Inventory {file}: was changed.", file=f"{INVENTORY}/{name}") for name in known.damaged]
    findings += [text("Inventory {file}: is missing.", file=f"{INVENTORY}/{name}") for name in known.gaps()]
    entries = [int(name[:20]) for name in folder.names(f"{COMMITS}/{LOG}") if name.endswith(".json")]
    is_behind = max(entries, default=-1) > known.versions().get(COMMITS, -1)
    if is_behind and not findings and not is_writing:
        findings.append(text("Inventory: lacks what was kept last."))
    return findings


def _of_table(
    folder: Folder,
    name: str,
    version: int | None,
    digests: Mapping[str, str],
    *,
    is_whole: bool,
    is_writing: bool,
) -> Looked:
    """Hold a table against its `version`, and its files and log against the `digests`, that the inventory tells."""
    findings = _of_log(folder, name, digests)
    try:
        table = opened_table(f"{folder.url}/{name}")
        is_log_read = True
    except (DeltaError, OSError, ValueError):
        table, is_log_read = None, False
    if table is None:
        if not is_log_read and not findings:
            findings.append(text("Table {table}: its log cannot be read.", table=name))
        elif version is not None and is_log_read:
            is_gone = not folder.names(name)
            gone = text("Table {table}: is missing.", table=name)
            findings = [gone if is_gone else text("Table {table}: its log is missing.", table=name)]
        return Looked(0, tuple(findings))
    is_beyond = table.version() > (-1 if version is None else version)
    if is_whole and is_beyond and not is_writing:
        # What was written without a commit of the store's, or the commits and their receipts are gone.
        findings.append(text("Table {table}: has more than the commits account for.", table=name))
    elif not is_beyond and version is not None and table.version() < version and not findings:
        findings.append(text("Table {table}: lacks what was kept last.", table=name))
    is_counted = is_whole and not is_beyond
    files, of_files = _of_files(folder, name, table, digests, is_counted=is_counted)
    return Looked(files, (*findings, *of_files))


def _of_log(folder: Folder, name: str, digests: Mapping[str, str]) -> list[str]:
    """Find entries of a table's log that are gone, empty or changed."""
    findings, there = [], set(folder.names(f"{name}/{LOG}"))
    if not there:
        return []
    for path, sha256 in digests.items():
        if not path.startswith(f"{name}/{LOG}/"):
            continue
        entry = path.rpartition("/")[2]
        if entry not in there:
            findings.append(
                text("Table {table}: entry {entry} of its log is missing.", table=name, entry=entry)
            )
        elif folder.sha256(path) != sha256:
            findings.append(
                text("Table {table}: entry {entry} of its log was changed.", table=name, entry=entry)
            )
    return findings


def _of_files(
    folder: Folder, name: str, table: DeltaTable, digests: Mapping[str, str], *, is_counted: bool
) -> tuple[int, list[str]]:
    """Count the files the log names, and find those missing, or not as they were written."""
    findings = []
    logged_files = pa.table(table.get_add_actions(flatten=True)).to_pylist()
    for logged in logged_files:
        path = f"{name}/{unquote(logged['path'])}"
        sha256 = digests.get(path)
        if fault := _file_fault(folder, path, logged, sha256):
            findings.append(text("Table file {path}: {fault}.", path=path, fault=fault))
        elif sha256 is None and is_counted:
            findings.append(
                text("Table file {path}: {fault}.", path=path, fault=text("no commit brought it"))
            )
    return len(logged_files), findings


def _file_fault(folder: Folder, path: str, logged: dict[str, Any], sha256: str | None) -> str | None:
    content = folder.content(path)
    if content is None:
        return text("is missing")
    if len(content) != logged["size_bytes"]:
        return text("has {size} bytes, {logged} in the log", size=len(content), logged=logged["size_bytes"])
    if sha256 is not None and inventory.sha256_of(content) != sha256:
        return text("was changed")
    try:
        rows = pq.ParquetFile(pa.BufferReader(content)).read().num_rows
    except (pa.ArrowException, OSError):
        return text("cannot be read")
    if rows != logged["num_records"]:
        return text("has {rows} rows, {logged} in the log", rows=rows, logged=logged["num_records"])
    return None
