"""Entries by people: causes of overdue dossiers, campaigns (an order with its deadline), slides chosen.

Entries are only ever added; of several causes for one dossier the last stands, and who said so is kept.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, Protocol, get_args

import pyarrow as pa

from indicators.codes import Cause
from indicators.errors import InputProblem
from indicators.privacy.typed import refuse_personal
from indicators.reference.dossier_code import DossierCode
from indicators.reference.organisation import load_organisation
from indicators.store.capture import MOMENT
from indicators.translation import text

CAUSE_ENTRIES = pa.schema(
    [
        pa.field("entry_id", pa.string()),
        pa.field("dossier_code", pa.string()),
        pa.field("cause", pa.string()),
        pa.field("reason", pa.string()),
        pa.field("entered_by", pa.string()),
        pa.field("entered_at", MOMENT),
    ]
)
CAMPAIGNS = pa.schema(
    [
        pa.field("campaign_id", pa.string()),
        pa.field("scope", pa.string()),
        pa.field("document_number", pa.string()),
        pa.field("document_date", pa.date32()),
        pa.field("title", pa.string()),
        pa.field("counted_from", pa.date32()),
        pa.field("counted_to", pa.date32()),
        pa.field("baseline", pa.int64()),
        pa.field("deadline", pa.date32()),
        pa.field("addressees", pa.list_(pa.string())),
        pa.field("is_demo", pa.bool_()),
        pa.field("entered_by", pa.string()),
        pa.field("entered_at", MOMENT),
    ]
)

DECK_CHOICES = pa.schema(
    [
        pa.field("entry_id", pa.string()),
        pa.field("scope", pa.string()),
        pa.field("capture_id", pa.string()),
        pa.field("slides", pa.list_(pa.string())),
        pa.field("titles", pa.string()),
        pa.field("entered_by", pa.string()),
        pa.field("entered_at", MOMENT),
    ]
)


@dataclass(frozen=True, slots=True)
class CauseEntry:
    """What an analyst says of why a dossier is overdue. InputProblem where it cannot be kept."""

    dossier_code: str
    cause: Cause
    reason: str
    entered_by: str
    entered_at: datetime = field(default_factory=lambda: datetime.now(UTC))

    def __post_init__(self) -> None:
        if DossierCode.read(self.dossier_code) is None:
            raise InputProblem(
                "“{code}” is no dossier code.",
                do="Write for instance {example}.",
                example=f"{load_organisation().province_code}.65-220914-0011",
                code=self.dossier_code,
            )
        if self.cause not in get_args(Cause):
            raise InputProblem(
                "“{cause}” is not a cause.",
                do="Write one of: {causes}.",
                cause=self.cause,
                causes=", ".join(get_args(Cause)),
            )

    @property
    def table(self) -> str:
        return "cause_entries"

    @property
    def key(self) -> str:
        """Every entry is a fact of its own."""
        return uuid.uuid4().hex

    @property
    def typed(self) -> dict[str, str]:
        return {text("the reason"): self.reason}

    def row(self, key: str) -> dict[str, Any]:
        return {
            "entry_id": key,
            "dossier_code": str(DossierCode.read(self.dossier_code)),
            "cause": self.cause,
            "reason": self.reason,
            "entered_by": self.entered_by,
            "entered_at": self.entered_at,
        }


@dataclass(frozen=True, slots=True)
class Campaign:
    """An order to clear what a list counted: `baseline` is the document's number, None where it has none.

    `counted_from` to `counted_to` is the window it counted; `addressees` are agency ids, all where empty.
    """

    campaign_id: str
    scope: str
    document_number: str
    document_date: date
    title: str
    counted_from: date
    counted_to: date
    deadline: date
    baseline: int | None = None
    addressees: tuple[str, ...] = ()
    entered_by: str = ""
    is_demo: bool = False
    entered_at: datetime = field(default_factory=lambda: datetime.now(UTC))

    def is_addressed_to(self, agency_id: str) -> bool:
        return not self.addressees or agency_id in self.addressees

    def __post_init__(self) -> None:
        if self.counted_from > self.counted_to or self.deadline < self.counted_to:
            raise InputProblem(
                "the days of the campaign are in the wrong order.",
                do="The counting window comes first, then the deadline.",
            )

    @property
    def table(self) -> str:
        return "campaigns"

    @property
    def key(self) -> str:
        """A campaign's name is taken once."""
        return self.campaign_id

    @property
    def typed(self) -> dict[str, str]:
        return {text("the number"): self.document_number, text("the subject"): self.title}

    def row(self, key: str) -> dict[str, Any]:
        return {
            "campaign_id": key,
            "scope": self.scope,
            "document_number": self.document_number,
            "document_date": self.document_date,
            "title": self.title,
            "counted_from": self.counted_from,
            "counted_to": self.counted_to,
            "baseline": self.baseline,
            "deadline": self.deadline,
            "addressees": list(self.addressees),
            "is_demo": self.is_demo,
            "entered_by": self.entered_by,
            "entered_at": self.entered_at,
        }


@dataclass(frozen=True, slots=True)
class DeckChoice:
    """The slides of meetings, by key in their order (all where empty), and titles a person wrote, by key.

    The order is kept for good; a title is about the numbers of one capture and goes with it alone.
    """

    scope: str
    capture_id: str
    slides: tuple[str, ...] = ()
    titles: dict[str, str] = field(default_factory=dict)
    entered_by: str = ""
    entered_at: datetime = field(default_factory=lambda: datetime.now(UTC))

    @property
    def table(self) -> str:
        return "deck_choices"

    @property
    def key(self) -> str:
        """Every choice is one of its own; the last stands."""
        return uuid.uuid4().hex

    @property
    def typed(self) -> dict[str, str]:
        return {text("the title of slide {key}", key=key): title for key, title in self.titles.items()}

    def row(self, key: str) -> dict[str, Any]:
        return {
            "entry_id": key,
            "scope": self.scope,
            "capture_id": self.capture_id,
            "slides": list(self.slides),
            "titles": json.dumps(self.titles, ensure_ascii=False, sort_keys=True),
            "entered_by": self.entered_by,
            "entered_at": self.entered_at,
        }


class Entry(Protocol):
    """What is entered into `table`, under a key that is taken once."""

    @property
    def table(self) -> str: ...
    @property
    def key(self) -> str: ...
    @property
    def typed(self) -> Mapping[str, str]:
        """What a person wrote in words of their own, by what it is."""
        ...

    def row(self, key: str, /) -> dict[str, Any]: ...


def entered(entries: Sequence[Entry], schema: pa.Schema) -> tuple[pa.Table, list[str]]:
    """Return the entries as rows, and their keys for the store's log.

    Raises InputProblem where what a person typed tells of somebody.
    """
    for entry in entries:
        refuse_personal(entry.typed)
    keyed = [(entry.key, entry) for entry in entries]
    rows = pa.Table.from_pylist([entry.row(key) for key, entry in keyed], schema=schema)
    return rows, [key for key, _ in keyed]
