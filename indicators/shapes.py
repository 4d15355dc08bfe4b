"""Rows kept before a table had all the columns it has now."""

from __future__ import annotations

import pyarrow as pa


def shaped(rows: pa.Table, schema: pa.Schema) -> pa.Table:
    """The rows with the schema's columns; one they do not have is empty."""
    columns = [
        rows[field.name] if field.name in rows.schema.names else pa.nulls(rows.num_rows, field.type)
        for field in schema
    ]
    return pa.Table.from_arrays(columns, names=schema.names).cast(schema)
