"""The pages without a browser: Streamlit's own runner, over a small store or the demonstration."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from streamlit.testing.v1 import AppTest

from indicators import translation
from indicators.markup import unescaped
from indicators.store.store import Store
from tests import page_runner
from tests.made_up import FINANCE, GIA_LAI, HOME_AFFAIRS, JUSTICE, capture, even

Open = Callable[..., AppTest]
Fill = Callable[[Store], None]
Filled = Callable[[Fill], str]


@pytest.fixture(autouse=True)
def in_vietnamese() -> Iterator[None]:
    """A page runs in this thread and may leave its language behind."""
    yield
    translation.use_language("vi")


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Filled:
    """A store that a function fills, by its address: made once for all tests that only look at it."""
    made: dict[Fill, str] = {}

    def address(fill: Fill) -> str:
        if fill not in made:
            store = Store(tmp_path_factory.mktemp(fill.__name__) / "store")
            fill(store)
            made[fill] = store.url
        return made[fill]

    return address


@pytest.fixture
def open_page(request: pytest.FixtureRequest, store: Store, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Open a page of the application with these parameters in its URL."""
    looked_at = "october_to_look_at"
    place = request.getfixturevalue(looked_at) if looked_at in request.fixturenames else store.url

    def opened(page: str = "overview", at: Path | str = place, **asked: str) -> AppTest:
        return page_runner.open_page(str(at), monkeypatch, page, **asked)

    return opened


def nothing(store: Store) -> None:
    """Leave a store empty."""


def twice_in_october(store: Store) -> None:
    """The province and three departments, read twice: justice passes finance, home affairs ties."""
    first = {GIA_LAI: even(9), FINANCE: even(9.5), JUSTICE: even(8), HOME_AFFAIRS: even(7)}
    then = {GIA_LAI: even(9.5), FINANCE: even(9), JUSTICE: even(9.5), HOME_AFFAIRS: even(9)}
    store.add([capture(first, day="2026-10-02"), capture(then, day="2026-10-10")])


@pytest.fixture
def october(store: Store) -> Store:
    """A store of one's own, of two readings."""
    twice_in_october(store)
    return store


@pytest.fixture(scope="session")
def october_to_look_at(filled: Filled) -> str:
    """The same, shared by all tests whose pages only show: pages are opened there if nothing else is said."""
    return filled(twice_in_october)


def in_url(page: AppTest) -> dict[str, str]:
    return {name: "".join(value) for name, value in page.query_params.items()}


def chosen(page: AppTest) -> dict[str, str]:
    """Return all that the page shows by choice or default, by the names of the address."""
    return {name: value for name, value in page.session_state["visit"].chosen.items() if value}


def drawn(page: AppTest) -> list[tuple[str, str]]:
    """Return the charts of a page: each in words, and as the picture that is seen."""
    bodies = [one.proto.body for one in page.get("html") if one.proto.body.startswith('<div class="picture"')]
    found = [ElementTree.fromstring(body) for body in bodies]  # noqa: S314 (our own)
    return [(chart.attrib["aria-label"], b64decode(chart[0].attrib["data-svg"]).decode()) for chart in found]


def words(page: AppTest) -> str:
    """Everything written on the page outside tables and charts."""
    shown = [*page.markdown, *page.caption, *page.info, *page.warning, *page.error, *page.title]
    return "\n".join(unescaped(element.value) for element in shown)
