"""Whatever stops an import, a decision or a restore at any step: all of it is there or none, and again makes it right.

Every step on the disk is made to fail in turn, before it is done and after, as a kill, a full disk or a fault of
our own would; what is then done again ends as one clean run does. Real kills are in `test_interrupted`.
"""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from indicators.intake.pipeline import Prepared
from indicators.store import attempt
from indicators.store.archive import export_data, import_data
from indicators.store.decision import Decision
from indicators.store.folder import Folder
from indicators.store.store import Store
from indicators.store.tables import SCHEMAS
from indicators.store.verify import verify
from indicators.warehouse.derived import DERIVED
from tests.crowds import at_once
from tests.full_store import everything, fill, mixed

# Every step takes minutes: 1 tries them all; the last ones, about the commit, are always tried.
STRIDE, LAST = 37, 6
# What is of the moment and the hand, not of what was done.
OF_THE_MOMENT = {"imported_at", "imported_by"}


class Killed(BaseException):
    """Nobody catches it, as nobody catches a kill."""


FAULTS: tuple[Callable[[], BaseException], ...] = (
    Killed,
    lambda: OSError(errno.ENOSPC, "No space left on device"),
    lambda: RuntimeError("a fault of our own"),
)
STEPS = ((Folder, "write"), (Folder, "remove"), (attempt, "append"), (attempt, "created_table"))


@contextmanager
def failing_at(step: int, fault: Callable[[], BaseException]) -> Iterator[list[int]]:
    """The step of this number fails; told is how many there were."""
    counted = [0]

    def one() -> None:
        counted[0] += 1
        if counted[0] == step + 1:
            raise fault()

    def around(do: Callable[..., Any], *given: Any, **told: Any) -> Any:
        one()
        done = do(*given, **told)
        one()
        return done

    def in_folder(do: Callable[..., Any], folder: Folder, path: str, *given: Any) -> Any:
        # What is worked out from the store may fail to be kept: it is worked out again.
        is_derived = path.startswith(DERIVED)
        return do(folder, path, *given) if is_derived else around(do, folder, path, *given)

    with pytest.MonkeyPatch.context() as patched:
        for place, name in STEPS:
            do = getattr(place, name)
            if place is Folder:
                patched.setattr(place, name, lambda *given, do=do, **told: in_folder(do, *given, **told))
            else:
                patched.setattr(place, name, partial(around, do))
        # What is on the disk and what only in its memory is the same to who comes after.
        patched.setattr(Folder, "flush", lambda *_: None)
        yield counted


def rows(store: Store) -> dict[str, list[str]]:
    return {
        name: sorted(repr({k: v for k, v in row.items() if k not in OF_THE_MOMENT}) for row in table)
        for name, table in everything(store).items()
    }


Work = Callable[[Store], object]


@pytest.fixture(scope="module")
def backup(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("backup")
    store = Store(folder / "store")
    fill(store)
    export_data(store, folder / "out")
    return folder / "out"


@pytest.fixture(scope="module")
def prepared() -> Prepared:
    return mixed()


@pytest.fixture(params=["import", "decision", "restore"])
def work(request: pytest.FixtureRequest, prepared: Prepared, backup: Path) -> Work:
    decided = Decision("withdrawal", "a-capture", "lan", "sai tệp")
    works: dict[str, Work] = {
        "import": prepared.keep,
        "decision": lambda store: store.enter([decided]),
        "restore": lambda store: import_data(store, backup),
    }
    return works[request.param]


def test_whatever_stops_it_at_any_step_it_is_there_whole_or_not_at_all_and_again_is_right(
    work: Work, tmp_path: Path
) -> None:
    clean = Store(tmp_path / "clean")
    nothing = rows(clean)
    with failing_at(-1, Killed) as counted:
        work(clean)
    whole = rows(clean)
    assert sum(map(len, whole.values())) > sum(map(len, nothing.values()))
    for step in sorted({*range(0, counted[0], STRIDE), *range(counted[0] - LAST, counted[0])}):
        store = Store(tmp_path / str(step))
        fault = FAULTS[step % len(FAULTS)]
        with failing_at(step, fault), pytest.raises(type(fault())):
            work(store)
        left = rows(store)
        assert left in (nothing, whole), f"half at step {step}"
        with failing_at(-1, Killed):
            work(store)
            assert rows(store) == whole, f"doubled or lost at step {step}"
            # Another one clears away what was left, and accounts for all of it.
            store.enter([Decision("withdrawal", "another", "lan", "sai tệp")])
        assert verify(store).findings == ()
        assert not Path(store.url, "pending").exists() or not list(Path(store.url, "pending").iterdir())
        tables = {name: store.table(name) for name in SCHEMAS}
        written = {name: store.folder.rows(table, name).num_rows for name, table in tables.items() if table}
        assert {name: count for name, count in written.items() if count} == {
            name: len(kept) for name, kept in rows(store).items() if kept
        }, f"left over from step {step}"


def test_done_twice_or_by_two_at_once_is_as_done_once(work: Work, tmp_path: Path) -> None:
    once, twice, crowded = (Store(tmp_path / name) for name in ("once", "twice", "crowded"))
    work(once)
    work(twice)
    work(twice)
    results = at_once(*[lambda: work(Store(crowded.url))] * 3)
    assert not [one for one in results if isinstance(one, BaseException)]
    assert rows(twice) == rows(once)
    assert rows(crowded) == rows(once)
    assert verify(crowded).findings == ()


def test_an_import_of_all_kinds_is_one_commit(prepared: Prepared, tmp_path: Path) -> None:
    store = Store(tmp_path)
    prepared.keep(store)
    assert store.sequence() == 1
    assert all(store.read(name).num_rows for name in ("captures", "overdue_lists", "own_lists"))


def test_a_restore_that_is_cut_off_shows_nothing_that_was_withdrawn(backup: Path, tmp_path: Path) -> None:
    store = Store(tmp_path)
    import_data(store, backup)
    assert store.sequence() == 1
