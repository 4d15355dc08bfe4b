"""Files are named in Vietnamese without marks, by what they are, of when and read when."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators import codes
from indicators.analysis.provenance import Provenance
from indicators.exports.file_names import LONGEST, file_name, plain_name
from indicators.periods import Period
from indicators.translation import in_language, text
from tests.made_up import YEAR, at

RECORD = Provenance(("portal_api",), "H21", YEAR, read_at=(at("2026-10-10"),))
WORDS = ("xếp hạng", "Tổng điểm", "Xã, phường")


def test_a_ranking_is_named_by_node_level_period_and_day_of_reading() -> None:
    assert (
        file_name(RECORD, lambda: WORDS, "csv") == "xep-hang-tong-diem-xa-phuong-nam-2026-doc-2026-10-10.csv"
    )


@pytest.mark.parametrize(
    ("record", "named"),
    [
        (replace(RECORD, is_demo=True), "minh-hoa-x-nam-2026-doc-2026-10-10.csv"),
        (replace(RECORD, read_at_given=False), "x-nam-2026-nhap-2026-10-10.csv"),
        (replace(RECORD, period=Period("quarter", 2026, 3)), "x-quy-iii-2026-doc-2026-10-10.csv"),
        (Provenance((codes.OVERDUE_LIST,), read_at=(at("2026-10-12"),)), "x-lap-2026-10-12.csv"),
        (Provenance(), "x.csv"),
    ],
)
def test_a_name_says_demonstration_period_and_whether_the_day_is_known(
    record: Provenance, named: str
) -> None:
    assert file_name(record, lambda: ["x"], "csv") == named


def test_a_file_is_named_in_vietnamese_whatever_the_session_speaks() -> None:
    with in_language("en"):
        assert file_name(RECORD, lambda: [text("ranking")], "csv").startswith("xep-hang-nam-2026-doc-")


@given(st.lists(st.text(), max_size=4))
def test_any_words_make_a_name_that_every_mail_gateway_takes(words: list[str]) -> None:
    named = file_name(RECORD, lambda: words, "csv")
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*\.csv", named)
    assert len(named) <= LONGEST + len(".csv")
    assert named.endswith("nam-2026-doc-2026-10-10.csv")


def test_marks_and_the_letter_d_are_written_plainly() -> None:
    assert plain_name("Đường Nguyễn Ái Quốc, ĐẮK ĐOA") == "duong-nguyen-ai-quoc-dak-doa"
