"""The office files as LibreOffice shows them, where it is there: every slide and page, nothing cut off."""

from __future__ import annotations

import shutil
import subprocess

import pypdfium2
import pytest

from indicators import formats
from indicators.analysis import overdue
from indicators.analysis.overview import overview
from indicators.deck import Bars, Deck
from indicators.exports.letters import letter_docx
from indicators.exports.pptx import deck_pptx
from indicators.exports.report import report_docx
from indicators.letters.recipients import reminder_letters
from indicators.warehouse.warehouse import Warehouse
from tests.exports.printed import close, pages

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
pytestmark = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not on this machine")


@pytest.fixture(scope="module")
def letter(demonstration: Warehouse) -> bytes:
    """The letter of the agency that has most dossiers."""
    step = overdue.last_step(demonstration, "H21")
    assert step
    most = overdue.backlog(demonstration, step, "agency").part.iloc[0]
    (written,) = reminder_letters(demonstration, step, [most])
    return letter_docx(written)


@pytest.fixture(scope="module")
def printed(
    demonstration: Warehouse, deck: Deck, letter: bytes, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, bytes]:
    """The files as LibreOffice prints them; it starts once for all."""
    folder = tmp_path_factory.mktemp("office")
    made = {
        "deck.pptx": deck_pptx(deck),
        "report.docx": report_docx(demonstration, "H21"),
        "letter.docx": letter,
    }
    for name, content in made.items():
        (folder / name).write_bytes(content)
    own = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [str(OFFICE), own, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    files = [str(folder / name) for name in made]
    subprocess.run([*command, *files], check=True, capture_output=True, timeout=300)
    return {name: (folder / name).with_suffix(".pdf").read_bytes() for name in made}


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
    deck: Deck, printed: dict[str, bytes]
) -> None:
    shown = printed["deck.pptx"]
    # Marks of change are of another face, and are read at another place of the page.
    first, *others = [_unmarked(page) for page in pages(shown)]
    assert _unmarked(deck.title) in first
    for slide, page in zip(deck.slides, others, strict=True):
        assert _unmarked(slide.message) in page
        if slide.key == "province" and isinstance(slide.exhibit, Bars):
            total = slide.exhibit.series[0][1][0]
            assert total
            assert formats.number(total, slide.exhibit.decimals) in page
    assert outside(shown) == []


def _unmarked(words: str) -> str:
    return close(words.replace(formats.UP, "").replace(formats.DOWN, ""))


def test_the_report_names_every_agency_and_nothing_runs_over(
    demonstration: Warehouse, printed: dict[str, bytes]
) -> None:
    shown = printed["report.docx"]
    said = close(" ".join(pages(shown)))
    rankings = overview(demonstration, "H21").rankings.values()
    names = [name for ranking in rankings for name in ranking.rows.agency_name]
    assert len(names) > 100
    assert [name for name in names if close(name) not in said] == []
    assert outside(shown) == []


def test_a_letter_has_every_dossier_of_its_agency(
    demonstration: Warehouse, printed: dict[str, bytes]
) -> None:
    shown = printed["letter.docx"]
    step = overdue.last_step(demonstration, "H21")
    assert step
    said = close(" ".join(pages(shown)))
    agency = overdue.backlog(demonstration, step, "agency").iloc[0]
    codes = overdue.dossiers(demonstration, step, overdue.Filter(agency_id=str(agency.part))).dossier_code
    assert len(codes) == agency.dossiers
    assert [code for code in codes if close(code) not in said] == []
    assert outside(shown) == []
