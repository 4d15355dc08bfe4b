"""A capture: what was read of one period at one moment, ready to be kept.

A capture never changes once kept. Its observations carry a digest, so that a changed row is noticed.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa

from indicators.codes import SourceKind, System
from indicators.periods import Period, vietnam_day

MOMENT = pa.timestamp("us", tz="UTC")
# Where in its file a row of a list stands.
PLACE_IN_LIST = (pa.field("file", pa.string()), pa.field("sheet", pa.string()), pa.field("row", pa.int64()))

OBSERVATIONS = pa.schema(
    [
        pa.field("capture_id", pa.string()),
        pa.field("agency_id", pa.string()),
        pa.field("unit_code", pa.string()),
        pa.field("unit_name", pa.string()),
        pa.field("level", pa.string()),
        pa.field("node", pa.string()),
        pa.field("numerator", pa.float64()),
        pa.field("denominator", pa.float64()),
        pa.field("measure", pa.float64()),
        pa.field("score", pa.float64()),
        pa.field("max_score", pa.float64()),
        pa.field("quality", pa.list_(pa.string())),
        pa.field("origin", pa.string()),
        pa.field("file", pa.string()),
        pa.field("place", pa.string()),
    ]
)

CAPTURES = pa.schema(
    [
        pa.field("capture_id", pa.string()),
        pa.field("source", pa.string()),
        pa.field("scope", pa.string()),
        pa.field("period", pa.string()),
        pa.field("period_kind", pa.string()),
        pa.field("period_start", pa.date32()),
        pa.field("period_end", pa.date32()),
        pa.field("captured_at", MOMENT),
        pa.field("captured_on", pa.date32()),
        pa.field("captured_at_given", pa.bool_()),
        pa.field("imported_at", MOMENT),
        pa.field("imported_by", pa.string()),
        pa.field("index_version", pa.string()),
        pa.field("system", pa.string()),
        pa.field("is_open", pa.bool_()),
        pa.field("is_demo", pa.bool_()),
        pa.field(
            "files",
            pa.list_(pa.struct([("name", pa.string()), ("part", pa.string()), ("sha256", pa.string())])),
        ),
        pa.field("content_key", pa.string()),
        pa.field("observations", pa.int64()),
        pa.field("digest", pa.string()),
        pa.field("agencies", pa.int64()),
        pa.field("components", pa.int64()),
        pa.field("unrecognised", pa.list_(pa.string())),
        pa.field("warnings", pa.list_(pa.string())),
        pa.field(
            "cut_short",
            pa.list_(
                pa.struct(
                    [
                        ("node", pa.string()),
                        ("levels", pa.list_(pa.string())),
                        ("given", pa.int64()),
                        ("told", pa.int64()),
                    ]
                )
            ),
        ),
    ]
)


@dataclass(frozen=True, slots=True)
class KeptFile:
    """What was read of a file: its name for people, the endpoint or sheet, what is kept of it by SHA-256.

    `arrived_sha256` is of the bytes as they arrived, where they are not what is kept.
    """

    name: str
    part: str
    sha256: str
    arrived_sha256: str = ""


@dataclass(frozen=True, slots=True)
class CutShort:
    """Of a component fewer units were given, of these levels, than the source itself told that it has."""

    node: str
    levels: tuple[str, ...]
    given: int
    told: int


@dataclass(frozen=True, slots=True)
class Capture:
    """One capture with its observations (rows of OBSERVATIONS).

    `agencies` counts the units with any value; `components` the (level, component) pairs with any value:
    what a later capture of the same period must reach to replace this one. `captured_at_given` is False
    where neither the file nor the user told when it was read, so the moment of import stands in.
    """

    capture_id: str
    source: SourceKind
    scope: str
    period: Period
    captured_at: datetime
    index_version: str
    system: System
    observations: pa.Table
    agencies: int
    components: int
    captured_at_given: bool = True
    is_demo: bool = False
    files: tuple[KeptFile, ...] = ()
    unrecognised: tuple[str, ...] = ()
    warnings: tuple[str, ...] = field(default=())
    cut_short: tuple[CutShort, ...] = ()

    @property
    def is_open(self) -> bool:
        return self.period.is_open(self.captured_at)

    @property
    def content_key(self) -> str:
        """Equal for the same bytes given for the same scope and period."""
        files = (f"{file.arrived_sha256 or file.sha256} {file.part}" for file in self.files)
        return content_key((self.scope, str(self.period)), files, self.capture_id)

    @property
    def moment(self) -> datetime:
        return self.captured_at

    @property
    def moment_given(self) -> bool:
        return self.captured_at_given

    @property
    def table(self) -> str:
        return "captures"

    @property
    def details(self) -> Mapping[str, pa.Table]:
        return {"observations": self.observations}

    def row(self, imported_at: datetime, imported_by: str) -> dict[str, Any]:
        """Return this capture as a row of CAPTURES."""
        return {
            "capture_id": self.capture_id,
            "source": self.source,
            "scope": self.scope,
            "period": str(self.period),
            "period_kind": self.period.kind,
            "period_start": self.period.start,
            "period_end": self.period.end,
            "captured_at": self.captured_at,
            "captured_on": vietnam_day(self.captured_at),
            "captured_at_given": self.captured_at_given,
            "imported_at": imported_at,
            "imported_by": imported_by,
            "index_version": self.index_version,
            "system": self.system,
            "is_open": self.is_open,
            "is_demo": self.is_demo,
            "files": [{"name": file.name, "part": file.part, "sha256": file.sha256} for file in self.files],
            "content_key": self.content_key,
            "observations": self.observations.num_rows,
            "digest": digest(self.observations),
            "agencies": self.agencies,
            "components": self.components,
            "unrecognised": list(self.unrecognised),
            "warnings": list(self.warnings),
            "cut_short": [asdict(one) for one in self.cut_short],
        }


def new_id(captured_at: datetime, name: str | None = None) -> str:
    """Make an identity for a capture that sorts by its moment, so that questions skip other rows."""
    return f"{captured_at.astimezone(UTC):%Y%m%dT%H%M%SZ}-{name or uuid.uuid4().hex[:12]}"


def content_key(of: Sequence[str], files: Iterable[str], identity: str) -> str:
    """Compute a key that is equal for the same `files` given `of` the same; without files it is the item's own."""
    return hashlib.sha256("\n".join([*of, *(sorted(files) or [identity])]).encode()).hexdigest()


def digest(rows: pa.Table) -> str:
    """Compute SHA-256 over the detail rows of one capture or list, whatever their order and whose they are.

    The first column says whose they are. Stable across library versions.
    """
    columns: Sequence[list[Any]] = [rows.column(name).to_pylist() for name in rows.schema.names[1:]]
    return hashlib.sha256("\n".join(sorted(map(repr, zip(*columns, strict=True)))).encode()).hexdigest()
