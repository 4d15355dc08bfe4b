"""The template of the slides: ours is a whole one, the office's own is used, a bad one is refused in words."""

from __future__ import annotations

import io
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.util import Emu, Inches

from indicators.deck import Deck, build_deck
from indicators.errors import InputProblem
from indicators.exports.pptx import deck_pptx
from indicators.exports.pptx.template import OURS, OWN_FILE
from indicators.paths import reference_folder
from indicators.store.entries import DeckChoice
from indicators.warehouse.warehouse import Warehouse
from tests.exports.deck_edits import shape_of

PLACES = {PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER}


@pytest.fixture(scope="module")
def deck(demonstration: Warehouse) -> Deck:
    return build_deck(
        demonstration, "H21", choice=DeckChoice("H21", "", ("summary", "province", "proposals"))
    )


@pytest.fixture
def reference(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A province's own settings, into which an office lays its template."""
    folder = Path(shutil.copytree(reference_folder(), tmp_path / "reference"))
    monkeypatch.setenv("INDICATORS_REFERENCE", str(folder))
    return folder


def saved(file: Any) -> bytes:
    stream = io.BytesIO()
    file.save(stream)
    return stream.getvalue()


def of_the_office() -> bytes:
    """A template as offices have them: ours in another red, with a logo, and a slide that shows how it looks."""
    file = Presentation(str(OURS))
    logo = file.slide_master.shapes._spTree
    box = file.slides.add_slide(file.slide_layouts[1])
    box.shapes.title.text = "Trang mẫu của Sở"
    logo.append(box.shapes.add_textbox(Inches(12), 0, Inches(1), Inches(0.3))._element)
    content, changed = saved(file), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, part.replace(b"1B4F8A", b"AA1122") if "theme1" in name else part)
    return changed.getvalue()


def of_powerpoint() -> Any:
    """PowerPoint's own blank one, made wide: a short body, and a narrow footer in the middle."""
    file = Presentation()
    file.slide_width, file.slide_height = Emu(12192000), Emu(6858000)
    for shapes in (file.slide_master.shapes, *(layout.shapes for layout in file.slide_layouts)):
        for shape in shapes:
            if shape._element.xpath("./p:spPr/a:xfrm"):
                shape.left, shape.width = Emu(shape.left * 4 // 3), Emu(shape.width * 4 // 3)
    return file


def test_ours_is_wide_in_vietnamese_with_places_for_everything_and_real_bullets() -> None:
    file = Presentation(str(OURS))
    assert (file.slide_width, file.slide_height) == (12192000, 6858000)
    kinds = {one.placeholder_format.type for one in file.slide_master.placeholders}
    assert kinds == {PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.BODY, *PLACES}
    assert len(file.slide_layouts) == 5
    for layout in file.slide_layouts:
        assert {one.placeholder_format.type for one in layout.placeholders} >= PLACES
    master = file.slide_master._element
    assert master.xpath(".//p:bodyStyle/a:lvl1pPr/a:buChar")
    assert set(master.xpath(".//@lang")) == {"vi-VN"}
    with zipfile.ZipFile(OURS) as opened:
        theme = opened.read("ppt/theme/theme1.xml").decode()
    assert 'name="Bộ chỉ số 766"' in theme
    assert "1B4F8A" in theme


def test_slides_use_its_places_and_nothing_names_a_face_or_the_accent_by_itself(deck: Deck) -> None:
    file = Presentation(io.BytesIO(deck_pptx(deck)))
    for slide in file.slides:
        kinds = {one.placeholder_format.type for one in slide.placeholders}
        assert kinds >= {PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.SLIDE_NUMBER}
        assert not slide._element.xpath(".//a:latin")
        assert set(slide._element.xpath(".//a:r/a:rPr/@lang")) == {"vi-VN"}
    summary = shape_of(file.slides[1], "exhibit")
    assert summary.is_placeholder
    assert "•" not in summary.text_frame.text
    chart = shape_of(file.slides[2], "exhibit").chart._chartSpace
    assert chart.xpath(".//c:ser/c:spPr//a:schemeClr[@val='accent1']")
    about = file.core_properties
    assert (about.author.startswith("indicators"), about.language) == (True, "vi-VN")
    assert about.title == deck.title


def test_an_offices_own_template_gives_the_look_without_its_own_slides(deck: Deck, reference: Path) -> None:
    (reference / OWN_FILE).write_bytes(of_the_office())
    content = deck_pptx(deck)
    file = Presentation(io.BytesIO(content))
    titles = [slide.shapes.title.text_frame.text for slide in file.slides]
    assert titles == [deck.title, *(slide.message for slide in deck.slides)]
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        assert b"AA1122" in opened.read("ppt/theme/theme1.xml")
        assert "Trang mẫu của Sở".encode() not in b"".join(map(opened.read, opened.namelist()))


def test_where_a_template_has_a_narrow_footer_the_source_gets_a_place_of_its_own(
    deck: Deck, reference: Path
) -> None:
    (reference / OWN_FILE).write_bytes(saved(of_powerpoint()))
    file = Presentation(io.BytesIO(deck_pptx(deck)))
    for drawn, slide in zip(list(file.slides)[1:], deck.slides, strict=True):
        source, exhibit = shape_of(drawn, "source"), shape_of(drawn, "exhibit")
        assert source.text_frame.text.startswith(slide.source)
        assert source.top >= exhibit.top + exhibit.height - 20
        assert source.top + source.height <= file.slide_height


def without_a_body() -> bytes:
    file = Presentation(str(OURS))
    for layout in file.slide_layouts:
        for one in list(layout.placeholders):
            if one.placeholder_format.type == PP_PLACEHOLDER.OBJECT:
                one._element.getparent().remove(one._element)
    return saved(file)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"logo", "không mở được như một tệp PowerPoint"),
        (saved(Presentation()), r"trang có khổ 25,4 × 19,1 cm, không phải 16:9"),
        (without_a_body(), "không có bố cục nào gồm tiêu đề và một ô nội dung"),
    ],
)
def test_a_bad_template_is_refused_by_its_name(
    deck: Deck, reference: Path, content: bytes, said: str
) -> None:
    (reference / OWN_FILE).write_bytes(content)
    with pytest.raises(InputProblem, match=said) as refused:
        deck_pptx(deck)
    assert OWN_FILE in str(refused.value)
    assert "16:9" in str(refused.value)
