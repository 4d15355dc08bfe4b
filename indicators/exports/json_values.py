"""Values as JSON has them, the same for commands and for programs that ask over the network."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import pandas as pd

from indicators.periods import VIETNAM

# What other programs are told of a reading, by the interface and by the command `captures`.
OF_A_READING = (
    *("scope", "period", "captured_at", "captured_at_given", "is_open", "is_partial", "is_demo"),
    *("source", "index_version", "system"),
)


def json_value(value: Any) -> Any:
    """Write a value as JSON has it: missing is null, moments are ISO in Vietnam time, parts likewise."""
    if isinstance(value, Mapping):
        return {key: json_value(part) for key, part in value.items()}
    if not isinstance(value, str) and hasattr(value, "__iter__"):
        return [json_value(part) for part in value]
    if value is None or pd.isna(value):
        return None
    if isinstance(value, datetime):
        return value.astimezone(VIETNAM).isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    return value.item() if hasattr(value, "item") else value
