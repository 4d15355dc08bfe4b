"""Answers worked out side by side are those of the one who asked for them."""

from __future__ import annotations

import threading

import pytest

from indicators.translation import in_language, language
from indicators.warehouse.at_once import at_once
from indicators.warehouse.own_dossiers import see_dossiers_of, whose_dossiers


def test_each_is_worked_out_beside_the_others() -> None:
    both = threading.Barrier(2, timeout=10)
    with at_once() as begin:
        one, other = begin(both.wait), begin(both.wait)
    assert {one.result(), other.result()} == {0, 1}


def test_it_is_in_the_language_and_by_the_rights_of_who_asked() -> None:
    see_dossiers_of("so-y-te")
    try:
        with in_language("en"), at_once() as begin:
            asked = begin(lambda: (language(), whose_dossiers()))
    finally:
        see_dossiers_of(None)
    assert asked.result() == ("en", "so-y-te")


def test_what_went_wrong_is_raised_where_the_answer_is_asked_for() -> None:
    with at_once() as begin:
        asked = begin(int, "none")
    with pytest.raises(ValueError, match="none"):
        asked.result()
