"""Judges readings as if they were kept, by the questions that judge those that are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import pandas as pd
import pyarrow as pa

from indicators.store.capture import CAPTURES, Capture
from indicators.warehouse.judgement import judge_readings
from indicators.warehouse.outlines import know_apart
from indicators.warehouse.questions import answer, execute, register
from indicators.warehouse.warehouse import Warehouse


def captures_as_if_kept(warehouse: Warehouse, arriving: Sequence[Capture]) -> pd.DataFrame:
    """Answer `queries/captures.sql` of all scopes, as it would be; the index is capture_id."""
    heads = pa.Table.from_pylist([kept.row(datetime.now(UTC), "") for kept in arriving], schema=CAPTURES)
    with warehouse.trial() as connection:
        register(connection, "named", "arriving_captures", named_rows=heads)
        details = pa.concat_tables([kept.observations for kept in arriving])
        register(connection, "named", "arriving_observations", named_rows=details)
        execute(connection, "foreseen")
        know_apart(connection, "decided_arriving", heads.select(["capture_id", "digest"]))
        judge_readings(connection)
        return answer(connection, "captures", {"scope": None}).set_index("capture_id")
