"""Pages as the server draws them for a telephone."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from pages.components import phone, pictures
from tests.pages.conftest import Open


@pytest.fixture(autouse=True)
def on_a_phone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(phone, "is_phone", lambda: True)


@pytest.mark.usefixtures("october_to_look_at")
def test_a_ranking_is_a_list_of_names_that_lead_to_their_units_with_their_numbers(open_page: Open) -> None:
    page = open_page("ranking")
    assert not page.exception
    assert len(page.dataframe) == 0
    (rows,) = [one.proto.body for one in page.get("html") if 'class="rows"' in one.proto.body]
    assert re.findall(r'<a href="([^"]*)">([^<]*)</a>', rows)[0] == (
        "./agency?agency=so-tu-phap",
        "Sở Tư pháp",
    )
    assert "Điểm\u00a0<b>57,00</b>" in rows


@pytest.mark.usefixtures("october_to_look_at")
@pytest.mark.parametrize("name", ["overview", "digitisation"])
def test_every_chart_is_drawn_for_the_width_of_a_phone(open_page: Open, name: str) -> None:
    """What is drawn for a laptop has letters of half their size there."""
    bodies = [one.proto.body for one in open_page(name).get("html")]
    charts = [ElementTree.fromstring(body) for body in bodies if body.startswith('<div class="picture"')]  # noqa: S314
    assert charts
    for chart in charts:
        # Of two drawings the second is the phone's.
        width = re.match(r"aspect-ratio: (\d+)", chart[-1].attrib["style"])
        assert width
        assert int(width[1]) <= pictures.PHONE, chart.attrib["aria-label"]
