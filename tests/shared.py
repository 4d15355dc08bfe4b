"""Real captures and reference data, kept beside the repository and not in it."""

from __future__ import annotations

import pytest

from indicators.paths import PROJECT

SHARED = PROJECT.parent / "shared"

CASES = SHARED / "cases"

needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the shared data is not beside this repository")
