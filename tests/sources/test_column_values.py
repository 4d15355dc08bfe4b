"""What a column's cells give is worked out once for each different text."""

from __future__ import annotations

from indicators.sources import column_values
from indicators.sources.column_values import worked_out


def test_a_text_that_comes_again_is_not_worked_on_again() -> None:
    asked: list[str] = []
    assert list(worked_out(["a", "b", "a", "a"], lambda cell: asked.append(cell) or cell * 2)) == [
        *("aa", "bb", "aa", "aa")
    ]
    assert asked == ["a", "b"]


def test_a_cell_that_gives_nothing_is_not_asked_again() -> None:
    asked: list[str] = []
    assert list(worked_out(["-", "-"], asked.append)) == [None, None]
    assert asked == ["-"]


def test_numbers_that_are_equal_and_written_otherwise_stay_apart() -> None:
    assert list(worked_out([1, True, 1.0, "1"], repr)) == ["1", "True", "1.0", "'1'"]


def test_little_is_remembered_where_hardly_two_texts_are_alike() -> None:
    texts = [str(number) for number in range(column_values._MOST_HELD + 5)]
    assert list(worked_out([*texts, *texts], str.title)) == [*texts, *texts]
