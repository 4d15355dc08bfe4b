"""Two ways of writing a name are one name; two names are two."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.names import display_name, fold, sort_name

vietnamese = st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạẰắờụỷÔ '’-.,–", max_size=30)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("UBND xã An Hoà", "UBND xã An Hòa"),
        ("Uỷ ban nhân dân tỉnh Gia Lai", "Ủy ban nhân dân tỉnh Gia Lai"),
        ("Ủy ban nhân dân xã Chơ Long", "UBND Xã Chơ Long"),
        ("Sở Tư pháp - tỉnh Gia Lai", "Sở Tư pháp"),
        ("UBND xã Lâm Thao - Tỉnh Phú Thọ", "UBND xã Lâm Thao"),
        ("Sở thông tin và Truyền thông", "Sở Thông tin và Truyền thông"),
        ("Huyện K’Bang", "Huyện K'Bang"),
        ("Huyện K'Bang", "huyện Kbang"),
        ("UBND huyện IaGrai", "UBND huyện Ia Grai"),
        ("TP. Pleiku", "Thành phố Pleiku"),
        ("TX An Khê", "Thị xã An Khê"),
        ("Sở\u00a0Y  tế", "Sở Y tế"),
        ("Sở Nông nghiệp – Môi trường", "Sở Nông nghiệp - Môi trường"),
    ],
)
def test_writing_habits_make_no_difference(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("UBND xã Ia Ko", "UBND xã Ia Kơ"),
        ("UBND xã Đak Rong", "UBND xã Dak Rong"),
        ("UBND xã An Bình", "UBND xã An Binh"),
        ("UBND phường An Phú", "UBND xã An Phú"),
        ("Sở Tài chính", "Sở Tài"),
        ("UBND xã Ia Lâu", "UBND xã Ia Lấu"),
    ],
)
def test_another_letter_tone_or_part_is_another_name(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(vietnamese)
def test_decomposed_input_is_the_same_name(name: str) -> None:
    assert fold(unicodedata.normalize("NFD", name)) == fold(unicodedata.normalize("NFC", name))


@pytest.mark.parametrize(
    ("name", "shown", "sorted_by"),
    [
        ("Ủy ban nhân dân xã Ia Mơ", "UBND xã Ia Mơ", "Ia Mơ"),
        ("UBND phường An Bình - tỉnh Gia Lai", "UBND phường An Bình", "An Bình"),
        ("Ủy ban nhân dân thành phố Pleiku", "UBND thành phố Pleiku", "Pleiku"),
        ("Ủy ban nhân dân thị xã An Khê", "UBND thị xã An Khê", "An Khê"),
        (
            "Văn phòng Ủy ban nhân dân tỉnh",
            "Văn phòng Ủy ban nhân dân tỉnh",
            "Văn phòng Ủy ban nhân dân tỉnh",
        ),
        ("Sở Y tế - tỉnh Gia Lai", "Sở Y tế", "Sở Y tế"),
    ],
)
def test_names_are_shown_short_and_sorted_by_the_proper_name(name: str, shown: str, sorted_by: str) -> None:
    assert display_name(name) == shown
    assert sort_name(name) == sorted_by
