"""A new language is one folder of sentences: it can be chosen, and what it does not say is said in English."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from indicators import translation
from indicators.store.store import Store
from tests.drills import whole
from tests.made_up import FINANCE, JUSTICE, capture, even
from tests.page_runner import open_page

FRENCH = """
msgid "Unit"
msgstr "Bureau"
"""


@pytest.fixture
def with_french(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    folder = tmp_path / "locale"
    shutil.copytree(translation.LOCALE_FOLDER, folder)
    (folder / "fr").mkdir()
    (folder / "fr" / "pages.po").write_text(FRENCH, encoding="utf-8")
    monkeypatch.setattr(translation, "LOCALE_FOLDER", folder)
    yield
    translation.use_language(translation.FIRST)


@pytest.mark.usefixtures("with_french")
def test_its_folder_is_all_it_takes(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.add([capture({FINANCE: even(9.5), JUSTICE: even(8)})])
    page = open_page(store.url, monkeypatch, "ranking", lang="fr")
    assert not page.exception
    shown = whole.written(page)
    assert "Bureau" in shown
    assert "Peer group" in shown
    assert "10/10/2026" in shown
    languages = next(box for box in page.selectbox if box.value == "fr")
    assert languages.options == ["Tiếng Việt", "English", "français"]
