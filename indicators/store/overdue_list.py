"""A list of overdue dossiers as it is kept: who listed what up to when, and every row of it.

Several files of one moment are one list. What tells of applicants never comes this far.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from indicators.codes import STANDING, OverdueKind
from indicators.periods import vietnam_day
from indicators.sources.overdue_columns import ColumnRead, Role
from indicators.store.capture import MOMENT, PLACE_IN_LIST, content_key
from indicators.translation import text

OVERDUE_DOSSIERS = pa.schema(
    [
        pa.field("list_id", pa.string()),
        pa.field("dossier_code", pa.string()),
        pa.field("agency_id", pa.string()),
        pa.field("handler_id", pa.string()),
        pa.field("procedure", pa.string()),
        pa.field("field", pa.string()),
        pa.field("accepted_at", MOMENT),
        pa.field("due_at", MOMENT),
        pa.field("finished_at", MOMENT),
        pa.field("kind", pa.string()),
        pa.field("cause", pa.string()),
        pa.field("status", pa.string()),
        *PLACE_IN_LIST,
    ]
)
OVERDUE_COUNTS = pa.schema(
    [
        pa.field("list_id", pa.string()),
        pa.field("agency_id", pa.string()),
        pa.field("overdue", pa.int64()),
        *PLACE_IN_LIST,
    ]
)
OVERDUE_SET_ASIDE = pa.schema(
    [
        pa.field("list_id", pa.string()),
        pa.field("reason", pa.string()),
        pa.field("dossier_code", pa.string()),
        pa.field("written", pa.string()),
        *PLACE_IN_LIST,
    ]
)
_COLUMN = [("sheet", pa.string()), ("column", pa.string()), ("header", pa.string()), ("role", pa.string())]
OVERDUE_LISTS = pa.schema(
    [
        pa.field("list_id", pa.string()),
        pa.field("scope", pa.string()),
        pa.field("listed_at", MOMENT),
        pa.field("listed_on", pa.date32()),
        pa.field("listed_at_given", pa.bool_()),
        pa.field("imported_at", MOMENT),
        pa.field("imported_by", pa.string()),
        pa.field("is_demo", pa.bool_()),
        # Missing of lists kept before: those tell of both kinds and of all agencies.
        pa.field("kind", pa.string()),
        pa.field("is_part", pa.bool_()),
        pa.field(
            "files",
            pa.list_(
                pa.struct([("name", pa.string()), ("sha256", pa.string()), ("scrubbed_sha256", pa.string())])
            ),
        ),
        pa.field("content_key", pa.string()),
        pa.field("dossiers", pa.int64()),
        pa.field("counts", pa.int64()),
        pa.field("set_aside", pa.int64()),
        pa.field("digest", pa.string()),
        pa.field("columns", pa.list_(pa.struct(_COLUMN))),
        pa.field("unrecognised", pa.list_(pa.string())),
        pa.field("warnings", pa.list_(pa.string())),
    ]
)


@dataclass(frozen=True, slots=True)
class ListedFile:
    """A file of the list: the SHA-256 of what arrived, and of the scrubbed copy that is kept in its place."""

    name: str
    sha256: str
    scrubbed_sha256: str


@dataclass(frozen=True, slots=True)
class OverdueList:
    """One list with its rows: `dossiers` (OVERDUE_DOSSIERS), `counts` (OVERDUE_COUNTS), `set_aside`.

    `listed_at_given` is False where neither title nor user told the day, so the moment of import stands in.
    `kind` is the only kind of dossiers it tells of, None where it tells of both; `is_part`, that it is of the
    agencies it names alone. Of other dossiers it says nothing, and clears none.
    `scrubbed` are the bytes to keep, one for each of `files`. `unrecognised` names portal codes and units.
    `contradicting` says of how many dossiers code and unit name two agencies, `unknown_statuses` how many have
    a status whose words are not known; both are to be seen before it is kept.
    """

    list_id: str
    scope: str
    listed_at: datetime
    dossiers: pa.Table
    counts: pa.Table
    set_aside: pa.Table
    listed_at_given: bool = True
    is_demo: bool = False
    kind: OverdueKind | None = None
    is_part: bool = False
    files: tuple[ListedFile, ...] = ()
    scrubbed: tuple[bytes, ...] = ()
    columns: tuple[ColumnRead, ...] = ()
    unrecognised: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    contradicting: int = 0
    unknown_statuses: Mapping[str, int] = field(default_factory=dict)

    @property
    def backlog(self) -> pa.Table:
        """Its dossiers that are worked on, or of which it does not tell otherwise."""
        status = self.dossiers["status"]
        return self.dossiers.filter(pc.or_(pc.is_null(status), pc.is_in(status, pa.array(STANDING))))

    @property
    def rows_read(self) -> int:
        return int(self.dossiers.num_rows + self.counts.num_rows + self.set_aside.num_rows)

    @property
    def content_key(self) -> str:
        """Equal for the same original bytes of the same scope."""
        return content_key((self.scope,), (file.sha256 for file in self.files), self.list_id)

    @property
    def moment(self) -> datetime:
        return self.listed_at

    @property
    def moment_given(self) -> bool:
        return self.listed_at_given

    @property
    def table(self) -> str:
        return "overdue_lists"

    @property
    def details(self) -> Mapping[str, pa.Table]:
        return {
            "overdue_dossiers": self.dossiers,
            "overdue_counts": self.counts,
            "overdue_set_aside": self.set_aside,
        }

    def row(self, imported_at: datetime, imported_by: str) -> dict[str, Any]:
        """Return this list as a row of OVERDUE_LISTS."""
        return {
            "list_id": self.list_id,
            "scope": self.scope,
            "listed_at": self.listed_at,
            "listed_on": vietnam_day(self.listed_at),
            "listed_at_given": self.listed_at_given,
            "imported_at": imported_at,
            "imported_by": imported_by,
            "is_demo": self.is_demo,
            "kind": self.kind,
            "is_part": self.is_part,
            "files": [asdict(file) for file in self.files],
            "content_key": self.content_key,
            "dossiers": self.dossiers.num_rows,
            "counts": self.counts.num_rows,
            "set_aside": self.set_aside.num_rows,
            "digest": digest(self.dossiers),
            "columns": [asdict(column) for column in self.columns],
            "unrecognised": list(self.unrecognised),
            "warnings": list(self.warnings),
        }


def digest(dossiers: pa.Table) -> str:
    """Compute SHA-256 over the dossiers of one list, whatever their order and the list's id.

    Stable over versions.

    Column by column: a list is too long to hold its rows as objects twice.
    """
    hashed = hashlib.sha256()
    ordered = dossiers.sort_by("dossier_code")
    for name in OVERDUE_DOSSIERS.names[1:]:
        column = ordered.column(name)
        if pa.types.is_timestamp(column.type):
            column = pc.cast(column, pa.int64())
        values = pc.cast(column, pa.string()).to_pylist()
        hashed.update("\x1e".join("\x00" if value is None else value for value in values).encode())
        hashed.update(b"\x1d")
    return hashed.hexdigest()


def reason_name(reason: str) -> str:
    """Name why a row was set aside, in the session's language."""
    return {
        "no_code": text("no dossier code"),
        "bad_date": text("impossible date"),
        "due_before_accepted": text("due before it was accepted"),
        "duplicate": text("the same code again"),
        "other_province": text("another province's dossier"),
        "not_overdue": text("not yet due on the day of the list"),
        "to_come": text("finished or accepted on a day still to come"),
        "no_unit": text("no agency"),
    }[reason]


def role_name(role: Role) -> str:
    """Name what a column of a list was taken for, in the session's language."""
    return {
        "code": text("dossier code"),
        "unit": text("agency"),
        "handler": text("who handles it: an agency is kept, a person is not"),
        "procedure": text("procedure"),
        "field": text("field"),
        "status": text("status"),
        "reason": text("reason: only what it tells of the cause is kept"),
        "kind": text("kind of delay"),
        "accepted": text("day of acceptance"),
        "due": text("day due"),
        "finished": text("day finished"),
        "count": text("number of dossiers"),
        "personal": text("of the applicant: not read"),
        "agency_code": text("agency code"),
        "numbering": text("running number"),
        "unread": text("not known: not read"),
    }[role]


def status_name(status: str) -> str:
    """Name how a dossier stands, in the session's language."""
    return {
        "processing": text("in processing"),
        "waiting_acceptance": text("waits for acceptance"),
        "supplement": text("paused: the applicant is to supplement it"),
        "suspended": text("paused"),
        "withdrawn": text("withdrawn by the applicant"),
        "refused": text("refused"),
        "finished": text("finished"),
        "unknown": text("status not known"),
    }[status]


def kind_name(kind: str) -> str:
    """Tell how a dossier is overdue, in the session's language."""
    return {"acceptance": text("overdue for acceptance"), "processing": text("overdue in processing")}[kind]


def cause_name(cause: str) -> str:
    """Tell why a dossier is overdue, in the session's language."""
    return {
        "synchronisation": text("synchronisation fault"),
        "delay": text("real delay"),
        "unknown": text("cause not known"),
    }[cause]
