"""What many tests share: an empty store, and one demonstration store that all workers read."""

from __future__ import annotations

import os
from itertools import chain
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings

from indicators import demo
from indicators.deck import Deck, build_deck
from indicators.store.store import Store
from indicators.warehouse.warehouse import Warehouse

# The register and the settings of the tests are their own: the province may change its without breaking one.
os.environ["INDICATORS_REFERENCE"] = str(Path(__file__).parent / "province")
# Processes that are started keep what they compile, also where the machine says otherwise: the next start is shorter.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
# The address of a demonstration that was made already.
DEMONSTRATION = "INDICATORS_TESTS_DEMONSTRATION"

# Whose tests take longest, or wait for others: begun at once and dealt out to the processes, so that in the end none is
# left alone with them. `--durations=50` tells which they are.
LONGEST = (
    "tests/browser/",
    "tests/privacy/test_nothing_personal_is_kept.py",
    "tests/drills/",
    "tests/store/test_attempts.py",
    "tests/store/test_crowd.py",
    "tests/intake/test_any_order.py",
    "tests/intake/test_collector.py",
    "tests/exports/test_libreoffice.py",
    "tests/store/test_interrupted.py",
    "tests/pages/test_kept.py",
    "tests/store/test_store_remote.py",
)

# How long an example takes tells of the machine and of what else it does: speed is measured in benchmarks.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Put the longest first: each process is given a run of neighbours, and begins with its share of them."""
    processes = getattr(config, "workerinput", {}).get("workercount", 1)
    long = [[item for item in items if item.nodeid.startswith(name)] for name in LONGEST]
    others = [item for item in items if not item.nodeid.startswith(LONGEST)]
    count, ordered = len(items), list[pytest.Item]()
    for process in range(processes):
        first = list(chain.from_iterable(long[process::processes]))
        room = max(0, (count - len(ordered)) // (processes - process) - len(first))
        ordered += [*first, *others[:room]]
        others = others[room:]
    items[:] = [*ordered, *others]


@pytest.fixture(autouse=True)
def window_of_the_command_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """As wide as where no window tells: what runs the tests may be one, of any width."""
    monkeypatch.setenv("COLUMNS", "160")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


@pytest.fixture(scope="session")
def demo_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration, made once for all workers; tests only read it. Who runs them over and over gives it."""
    if given := os.environ.get(DEMONSTRATION):
        return Path(given)
    shared = shared_folder(tmp_path_factory)
    folder = shared / "demo-store"
    with FileLock(shared / "demo-store.lock"):
        demo.fill(Store(folder))
    return folder


@pytest.fixture(scope="session")
def demonstration(demo_store: Path) -> Warehouse:
    """The demonstration, opened once for all tests that only ask."""
    return Warehouse.open(str(demo_store))


@pytest.fixture(scope="session")
def deck(demonstration: Warehouse) -> Deck:
    """The demonstration's slides: built once for all tests that only read them."""
    return build_deck(demonstration, "H21")


def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of this test run alone, the same for all its workers."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
