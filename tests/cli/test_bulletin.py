"""`bulletin` tells the week in words, and as files where it is told where to put them."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from indicators.cli.main import main
from tests.cli.test_main import refusal, rows, run


def test_it_is_read_on_the_terminal_as_it_is_sent(demo_store: Path) -> None:
    text, zalo = (run(demo_store, "bulletin", "--format", style).stdout for style in ("text", "zalo"))
    assert text.startswith("SỐ LIỆU MINH HỌA")
    assert "VI. NHIỆM VỤ TRONG TUẦN" in text
    assert len(zalo.rstrip("\n")) <= 2000 < len(text)


def test_programs_get_a_row_a_sentence(demo_store: Path) -> None:
    told = rows(demo_store, "bulletin")
    assert {row["point"] for row in told} == set(range(1, 13))
    assert all(row["address"].startswith("/") for row in told)


@pytest.mark.parametrize(("style", "begins"), [("docx", b"PK"), ("slide", b"PK"), ("html", b"<!doctype")])
def test_a_file_goes_where_it_is_told_to(demo_store: Path, tmp_path: Path, style: str, begins: bytes) -> None:
    out = tmp_path / "ban-tin"
    assert run(demo_store, "bulletin", "--format", style, "--out", out).returncode == 0
    assert out.read_bytes().startswith(begins)


@pytest.mark.parametrize(
    ("name", "begins"),
    [("x.DOCX", b"PK"), ("x.pptx", b"PK"), ("x.html", b"<!doctype"), ("x.txt", b"S\xe1\xbb\x90 LI")],
)
def test_a_name_tells_what_file_is_wanted(demo_store: Path, tmp_path: Path, name: str, begins: bytes) -> None:
    assert run(demo_store, "bulletin", "--out", tmp_path / name).returncode == 0
    assert (tmp_path / name).read_bytes().startswith(begins)


@pytest.mark.parametrize(
    ("arguments", "name", "ending"),
    [
        (["bulletin"], "bulletin.pdf", ".txt, .html, .json, .docx, .pptx"),
        (["bulletin", "--format", "slide"], "bulletin.docx", ".pptx"),
        (["export", "deck"], "deck.pdf", ".pptx"),
        (["export", "pdf"], "deck.pptx", ".pdf"),
        (["export", "report"], "report.pdf", ".docx"),
        (["export", "workbook"], "tables.csv", ".xlsx"),
        (["export", "packs"], "packs.pdf", ".zip"),
        (["export", "reminders"], "letters.docx", ".zip"),
        (["export", "requests"], "letters.docx", ".zip"),
        (["export", "result", "--campaign", "any"], "result.doc", ".docx"),
    ],
)
def test_a_name_that_another_program_would_open_is_refused_before_anything_is_written(
    demo_store: Path, tmp_path: Path, arguments: list[str], name: str, ending: str
) -> None:
    said = refusal(demo_store, *arguments, "--out", tmp_path / name)
    assert name in said
    assert ending in said
    assert not (tmp_path / name).exists()


def test_what_cannot_be_written_leaves_the_file_of_before_and_no_half_of_its_own(
    demo_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out, write = tmp_path / "new folder" / "bulletin.html", Path.write_bytes
    asked = ["bulletin", "--out", str(out), "--store", str(demo_store)]
    assert main(asked) == 0
    before = out.read_bytes()

    def until_the_disk_is_full(self: Path, content: bytes) -> int:
        write(self, content[: len(content) // 2])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", until_the_disk_is_full)
    assert main(asked) == 1
    assert "bulletin.html: không ghi được" in capsys.readouterr().err
    assert [file.read_bytes() for file in out.parent.iterdir()] == [before]


def test_a_file_without_a_place_is_refused(demo_store: Path) -> None:
    assert "--out" in refusal(demo_store, "bulletin", "--format", "docx")


def test_changes_are_counted_from_the_reading_that_is_asked_for(demo_store: Path) -> None:
    said = run(demo_store, "bulletin", "--since", "2026-11-02").stdout
    assert "so với 02/11/2026" in said
    assert "so với 09/11/2026" not in said
