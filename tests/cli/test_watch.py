"""`watch` tells whom the rules find, and by its exit code whether they find anybody."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

from tests.cli.test_main import run


def test_people_and_programs_read_the_same_and_jobs_see_that_somebody_was_found(demo_store: Path) -> None:
    text, rows, table = (run(demo_store, "watch", "--format", style) for style in ("text", "json", "csv"))
    assert (text.returncode, rows.returncode, table.returncode) == (2, 2, 2)
    told = json.loads(rows.stdout)
    assert [row["sentence"] for row in told] == [
        row["sentence"] for row in csv.DictReader(io.StringIO(table.stdout))
    ]
    assert all(f"- {row['sentence']}" in text.stdout for row in told)
    assert text.stdout.startswith("Danh sách theo dõi: ")


def test_an_empty_store_finds_nobody(tmp_path: Path) -> None:
    assert run(tmp_path / "store", "watch").returncode == 0
