"""The store's tables: their columns, which makes which visible, and what tells that a writer came to its end.

Every row is written under the identity of the attempt that wrote it (`attempt`), and is one of the store only if
`commits` names that attempt. Rows kept before there were attempts have none, and are of the store as they are.
"""

from __future__ import annotations

import pyarrow as pa

from indicators.store.break_entry import BREAKS
from indicators.store.capture import CAPTURES, MOMENT, OBSERVATIONS
from indicators.store.decision import DECISIONS
from indicators.store.entries import CAMPAIGNS, CAUSE_ENTRIES, DECK_CHOICES
from indicators.store.overdue_list import OVERDUE_COUNTS, OVERDUE_DOSSIERS, OVERDUE_LISTS, OVERDUE_SET_ASIDE
from indicators.store.own_list import OWN_COUNTS, OWN_DOSSIERS, OWN_LISTS

COMMITS = "commits"
# One row a commit: `sequence` is its place among all, by which what people decided is ordered.
COMMIT_ROWS = pa.schema(
    [
        pa.field("sequence", pa.int64()),
        pa.field("attempt", pa.string()),
        pa.field("committed_at", MOMENT),
        pa.field("committed_by", pa.string()),
    ]
)
# What is read of the store. Those that make visible come before their details.
SCHEMAS: dict[str, pa.Schema] = {
    "captures": CAPTURES,
    "observations": OBSERVATIONS,
    "overdue_lists": OVERDUE_LISTS,
    "overdue_dossiers": OVERDUE_DOSSIERS,
    "overdue_counts": OVERDUE_COUNTS,
    "overdue_set_aside": OVERDUE_SET_ASIDE,
    "own_lists": OWN_LISTS,
    "own_counts": OWN_COUNTS,
    "own_dossiers": OWN_DOSSIERS,
    "cause_entries": CAUSE_ENTRIES,
    "campaigns": CAMPAIGNS,
    "deck_choices": DECK_CHOICES,
    "decisions": DECISIONS,
    "breaks": BREAKS,
}
# The column that says when what it holds was read or listed.
MOMENTS = {"captures": "captured_at", "overdue_lists": "listed_at", "own_lists": "counted_at"}
# The tables whose rows each of these makes visible, by its key.
DETAILS = {
    "captures": ("observations",),
    "overdue_lists": ("overdue_dossiers", "overdue_counts", "overdue_set_aside"),
    "own_lists": ("own_counts", "own_dossiers"),
}
HEADS = {detail: head for head, details in DETAILS.items() for detail in details}
_ATTEMPT, _POSITION = pa.field("attempt", pa.string()), pa.field("position", pa.int64())


def key_of(name: str) -> str:
    """Return the column that says which one a row is, or, of details, whose it is."""
    return str(SCHEMAS[name].names[0])


def written_schema(name: str) -> pa.Schema:
    """Return a table's columns as they are written; `position` is a row's place within its attempt."""
    if name == COMMITS:
        return COMMIT_ROWS
    schema = SCHEMAS[name].append(_ATTEMPT)
    return schema if name in HEADS else schema.append(_POSITION)


# In the order in which a reader opens them: what it sees committed, it then finds in the others.
WRITTEN = {name: written_schema(name) for name in (COMMITS, *SCHEMAS)}


def written_by(attempt: str, name: str, rows: pa.Table) -> pa.Table:
    """Return rows of a table as this attempt writes them."""
    count = rows.num_rows
    columns = [*rows.columns, pa.array([attempt] * count, pa.string())]
    if name not in HEADS:
        columns.append(pa.array(range(count), pa.int64()))
    return pa.Table.from_arrays(columns, schema=WRITTEN[name])
