"""A page of the application by its address, in Streamlit's own runner without a browser."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from streamlit.components.v2.component_manager import BidiComponentManager
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from indicators.paths import PROJECT


def open_page(
    store_url: str,
    monkeypatch: pytest.MonkeyPatch,
    page: str,
    signed_in: Mapping[str, object] | None = None,
    **asked: str,
) -> AppTest:
    """Open a page over a store as a link with these parameters does: in a session that remembers no other page.

    `signed_in` is what the sign-in tells of who opens it.
    """
    application = AppTest.from_file(str(PROJECT / "pages/navigation.py"), default_timeout=60)
    # The runner would look through every installed package for components, at each visit; we use none.
    application._bidi_component_manager = BidiComponentManager()
    if page != "overview":
        # By its address, as a link does: its own way there goes by file, and groups share one.
        application._page_hash = calc_hash(page)
    monkeypatch.setenv("INDICATORS_STORE", store_url)
    if signed_in:
        application.user = dict(signed_in)
    for name, value in asked.items():
        application.query_params[name] = value
    return application.run()
