"""What was worked out for one is there for all who ask the same of the same data, up to so many bytes."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from functools import cached_property, partial
from types import MappingProxyType

import pandas as pd

from indicators import catalogue
from indicators.store.store import Store
from indicators.translation import in_language
from indicators.warehouse.kept_answers import MISSING, KeptAnswers, content_of, once_for_all
from indicators.warehouse.own_dossiers import see_dossiers_of
from indicators.warehouse.warehouse import Warehouse
from tests.crowds import at_once
from tests.made_up import FINANCE, JUSTICE, capture, even


@dataclass(frozen=True)
class Counted:
    rows: pd.DataFrame
    parts: tuple[pd.DataFrame, ...]


WORKED_OUT: list[str] = []


@once_for_all
def counted(warehouse: Warehouse, scope: str, *, most: int = 5) -> Counted:
    WORKED_OUT.append(scope)
    rows = warehouse.ask("captures", scope=scope).head(most)
    return Counted(rows, (rows,))


def test_the_same_is_worked_out_once_and_anew_for_other_data_language_or_rights(store: Store) -> None:
    store.add([capture({FINANCE: even(9), JUSTICE: even(8)})])
    warehouse = Warehouse(store)
    WORKED_OUT.clear()
    for scope in ("H21", "H21", "H44", "H21"):
        counted(warehouse, scope)
    assert WORKED_OUT == ["H21", "H44"]
    counted(warehouse, "H21", most=1)
    with in_language("en"):
        counted(warehouse, "H21")
    see_dossiers_of("so-tai-chinh")
    try:
        counted(warehouse, "H21")
    finally:
        see_dossiers_of(None)
    assert len(WORKED_OUT) == 5
    store.add([capture({FINANCE: even(7)}, day="2026-10-17")])
    assert len(counted(warehouse, "H21").rows) == 2


def test_who_changes_a_table_changes_that_of_nobody_else(store: Store) -> None:
    store.add([capture({FINANCE: even(9)})])
    warehouse = Warehouse(store)
    first = counted(warehouse, "H21")
    first.rows["period"] = "changed"
    first.parts[0].loc[0, "scope"] = "changed"
    again = counted(warehouse, "H21")
    assert list(again.rows.period) == ["year:2026"]
    assert list(again.parts[0].scope) == ["H21"]


def test_what_was_not_asked_for_longest_is_given_up_beyond_so_many_bytes() -> None:
    kept = KeptAnswers(2500)
    kept.put("first", b"x" * 1000)
    kept.put("second", b"x" * 1000)
    assert kept.get("first") == b"x" * 1000
    kept.put("third", b"x" * 1000)
    assert kept.get("second") is MISSING
    assert kept.get("first") is not MISSING
    assert kept.bytes <= 2500
    kept.put("too large", b"x" * 3000)
    kept.put("cannot be told", threading.Lock())
    assert kept.get("too large") is kept.get("cannot be told") is MISSING
    assert kept.get("third") is not MISSING


def test_an_answer_that_is_nothing_is_kept_too() -> None:
    kept = KeptAnswers(100)
    kept.put("asked", None)
    assert kept.get("asked") is None


def test_answers_without_a_name_to_be_found_by_are_weighed_and_kept() -> None:
    kept, rows = KeptAnswers(5000), tuple(pd.DataFrame({"value": [1]}).itertuples(index=False))
    held = b"x" * 1000
    kept.put("read-only", MappingProxyType({"held": held}))
    kept.put("sentence", lambda: (held, rows))
    assert kept.get("read-only") is not MISSING
    assert kept.get("sentence") is not MISSING
    assert kept.bytes > 2000


def test_questions_are_told_apart_by_all_that_is_in_them() -> None:
    rows = pd.DataFrame({"value": [1.0, None]})
    same, other = rows.copy(), rows.assign(value=[1.0, 2.0])
    asked = content_of(partial(sorted, key=len), rows)
    assert asked == content_of(partial(sorted, key=len), same)
    assert asked not in (
        content_of(partial(sorted, key=len), other),
        content_of(partial(sorted, key=str), rows),
    )
    assert content_of(lambda: rows) is None


@dataclass(frozen=True)
class Worked:
    rows: tuple[int, ...]

    @cached_property
    def total(self) -> int:
        return sum(self.rows)


def test_what_a_record_worked_out_of_itself_does_not_make_it_another() -> None:
    one = Worked((1, 2))
    before = content_of(one)
    assert one.total == 3
    assert content_of(one) == before != content_of(Worked((1, 3)))


def test_the_same_words_are_the_same_whether_or_not_they_are_one_object() -> None:
    word = "".join(["dos", "sier"])
    other = "".join(["doss", "ier"])
    assert word is not other
    assert content_of([word, word]) == content_of([word, other])


def test_what_holds_itself_cannot_be_told() -> None:
    endless: list[object] = []
    endless.append(endless)
    assert content_of(endless) is None


def test_each_part_of_the_catalogue_is_told_from_all_others_and_by_what_it_says() -> None:
    parts = [part for index in catalogue.load().values() for part in (index, *index.nodes.values())]
    assert len({content_of(part) for part in parts}) == len({part.model_dump_json() for part in parts})
    index = catalogue.current()
    assert content_of(index.model_copy()) == content_of(index)
    assert content_of(index.root.model_copy(update={"points": 99})) != content_of(index.root)


def test_of_many_sets_it_is_told_or_not_and_nothing_fails() -> None:
    """The pickler takes each for one that lies within the one before, and loses its place behind fifty of them."""
    many = {number: frozenset({str(number)}) for number in range(200)}
    content_of({"sets": many, "parts": [[1], [2]]}, [many])
    assert content_of({number: (str(number),) for number in range(200)})


def test_who_asks_what_another_is_working_out_waits_for_it() -> None:
    kept, made = KeptAnswers(10_000), list[int]()

    def make() -> str:
        made.append(1)
        time.sleep(0.05)
        return "answer"

    assert at_once(*[partial(kept.once, "asked", make)] * 5) == ["answer"] * 5
    assert len(made) == 1


def test_where_it_fails_for_one_the_others_try_themselves() -> None:
    kept, made = KeptAnswers(10_000), list[int]()

    def make() -> str:
        made.append(1)
        if len(made) == 1:
            time.sleep(0.05)
            raise ValueError("only the first")
        return "answer"

    found = at_once(*[partial(kept.once, "asked", make)] * 3)
    assert sorted(str(each) for each in found) == ["answer", "answer", "only the first"]
    assert kept.once("asked", make) == "answer"


def test_what_is_not_kept_is_made_by_everybody_and_nobody_waits_for_ever() -> None:
    kept = KeptAnswers(10)
    assert at_once(*[lambda: kept.once("asked", lambda: "x" * 100)] * 4) == ["x" * 100] * 4
    assert kept.get("asked") is MISSING
