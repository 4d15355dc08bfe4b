"""A copy of a kept table is told from others by what is kept, as long as nobody changed it."""

from __future__ import annotations

import gc
from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd
import pytest

from indicators.warehouse.kept_answers import KeptAnswers, content_of, ones_own
from indicators.warehouse.known_tables import kept_as


@dataclass(frozen=True)
class Answer:
    by_level: dict[str, pd.DataFrame]


def made() -> pd.DataFrame:
    return pd.DataFrame(
        {"unit": ["b", "a"] * 5, "rank": range(10), "value": [1.5] * 10, "points": [2.5] * 10}
    )


def kept() -> tuple[KeptAnswers, Answer]:
    answers, answer = KeptAnswers(2**20), Answer({"commune": made()})
    answers.put("asked", answer)
    return answers, answer


def rename(table: pd.DataFrame) -> None:
    table.columns = pd.Index(["one", "two", "three", "four"])


CHANGES: dict[str, Callable[[pd.DataFrame], object]] = {
    "a column": lambda table: table.__setitem__("unit", "c"),
    "a cell": lambda table: table.loc.__setitem__((0, "rank"), 7),
    "a cell by its place": lambda table: table.iloc.__setitem__((0, 2), 7),
    "one number": lambda table: table.at.__setitem__((0, "points"), 7.5),
    "a column more": lambda table: table.insert(0, "more", 1),
    "a column less": lambda table: table.pop("value"),
    "the columns' names": rename,
    "the rows' name": lambda table: setattr(table.index, "name", "row"),
    "the rows' index": lambda table: setattr(table, "index", pd.Index(range(1, 11))),
}


def test_an_unchanged_copy_is_told_apart_as_what_is_kept_and_so_is_a_copy_of_it() -> None:
    answers, answer = kept()
    own = ones_own(answers.get("asked")).by_level["commune"]
    assert own is not answer.by_level["commune"]
    assert kept_as(own) is kept_as(answer.by_level["commune"]) is not None
    again = ones_own(own)
    assert content_of(again) == content_of(own) == content_of(answer.by_level["commune"])
    assert content_of(own) != content_of(own.head(9))


@pytest.mark.parametrize("what", CHANGES)
def test_a_copy_that_was_changed_is_told_apart_by_what_it_is_then(what: str) -> None:
    answers, _ = kept()
    own, other = (ones_own(answers.get("asked")).by_level["commune"] for _ in range(2))
    before = content_of(own)
    CHANGES[what](own)
    assert kept_as(own) is None
    assert content_of(own) != before
    assert content_of(other) == before


def test_a_copy_is_told_apart_also_after_what_was_kept_is_given_up() -> None:
    answers, answer = kept()
    own = ones_own(answer).by_level["commune"]
    before = content_of(own)
    answers.clear()
    del answer
    gc.collect()
    own.loc[0, "rank"] = 7
    assert content_of(own) != before


def test_a_new_table_in_the_place_of_one_that_is_gone_is_not_taken_for_it() -> None:
    seen = set()
    for number in range(50):
        answers = KeptAnswers(2**20)
        table = made().assign(rank=number)
        answers.put("asked", table)
        seen.add(content_of(table))
        del answers, table
    assert len(seen) == 50
