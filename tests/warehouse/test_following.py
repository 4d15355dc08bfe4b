"""Dossiers are followed for the province that is asked: only who asks waits, and again only for other lists."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest

from indicators.analysis import overdue
from indicators.analysis.entered_causes import enter_causes
from indicators.store.actor import Actor
from indicators.store.store import Store
from indicators.warehouse import following
from indicators.warehouse.following import Following
from indicators.warehouse.warehouse import Warehouse
from tests.made_up_lists import code, listed, overdue_list

A, B = code(1), code(2)


@pytest.fixture
def followed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The provinces whose dossiers were followed, each time."""
    seen: list[str] = []
    follow = Following._follow

    def counted(self: Following, connection: object, scope: str) -> None:
        seen.append(scope)
        follow(self, connection, scope)  # type: ignore[arg-type]

    monkeypatch.setattr(Following, "_follow", counted)
    return seen


def keep(store: Store, scope: str, day: str, *codes: str) -> None:
    store.add([replace(overdue_list(day, [listed(one) for one in codes]), scope=scope)])


def standing(warehouse: Warehouse, scope: str) -> list[int]:
    return [step.dossiers for step in overdue.steps(warehouse, scope)]


def test_a_province_is_followed_when_it_is_asked_and_again_only_for_lists_of_its_own(
    store: Store, followed: list[str]
) -> None:
    warehouse = Warehouse(store)
    keep(store, "H21", "2026-09-07", A, B)
    keep(store, "H01", "2026-09-07", A)
    assert standing(warehouse, "H21") == [2]
    assert followed == ["H21"]
    keep(store, "H01", "2026-09-14", A, B)
    assert (standing(warehouse, "H21"), standing(warehouse, "H01")) == ([2], [1, 2])
    assert followed == ["H21", "H01"]
    keep(store, "H21", "2026-09-14", A)
    assert (standing(warehouse, "H21"), standing(warehouse, "H01")) == ([2, 1], [1, 2])
    assert followed == ["H21", "H01", "H21"]


def test_a_cause_that_is_entered_is_seen_and_nothing_is_followed_for_it(
    store: Store, followed: list[str]
) -> None:
    warehouse = Warehouse(store)
    keep(store, "H21", "2026-09-07", A, B)
    assert standing(warehouse, "H21") == [2]
    enter_causes(warehouse, {A: None}, "delay", "chậm", Actor("lan"))
    found = overdue.backlog(warehouse, overdue.last_step(warehouse, "H21"), "cause")
    assert dict(zip(found.part, found.dossiers, strict=True)) == {"delay": 1, "unknown": 1}
    assert followed == ["H21"]


def test_who_was_not_asked_for_longest_is_given_up_and_followed_again_when_asked(
    store: Store, followed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following, "MOST_FOLLOWED", 1)
    warehouse = Warehouse(store)
    for scope, dossiers in (("H21", (A, B)), ("H01", (A,))):
        keep(store, scope, "2026-09-07", *dossiers)
    for scope, count in (("H21", 2), ("H01", 1), ("H21", 2)):
        warehouse._answers.clear()
        assert standing(warehouse, scope) == [count]
    assert followed == ["H21", "H01", "H21"]


def test_other_questions_are_answered_while_dossiers_are_followed(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    warehouse = Warehouse(store)
    keep(store, "H21", "2026-09-07", A)
    begun, go_on = threading.Event(), threading.Event()
    follow = Following._follow

    def slow(self: Following, connection: object, scope: str) -> None:
        begun.set()
        assert go_on.wait(60)
        follow(self, connection, scope)  # type: ignore[arg-type]

    monkeypatch.setattr(Following, "_follow", slow)
    asking = threading.Thread(target=standing, args=(warehouse, "H21"))
    asking.start()
    assert begun.wait(60)
    assert list(warehouse.ask("overdue_scopes").scope) == ["H21"]
    keep(store, "H01", "2026-09-07", A)
    assert list(warehouse.ask("overdue_scopes").scope) == ["H01", "H21"]
    go_on.set()
    asking.join()
    assert standing(warehouse, "H21") == [1]
