"""`bulletin` tells the week in words, and as files where it is told where to put them."""

from __future__ import annotations

from pathlib import Path

import pytest

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


def test_a_file_without_a_place_is_refused(demo_store: Path) -> None:
    assert "--out" in refusal(demo_store, "bulletin", "--format", "docx")


def test_changes_are_counted_from_the_reading_that_is_asked_for(demo_store: Path) -> None:
    said = run(demo_store, "bulletin", "--since", "2026-11-02").stdout
    assert "so với 02/11/2026" in said
    assert "so với 09/11/2026" not in said
