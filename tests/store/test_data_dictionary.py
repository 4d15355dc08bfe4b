"""The data dictionary tells of every table and column, of no other, and is written anew with each change."""

from __future__ import annotations

from indicators.store.data_dictionary import COLUMNS, DOCUMENT, OF_TABLE, TABLES, document, meaning
from indicators.store.tables import WRITTEN


def test_every_column_of_every_table_has_a_meaning() -> None:
    assert TABLES.keys() == WRITTEN.keys()
    assert all(meaning(table, column) for table, schema in WRITTEN.items() for column in schema.names)


def test_no_meaning_is_left_of_a_column_that_is_not_there() -> None:
    left = [
        (table, name) for table, of in OF_TABLE.items() for name in of if name not in WRITTEN[table].names
    ]
    used = {
        name
        for table, schema in WRITTEN.items()
        for name in schema.names
        if name not in OF_TABLE.get(table, {})
    }
    assert left == []
    assert set(COLUMNS) - used == set()


def test_the_document_is_what_the_schemas_say_now() -> None:
    assert DOCUMENT.read_text(encoding="utf-8") == document(), "write it anew: make docs"
