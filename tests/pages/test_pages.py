"""What every page keeps: it opens on anything the store may hold, and its link gives the same view again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from indicators.catalogue import load
from indicators.codes import NATIONAL_SCOPE
from indicators.exports.page import page_pdf
from indicators.intake import captures
from indicators.store.store import Store
from tests.made_up import AN_BINH, FINANCE, JUSTICE, at, capture, even, reading
from tests.made_up_lists import code, keep_lists
from tests.page_names import GROUPS, PAGES
from tests.pages.conftest import GIA_LAI, Fill, Filled, Open, chosen, drawn, nothing, words

# Those that show one capture, of the reader's choice.
OF_A_READING = [
    *("overview", "ranking", "agency", "compare", "map", "nation", "synchronisation", "documents", "present"),
    *("quality", "simulation", "bulletin", "watch", *GROUPS),
]
PARAMETERS = (
    *("scope", "period", "read", "node", "level", "unit", "units", "agency", "time", "version", "compare"),
    *("list", "by", "whose", "age", "cause", "campaign", "finding", "what"),
)
# What they show is no data of the store.
UNMARKED = {"methodology", "importing"}
every_page = pytest.mark.parametrize("page", PAGES)
# Pages that show what the store holds; that of bringing data in has nothing to choose and nothing to mark.
every_view = pytest.mark.parametrize("page", sorted(set(PAGES) - {"importing"}))


def fine(page: AppTest) -> AppTest:
    assert not page.exception
    assert not page.error
    return page


def printable(page: AppTest) -> None:
    """Fine, and on paper too where it has something to print."""
    shown = fine(page).session_state["printed"]
    if shown.sources:
        assert page_pdf(shown).startswith(b"%PDF")


@every_page
def test_over_two_years_its_link_gives_the_same_view_again_and_all_of_it_in_english(
    open_page: Open, demo_store: Path, page: str
) -> None:
    first = fine(open_page(page, demo_store))
    if page not in UNMARKED:
        marks = [warning.value for warning in first.warning]
        assert marks == ["SỐ LIỆU MINH HỌA – không phải số liệu thật"]
    # No chart is without a way on.
    assert all("<a " in picture for _, picture in drawn(first))
    again = fine(open_page(page, demo_store, **chosen(first)))
    assert chosen(again) == chosen(first)
    assert words(again) == words(first)
    assert not again.toast
    # No page of a reading is left out of the test of two readings of one day.
    assert ("read" in chosen(first)) == (page in OF_A_READING)
    assert words(fine(open_page(page, demo_store, lang="en"))) != words(first)


@every_view
def test_a_broken_link_falls_back_and_says_so(open_page: Open, demo_store: Path, page: str) -> None:
    shown = fine(open_page(page, demo_store, **dict.fromkeys(PARAMETERS, "không-có")))
    assert shown.toast
    assert all("không-có" in toast.value for toast in shown.toast)


@every_view
def test_an_empty_store_says_what_to_do(open_page: Open, filled: Filled, page: str) -> None:
    shown = fine(open_page(page, filled(nothing)))
    assert "importing" in [link.proto.page for link in shown.get("page_link")]
    assert not shown.code


def one_department(store: Store) -> None:
    store.add([capture({FINANCE: even(9)})])


@pytest.mark.parametrize("page", ["map", "nation"])
def test_readings_that_lack_what_a_page_shows_lead_to_where_they_come_in(
    open_page: Open, filled: Filled, page: str
) -> None:
    shown = fine(open_page(page, filled(one_department)))
    assert "importing" in [link.proto.page for link in shown.get("page_link")]


def one_commune_with_one_component(store: Store) -> None:
    store.add([capture({AN_BINH: {"satisfaction": 9}})])


def the_nation_alone(store: Store) -> None:
    made = reading({GIA_LAI: {"total": 60}}, captured_at=at("2026-10-10"))
    store.add(captures.prepare([replace(made, scope=NATIONAL_SCOPE)]))


def a_list_of_overdue_dossiers_alone(store: Store) -> None:
    keep_lists(store, {"2026-09-07": [code(1)]})


@pytest.mark.parametrize(
    "least",
    [one_department, one_commune_with_one_component, the_nation_alone, a_list_of_overdue_dossiers_alone],
)
@every_page
def test_the_least_there_can_be_is_enough_on_screen_and_paper(
    open_page: Open, filled: Filled, page: str, least: Fill
) -> None:
    printable(open_page(page, filled(least)))


def numbers(page: AppTest) -> str:
    """All that a page writes, in its tables and slides too."""
    tables = [frame.value.to_csv() for frame in page.dataframe]
    return "\n".join([words(page), *tables, *(one.proto.body for one in page.get("html"))])


def twice_in_a_day(store: Store) -> None:
    """Province, departments and nation, each read on the morning and on the afternoon of one day."""
    for time, points in (("07:30", 8.0), ("14:30", 9.0)):
        scores = {unit: even(points - less) for less, unit in enumerate((GIA_LAI, FINANCE, JUSTICE, AN_BINH))}
        shares = {unit: values | {"dossier_sync": points / 2} for unit, values in scores.items()}
        store.add([capture(shares, time=time)])
        national = reading({GIA_LAI: {"total": points * 6}}, captured_at=at("2026-10-10", time))
        store.add(captures.prepare([replace(national, scope=NATIONAL_SCOPE)]))


@pytest.mark.parametrize("page", OF_A_READING)
def test_of_two_readings_of_one_day_each_can_be_reached_and_a_link_of_the_day_means_the_last(
    open_page: Open, filled: Filled, page: str
) -> None:
    store = filled(twice_in_a_day)
    last = fine(open_page(page, store))
    assert chosen(last)["read"] == "2026-10-10T14:30"
    assert "10/10/2026 07:30" in last.selectbox(key="choose_read").options
    of_the_day = fine(open_page(page, store, read="2026-10-10"))
    assert (chosen(of_the_day), words(of_the_day)) == (chosen(last), words(last))
    earlier = fine(open_page(page, store, read="2026-10-10T07:30"))
    assert chosen(earlier)["read"] == "2026-10-10T07:30"
    assert numbers(earlier) != numbers(last)
    assert not [*last.toast, *of_the_day.toast, *earlier.toast]


@pytest.mark.parametrize("page", GROUPS)
def test_a_group_shows_every_indicator_the_catalogue_has_beneath_it(
    open_page: Open, demo_store: Path, page: str
) -> None:
    index = load()["2026"]
    shown = fine(open_page(page, demo_store))
    table = "\n".join(str(frame.value.iloc[:, 0].tolist()) for frame in shown.dataframe)
    assert all(node.short_name() in table for node in index.indicators(page))
    picker = shown.selectbox(key="choose_node")
    assert picker.options == [
        f"{'· ' * (index.depth(code) - 1)}{node.short_name()}"
        for code, node in index.nodes.items()
        if code == page or index.is_below(code, page)
    ]
