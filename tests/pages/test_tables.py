"""Long tables on pages: our own search above them, and their rows as doors."""

from __future__ import annotations

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

ROWS = 40


def one_table() -> None:
    import pandas as pd
    import streamlit as st

    from indicators.analysis.doors import to_units
    from pages.components import page_record, tables, url_choice

    url_choice.begin_visit()
    page_record.start_recording("here", "Here")
    rows = pd.DataFrame({"agency_name": [f"Đức Cơ {number}" for number in range(40)], "value": range(40)})
    rows.loc[7, "agency_name"] = "Đak Pơ"
    try:
        tables.show(
            rows,
            {
                "agency_name": st.column_config.TextColumn("Cơ quan"),
                "value": st.column_config.NumberColumn("Điểm"),
            },
            "Bảng 40 cơ quan",
            style=lambda cells: cells.style.apply(lambda column: ["color: red"] * len(column)),
            found_by=["H21.999" if number == 9 else "" for number in range(40)],
            links=to_units([f"unit-{number}" for number in range(40)]),
            key="units",
        )
    except url_choice.PageEnds:
        st.text(f"goes: {url_choice.visit().goes}")


def shown(page: AppTest) -> list[str]:
    table: pd.DataFrame = page.dataframe[0].value
    return [str(name) for name in table.agency_name]


@pytest.fixture
def page() -> AppTest:
    return AppTest.from_function(one_table).run()


def test_a_long_table_is_searched_without_marks_in_words_and_codes(page: AppTest) -> None:
    assert len(shown(page)) == ROWS
    assert shown(page.text_input[0].set_value("dak po").run()) == ["Đak Pơ"]
    assert shown(page.text_input[0].set_value("h21.999").run()) == ["Đức Cơ 9"]
    page.text_input[0].set_value("nobody").run()
    assert shown(page) == []
    assert "nobody" in page.info[0].value


def test_a_row_ticked_among_those_found_opens_its_own_page(page: AppTest) -> None:
    page.text_input[0].set_value("dak po").run()
    page.session_state["units dak po"] = {"selection": {"rows": [0], "columns": [], "cells": []}}
    page.run()
    assert page.text[0].value == "goes: agency?agency=unit-7"


def test_what_was_ticked_among_all_is_not_ticked_among_those_found(page: AppTest) -> None:
    page.session_state["units"] = {"selection": {"rows": [3], "columns": [], "cells": []}}
    assert page.run().text[0].value == "goes: agency?agency=unit-3"
    page.text_input[0].set_value("co 1").run()
    assert not page.text
