"""The command line does the main job on real captures, and says in one line what it cannot do."""

from __future__ import annotations

import csv
import io
import json
import os
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import click
import numpy as np
import pytest

from indicators.analysis.ranking import rank
from indicators.cli.main import commands, main
from indicators.paths import PROJECT
from indicators.warehouse.warehouse import Warehouse
from tests.analysis.plain_ranking import competition_ranks
from tests.exports.altered import with_one_digit_altered
from tests.shared import SHARED, needs_shared

SCORES = SHARED / "portal" / "gia-lai-2026" / "scores.csv"
PHU_THO = SHARED / "portal" / "phu-tho-2026"
AN_GIANG = SHARED / "portal" / "an-giang-2025" / "bao_cao_T10_2025.xlsx"
COMPONENT_COLUMNS = {
    "total": "total_score",
    "transparency": "ckmb",
    "processing_progress": "tdgq",
    "online_service": "online",
    "online_payment": "tttt",
    "satisfaction": "mdhl",
    "digitisation": "mdsh",
}


@dataclass(frozen=True)
class Done:
    returncode: int
    stdout: str
    stderr: str


def run(store: Path, *words: str | Path) -> Done:
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = main([*map(str, words), "--store", str(store)])
    return Done(code, out.getvalue(), err.getvalue())


def rows(store: Path, *words: str | Path) -> list[dict[str, Any]]:
    done = run(store, *words, "--format", "json")
    assert done.returncode == 0, done.stderr
    answer: list[dict[str, Any]] = json.loads(done.stdout)
    return answer


def refusal(store: Path, *words: str | Path) -> str:
    done = run(store, *words)
    assert done.returncode == 1, done.stdout
    assert done.stdout == ""
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    return done.stderr


def source_rows(captured_on: str, child_group: str) -> list[dict[str, str]]:
    with SCORES.open(encoding="utf-8-sig", newline="") as file:
        return [
            row
            for row in csv.DictReader(file)
            if (row["captured_on"], row["child_group"]) == (captured_on, child_group)
        ]


@pytest.fixture(scope="module")
def gia_lai(tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = tmp_path_factory.mktemp("gia-lai") / "store"
    imported = rows(store, "import", SCORES)
    assert [row["status"] for row in imported] == ["imported"] * 4
    return store


@pytest.fixture(scope="module")
def asked(gia_lai: Path) -> Warehouse:
    return Warehouse.open(str(gia_lai))


@needs_shared
@pytest.mark.parametrize("day", ["2026-09-24", "2026-10-02", "2026-10-06", "2026-10-10"])
@pytest.mark.parametrize(
    ("level", "group", "units"), [("department", "AGENCY", 14), ("commune", "COMMUNE", 135)]
)
@pytest.mark.parametrize("node", COMPONENT_COLUMNS)
def test_every_real_score_is_the_files_and_every_rank_a_plain_count(
    asked: Warehouse, day: str, level: str, group: str, units: int, node: str
) -> None:
    found = rank(asked, node=node, level=level, scope="H21", captured_on=date.fromisoformat(day))
    ranked = found.rows.astype({"rank": object}).replace({np.nan: None}).to_dict("records")
    source = {row["department_code"]: float(row[COMPONENT_COLUMNS[node]]) for row in source_rows(day, group)}
    assert len(source) == units
    assert {row["agency_code"]: row["value"] for row in ranked} == source
    maximum = 18 if node == "satisfaction" else 100
    possible = {code: value if value <= maximum else None for code, value in source.items()}
    assert {row["agency_code"]: row["rank"] for row in ranked} == competition_ranks(possible)
    above = {row["agency_code"] for row in ranked if "above_maximum" in row["quality"]}
    assert above == {code for code, value in source.items() if value > maximum}


@needs_shared
def test_the_78_satisfaction_values_above_18_are_shown_and_left_out(gia_lai: Path) -> None:
    above = [
        row
        for level in ("department", "commune")
        for row in rows(gia_lai, "rank", "--node", "MDHL", "--level", level, "--captured-on", "2026-09-24")
        if "above_maximum" in row["quality"]
    ]
    assert len(above) == 78
    assert all(row["rank"] is None and row["value"] > 18 for row in above)


@needs_shared
def test_the_change_is_the_difference_of_the_two_captures_in_the_file(gia_lai: Path) -> None:
    then = {row["department_code"]: float(row["total_score"]) for row in source_rows("2026-10-06", "COMMUNE")}
    now = {row["department_code"]: float(row["total_score"]) for row in source_rows("2026-10-10", "COMMUNE")}
    rank_then, rank_now = competition_ranks(then), competition_ranks(now)
    for row in rows(gia_lai, "rank", "--node", "total", "--level", "commune"):
        code = row["agency_code"]
        assert row["value_change"] == pytest.approx(now[code] - then[code], abs=1e-6)
        assert row["rank_change"] == (rank_then[code] or 0) - (rank_now[code] or 0)
        assert row["previous_captured_at"][:10] == "2026-10-06"


@needs_shared
def test_the_first_capture_has_no_changes(gia_lai: Path) -> None:
    for row in rows(
        gia_lai, "rank", "--node", "total", "--level", "department", "--captured-on", "2026-09-24"
    ):
        assert (row["value_change"], row["rank_change"], row["previous_captured_at"]) == (None, None, None)


@needs_shared
def test_the_same_file_again_is_known_and_changes_nothing(gia_lai: Path) -> None:
    before = rows(gia_lai, "captures")
    assert {row["status"] for row in rows(gia_lai, "import", SCORES)} == {"known"}
    assert rows(gia_lai, "captures") == before


@needs_shared
def test_the_store_of_real_captures_verifies(gia_lai: Path) -> None:
    done = run(gia_lai, "verify")
    assert done.returncode == 0, done.stderr


@pytest.fixture
def own_copy(gia_lai: Path, tmp_path: Path) -> Path:
    """A store with the same captures, to be damaged."""
    return Path(shutil.copytree(gia_lai, tmp_path / "copy"))


@needs_shared
def test_a_changed_raw_file_is_found(own_copy: Path) -> None:
    [raw] = (own_copy / "raw").iterdir()
    raw.write_bytes(raw.read_bytes().replace(b"79.16", b"97.16"))
    done = run(own_copy, "verify")
    assert done.returncode == 1
    assert "scores.csv" in done.stderr


@needs_shared
def test_a_changed_table_file_is_found(own_copy: Path) -> None:
    [file] = (own_copy / "observations").glob("*.parquet")
    file.write_bytes(file.read_bytes()[:-100])
    assert run(own_copy, "verify").returncode == 1
    file.unlink()
    assert run(own_copy, "verify").returncode == 1


@needs_shared
def test_phu_thos_18_answers_make_three_captures_with_every_unit(tmp_path: Path) -> None:
    imported = rows(tmp_path, "import", PHU_THO)
    assert sorted(row["period"] for row in imported) == ["month:2026-08", "quarter:2026-Q3", "year:2026"]
    assert {(row["scope"], row["agencies"]) for row in imported} == {("H44", 15)}
    departments = rows(tmp_path, "rank", "--node", "total", "--level", "department", "--period", "year:2026")
    assert [row["origin"] for row in departments] == ["derived"] * 6
    communes = rows(tmp_path, "rank", "--node", "tdgq", "--level", "commune", "--period", "quarter:2026-Q3")
    assert len(communes) == 8
    assert run(tmp_path, "verify").returncode == 0


@needs_shared
def test_an_giangs_sheets_are_what_they_are_told_to_be(tmp_path: Path) -> None:
    words = ["import", AN_GIANG, "--captured-at", "2025-10-16T08:00"]
    sheets = {
        "Điểm năm": "year:2025",
        "Điểm tháng": "month:2025-10",
        "Sở Ban": "month:2025-10",
        "Xã Phường": "year:2025",
    }
    for sheet, period in sheets.items():
        words += ["--sheet-period", f"{sheet}={period}"]
    imported = rows(tmp_path, *words)
    assert {(row["scope"], row["period"], row["agencies"]) for row in imported} == {
        ("VN", "year:2025", 34),
        ("VN", "month:2025-10", 34),
        ("H01", "month:2025-10", 15),
        ("H01", "year:2025", 102),
    }
    notes = " ".join(warning for row in imported for warning in row["warnings"])
    assert "Xu hướng tháng" in notes
    assert "Xu hướng quý" in notes
    provinces = rows(tmp_path, "rank", "--node", "total", "--level", "province", "--period", "year:2025")
    assert (provinces[0]["agency_code"], provinces[0]["value"], len(provinces)) == ("H05", 91.7, 34)
    communes = rows(tmp_path, "rank", "--node", "total", "--level", "communes")
    assert (communes[0]["agency_code"], communes[0]["rank"]) == ("H01.187", 1)


@needs_shared
def test_a_sheet_without_its_period_is_refused_by_name_and_nothing_is_kept(tmp_path: Path) -> None:
    told = refusal(tmp_path, "import", AN_GIANG, "--sheet-period", "Điểm tháng=month:2025-10")
    assert "Sở Ban" in told or "Điểm năm" in told or "Xã Phường" in told
    assert rows(tmp_path, "captures") == []


@needs_shared
def test_a_dry_run_keeps_nothing(tmp_path: Path) -> None:
    checked = rows(tmp_path, "import", SCORES, "--dry-run")
    assert [row["status"] for row in checked] == ["checked"] * 4
    assert rows(tmp_path, "captures") == []


@needs_shared
def test_raw_answers_without_a_request_need_their_period(tmp_path: Path) -> None:
    answer = SHARED / "portal" / "gia-lai-2026" / "service-results.2026-02.json"
    assert "--period" in refusal(tmp_path, "import", answer)
    [imported] = rows(tmp_path, "import", answer, "--period", "month:2026-02", "--captured-at", "2026-09-28")
    assert (imported["scope"], imported["period"], imported["agencies"]) == ("H21", "month:2026-02", 150)


def test_ranks_as_csv_have_the_same_rows_as_json(demo_store: Path) -> None:
    words = ("rank", "--node", "total", "--level", "department")
    table = csv.DictReader(io.StringIO(run(demo_store, *words, "--format", "csv").stdout))
    as_json = rows(demo_store, *words)
    assert [row["agency_id"] for row in table] == [row["agency_id"] for row in as_json]
    assert {row["origin"] for row in as_json} == {"demo"}


def test_the_demonstration_is_left_alone_where_data_is_already_there(demo_store: Path) -> None:
    before = rows(demo_store, "captures")
    assert run(demo_store, "demo").returncode == 0
    assert rows(demo_store, "captures") == before


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["rank", "--node", "nothing-like-it", "--level", "commune"], "nothing-like-it"),
        (["rank", "--node", "total", "--level", "village"], "village"),
        (["rank", "--node", "total", "--level", "commune", "--period", "2026"], "2026"),
        (["rank", "--node", "total", "--level", "commune", "--captured-on", "10/10/2026"], "10/10/2026"),
        (["rank", "--node", "total", "--level", "commune", "--scope", "H99"], "H99"),
        (["rank", "--level", "commune"], "--node"),
        (["import", "no-such-file.csv"], "no-such-file.csv"),
        (["import", "README.md", "--sheet-period", "Sheet1"], "Sheet1"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(demo_store: Path, words: Sequence[str], named: str) -> None:
    assert named in refusal(demo_store, *words)


def test_it_runs_as_a_module_and_writes_utf8_whatever_the_console(demo_store: Path) -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "indicators",
            "rank",
            "--node",
            "nowhere",
            "--level",
            "commune",
            "--store",
            demo_store,
        ],
        cwd=PROJECT,
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )
    assert done.returncode == 1
    assert done.stdout == b""
    assert "nowhere" in done.stderr.decode("utf-8")


@pytest.mark.parametrize("document", ["Makefile", "README.md", "README.vi.md"])
def test_every_command_the_documents_name_exists_with_its_options(document: str) -> None:
    written = (PROJECT / document).read_text(encoding="utf-8")
    named = re.findall(r"-m indicators ([a-z]+)((?:[^`#|;]|\n {10,})*?)(?=\n[^ ]|\n\n|[`#|;])", written)
    assert named
    for command, rest in named:
        found = commands.get_command(click.Context(commands), command)
        assert found, command
        if isinstance(found, click.Group):
            found = found.commands[rest.split()[0]]
        known = {option for parameter in found.params for option in parameter.opts}
        assert set(re.findall(r"--[a-z-]+", rest)) <= known, command


BAD_FILES = {
    "empty.csv": b"",
    "refused.json": b"<html><title>Request Rejected</title>Request Rejected</html>",
    "cut.zip": b"PK\x03\x04 cut off",
    "no-envelope.json": b'{"overview": {}, "evaluation": []}',
    "picture.png": b"\x89PNG\r\n\x1a\n\x00\x00",
    "percent.csv": "Mã;Tên đơn vị;CKMB;TDGQ\nH21.13;Sở Tài chính;95,5;19\n".encode(),
    "twice.csv": "Mã;Tên đơn vị;CKMB\nH21.13;Sở Tài chính;5\nH21.13;Sở Tài chính;6\n".encode(),
}


@pytest.fixture(scope="module")
def of_one_table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of one small table, which no bad file may change."""
    folder = tmp_path_factory.mktemp("one-table")
    (folder / "good.csv").write_text("Mã;Tên đơn vị;CKMB\nH21.13;STC;5\n", encoding="utf-8")
    rows(folder / "store", "import", folder / "good.csv", "--period", "year:2026")
    return folder / "store"


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_gets_one_clear_line_and_leaves_the_store_as_it_was(
    of_one_table: Path, tmp_path: Path, name: str
) -> None:
    store, file = of_one_table, tmp_path / name
    before = rows(store, "captures")
    assert len(before) == 1
    file.write_bytes(BAD_FILES[name])
    told = refusal(store, "import", file, "--period", "year:2026")
    assert name in told
    assert "Lỗi không lường trước" not in told
    assert rows(store, "captures") == before


def test_synchronisation_is_told_by_the_portals_own_count_as_a_ranking_is(
    demo_store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["sync", "--level", "department", "--store", str(demo_store), "--format", "json"]
    assert main([*asked, "--agency", "so-tai-chinh"]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert row["agency_name"] == "Sở Tài chính"
    assert row["numerator"] <= row["denominator"]


@pytest.mark.parametrize(
    "command",
    [["captures"], ["rank", "--node", "total", "--level", "commune"], ["overdue"], ["sync"], ["history"]],
)
def test_a_table_for_people_is_as_wide_as_their_window(
    demo_store: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    assert main([*command, "--store", str(demo_store)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) > 5
    assert max(map(len, lines)) <= 120


def test_a_file_handed_out_is_verified_by_itself_and_by_its_code(demo_store: Path, tmp_path: Path) -> None:
    packs, again = tmp_path / "letters.zip", tmp_path / "again.docx"
    assert run(demo_store, "export", "requests", "--agency", "so-y-te", "--out", packs).returncode == 0
    (found,) = json.loads(run(demo_store, "verify-document", packs, "--format", "json").stdout).values()
    assert (found["verdict"], found["differences"]) == ("same", [])
    assert all(len(file["sha256"]) == 64 for source in found["sources"] for file in source["files"])
    by_code = run(demo_store, "verify-document", found["code"], "--out", again)
    assert by_code.returncode == 0
    assert found["document"] in by_code.stdout
    altered = tmp_path / "altered.docx"
    altered.write_bytes(with_one_digit_altered(again.read_bytes(), "docx", random.Random(1)))  # noqa: S311
    refused = run(demo_store, "verify-document", altered)
    assert refused.returncode == 1
    assert "Tệp đã bị sửa: 1 chỗ" in refused.stdout
    assert "→" in refused.stdout
    assert "altered.docx" in refused.stderr
