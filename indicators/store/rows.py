"""The rows of a store's tables that are the store's: those whose attempt a commit names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from functools import cached_property

import pyarrow as pa
import pyarrow.compute as pc
from deltalake import DeltaTable

from indicators.store.delta import shaped
from indicators.store.folder import Folder
from indicators.store.tables import COMMITS, HEADS, SCHEMAS, WRITTEN, key_of


class Rows:
    """Reads tables of a store at one time: each is opened once, as it is when it is first asked for."""

    def __init__(self, folder: Folder, opened: Callable[[str], DeltaTable | None]) -> None:
        self._folder, self._open = folder, opened
        self._read: dict[str, pa.Table] = {}

    def of(self, name: str) -> pa.Table:
        """Return the rows of a table that are the store's (SCHEMAS); of details, those that their heads name.

        All others come in the order of their commits, and within one as they were given.
        """
        return self._of(name).select(SCHEMAS[name].names)

    def _of(self, name: str) -> pa.Table:
        """Return them as they were written (WRITTEN)."""
        if name not in self._read:
            self._read[name] = self._details(name) if name in HEADS else self._in_order(name)
        return self._read[name]

    def _details(self, name: str) -> pa.Table:
        head, rows = self._of(HEADS[name]), self._opened(name)
        return rows.filter(pc.is_in(_owners(rows, name), _owners(head, HEADS[name]).combine_chunks()))

    def _in_order(self, name: str) -> pa.Table:
        # First the commits: what they name then is in the table that is opened after them.
        places, rows = self._places, self._opened(name)
        sequences = [places.get(by) for by in rows["attempt"].to_pylist()]
        rows = rows.append_column("sequence", pa.array(sequences, pa.int64()))
        rows = rows.filter(pc.is_valid(rows["sequence"]))
        return rows.sort_by([("sequence", "ascending"), ("position", "ascending")]).drop_columns("sequence")

    @cached_property
    def _places(self) -> dict[str | None, int]:
        """The places of the commits, by the attempt that each names."""
        commits = self._opened(COMMITS)
        places = dict(zip(commits["attempt"].to_pylist(), commits["sequence"].to_pylist(), strict=True))
        # Rows kept before there were attempts are the store's, and the first.
        return {**places, None: -1}

    def _opened(self, name: str) -> pa.Table:
        table = self._open(name)
        if table is None:
            return WRITTEN[name].empty_table()
        return shaped(self._folder.rows(table, name), WRITTEN[name])


def divided(rows: pa.Table, key: str) -> dict[str, pa.Table]:
    """Divide rows by the words of a column, each part in their order; what lies together is taken as it lies."""
    stretches: dict[str, list[pa.Table]] = defaultdict(list)
    begin = 0
    for chunk in rows[key].chunks:
        runs = pc.run_end_encode(chunk)
        before = 0
        for word, end in zip(runs.values.to_pylist(), runs.run_ends.to_pylist(), strict=True):
            stretches[word].append(rows.slice(begin + before, end - before))
            before = end
        begin += len(chunk)
    return {word: pa.concat_tables(parts) for word, parts in stretches.items()}


def _owners(rows: pa.Table, name: str) -> pa.ChunkedArray:
    """Tell whose the rows are, and which attempt wrote them: details are of the head of the same attempt."""
    return pc.binary_join_element_wise(
        rows[key_of(name)], pc.fill_null(rows["attempt"], ""), " ", null_handling="replace"
    )
