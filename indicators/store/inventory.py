"""The store's inventory: at every commit a receipt of what lies where, with the SHA-256 of every file.

A table's own log tells what is in the table; the receipts tell what is in the log, and that there is a table.
Each is a file named by the commit's place and its own SHA-256, and names the one before it, so that none goes
and none changes unnoticed. A receipt covers what the tables came to hold since the one before.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any
from urllib.parse import unquote

from deltalake import DeltaTable

from indicators.store.folder import Folder

INVENTORY, LOG = "inventory", "_delta_log"
_NAME = re.compile(r"\d{12}-([0-9a-f]{16})\.json")
_LOGGED = re.compile(r"(\d{20})\.(json|checkpoint\.parquet)")


@dataclass(frozen=True, slots=True)
class Receipt:
    """What one commit left: `versions` of the tables by name, `files` by path with their SHA-256."""

    sequence: int
    attempt: str
    previous: str | None
    versions: Mapping[str, int]
    files: Mapping[str, str]
    name: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Inventory:
    """All receipts, the first first; `damaged` are the names of those that are not as they were written."""

    receipts: tuple[Receipt, ...]
    damaged: tuple[str, ...]

    def versions(self) -> dict[str, int]:
        """Return the version that each table had at least."""
        latest: dict[str, int] = {}
        for receipt in self.receipts:
            for name, version in receipt.versions.items():
                latest[name] = max(version, latest.get(name, -1))
        return latest

    def files(self) -> dict[str, str]:
        """Return the SHA-256 of every file ever written down."""
        return {path: sha256 for receipt in self.receipts for path, sha256 in receipt.files.items()}

    def gaps(self) -> list[str]:
        """Name receipts that others name and that are not there."""
        names = {receipt.name for receipt in self.receipts} | set(self.damaged)
        return sorted({receipt.previous for receipt in self.receipts if receipt.previous} - names)


def read(folder: Folder) -> Inventory:
    """Read every receipt of the store."""
    names = [name for name in folder.names(INVENTORY) if not name.endswith(".part")]
    read = {name: _receipt(folder, name) for name in names}
    return Inventory(
        tuple(receipt for receipt in read.values() if receipt),
        tuple(name for name, receipt in read.items() if receipt is None),
    )


def latest(folder: Folder) -> Receipt | None:
    """Find the last receipt that is as it was written; None where there is none."""
    for name in reversed(folder.names(INVENTORY)):
        if receipt := _receipt(folder, name):
            return receipt
    return None


def write(folder: Folder, receipt: Receipt) -> str:
    """Write a receipt down; the path it lies under."""
    told = {name: value for name, value in asdict(receipt).items() if name != "name"}
    content = json.dumps(told, indent=1, sort_keys=True).encode()
    path = f"{INVENTORY}/{receipt.sequence:012}-{_short(content)}.json"
    folder.write(path, content)
    return path


def _receipt(folder: Folder, name: str) -> Receipt | None:
    content, named = folder.content(f"{INVENTORY}/{name}"), _NAME.fullmatch(name)
    if content is None or named is None or named[1] != _short(content):
        return None
    told: dict[str, Any] = json.loads(content)
    return Receipt(**told, name=name)


def sha256_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _short(content: bytes) -> str:
    return sha256_of(content)[:16]


def landed(folder: Folder, name: str, table: DeltaTable, after: int) -> dict[str, str]:
    """List the files that a table came to hold since a version (-1: ever), by path with their SHA-256.

    Entries of its log, checkpoints of it, and the data files that the entries name.
    """
    digests: dict[str, str] = {}
    named: set[str] = set()
    if after < 0:
        named |= {unquote(path) for path in table.get_add_actions(flatten=True)["path"].to_pylist()}
    for logged in folder.names(f"{name}/{LOG}"):
        entry = _LOGGED.fullmatch(logged)
        if entry is None or not after < int(entry[1]) <= table.version():
            continue
        path = f"{name}/{LOG}/{logged}"
        content = folder.content(path) or b""
        digests[path] = sha256_of(content)
        if entry[2] == "json":
            named |= set(_added(content))
    for file in sorted(named):
        # One may be gone since: taken out of the table, and cleared away.
        if (sha256 := folder.sha256(f"{name}/{file}")) is not None:
            digests[f"{name}/{file}"] = sha256
    return digests


def _added(entry: bytes) -> Iterable[str]:
    """Return the paths, within the table, of the files that a log entry adds to it."""
    for line in entry.splitlines():
        action = json.loads(line)
        if "add" in action:
            yield unquote(action["add"]["path"])
