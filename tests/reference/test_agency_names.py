"""Two ways of writing a name are one name; two names are two."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.reference.agency_names import (
    agency_key,
    display_name,
    district_behind,
    province_behind,
    sort_name,
)

LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạẰắờụỷÔÐ '’-.,–"
HABITS = [
    "TP. ",
    "thành phố ",
    "Thị xã ",
    "TX",
    "Ủy ban nhân dân ",
    "Uỷ ban nhân dân ",
    "VP.",
    " - tỉnh ",
    "t p ",
]
vietnamese = st.lists(st.one_of(st.text(LETTERS, max_size=8), st.sampled_from(HABITS)), max_size=6).map(
    "".join
)


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
        ("Tp.Pleiku", "Thành phố Pleiku"),
        ("TX An Khê", "Thị xã An Khê"),
        ("VP. UBND tỉnh", "Văn phòng Uỷ ban nhân dân tỉnh"),
        ("UBND xã Albá", "UBND xã Al Bá"),
        ("HòaBình", "Hoà Bình"),
        ("Số hoá", "SỐ HÓA"),
        ("UBND huyện Ðak Đoa", "UBND huyện Đak Đoa"),  # an Icelandic letter, which looks the same
        ("Sở Tư pháp – Tỉnh Gia Lai", "Sở Tư pháp"),
        ("Sở\u00a0Y  tế", "Sở Y tế"),
        ("Sở Nông nghiệp – Môi trường", "Sở Nông nghiệp - Môi trường"),
        ("UBND P. Pleiku", "UBND phường Pleiku"),
        ("P.Diên Hồng", "Phường Diên Hồng"),
        ("X. Ia Grai", "Xã Ia Grai"),
        ("TT. Vân Canh", "Thị trấn Vân Canh"),
        ("1. Sở Công Thương", "Sở Công Thương"),
        ("12) Sở Tư pháp", "Sở Tư pháp"),
        ("- Sở Tư pháp", "Sở Tư pháp"),
        ("+ Sở\u200b Tư\ufeff pháp", "Sở Tư pháp"),
        ("Sở Văn hóa, Thể thao & Du lịch", "Sở Văn hóa, Thể thao và Du lịch"),
        ("UBND xã Ia Grai - huyện Ia Grai", "UBND xã Ia Grai"),
        ("Phường Quy Nhơn (TP Quy Nhơn cũ)", "Phường Quy Nhơn"),
        ("UBND xã An Hòa (thuộc huyện An Lão) - tỉnh Gia Lai", "UBND xã An Hòa"),
    ],
)
def test_writing_habits_make_no_difference(one: str, other: str) -> None:
    assert agency_key(one) == agency_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("UBND xã Ia Ko", "UBND xã Ia Kơ"),
        ("UBND xã Đak Rong", "UBND xã Dak Rong"),
        ("UBND xã An Bình", "UBND xã An Binh"),
        ("UBND phường An Phú", "UBND xã An Phú"),
        ("Sở Tài chính", "Sở Tài"),
        ("UBND xã Ia Lâu", "UBND xã Ia Lấu"),
        ("Sơ Tài chính", "Sở Tài chính"),
        ("TT. Vân Canh", "Xã Vân Canh"),
        ("X. An Phú", "P. An Phú"),
        ("Xuân An", "Xã Uân An"),
        ("Phù Cát", "Phường Ù Cát"),
        ("Công an xã Ia Grai", "Xã Ia Grai"),
    ],
)
def test_another_letter_tone_or_part_is_another_name(one: str, other: str) -> None:
    assert agency_key(one) != agency_key(other)


@given(vietnamese)
def test_folding_twice_changes_nothing(name: str) -> None:
    assert agency_key(agency_key(name)) == agency_key(name)


@given(vietnamese)
def test_decomposed_input_is_the_same_name(name: str) -> None:
    assert agency_key(unicodedata.normalize("NFD", name)) == agency_key(unicodedata.normalize("NFC", name))


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


@pytest.mark.parametrize(
    ("name", "province"),
    [
        ("Sở Y tế - tỉnh Gia Lai", "Gia Lai"),
        ("UBND xã Lâm Thao - Tỉnh Phú Thọ", "Phú Thọ"),
        ("Sở Y tế – Thành phố Huế", "Huế"),
        ("Sở Nông nghiệp - Môi trường", None),
        ("UBND tỉnh Gia Lai", None),
    ],
)
def test_the_portal_names_the_province_behind_a_unit(name: str, province: str | None) -> None:
    assert province_behind(name) == province


@pytest.mark.parametrize(
    ("name", "district"),
    [
        ("UBND xã Ia Grai - huyện Ia Grai", "huyện Ia Grai"),
        ("Phường Quy Nhơn (TP Quy Nhơn cũ)", "TP Quy Nhơn"),
        ("UBND xã An Hòa, huyện An Lão - tỉnh Gia Lai", "huyện An Lão"),
        ("Sở Nông nghiệp và Môi trường (Sở TN&MT cũ)", None),
        ("Huyện Ia Grai", None),
        ("UBND huyện Ia Grai - tỉnh Gia Lai", None),
    ],
)
def test_a_commune_may_be_told_with_the_district_it_belonged_to(name: str, district: str | None) -> None:
    assert district_behind(name) == district
