"""A copy of the application to change as whoever extends it would, and to run in a process of its own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from indicators.paths import PROJECT

# What is put into a file, each after which of its words; or the whole of a new one.
Written = tuple[tuple[str, str], ...] | str


@dataclass(frozen=True)
class Drill:
    """What one extension writes, by file."""

    files: Mapping[str, Written]

    def carry_out(self, tree: Path) -> None:
        for name, written in self.files.items():
            file = tree / name
            if isinstance(written, str):
                assert not file.exists(), name
                file.write_text(written, encoding="utf-8")
                continue
            text = file.read_text(encoding="utf-8")
            for words, added in written:
                assert text.count(words) == 1, f"once, and no longer, {words!r} stood in {name}"
                text = text.replace(words, words + added)
            file.write_text(text, encoding="utf-8")


def copied(folder: Path) -> Path:
    """A copy of the application as it runs on one's own machine, without tests."""
    for part in ("indicators", "pages"):
        shutil.copytree(PROJECT / part, folder / part)
    (folder / ".streamlit").mkdir()
    shutil.copy(PROJECT / ".streamlit" / "config.toml", folder / ".streamlit")
    shutil.copytree(PROJECT / "data" / "reference", folder / "data" / "reference")
    return folder


def run(tree: Path, script: str, *arguments: str) -> dict[str, Any]:
    """What a script prints last, as JSON; it imports the application of the tree, and our tests."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(tree), str(PROJECT)])}
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        cwd=tree,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found
