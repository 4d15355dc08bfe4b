"""A break of a system's numbers that a person entered: one more beside those of `breaks.csv`."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa

from indicators.reference.breaks import Break
from indicators.store.capture import MOMENT
from indicators.translation import text

BREAKS = pa.schema(
    [
        pa.field("break_id", pa.string()),
        pa.field("from_day", pa.date32()),
        pa.field("to_day", pa.date32()),
        pa.field("day_of", pa.string()),
        pa.field("system", pa.string()),
        pa.field("nodes", pa.list_(pa.string())),
        pa.field("reason", pa.string()),
        pa.field("source", pa.string()),
        pa.field("entered_by", pa.string()),
        pa.field("entered_at", MOMENT),
    ]
)


@dataclass(frozen=True, slots=True)
class BreakEntry:
    """A break with the moment of its entry."""

    told: Break
    entered_at: datetime = field(default_factory=lambda: datetime.now(UTC))

    @property
    def table(self) -> str:
        return "breaks"

    @property
    def key(self) -> str:
        """A break's name is taken once."""
        return self.told.break_id

    @property
    def typed(self) -> dict[str, str]:
        """What a person wrote in words of their own, by what it is."""
        return {text("the reason"): self.told.reason_vi, text("the source"): self.told.source}

    def row(self, key: str) -> dict[str, Any]:
        return {
            "break_id": key,
            "from_day": self.told.from_day,
            "to_day": self.told.to_day,
            "day_of": self.told.day_of,
            "system": self.told.system,
            "nodes": list(self.told.nodes),
            "reason": self.told.reason_vi,
            "source": self.told.source,
            "entered_by": self.told.entered_by,
            "entered_at": self.entered_at,
        }
