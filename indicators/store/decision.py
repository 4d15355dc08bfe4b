"""What an analyst decides of what was kept: who a unit is, what a number should be, what not to show.

A decision is an entry of its own: what was kept stays as it came, and every one can be undone by another.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa

from indicators.codes import DecisionKind
from indicators.store.capture import MOMENT
from indicators.translation import text

DECISIONS = pa.schema(
    [
        pa.field("entry_id", pa.string()),
        pa.field("kind", pa.string()),
        pa.field("subject_id", pa.string()),
        pa.field("target_id", pa.string()),
        pa.field("agency_id", pa.string()),
        pa.field("level", pa.string()),
        pa.field("node", pa.string()),
        pa.field("expected", pa.float64()),
        pa.field("value", pa.float64()),
        pa.field("reason", pa.string()),
        pa.field("document", pa.string()),
        pa.field("entered_by", pa.string()),
        pa.field("entered_at", MOMENT),
    ]
)


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision.

    `subject_id` is what it is about: the seen unit of a mapping, the capture or list of a correction or
    withdrawal. `target_id` is the agency mapped to, or the entry undone. A correction names agency, node, the
    value expected there and the value that is right.
    """

    kind: DecisionKind
    subject_id: str | None
    entered_by: str
    reason: str
    target_id: str | None = None
    agency_id: str | None = None
    level: str | None = None
    node: str | None = None
    expected: float | None = None
    value: float | None = None
    document: str = ""
    entry_id: str = field(default_factory=lambda: uuid.uuid4().hex)
    entered_at: datetime = field(default_factory=lambda: datetime.now(UTC))

    @property
    def table(self) -> str:
        return "decisions"

    @property
    def key(self) -> str:
        return self.entry_id

    @property
    def typed(self) -> dict[str, str]:
        return {text("the reason"): self.reason, text("the document"): self.document}

    def row(self, key: str) -> dict[str, Any]:
        return {
            "entry_id": key,
            "kind": self.kind,
            "subject_id": self.subject_id,
            "target_id": self.target_id,
            "agency_id": self.agency_id,
            "level": self.level,
            "node": self.node,
            "expected": self.expected,
            "value": self.value,
            "reason": self.reason,
            "document": self.document,
            "entered_by": self.entered_by,
            "entered_at": self.entered_at,
        }
