"""What is killed at any moment is whole or not there, never lost, and the next import or collection works."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from indicators.paths import PROJECT

ATTEMPTS = 10


@pytest.mark.skipif(sys.platform == "win32", reason="kills and forks as Unix does")
def test_killed_imports_and_collections_leave_nothing_half_and_lose_nothing(tmp_path: Path) -> None:
    asked = [sys.executable, "-m", "tests.kills", str(tmp_path), str(ATTEMPTS)]
    done = subprocess.run(asked, cwd=PROJECT, capture_output=True, check=True, text=True)
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["faults"] == []
    assert told["attempts"] == ATTEMPTS
    # Some were killed in the middle, or nothing was tried at all.
    assert told["killed"] > told["killed collections"] > 0
