"""Findings to take away: the page's file, and the command for people and for other programs."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from indicators.analysis.quality_checks import quality
from indicators.analysis.quality_tables import SHOWN
from indicators.cli.main import main
from indicators.exports.csv import finding_csv
from indicators.store.store import Store
from indicators.warehouse.warehouse import Warehouse
from tests.made_up import FINANCE, JUSTICE, at, capture, even


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """One total of two is not the sum of its parts, one agency has no satisfaction."""
    store = Store(tmp_path_factory.mktemp("faulty") / "store")
    store.add([capture({FINANCE: {**even(9), "total": 50}, JUSTICE: even(9) | {"satisfaction": None}})])
    return store


def told(store: Store, capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(["quality", *words, "--store", store.url]) == 0
    return capsys.readouterr().out


def test_the_file_says_of_when_it_is_what_it_means_and_every_row(faulty: Store) -> None:
    view = quality(Warehouse.of(faulty), "H21", now=at("2026-10-12"))
    written = finding_csv(view, view.findings["totals"]).decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(written), delimiter=";"))
    assert lines[0] == ["Tổng khác tổng các phần"]
    assert ["Kỳ báo cáo", "Năm 2026 (kỳ đang mở, số liệu tạm thời)"] in lines
    assert lines[-1] == ["Sở Tài chính", "Sở, ban, ngành", "Tổng điểm", "50", "54", "-4"]


def test_people_get_a_line_a_kind(faulty: Store, capsys: pytest.CaptureFixture[str]) -> None:
    lines = told(faulty, capsys).splitlines()
    assert [line.split()[0] for line in lines[1:]] == list(SHOWN)
    totals = next(line for line in lines if line.startswith("totals"))
    assert totals.split()[1:3] == ["1", "1"]


def test_what_could_not_be_checked_has_no_count(faulty: Store, capsys: pytest.CaptureFixture[str]) -> None:
    counts = next(line for line in told(faulty, capsys).splitlines() if line.startswith("counts"))
    assert counts.split()[1:3] == ["–", "0"]
    assert "chưa có tử số" in counts


def test_programs_get_every_finding_with_the_same_keys(
    faulty: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = json.loads(told(faulty, capsys, "--period", "year:2026", "--format", "json"))
    assert len({tuple(row) for row in rows}) == 1
    by_kind = {row["kind"]: row for row in rows if row["kind"] != "freshness"}
    assert by_kind["totals"]["difference"] == -4
    assert by_kind["coverage"]["lacking"] == ["satisfaction"]
    assert by_kind["coverage"]["difference"] is None
    table = list(csv.DictReader(io.StringIO(told(faulty, capsys, "--format", "csv"))))
    assert [row["kind"] for row in table] == [row["kind"] for row in rows]


def test_a_period_nobody_read_is_said_in_one_line(faulty: Store, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["quality", "--period", "year:2019", "--store", faulty.url]) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_the_demonstrations_findings_can_be_taken_whole(
    demo_store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = json.loads(told(Store(demo_store), capsys, "--scope", "H21", "--format", "json"))
    assert {row["kind"] for row in rows} >= {"freshness", "coverage", "marks", "jumps"}
