"""Nothing is written by who may only look, whichever way it comes."""

from __future__ import annotations

import getpass
from collections.abc import Callable

import pytest

from indicators.errors import InputProblem
from indicators.store.actor import Actor, Role, account
from indicators.store.entries import CauseEntry
from indicators.store.store import Store
from tests.made_up import FINANCE, capture, even
from tests.made_up_lists import code

CAPTURE = capture({FINANCE: even(9)}, day="2026-10-10")
WRITES: dict[str, Callable[[Store, Actor], object]] = {
    "import": lambda store, actor: store.add([CAPTURE], actor=actor),
    "entry": lambda store, actor: store.enter([CauseEntry(code(1), "delay", "", actor.name)], actor),
    "restore": lambda store, actor: store.restore({}, [], actor),
}


@pytest.mark.parametrize("write", WRITES)
@pytest.mark.parametrize(
    "actor", [Actor("xem", Role.VIEWER), Actor("xã", Role.ANALYST, "H21.10")], ids=["viewer", "of an agency"]
)
def test_who_may_only_look_writes_nothing(store: Store, write: str, actor: Actor) -> None:
    with pytest.raises(InputProblem, match="chỉ được xem"):
        WRITES[write](store, actor)
    assert not store.is_begun()


@pytest.mark.parametrize("role", [Role.ANALYST, Role.ADMINISTRATOR])
def test_analysts_write_under_their_name(store: Store, role: Role) -> None:
    store.add([CAPTURE], actor=Actor("Lan · lan@gialai.gov.vn", role))
    assert store.read("captures")["imported_by"].to_pylist() == ["Lan · lan@gialai.gov.vn"]


def test_where_the_machine_tells_no_account_it_is_nobody_known(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody() -> str:
        raise OSError("no account")

    monkeypatch.setattr(getpass, "getuser", nobody)
    assert account().name == "unknown"
