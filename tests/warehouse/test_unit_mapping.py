"""Whose the units of lists are follows what was said of units, and what was said in two ways is said of nobody."""

from __future__ import annotations

import pandas as pd

from indicators.warehouse.unit_mapping import agencies_of_listed_units

FINANCE, COMMUNE = "so-tai-chinh", "ubnd-phuong-an-binh"


def said(*rows: tuple[str, str | None, str]) -> pd.DataFrame:
    """What people said: of which unit, as captures name it, and which agency it is."""
    return pd.DataFrame(rows, columns=["seen_id", "unit_name", "agency_id"])


def test_a_unit_said_to_be_two_agencies_is_neither() -> None:
    mappings = said(("H21.977", "UBND xã Thử", COMMUNE), ("H21.977", "UBND xã Thử", FINANCE))
    assert agencies_of_listed_units(["H21.977", "H21.977.02", "UBND xã Thử"], mappings) == {}


def test_a_name_that_two_units_share_is_neither_of_theirs_and_their_codes_still_tell() -> None:
    mappings = said(("H21.977", "Phòng Một cửa", COMMUNE), ("H21.978", "Phòng Một cửa", FINANCE))
    assert agencies_of_listed_units(["H21.977", "H21.978", "Phòng Một cửa"], mappings) == {
        "H21.977": COMMUNE,
        "H21.978": FINANCE,
    }


def test_what_was_said_twice_in_the_same_way_is_said() -> None:
    mappings = said(("H21.977", "UBND xã Thử", COMMUNE), ("UBND xã Thử", None, COMMUNE))
    assert agencies_of_listed_units(["UBND XÃ THỬ", "H21.5"], mappings) == {"UBND XÃ THỬ": COMMUNE}
