"""The demonstration stays open beside the stores that tests of files and commands make."""

from __future__ import annotations

from pathlib import Path

import pytest

from indicators.warehouse.warehouse import Warehouse


@pytest.fixture(autouse=True)
def demonstration_stays_open(demo_store: Path) -> None:
    """Ask for it before each test: few stores are kept open, and to open it anew takes longer than most tests."""
    Warehouse.open(str(demo_store))
