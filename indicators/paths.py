"""Where the project's own files lie."""

from __future__ import annotations

import os
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
REFERENCE = PROJECT / "data" / "reference"
# Answers of the portal on their way into the store, kept so that a collection can go on after a break.
COLLECTING = PROJECT / "data" / "collecting"


def default_store() -> str:
    """The store's URL: `INDICATORS_STORE`, or `data/store` in the project."""
    return os.environ.get("INDICATORS_STORE") or str(PROJECT / "data" / "store")
