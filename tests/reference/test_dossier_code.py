"""A dossier's code is known by its grammar. All codes here are made up."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.reference.dossier_code import DossierCode, code_and_ancestors, dossier_key


@pytest.mark.parametrize(
    ("written", "agency", "day", "serial"),
    [
        ("H21.65-220914-0011", "H21.65", date(2022, 9, 14), "0011"),
        ("H15.50.05.13-261008-0975", "H15.50.05.13", date(2026, 10, 8), "0975"),
        (" h21.65 – 220914 – 0011 ", "H21.65", date(2022, 9, 14), "0011"),
        ("000.00.00.H21-220914-00011", "H21", date(2022, 9, 14), "00011"),
    ],
)
def test_a_code_is_agency_day_and_serial(written: str, agency: str, day: date, serial: str) -> None:
    code = DossierCode.read(written)
    assert code
    assert (code.agency, code.day, code.serial) == (agency, day, serial)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "0905123456",
        "Nguyễn Văn Thử",
        "H21.65",
        "H21.65-220931-0011",
        "H21.65-221301-0011",
        "H21-220914-1",
    ],
)
def test_anything_else_is_no_code(written: str) -> None:
    assert DossierCode.read(written) is None


def test_a_part_of_an_agency_belongs_to_it_and_nothing_belongs_to_the_whole_province() -> None:
    code = DossierCode.read("H15.50.05.13-261008-0975")
    assert code
    assert code_and_ancestors(code.agency) == ("H15.50.05.13", "H15.50.05", "H15.50")
    assert code.province == "H15"


@given(
    st.lists(st.integers(0, 200), max_size=3),
    st.dates(date(2000, 1, 1), date(2068, 12, 31)),
    st.integers(0, 99999),
)
def test_a_code_written_and_read_again_is_the_same(parts: list[int], day: date, serial: int) -> None:
    code = DossierCode(".".join(["H21", *map(str, parts)]), day, f"{serial:04d}")
    assert DossierCode.read(str(code)) == code


@pytest.mark.parametrize(
    "written",
    [
        *("000.00.13.H21-231201-0001", "H21.13.231201.0001", "H21.13/231201/0001", "h21.13_231201_0001"),
        *("H21.13-20231201-0001", "000.H21.13-231201-0001", "'H21.13-231201-0001"),
    ],
)
def test_one_dossier_is_one_in_whatever_shape_its_code_is_written(written: str) -> None:
    code, usual = DossierCode.read(written), DossierCode.read("H21.13-231201-0001")
    assert code == usual
    assert hash(code) == hash(usual)
    assert dossier_key(written) == "H21.13-231201-0001"


def test_another_agency_another_length_of_serial_and_letters_behind_it_are_another_dossier() -> None:
    written = [
        *("H21.13-231201-0001", "H21-231201-0001", "H21.13-231201-00001", "H21.13-231201-0001-TT"),
        *("G22.99.08-231201-0001", "000.05.13.H21-231201-0001"),
    ]
    assert len({DossierCode.read(one) for one in written}) == len(written)
    assert dossier_key("không có mã") == "không có mã"
