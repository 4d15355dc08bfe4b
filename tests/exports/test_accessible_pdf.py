"""Every PDF is one that can be heard (PDF/UA-1) and archived (PDF/A-2a): tagged, named, in its language."""

from __future__ import annotations

import re
from collections.abc import Callable

import page as validator
import pandas as pd
import pytest

from indicators import charts
from indicators.analysis.profile import profile
from indicators.analysis.ranking import rank
from indicators.deck import build_deck
from indicators.exports.csv import ranking_csv
from indicators.exports.page import Figure, Page, Picture, Table, Words, page_pdf
from indicators.exports.pdf import deck_pdf, profile_pdf, table_pdf
from indicators.translation import in_language
from indicators.warehouse.warehouse import Warehouse
from tests.charts.test_charts import BASIS, GROUPS

STREAM = re.compile(rb"/Length (\d+)[^>]*(?:>[^>]+)*?>>\s*stream\r?\n")
# The checker takes a stream's own last byte, where it is a line's end, for the one that follows every stream.
MISREAD = "PDFA2A-STREAM-LENGTH-001"


def _page(_: Warehouse) -> bytes:
    rows = pd.DataFrame({f"c{number}": ["một ô có nhiều chữ"] for number in range(8)})
    parts = [
        Words("#### Tiêu đề nhỏ trước tiêu đề lớn"),
        Figure("Tổng điểm", "66,23"),
        Picture(lambda *, theme: charts.bullets(GROUPS, "Điểm theo nhóm", BASIS, theme)),
        Words("## Bảng rộng\n- một ý\n- hai ý"),
        Table(rows, {name: name for name in rows}),
    ]
    return page_pdf(Page("x", "Trang", sources=["Nguồn"], parts=parts))


def _table(warehouse: Warehouse) -> bytes:
    return table_pdf(ranking_csv(rank(warehouse, node="total", level="commune", scope="H21")))


PAPERS: dict[str, Callable[[Warehouse], bytes]] = {
    "slides": lambda warehouse: deck_pdf(build_deck(warehouse, "H21")),
    "agency": lambda warehouse: profile_pdf(profile(warehouse, "H21", "so-y-te")),
    "table": _table,
    "page": _page,
}


@pytest.mark.parametrize("paper", PAPERS)
def test_every_pdf_can_be_heard_and_archived(demonstration: Warehouse, paper: str) -> None:
    made = PAPERS[paper](demonstration)
    assert _faults(made, "ua1") == []
    assert _faults(made, "2a") == []
    assert b"/Lang(vi)" in made


def test_an_english_pdf_says_that_it_is_english(demonstration: Warehouse) -> None:
    with in_language("en"):
        made = PAPERS["agency"](demonstration)
    assert b"/Lang(en)" in made
    assert _faults(made, "ua1") == []


def _faults(made: bytes, standard: str) -> list[str]:
    found = [failure.rule_id for failure in validator.validate_pdf_bytes(made, profile=standard).failures]
    return [rule for rule in found if rule != MISREAD or not _streams_are_as_long_as_told(made)]


def _streams_are_as_long_as_told(made: bytes) -> bool:
    return all(
        re.match(rb"\r?\n?endstream", made[found.end() + int(found[1]) :]) for found in STREAM.finditer(made)
    )
