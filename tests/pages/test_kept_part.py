"""Parts of a page that are drawn once for all who choose the same, and sent again as they were."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from indicators.store.store import Store
from pages.components import page_record

# What was drawn, by name and choice, in the order it was.
DRAWN: list[str] = []


def one_page() -> None:
    import streamlit as st

    from pages.components import page_record, plain, url_choice
    from pages.components.kept_part import shown_once
    from tests.pages.test_kept_part import DRAWN

    def in_columns(level: str) -> None:
        DRAWN.append(f"columns {level}")
        page_record.words(f"above {level}")
        for column, words in zip(st.columns(2), ("left", "right"), strict=True):
            with column:
                page_record.note(f"{words} {level}")

    def with_button(level: str) -> None:
        DRAWN.append(f"button {level}")
        st.button(f"press {level}")

    def with_fault(level: str) -> None:
        DRAWN.append(f"fault {level}")
        plain.error(f"could not be read: {level}")

    url_choice.begin_visit()
    page_record.start_recording("here", "Here")
    level = url_choice.choose("Level", "level", ["commune", "department"], written=str)
    plain.markdown("before")
    with st.container():
        shown_once(in_columns, level)
        plain.markdown("between")
        shown_once(with_button, level)
    shown_once(with_fault, level)
    plain.markdown("after")


def opened() -> AppTest:
    return AppTest.from_function(one_page, default_timeout=60).run()


@pytest.fixture
def visit(store: Store, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("INDICATORS_STORE", store.url)
    DRAWN.clear()
    return opened()


def words(page: AppTest) -> list[str]:
    assert not page.exception
    return [element.value for element in (*page.markdown, *page.caption, *page.error)]


def printed(page: AppTest) -> list[str]:
    shown = page.session_state[page_record.KEPT]
    return [part.markdown for part in shown.parts]


def test_a_part_is_drawn_once_for_all_who_choose_the_same(visit: AppTest) -> None:
    first = words(visit), printed(visit)
    DRAWN.clear()
    other = opened()
    assert "columns commune" not in DRAWN
    # On the screen and for paper it is what the first had, each at its place.
    assert (words(other), printed(other)) == first
    assert [column.caption[0].value for column in other.columns] == ["left commune", "right commune"]
    assert words(other).index("between") > words(other).index("above commune")


def test_another_choice_is_drawn_for_itself(visit: AppTest) -> None:
    page = visit.selectbox[0].set_value("department").run()
    assert "columns department" in DRAWN
    assert "above department" in words(page)
    assert "above commune" not in words(page)


def test_what_is_pressed_or_went_wrong_is_drawn_each_time(visit: AppTest) -> None:
    for _ in range(2):
        DRAWN.clear()
        page = opened()
        assert DRAWN == ["button commune", "fault commune"]
        assert page.button[0].label == "press commune"
        assert page.button[0].click().run().button[0].value
