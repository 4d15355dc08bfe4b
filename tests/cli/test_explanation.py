"""`explain` tells an agency's points from its counts, and why they moved, for people and for programs."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.test_main import PHU_THO, refusal, rows, run
from tests.shared import needs_shared


@needs_shared
def test_real_counts_of_phu_tho_are_explained(tmp_path: Path) -> None:
    rows(tmp_path, "import", PHU_THO)
    told = rows(
        tmp_path, "explain", "--agency", "H44.100", "--node", "processing_progress", "--period", "year:2026"
    )
    group, share = told
    assert [row["node"] for row in told] == ["processing_progress", "on_time_share"]
    assert abs(20 * share["numerator"] / share["denominator"] - share["points"]) < 1e-3
    assert abs(share["difference"]) <= 0.015
    assert abs(group["difference"]) <= 0.015
    assert share["change"] is None


def test_a_change_of_the_demonstration_is_told_with_its_causes(demo_store: Path) -> None:
    told = rows(demo_store, "explain", "--agency", "Sở Tư pháp", "--node", "on_time_share")
    (share,) = told
    causes = [share[f"by_{kind}"] or 0 for kind in ("done", "volume", "empty", "untold")]
    assert round(sum(causes), 6) == share["change"]


def test_the_whole_index_is_told_by_default(demo_store: Path) -> None:
    done = run(demo_store, "explain", "--agency", "so-tu-phap")
    assert done.returncode == 0, done.stderr
    assert "Kết quả điện tử" not in done.stdout
    assert "reused" in done.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--agency", "Sở Thơ"), "không phải một cơ quan có số liệu"),
        (("--agency", "so-tu-phap", "--node", "tho"), "Không có “tho” trong bộ chỉ số"),
    ],
)
def test_an_agency_or_node_that_is_not_there_is_refused(
    demo_store: Path, words: tuple[str, ...], said: str
) -> None:
    assert said in refusal(demo_store, "explain", *words)
