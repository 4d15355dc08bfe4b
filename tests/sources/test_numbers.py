"""Numbers are read as Vietnamese and English tables write them."""

from __future__ import annotations

import pytest

from indicators.sources.numbers import DecimalMark, decimal_mark, is_missing, parse_count, parse_number


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("80,21", 80.21),
        ("80.21", 80.21),
        (" 7 ", 7),
        ("1.234,5", 1234.5),
        ("1,234.5", 1234.5),
        ("1.234.567", 1234567),
        ("1 234,5", 1234.5),
        ("0.125", 0.125),
        ("−12,5", -12.5),
        ("+3", 3),
        ("9.125", 9.125),
        ("12345,678", 12345.678),
    ],
)
def test_a_number_is_read_in_either_style(written: str, number: float) -> None:
    assert parse_number(written) == number


@pytest.mark.parametrize(("mark", "number"), [(",", 1234), (".", 1.234), (None, 1.234)])
def test_a_lone_group_of_three_is_read_as_the_rest_of_the_table_writes(
    mark: DecimalMark | None, number: float
) -> None:
    assert parse_number("1.234", mark) == number


@pytest.mark.parametrize(
    "written", ["", "mười", "12,", ",5", "1.2.3", "1.23.456", "12/5", "5 6", "1e3", "nan", "9" * 400]
)
def test_what_is_no_number_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="no number"):
        parse_number(written)


@pytest.mark.parametrize(
    ("written", "mark"),
    [
        (["80,21", "1.234", "Sở Y tế"], ","),
        (["80.21", "1,234"], "."),
        (["1.234,5"], ","),
        (["0.125"], "."),
        (["80,21", "80.21"], None),
        (["1.234", "17"], None),
    ],
)
def test_the_decimal_mark_is_learnt_from_numbers_beyond_doubt(written: list[str], mark: str | None) -> None:
    assert decimal_mark(written) == mark


def test_blanks_and_dashes_mean_no_value_and_zero_does_not() -> None:
    assert all(is_missing(written) for written in ("", "  ", "-", "–", "—"))
    assert not is_missing("0")


@pytest.mark.parametrize(
    ("written", "count"),
    [
        *(("2.000", 2000), ("2,000", 2000), ("12,000", 12000), ("1.234", 1234), ("1 234", 1234)),
        *(("1\u00a0234", 1234), ("1\u202f234", 1234), ("1.234.567", 1234567), ("0", 0), ("17", 17)),
        *(("2,00", 2), ("1.234,00", 1234), ("1,234.0", 1234)),
    ],
)
def test_a_count_is_never_a_fraction(written: str, count: int) -> None:
    assert parse_count(written) == count


@pytest.mark.parametrize("written", ["2.5", "1.234,5", "12.34", "0.125", "1.2345", "80%", "mười", ""])
def test_a_fraction_and_what_is_no_number_are_no_counts(written: str) -> None:
    with pytest.raises(ValueError, match=r"no count|fraction"):
        parse_count(written)


def test_where_the_column_writes_fractions_the_same_mark_groups_nothing() -> None:
    assert parse_count("2.000", ",") == 2000
    with pytest.raises(ValueError, match="fraction or thousands"):
        parse_count("2,000", ",")
