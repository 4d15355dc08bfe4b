"""The list that the search of the pages looks through, over the network."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware

from indicators.store.store import Store
from server.access import OnlyWhoMay
from server.search import ROUTES
from tests.made_up import FINANCE, JUSTICE, capture, even
from tests.server.asking import answer

APPLICATION = Starlette(routes=ROUTES, middleware=[Middleware(OnlyWhoMay)])


@pytest.fixture(autouse=True)
def kept(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.add([capture({FINANCE: even(9), JUSTICE: even(8)}, day="2026-10-10")])
    monkeypatch.setenv("INDICATORS_STORE", str(store.url))


def test_units_come_with_the_words_that_find_them_and_their_address() -> None:
    entries = answer(APPLICATION, "/search").json()
    assert ["so tai chinh" in keys for _, name, _, keys, _ in entries if name == "Sở Tài chính"] == [True]
    assert "./agency?agency=so-tai-chinh" in [address for *_, address in entries]


def test_what_is_there_comes_in_the_language_of_the_page() -> None:
    notes = [note for _, _, note, _, _ in answer(APPLICATION, "/search?lang=en").json()]
    assert any(note.startswith("Indicator") for note in notes)


def test_nothing_is_sent_again_until_something_is_imported(store: Store) -> None:
    tag = answer(APPLICATION, "/search").headers["etag"]
    assert answer(APPLICATION, "/search", {"If-None-Match": tag}).status_code == 304
    store.add([capture({FINANCE: even(9.5), JUSTICE: even(8)}, day="2026-10-17")])
    assert answer(APPLICATION, "/search", {"If-None-Match": tag}).status_code == 200


def test_who_may_not_look_is_told_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pages.components.access.is_sign_in_set_up", lambda: True)
    monkeypatch.setenv("INDICATORS_ACCESS", str(tmp_path / "access.toml"))
    assert answer(APPLICATION, "/search").status_code == 403
