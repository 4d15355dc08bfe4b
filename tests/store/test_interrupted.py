"""What is killed at any moment is whole or not there, never lost, and the next import or collection works."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from indicators.paths import PROJECT

HITS = 6


@pytest.mark.skipif(sys.platform == "win32", reason="kills and forks as Unix does")
def test_killed_imports_and_collections_leave_nothing_half_and_lose_nothing(tmp_path: Path) -> None:
    asked = [sys.executable, "-m", "tests.kills", str(tmp_path / "made when missing"), str(HITS)]
    done = subprocess.run(asked, cwd=PROJECT, capture_output=True, check=False, text=True, timeout=1200)
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["faults"] == []
    assert (told["hit"], told["hit collections"]) == (HITS, HITS // 2)
    assert done.returncode == 0
