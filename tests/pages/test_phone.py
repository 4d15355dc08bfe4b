"""Pages as the server draws them for a telephone."""

from __future__ import annotations

import re

import pytest

from pages.components import phone
from tests.pages.conftest import Open


@pytest.fixture(autouse=True)
def on_a_phone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(phone, "is_phone", lambda: True)


@pytest.mark.usefixtures("october")
def test_a_ranking_is_a_list_of_names_that_lead_to_their_units_with_their_numbers(open_page: Open) -> None:
    page = open_page("ranking")
    assert not page.exception
    assert len(page.dataframe) == 0
    (rows,) = [one.proto.body for one in page.get("html") if 'class="rows"' in one.proto.body]
    assert re.findall(r'<a href="([^"]*)">([^<]*)</a>', rows)[0] == (
        "./agency?agency=so-tu-phap",
        "Sở Tư pháp",
    )
    assert "Điểm <b>57,00</b>" in rows
