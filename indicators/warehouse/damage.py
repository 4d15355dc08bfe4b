"""Tables that cannot be read while the application runs, and which questions then have no answer."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from hashlib import sha256

from deltalake import DeltaTable

from indicators.errors import InputProblem
from indicators.store import inventory
from indicators.store.store import Logs, Store
from indicators.store.tables import COMMITS, HEADS, WRITTEN
from indicators.warehouse.parts import files_of
from indicators.warehouse.questions import QUERIES, query

_MADE = re.compile(
    r"(?:CREATE (?:OR REPLACE )?(?:TEMP )?(?:TABLE|VIEW|MACRO)(?: IF NOT EXISTS)?|INSERT INTO) (\w+)(.*?)(?:;|\Z)",
    re.DOTALL,
)
# A unit goes by its code where the table that told its name cannot be read: no number hangs on it.
_NAMES = {"agencies", "told_units"}


def tables_now(
    store: Store,
    known: Mapping[str, DeltaTable | None],
    before: Logs | None = None,
    *,
    thorough: Collection[str] = (),
    goes_on: bool = False,
) -> tuple[dict[str, DeltaTable | None], dict[str, InputProblem]]:
    """Open every table as it is now, None where there is none, and say why some cannot be read, by name.

    `known` are the tables as they were, when their logs were as they were `before`: those of a local store whose logs
    are so now are not opened again, and where the store is elsewhere and `goes_on`, only what came since is asked for.
    Those to be looked at `thorough`ly are opened, and their files read through. InputProblem where there were tables
    and there are none any more; where the place they lie in does not answer, what its library raises (see `faults`).
    """
    # First what there must be: tables only grow.
    receipt = inventory.latest(store.folder)
    expected = receipt.versions if receipt else {}
    tables: dict[str, DeltaTable | None] = {}
    damaged, unchanged = {}, set[str]()
    for name in WRITTEN:
        tables[name], is_thorough = None, name in thorough
        try:
            if name in unchanged and not is_thorough:
                table = known[name]
            else:
                table = _opened(store, name, known[name] if goes_on and not is_thorough else None)
            is_whole = (table.version() if table else -1) >= expected.get(name, -1)
            if table and is_whole and is_thorough:
                is_whole = _is_there(store, name, table)
        except Exception:
            # Whatever its library stumbles over: a log cut off, a file that is gone or is none.
            is_whole = False
        if is_whole:
            tables[name] = table
        else:
            damaged[name] = _damaged(store, name)
        if name == COMMITS:
            # Only once the commits, which are the first, are opened: what they name is in what is opened after them,
            # and in what did not change until then.
            unchanged = _unchanged(store, before)
    if damaged and not store.is_local:
        # A place that does not answer, which has damaged nothing, fails with this, too.
        inventory.latest(store.folder)
    if not damaged and any(known.values()) and not any(tables.values()):
        raise _gone(store)
    return tables, damaged


def _gone(store: Store) -> InputProblem:
    return InputProblem(
        "the store is not where it was, or is empty.",
        do="Put the folder back, or its backup: the pages then show it again, without a restart. If it was "
        "moved for good, start the application anew with its new place.",
        command=f"python -m indicators verify --store {store.url}",
    )


def state_of(tables: Mapping[str, DeltaTable | None], damaged: Iterable[str]) -> str:
    """Return the tables' versions, and a digest of their files: a store put back from a backup has others."""
    numbers = ".".join(str(table.version()) if table else "-" for table in tables.values())
    files = [file for table in tables.values() if table for file in table.file_uris()]
    return f"{numbers} {sha256(repr([*files, *damaged]).encode()).hexdigest()[:16]}"


@cache
def tables_behind(question: str) -> frozenset[str]:
    """List the tables of the store whose rows the answer of `queries/<question>.sql` is made of."""
    seen: set[str] = set()
    waiting = set(_words(query(question)))
    while waiting:
        name = waiting.pop()
        if name not in seen and name not in _NAMES:
            seen.add(name)
            waiting |= _made_of().get(name, set())
    return frozenset(name for name in WRITTEN if f"written_{name}" in seen)


@cache
def _made_of() -> dict[str, set[str]]:
    """Return by table or view of the warehouse all the words that its definitions have."""
    made = {f"stored_{name}": {f"written_{name}", f"written_{COMMITS}"} for name in WRITTEN}
    for detail, head in HEADS.items():
        made[f"stored_{detail}"].add(f"stored_{head}")
    # What `outlines` works out, of which a part is in files of its own.
    made["kept_outlines"] = made["kept_units"] = {"stored_observations"}
    for file in QUERIES.glob("*.sql"):
        for name, definition in _MADE.findall(query(file.stem)):
            made.setdefault(name, set()).update(_words(definition))
    return made


def _words(sql: str) -> Iterator[str]:
    return (word[0] for word in re.finditer(r"\w+", re.sub(r"--.*", "", sql)))


def _unchanged(store: Store, before: Logs | None) -> set[str]:
    """Name the tables of a local store whose logs are as they were before."""
    if before is None or not store.is_local:
        return set()
    return {name for name, log, was in zip(WRITTEN, store.written(), before, strict=True) if log == was}


def _opened(store: Store, name: str, known: DeltaTable | None) -> DeltaTable | None:
    if known is None or store.is_local:
        return store.table(name)
    known.update_incremental()
    return known


def _is_there(store: Store, name: str, table: DeltaTable) -> bool:
    """Tell whether a table's files are as they were written: read through, elsewhere by their sizes.

    Where the network fails for a moment, nobody waits until years of readings have come over it.
    """
    if store.is_local:
        store.folder.look_through(table, name)
        return True
    sizes = store.folder.sizes(name)
    return all(sizes.get(file.address.rpartition("/")[2]) == file.size for file in files_of(table, name))


def _damaged(store: Store, name: str) -> InputProblem:
    return InputProblem(
        "the table {table} of the store is gone or damaged: what it holds cannot be shown.",
        do="Put the store back from a backup: the pages then show it again, without a restart.",
        command=f"python -m indicators verify --store {store.url}",
        table=name,
    )
