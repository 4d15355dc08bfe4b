"""Where the project's own files lie."""

from __future__ import annotations

import os
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
IS_CHECKOUT = (PACKAGE.parent / "data" / "reference").is_dir()
# Installed as a package, it works in the folder it is run in.
PROJECT = PACKAGE.parent if IS_CHECKOUT else Path.cwd()
# Answers of the portal on their way into the store, kept so that a collection can go on after a break.
COLLECTING = PROJECT / "data" / "collecting"


def _reference() -> Path:
    """The province's own settings: `INDICATORS_REFERENCE`, the project's, or those that came with the package."""
    if told := os.environ.get("INDICATORS_REFERENCE"):
        return Path(told)
    own = PROJECT / "data" / "reference"
    return own if own.is_dir() else PACKAGE / "province"


REFERENCE = _reference()


def default_store() -> str:
    """Give the store's URL: `INDICATORS_STORE`, or `data/store` in the project."""
    return os.environ.get("INDICATORS_STORE") or str(PROJECT / "data" / "store")
