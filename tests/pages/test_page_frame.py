"""What surrounds every page."""

from __future__ import annotations

import pytest

from indicators.analysis import overview
from indicators.store.store import Store
from tests.pages.conftest import Open, words


@pytest.mark.usefixtures("october")
def test_what_nobody_expected_is_said_in_the_users_language_and_goes_to_the_log(
    open_page: Open, monkeypatch: pytest.MonkeyPatch, store: Store
) -> None:
    monkeypatch.setattr(overview, "_history", lambda *_: 1 / 0)
    page = open_page("overview")
    assert "Không hiển thị được nội dung này. Số liệu không bị thay đổi." in words(page)
    assert page.exception
