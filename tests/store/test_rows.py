"""Rows of a table, as they are taken apart."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc
from hypothesis import given
from hypothesis import strategies as st

from indicators.store.rows import divided


@given(st.lists(st.lists(st.sampled_from(["a", "b", "c", None]), max_size=6), max_size=4))
def test_rows_are_divided_as_if_each_word_were_looked_for(pieces: list[list[str | None]]) -> None:
    keys = pa.chunked_array([pa.array(piece, pa.string()) for piece in pieces], pa.string())
    rows = pa.table({"key": keys, "place": range(len(keys))})
    parts = divided(rows, "key")
    assert set(parts) == set(keys.to_pylist())
    for word, part in parts.items():
        asked = pc.is_null(rows["key"]) if word is None else pc.equal(rows["key"], word)
        assert part.to_pylist() == rows.filter(asked).to_pylist()
