"""What many tests share: an empty store, and one demonstration store that all workers read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings

from indicators import demo
from indicators.store.store import Store
from indicators.warehouse.warehouse import Warehouse

# The register and the settings of the tests are their own: the province may change its without breaking one.
os.environ["INDICATORS_REFERENCE"] = str(Path(__file__).parent / "province")
# The address of a demonstration that was made already.
DEMONSTRATION = "INDICATORS_TESTS_DEMONSTRATION"

# How long an example takes tells of the machine and of what else it does: speed is measured in benchmarks.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


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
    return Warehouse(Store(demo_store))


def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of this test run alone, the same for all its workers."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
