"""The rows of a list on their way into a table."""

from __future__ import annotations

import pyarrow as pa

# Rows that are held as objects at a time: they take ten times the room of a table's.
_EACH = 5_000


class RowsOfList:
    """The rows of one list in one table, written into it a batch at a time."""

    def __init__(self, list_id: str, schema: pa.Schema) -> None:
        self._list_id, self._schema = list_id, schema
        self._count = 0
        self._written: list[pa.RecordBatch] = []
        self._latest: list[tuple[object, ...]] = []

    def append(self, row: tuple[object, ...]) -> None:
        """Take a row without its list's id."""
        self._count += 1
        self._latest.append(row)
        if len(self._latest) == _EACH:
            self._write()

    def __len__(self) -> int:
        return self._count

    def table(self) -> pa.Table:
        self._write()
        return pa.Table.from_batches(self._written, self._schema).combine_chunks()

    def _write(self) -> None:
        if self._latest:
            columns = [[self._list_id] * len(self._latest), *map(list, zip(*self._latest, strict=True))]
            self._written.append(
                pa.RecordBatch.from_arrays(
                    [
                        pa.array(column, field.type)
                        for column, field in zip(columns, self._schema, strict=True)
                    ],
                    schema=self._schema,
                )
            )
            self._latest = []
