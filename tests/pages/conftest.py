"""The pages without a browser: Streamlit's own runner, over a small store or the demonstration."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from indicators import translation
from indicators.markup import unescaped
from indicators.paths import PROJECT
from indicators.sources.records import Unit
from indicators.store.store import Store
from tests.made_up import FINANCE, HOME_AFFAIRS, JUSTICE, capture, even

GIA_LAI = Unit("UBND tỉnh Gia Lai", code="H21", level="province")
Open = Callable[..., AppTest]


@pytest.fixture(autouse=True)
def in_vietnamese() -> Iterator[None]:
    """A page runs in this thread and may leave its language behind."""
    yield
    translation.use_language("vi")


@pytest.fixture
def open_page(store: Store, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Open a page of the application with these parameters in its URL."""

    def opened(page: str = "overview", at: Path | str = store.url, **asked: str) -> AppTest:
        application = AppTest.from_file(str(PROJECT / "pages/navigation.py"), default_timeout=60)
        if page != "overview":
            # By its address, as a link does: its own way there goes by file, and groups share one.
            application._page_hash = calc_hash(page)
        monkeypatch.setenv("INDICATORS_STORE", str(at))
        for name, value in asked.items():
            application.query_params[name] = value
        return application.run()

    return opened


@pytest.fixture
def october(store: Store) -> Store:
    """The province and three departments, read twice: justice passes finance, home affairs ties."""
    first = {GIA_LAI: even(9), FINANCE: even(9.5), JUSTICE: even(8), HOME_AFFAIRS: even(7)}
    then = {GIA_LAI: even(9.5), FINANCE: even(9), JUSTICE: even(9.5), HOME_AFFAIRS: even(9)}
    store.add([capture(first, day="2026-10-02"), capture(then, day="2026-10-10")])
    return store


def in_url(page: AppTest) -> dict[str, str]:
    return {name: "".join(value) for name, value in page.query_params.items()}


def words(page: AppTest) -> str:
    """Everything written on the page outside tables and charts."""
    shown = [*page.markdown, *page.caption, *page.info, *page.warning, *page.error, *page.title]
    return "\n".join(unescaped(element.value) for element in shown)
