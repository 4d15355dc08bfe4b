"""Verification that the store still holds what was put into it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from indicators import sources
from indicators.errors import InputProblem
from indicators.periods import Period
from indicators.sources.files import SourceFile
from indicators.sources.records import place_in_file
from indicators.store import damage
from indicators.store.capture import digest
from indicators.store.overdue_list import digest as digest_of_list
from indicators.store.rows import divided
from indicators.store.store import Store
from indicators.store.tables import SCHEMAS
from indicators.translation import text


@dataclass(frozen=True, slots=True)
class Checked:
    """What was looked at, and one sentence for each fault found."""

    captures: int
    observations: int
    files: int
    findings: tuple[str, ...]


def verify(store: Store) -> Checked:
    """Check every file against the inventory and its table's log, all rows and raw bytes against their digests.

    Rows of an attempt that was cut off are no fault: nobody reads them. Raises InputProblem where there is no
    store at all.
    """
    if not store.is_begun():
        raise InputProblem(
            "there is no store at {store}.",
            do="Check the address.",
            command="--store, INDICATORS_STORE",
            store=store.url,
        )
    looked = damage.look(store.folder)
    if looked.findings:
        return Checked(0, 0, looked.files, looked.findings)
    rows_of = store.rows().of
    captures, observations = rows_of("captures").to_pylist(), divided(rows_of("observations"), "capture_id")
    findings = [fault for capture in captures for fault in _rows(capture, observations)]
    findings += _raw(captures, observations, store)
    findings += _lists(store, rows_of) + _own_lists(rows_of)
    count = sum(row["observations"] for row in captures)
    return Checked(len(captures), count, looked.files, tuple(findings))


def _rows(capture: dict[str, Any], observations: Mapping[str, pa.Table]) -> list[str]:
    rows = observations.get(capture["capture_id"], SCHEMAS["observations"].empty_table())
    if rows.num_rows == capture["observations"] and digest(rows) == capture["digest"]:
        return []
    return [text("Capture {capture}: its observations are not those that were kept.", capture=_name(capture))]


def _lists(store: Store, rows_of: Callable[[str], pa.Table]) -> list[str]:
    """Find faults of lists of overdue dossiers: other rows than were kept, scrubbed copies gone or changed."""
    findings = []
    dossiers = divided(rows_of("overdue_dossiers"), "list_id")
    for overdue_list in rows_of("overdue_lists").to_pylist():
        rows = dossiers.get(overdue_list["list_id"], SCHEMAS["overdue_dossiers"].empty_table())
        if rows.num_rows != overdue_list["dossiers"] or digest_of_list(rows) != overdue_list["digest"]:
            day = f"{overdue_list['listed_on']:%d/%m/%Y}"
            findings.append(text("List of {day}: its dossiers are not those that were kept.", day=day))
        for file in overdue_list["files"]:
            content = store.raw(file["scrubbed_sha256"])
            if content is None:
                findings.append(text("Raw file “{file}” is missing.", file=file["name"]))
            elif hashlib.sha256(content).hexdigest() != file["scrubbed_sha256"]:
                findings.append(text("Raw file “{file}” was changed.", file=file["name"]))
    return findings


def _own_lists(rows_of: Callable[[str], pa.Table]) -> list[str]:
    """Find faults of the province's own counts: fewer or more rows than were kept."""
    counts, dossiers = (rows_of(name)["list_id"].to_pylist() for name in ("own_counts", "own_dossiers"))
    return [
        text(
            "Own count of {day}: its rows are not those that were kept.", day=f"{row['counted_at']:%d/%m/%Y}"
        )
        for row in rows_of("own_lists").to_pylist()
        if (counts.count(row["list_id"]), dossiers.count(row["list_id"])) != (row["counts"], row["dossiers"])
    ]


def _raw(captures: Sequence[dict[str, Any]], observations: Mapping[str, pa.Table], store: Store) -> list[str]:
    """Find faults of raw files: gone, changed, or no longer giving the values that were kept of them."""
    findings = []
    kept = {file["sha256"]: file["name"] for capture in captures for file in capture["files"]}
    for sha256, name in kept.items():
        content = store.raw(sha256)
        if content is None:
            findings.append(text("Raw file “{file}” is missing.", file=name))
        elif hashlib.sha256(content).hexdigest() != sha256:
            findings.append(text("Raw file “{file}” was changed.", file=name))
        else:
            findings += _unlike_raw(SourceFile(name, content, None), sha256, captures, observations)
    return findings


def _unlike_raw(
    file: SourceFile, sha256: str, captures: Sequence[dict[str, Any]], observations: Mapping[str, pa.Table]
) -> list[str]:
    parts = {
        (capture["capture_id"], kept["part"]): Period.parse(capture["period"])
        for capture in captures
        for kept in capture["files"]
        if kept["sha256"] == sha256
    }
    try:
        extracts = sources.read([file]).extracts
    except InputProblem as problem:
        return [text("Raw file “{file}” can no longer be read: {problem}", file=file.name, problem=problem)]
    said = {
        _figures(place_in_file(extract, value), value) for extract in extracts for value in extract.values
    }
    of_captures = {capture_id for capture_id, _ in parts} & observations.keys()
    unlike = sum(
        _figures(row["place"], SimpleNamespace(**row)) not in said
        for capture_id in of_captures
        for row in observations[capture_id].filter(pc.field("file") == file.name).to_pylist()
        if row["origin"] == "official"
    )
    if not unlike:
        return []
    return [
        text(
            "Raw file “{file}” does not give {count} of the values kept of it.", file=file.name, count=unlike
        )
    ]


def _figures(place: str, value: Any) -> tuple[Any, ...]:
    return place, value.numerator, value.denominator, value.measure, value.score


def _name(capture: dict[str, Any]) -> str:
    return "{scope} {period} {captured_on:%d/%m/%Y} ({capture_id:.8})".format(**capture)
