"""Paths of the project's own files."""

from __future__ import annotations

import os
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
IS_CHECKOUT = (PACKAGE.parent / "data" / "reference").is_dir()
# Installed as a package, it works in the folder it is run in.
PROJECT = PACKAGE.parent if IS_CHECKOUT else Path.cwd()
# Answers of the portal on their way into the store, kept so that a collection can go on after a break.
COLLECTING = PROJECT / "data" / "collecting"


# What comes with the application: a whole province, and what is the same for every province.
SHIPPED_REFERENCE = PACKAGE.parent / "data" / "reference" if IS_CHECKOUT else PACKAGE / "province"
_OWN_REFERENCE = PROJECT / "data" / "reference"


def reference_folder() -> Path:
    """Give the province's own settings: `INDICATORS_REFERENCE`, the project's, or those of the package."""
    if told := os.environ.get("INDICATORS_REFERENCE"):
        return Path(told)
    return _OWN_REFERENCE if _OWN_REFERENCE.is_dir() else SHIPPED_REFERENCE


def default_store() -> str:
    """Give the store's URL: `INDICATORS_STORE`, or `data/store` in the project."""
    return os.environ.get("INDICATORS_STORE") or str(PROJECT / "data" / "store")
