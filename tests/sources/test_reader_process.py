"""Whatever a file does to the process that reads it, the import gets one sentence and the next one is read."""

from __future__ import annotations

import io
import subprocess
import sys
import time
from functools import cache
from pathlib import Path

import pytest
import xlsxwriter

from indicators import catalogue, sources, translation
from indicators.errors import InputProblem
from indicators.sources import reader_process
from indicators.sources.files import SourceFile
from indicators.sources.reader_process import read_apart
from tests.overdue_files import csv

TABLE = SourceFile("scores.csv", "Mã;CKMB;Ghi nhớ\nH21.19;12;x\n".encode())
HEADER = ("Mã hồ sơ", "Ngày nhận", "Ngày hẹn trả")


@cache
def long_list(rows: int) -> SourceFile:
    dossiers = [(f"H21.13-260901-{row:06d}", "01/09/2026", "15/09/2026") for row in range(rows)]
    return SourceFile("long.csv", csv(*dossiers, header=HEADER))


def repeated(letters: int, times: int) -> bytes:
    """A small workbook of one long text in many cells."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for row in range(times):
            sheet.write_string(row, 0, "x" * letters)
    return stream.getvalue()


def idle() -> list[int]:
    return [worker._process.pid for worker in reader_process._idle]


def test_what_is_read_apart_is_what_is_read_here() -> None:
    files = [TABLE, long_list(20)]
    assert read_apart(files) == sources.read(files)


def test_paths_are_read_like_uploads(tmp_path: Path) -> None:
    (tmp_path / TABLE.name).write_bytes(TABLE.content)
    assert read_apart([tmp_path / TABLE.name]) == read_apart([TABLE])


def test_the_process_that_reads_holds_no_library_that_only_others_need() -> None:
    """Pandas alone takes 90 MB and as long to start as most readings."""
    asked = "import sys, indicators.sources.reader_worker; print(*sys.modules)"
    held = subprocess.run(
        [sys.executable, "-c", asked], check=True, capture_output=True, text=True
    ).stdout.split()
    assert not {"pandas", "pyarrow", "duckdb", "streamlit"} & set(held)


def test_what_is_refused_is_refused_in_the_same_words() -> None:
    bad = SourceFile("bad.csv", b"Ma;CKMB\nH21.19;x\n")
    with pytest.raises(InputProblem) as here:
        sources.read([bad])
    with pytest.raises(InputProblem) as apart:
        read_apart([TABLE, bad])
    assert str(apart.value) == str(here.value)


def test_notes_are_in_the_language_of_the_session() -> None:
    with translation.in_language("en"):
        (reading,) = read_apart([TABLE]).extracts
    assert "columns not read" in reading.notes[0]
    assert "không đọc các cột" in read_apart([TABLE]).extracts[0].notes[0]


def test_how_far_the_reading_is_is_told_meanwhile() -> None:
    heard: list[tuple[int, int]] = []
    read_apart([long_list(12_000)], lambda done, total: heard.append((done, total)))
    assert len(heard) > 1
    assert heard[-1][0] == heard[-1][1]


def test_one_process_serves_the_next_import_until_settings_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_apart([TABLE])
    (first,) = idle()
    read_apart([TABLE])
    assert idle() == [first]
    for file in catalogue.FOLDER.glob("*.toml"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    monkeypatch.setattr(catalogue, "FOLDER", tmp_path)
    read_apart([TABLE])
    assert first not in idle()


def test_a_process_that_ends_by_a_fault_costs_one_import_one_sentence() -> None:
    with (
        reader_process._worker() as worker,
        pytest.raises(InputProblem, match=r"Tệp long\.csv: tệp bị hỏng đến mức"),
    ):
        worker.read(sources.read_each, [TABLE, long_list(12_000)], lambda *_: worker._process.kill())
    assert read_apart([TABLE]).extracts


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not count a process's work")
def test_what_is_worked_on_for_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader_process, "SECONDS_A_FILE", 0.3)
    with pytest.raises(InputProblem, match=r"Tệp long\.csv: đọc tệp này lâu hơn"):
        read_apart([long_list(60_000)])
    monkeypatch.undo()
    assert read_apart([TABLE]).extracts


def test_what_is_waited_for_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader_process, "_PATIENCE", 0.3)
    with pytest.raises(InputProblem, match=r"Tệp long\.csv: đọc tệp này lâu hơn"):
        read_apart([long_list(60_000)], lambda *_: time.sleep(0.6))
    monkeypatch.undo()
    assert read_apart([TABLE]).extracts


def test_how_long_a_process_takes_to_start_is_no_fault_of_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader_process, "_PATIENCE", 0.3)
    with reader_process._worker() as worker:
        watch = reader_process._Watch(worker._process)
        time.sleep(0.6)
        assert not watch.is_over
        watch.end()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on a process's memory")
def test_what_takes_too_much_memory_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader_process, "MEMORY", 64 * 2**20)
    with pytest.raises(InputProblem, match=r"Tệp long\.csv: (đọc tệp này cần hơn 64 MB|tệp bị hỏng)"):
        read_apart([long_list(40_000)])
    monkeypatch.undo()
    assert read_apart([TABLE]).extracts


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on a process's memory")
def test_a_file_too_large_to_be_handed_over_is_named_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader_process, "MEMORY", 64 * 2**20)
    with pytest.raises(InputProblem, match=r"Tệp long\.csv: đọc tệp này cần hơn 64 MB"):
        read_apart([SourceFile("long.csv", b"1" * 64 * 2**20)])


def test_texts_of_many_pages_in_all_cells_are_refused_before_they_are_compared() -> None:
    begun = time.process_time()
    with pytest.raises(InputProblem, match=r"Tệp big\.xlsx, trang tính “Sheet1”: .*chữ"):
        read_apart([SourceFile("big.xlsx", repeated(32_000, 6_000))])
    assert time.process_time() - begun < 5


def test_what_says_more_than_data_files_can_say_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader_process, "LARGEST_ANSWER", 10_000)
    with pytest.raises(InputProblem, match=r"Tệp long\.csv: "):
        read_apart([long_list(5_000)])
    monkeypatch.undo()
    assert read_apart([TABLE]).extracts


def test_who_stops_listening_leaves_nothing_behind() -> None:
    def gone(*_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read_apart([long_list(12_000)], gone)
    assert idle() == []
    assert read_apart([TABLE]).extracts
