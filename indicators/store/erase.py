"""Erasing from a store what tells of a person and should not have got in.

All that is visible is written anew beside the store, each text as far as it tells of nobody, raw files as their
copies; then the new one takes the old one's place. So nothing is left: no old file of a table, no log, no raw
file. The history says that it was done, by whom, and how many rows it changed.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import shutil
import sys
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from indicators.errors import InputProblem
from indicators.privacy import names_somebody
from indicators.privacy.labels import HIDDEN, public_label
from indicators.privacy.procedures import public_field, public_procedure
from indicators.privacy.typed import public_note
from indicators.privacy.units import is_public_unit
from indicators.reference.agencies import load_register
from indicators.reference.agency_names import agency_key
from indicators.reference.dossier_code import DossierCode
from indicators.reference.portal_codes import portal_code
from indicators.sources import read_file
from indicators.sources.encodings import decoded
from indicators.sources.files import SourceFile
from indicators.sources.kept_copy import kept_copies, public_answer
from indicators.sources.portal_answer import is_code
from indicators.store.attempt import turn
from indicators.store.capture import digest
from indicators.store.decision import Decision
from indicators.store.exchange import exchange
from indicators.store.overdue_list import digest as digest_of_list
from indicators.store.store import Store
from indicators.store.tables import SCHEMAS
from indicators.translation import text

# Ids that are made here, or by the portal: nobody's name.
_MADE_ID = re.compile(r"unnamed-.*|[0-9a-f]{24,32}|\d{8}T\d{6}Z-.*|[0-9a-fA-F-]{36}|\d{1,6}")
# Windows renames no folder in which a file is open; there nobody else may have it open either.
_LOCK_HOLDS_FOLDER = sys.platform == "win32"
# To remove a folder.
_ATTEMPTS = 3
_MOMENT = re.compile(r"20\d\d-\d\d-\d\d(?:[T ][\d:.+Z-]*)?")
_QUOTED = re.compile(r"“([^”]*)”")
_NAMED = re.compile(r"(?P<name>.*?)(?P<code> \([^()]*\))?")


@dataclass(frozen=True, slots=True)
class Erased:
    """How many rows of each table, and how many raw files, were or would be changed."""

    rows: dict[str, int]
    raw: int

    @property
    def is_nothing(self) -> bool:
        return not self.raw and not any(self.rows.values())


def erase(store: Store, by: str, texts: Sequence[str] = (), *, dry_run: bool = False) -> Erased:
    """Take out what tells of a person, and every text that holds one of `texts`.

    Nobody else writes to it meanwhile. InputProblem for a store that is not on this machine.
    """
    if not store.is_local:
        raise InputProblem(
            "only a store on this machine can be written anew.",
            do="Copy it here, erase, and put it back.",
            file=store.url,
        )
    anew = Store(f"{store.url}.{uuid.uuid4().hex[:8]}")
    try:
        with turn(store.folder):
            eraser = _Eraser(store, texts)
            tables, raw = eraser.tables(), eraser.raw
            erased = Erased(eraser.changed, eraser.raw_changed)
            if dry_run or erased.is_nothing:
                return erased
            anew.restore(tables, raw)
            rows = sum(erased.rows.values())
            reason = text(
                "{rows} rows and {files} files held what tells of people", rows=rows, files=erased.raw
            )
            anew.enter([Decision("erasure", None, by, reason)])
            if not _LOCK_HOLDS_FOLDER:
                exchange(Path(anew.url), Path(store.url))
        if _LOCK_HOLDS_FOLDER:
            exchange(Path(anew.url), Path(store.url))
    finally:
        _remove(Path(anew.url))
    return erased


def _remove(folder: Path) -> None:
    """Remove a folder with all that is in it; InputProblem where something stays, for it tells of people."""
    for _ in range(_ATTEMPTS):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return
    raise InputProblem(
        "the folder {folder} could not be removed and holds what was to be erased.",
        do="Remove it by hand.",
        folder=str(folder),
    )


@dataclass
class _Eraser:
    """Every table's rows as they may stay; `raw` are the bytes to keep."""

    store: Store
    texts: Sequence[str]
    changed: dict[str, int] = field(default_factory=dict)
    raw: list[bytes] = field(default_factory=list)
    raw_changed: int = 0
    _ids: dict[str, str] = field(default_factory=dict)
    _labels: dict[str, str] = field(default_factory=dict)
    _digests: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        names = set(self.store.observations()["unit_name"].to_pylist()) - {None}
        self._kept_ids = {agency.agency_id for agency in load_register().agencies}
        self._kept_ids |= {
            agency_key(name) for name in names if is_public_unit(name) and not self._is_told(name)
        }
        self._doors: dict[str, Callable[[str], str | None]] = {
            **dict.fromkeys(("file", "sheet", "name", "part", "header", "place"), self._label),
            **dict.fromkeys(("agency_id", "handler_id", "subject_id", "target_id"), self._identity),
            **dict.fromkeys(("reason", "document", "title", "document_number", "written"), public_note),
            "unit_name": lambda name: name if is_public_unit(name) else HIDDEN,
            "unit_code": lambda code: code if portal_code(code) else None,
            "quality": lambda flag: flag if is_code(flag) else HIDDEN,
            "procedure": public_procedure,
            "field": public_field,
            "unrecognised": self._unrecognised,
            "warnings": self._sentence,
            "titles": self._titles,
            "sha256": lambda sha256: self._digests.get(sha256, sha256),
            "scrubbed_sha256": lambda sha256: self._digests.get(sha256, sha256),
        }

    def tables(self) -> dict[str, pa.Table]:
        """Return all tables (SCHEMAS), by name."""
        self._keep_raw()
        rows = {name: self._rows(name) for name in SCHEMAS}
        tables = {name: pa.Table.from_pylist(of, schema=SCHEMAS[name]) for name, of in rows.items()}
        for name, detail, key, made in (
            ("captures", "observations", "capture_id", digest),
            ("overdue_lists", "overdue_dossiers", "list_id", digest_of_list),
        ):
            for row in rows[name]:
                row["digest"] = made(tables[detail].filter(pc.equal(tables[detail][key], row[key])))
            tables[name] = pa.Table.from_pylist(rows[name], schema=SCHEMAS[name])
        return tables

    def _rows(self, name: str) -> list[dict[str, Any]]:
        before = self.store.read(name).to_pylist()
        after = [{key: self._value(key, value) for key, value in row.items()} for row in before]
        self.changed[name] = sum(was != other for was, other in zip(before, after, strict=True))
        return after

    def _value(self, key: str, value: Any) -> Any:
        if isinstance(value, list):
            return [self._value(key, each) for each in value]
        if isinstance(value, dict):
            return {inner: self._value(inner, each) for inner, each in value.items()}
        if not isinstance(value, str) or key not in self._doors:
            return value
        if self._is_told(value):
            return self._doors[key](HIDDEN) or HIDDEN
        return self._doors[key](value)

    def _is_told(self, value: str) -> bool:
        """Tell whether a text is one that was named to be erased."""
        return any(told.casefold() in value.casefold() for told in self.texts)

    def _label(self, label: str) -> str:
        self._labels[label] = "/".join(map(public_label, label.split("/")))
        return self._labels[label]

    def _identity(self, identity: str) -> str:
        is_kept = identity in self._kept_ids or portal_code(identity) or _MADE_ID.fullmatch(identity)
        if is_kept or is_public_unit(identity):
            return identity
        return self._ids.setdefault(identity, f"unnamed-{uuid.uuid4().hex[:12]}")

    def _unrecognised(self, written: str) -> str:
        found = _NAMED.fullmatch(written)
        name, code = (found["name"], found["code"] or "") if found else (written, "")
        return written if is_public_unit(name) else f"{HIDDEN}{code if not names_somebody(code) else ''}"

    def _sentence(self, sentence: str) -> str:
        for label, public in self._labels.items():
            sentence = sentence.replace(label, public) if label != public else sentence
        return _QUOTED.sub(lambda found: f"“{public_label(found[1])}”", sentence)

    def _titles(self, written: str) -> str:
        titles = {key: public_note(title) for key, title in json.loads(written).items()}
        return json.dumps(titles, ensure_ascii=False, sort_keys=True)

    def _keep_raw(self) -> None:
        """Keep every raw file that a row names, as it may stay."""
        names = {
            file["sha256"]: file["name"] for row in self.store.captures().to_pylist() for file in row["files"]
        }
        copies = [
            file["scrubbed_sha256"]
            for row in self.store.read("overdue_lists").to_pylist()
            for file in row["files"]
        ]
        for sha256 in dict.fromkeys([*names, *copies]):
            content = self.store.raw(sha256)
            if content is None:
                continue
            kept = _of_scores(names[sha256], content) if sha256 in names else self._of_list(content)
            for told in self.texts:
                kept = kept.replace(told.encode(), HIDDEN.encode()) if not kept.startswith(b"PK") else kept
            self.raw.append(kept)
            self._digests[sha256] = hashlib.sha256(kept).hexdigest()
            self.raw_changed += self._digests[sha256] != sha256

    def _of_list(self, content: bytes) -> bytes:
        """Return a list's copy with its cells as far as they tell of nobody."""
        stream = io.StringIO(newline="")
        writer = csv.writer(stream)
        for row in csv.reader(io.StringIO(content.decode(), newline="")):
            writer.writerow([_public_cell(cell) for cell in row])
        return stream.getvalue().encode()


def _public_cell(cell: str) -> str:
    """Return a cell of a list's copy as far as it tells of nobody: a code, a moment, an office, a procedure."""
    is_told = _MOMENT.fullmatch(cell) or DossierCode.read(cell) or is_public_unit(cell)
    if is_told or public_label(cell) == cell:
        return cell
    return public_procedure(cell) or ""


def _of_scores(name: str, content: bytes) -> bytes:
    """Return the copy of a file of scores; of one that can no longer be read, nothing."""
    try:
        said, read = read_file(SourceFile(name, content))
        return kept_copies([read], said)[1][0] if isinstance(said, list) else b""
    except InputProblem:
        is_answer = content.lstrip().startswith((b"{", b"["))
        return public_answer(content, json.loads(decoded(name, content))) if is_answer else b""
