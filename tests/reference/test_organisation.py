"""The province's own settings: who it is, and how totals are rated."""

from __future__ import annotations

from pathlib import Path

import pytest

from indicators import translation
from indicators.errors import InputProblem
from indicators.paths import reference_folder
from indicators.reference.organisation import load_organisation


@pytest.fixture
def written() -> str:
    return (reference_folder() / "organisation.toml").read_text(encoding="utf-8")


def test_the_home_province_is_gia_lai() -> None:
    organisation = load_organisation()
    assert (organisation.province_code, organisation.province_name()) == ("H21", "Gia Lai")


@pytest.mark.parametrize(
    ("total", "rating"),
    [
        (100.0, "Xuất sắc"),
        (90.0, "Xuất sắc"),
        (89.99, "Tốt"),
        (80.21, "Tốt"),  # Bình Dương 2023, as published
        (79.99, "Khá"),
        (66.23, "Trung bình"),
        (49.99, "Yếu"),
        (0.0, "Yếu"),
    ],
)
def test_a_total_is_rated_by_the_band_it_reaches(total: float, rating: str) -> None:
    band = load_organisation().rating(total)
    assert band
    assert band.name_vi == rating


def test_no_total_has_no_rating() -> None:
    assert load_organisation().rating(None) is None


def test_a_total_is_rated_as_it_is_shown() -> None:
    points = [14.63, 15.52, 11.74, 12.3, 10.54, 15.27]
    assert sum(points) < 80  # by the dust of adding binary fractions
    band = load_organisation().rating(sum(points))
    assert band
    assert band.name_vi == "Tốt"


def test_a_rating_is_named_in_the_sessions_language() -> None:
    before, band = translation.language(), load_organisation().rating(95)
    assert band
    try:
        translation.use_language("en")
        assert band.name() == "Excellent"
    finally:
        translation.use_language(before)
    assert band.name() == "Xuất sắc"


@pytest.mark.parametrize(
    ("was", "becomes", "named"),
    [
        ("from_total = 90", "from_total = 75", "best down"),
        ("from_total = 0", "from_total = 10", "best down"),
        ("province_name_en", "provinse_name_en", "provinse_name_en"),
        ('"H21"', '"Gia Lai"', "province_code"),
    ],
)
def test_a_mistake_in_the_settings_is_named(
    tmp_path: Path, written: str, was: str, becomes: str, named: str
) -> None:
    assert was in written
    (tmp_path / "organisation.toml").write_text(written.replace(was, becomes, 1), encoding="utf-8")
    with pytest.raises(InputProblem, match=named):
        load_organisation(tmp_path)
