"""The province's own counts and lists of dossiers as they are kept, to be held against the portal's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

import pyarrow as pa

from indicators.sources.own_list import CountedColumn
from indicators.store.capture import MOMENT, PLACE_IN_LIST, content_key

OWN_COUNTS = pa.schema(
    [
        pa.field("list_id", pa.string()),
        pa.field("agency_id", pa.string()),
        pa.field("period", pa.string()),
        pa.field("dossiers", pa.int64()),
        *PLACE_IN_LIST,
        # Missing of counts kept before others than those of dossiers received were: those are of these.
        pa.field("measure", pa.string()),
    ]
)
OWN_DOSSIERS = pa.schema(
    [
        pa.field("list_id", pa.string()),
        pa.field("agency_id", pa.string()),
        pa.field("dossier_code", pa.string()),
        pa.field("synchronised", pa.bool_()),
        *PLACE_IN_LIST,
    ]
)
OWN_LISTS = pa.schema(
    [
        pa.field("list_id", pa.string()),
        pa.field("scope", pa.string()),
        pa.field("counted_at", MOMENT),
        pa.field("counted_at_given", pa.bool_()),
        pa.field("imported_at", MOMENT),
        pa.field("imported_by", pa.string()),
        pa.field("is_demo", pa.bool_()),
        pa.field("files", pa.list_(pa.struct([("name", pa.string()), ("sha256", pa.string())]))),
        pa.field("content_key", pa.string()),
        pa.field("counts", pa.int64()),
        pa.field("dossiers", pa.int64()),
        pa.field("unread_codes", pa.int64()),
        pa.field("unrecognised", pa.list_(pa.string())),
    ]
)


@dataclass(frozen=True, slots=True)
class OwnFile:
    """A file it was read from. Its bytes are not kept: they may tell of applicants."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class OwnList:
    """What the province counted at one moment: `counts` (OWN_COUNTS), `dossiers` (OWN_DOSSIERS).

    `columns` and `warnings` say, before it is kept, what was read as what and what was not.
    """

    list_id: str
    scope: str
    counted_at: datetime
    counts: pa.Table
    dossiers: pa.Table
    counted_at_given: bool = True
    is_demo: bool = False
    files: tuple[OwnFile, ...] = ()
    unread_codes: int = 0
    unrecognised: tuple[str, ...] = ()
    columns: tuple[CountedColumn, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def content_key(self) -> str:
        """Equal for the same original bytes of the same scope."""
        return content_key((self.scope,), (file.sha256 for file in self.files), self.list_id)

    @property
    def moment(self) -> datetime:
        return self.counted_at

    @property
    def moment_given(self) -> bool:
        return self.counted_at_given

    @property
    def table(self) -> str:
        return "own_lists"

    @property
    def details(self) -> Mapping[str, pa.Table]:
        return {"own_counts": self.counts, "own_dossiers": self.dossiers}

    def row(self, imported_at: datetime, imported_by: str) -> dict[str, Any]:
        """Return this list as a row of OWN_LISTS."""
        return {
            "list_id": self.list_id,
            "scope": self.scope,
            "counted_at": self.counted_at,
            "counted_at_given": self.counted_at_given,
            "imported_at": imported_at,
            "imported_by": imported_by,
            "is_demo": self.is_demo,
            "files": [asdict(file) for file in self.files],
            "content_key": self.content_key,
            "counts": self.counts.num_rows,
            "dossiers": self.dossiers.num_rows,
            "unread_codes": self.unread_codes,
            "unrecognised": list(self.unrecognised),
        }
