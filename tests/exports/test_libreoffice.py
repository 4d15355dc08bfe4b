"""The office files as LibreOffice shows them, where it is there: every slide and page, nothing cut off."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest

from indicators import formats
from indicators.analysis import overdue
from indicators.analysis.overview import overview
from indicators.deck import build_deck
from indicators.exports.letters import letter_docx
from indicators.exports.pptx import deck_pptx
from indicators.exports.report import report_docx
from indicators.letters.recipients import reminder_letters
from indicators.warehouse.warehouse import Warehouse
from tests.exports.printed import close, pages

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
pytestmark = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not on this machine")


def converted(content: bytes, name: str, folder: Path) -> bytes:
    """The file as LibreOffice prints it."""
    file = folder / name
    file.write_bytes(content)
    own = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [str(OFFICE), own, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return file.with_suffix(".pdf").read_bytes()


def outside(content: bytes) -> list[str]:
    """Letters that do not lie wholly on their page."""
    found = []
    for page in pypdfium2.PdfDocument(content):
        words, (width, height) = page.get_textpage(), page.get_size()
        for place in range(words.count_chars()):
            left, bottom, right, top = words.get_charbox(place)
            if left < 0 or bottom < 0 or right > width or top > height:
                found.append(words.get_text_range(place, 1))
    return [letter for letter in found if letter.strip()]


def test_every_slide_is_a_page_with_its_message_and_nothing_runs_over(
    demonstration: Warehouse, tmp_path: Path
) -> None:
    deck = build_deck(demonstration, "H21")
    shown = converted(deck_pptx(deck), "deck.pptx", tmp_path)
    # Marks of change are of another face, and are read at another place of the page.
    printed = [_unmarked(page) for page in pages(shown)]
    assert len(printed) == 1 + len(deck.slides)
    assert _unmarked(deck.title) in printed[0]
    for slide, page in zip(deck.slides, printed[1:], strict=True):
        assert _unmarked(slide.message) in page
    assert outside(shown) == []


def _unmarked(words: str) -> str:
    return close(words.replace(formats.UP, "").replace(formats.DOWN, ""))


def test_the_report_names_every_agency_and_nothing_runs_over(
    demonstration: Warehouse, tmp_path: Path
) -> None:
    shown = converted(report_docx(demonstration, "H21"), "report.docx", tmp_path)
    said = close(" ".join(pages(shown)))
    rankings = overview(demonstration, "H21").rankings.values()
    names = [name for ranking in rankings for name in ranking.rows.agency_name]
    assert len(names) > 100
    assert [name for name in names if close(name) not in said] == []
    assert outside(shown) == []


def test_a_letter_has_every_dossier_of_its_agency(demonstration: Warehouse, tmp_path: Path) -> None:
    step = overdue.last_step(demonstration, "H21")
    assert step
    letter, *_ = reminder_letters(demonstration, step)
    shown = converted(letter_docx(letter), "letter.docx", tmp_path)
    said = close(" ".join(pages(shown)))
    agency = overdue.backlog(demonstration, step, "agency").iloc[0]
    codes = overdue.dossiers(demonstration, step, overdue.Filter(agency_id=str(agency.part))).dossier_code
    assert len(codes) == agency.dossiers
    assert [code for code in codes if close(code) not in said] == []
    assert outside(shown) == []
