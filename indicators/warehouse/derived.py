"""Files of what was worked out of a store, beside it: worked out once, and believed only as they were written.

They lie in `derived/`, in a folder named by the rule that made them, each named by what it holds. They are no part of
the store: what is not there, or not as it was written, is worked out anew.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator

import pyarrow as pa
import pyarrow.parquet as pq

from indicators.store.folder import Folder
from indicators.warehouse.questions import query

DERIVED = "derived"
# With more files than this below so many bytes they are put together.
MOST_FILES, SMALL = 32, 2**22


def place_of(what: str, *rules: str) -> str:
    """Name the folder of what these queries make: another rule makes others, which do not meet those before."""
    text = "\n".join(map(query, rules))
    return f"{DERIVED}/{what}-{hashlib.sha256(text.encode()).hexdigest()[:12]}"


def read(folder: Folder, place: str) -> Iterator[pa.Table]:
    """Read what was kept, as far as it is as it was written."""
    for name in folder.names(place):
        if (table := _read(folder, place, name)) is not None:
            yield table


def keep(folder: Folder, place: str, made: pa.Table) -> None:
    """Keep what was worked out; where this account may only look, it is worked out again next time.

    Small files are put together, and the same row may then be there twice.
    """
    small = [name for name, size in folder.sizes(place).items() if size < SMALL]
    together = small if len(small) >= MOST_FILES else []
    kept = [table for name in together if (table := _read(folder, place, name)) is not None]
    written = io.BytesIO()
    pq.write_table(pa.concat_tables([made, *kept]), written, compression="zstd")
    content = written.getvalue()
    try:
        folder.write(f"{place}/{_name(content)}", content)
        for name in together:
            folder.remove(f"{place}/{name}")
    except OSError:
        return


def _read(folder: Folder, place: str, name: str) -> pa.Table | None:
    content = folder.content(f"{place}/{name}")
    if content is None or name != _name(content):
        return None
    return pq.read_table(io.BytesIO(content))


def _name(content: bytes) -> str:
    return f"{hashlib.sha256(content).hexdigest()[:32]}.parquet"
