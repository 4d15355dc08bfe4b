"""The store keeps what it is given, once, whole, and never changes it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from indicators.errors import InputProblem
from indicators.store.attempt import Attempt
from indicators.store.decision import Decision
from indicators.store.store import Store
from tests.crowds import at_once
from tests.made_up import AN_BINH, FINANCE, JUSTICE, capture, even

ONE = {FINANCE: even(5), JUSTICE: even(6)}
OTHER = {FINANCE: even(7), JUSTICE: even(6)}


def test_an_empty_store_has_no_captures_and_asking_it_creates_nothing(store: Store) -> None:
    assert store.is_empty()
    assert store.observations().num_rows == 0
    assert not Path(store.url).exists()


@pytest.mark.parametrize("name", ["năm [2026]", "a^b", "a|b", "tháng%2010"])
def test_a_folder_that_the_tables_cannot_lie_in_is_refused_before_anything_is_written(
    tmp_path: Path, name: str
) -> None:
    with pytest.raises(InputProblem) as refused:
        Store(tmp_path / name / "store")
    assert name in str(refused.value)
    assert not (tmp_path / name).exists()


def test_a_kept_capture_comes_back_with_every_observation_unchanged(store: Store) -> None:
    one = capture(ONE)
    store.add([one])
    kept = store.observations().sort_by([("agency_id", "ascending"), ("node", "ascending")])
    given = one.observations.sort_by([("agency_id", "ascending"), ("node", "ascending")])
    assert kept.to_pylist() == given.to_pylist()


def test_the_same_bytes_twice_are_recognised_and_change_nothing(store: Store) -> None:
    assert len(store.add([capture(ONE)])) == 1
    versions = [table.version() for name in ("captures", "observations") if (table := store.table(name))]
    assert store.add([capture(ONE)]) == []
    assert [t.version() for name in ("captures", "observations") if (t := store.table(name))] == versions


def test_the_same_values_read_again_later_are_a_fact_of_their_own(store: Store) -> None:
    store.add([capture(ONE, day="2026-10-10")])
    assert len(store.add([capture(ONE, day="2026-10-17")])) == 1


def test_several_captures_of_one_import_become_visible_in_one_commit(store: Store) -> None:
    store.add([capture(ONE)])
    table = store.table("captures")
    assert table
    before = table.version()
    store.add([capture(OTHER, day="2026-10-17"), capture(ONE, day="2026-10-24")])
    after = store.table("captures")
    assert after
    assert after.version() == before + 1
    assert store.captures().num_rows == 3


def killed(*_: object) -> bool:
    raise KeyboardInterrupt


def test_rows_of_a_writer_that_died_before_its_commit_belong_to_no_capture(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(Attempt, "commit", killed)
        with pytest.raises(KeyboardInterrupt):
            store.add([capture(ONE)])
    assert store.observations().num_rows == 0
    assert store.is_empty()
    assert len(store.add([capture(ONE)])) == 1


def test_writers_of_the_same_bytes_at_once_keep_them_once(tmp_path: Path) -> None:
    Store(tmp_path).add([capture({AN_BINH: even(3)})])
    results = at_once(*[lambda: len(Store(tmp_path).add([capture(ONE)]))] * 4)
    assert sorted(map(str, results)) == ["0", "0", "0", "1"]
    assert Store(tmp_path).captures().num_rows == 2


@pytest.mark.parametrize("round_", range(6))
def test_the_first_who_write_to_a_new_store_at_once_are_all_kept(store: Store, round_: int) -> None:
    captures = [capture(ONE, day=f"2026-10-0{number}") for number in (1, 2, 3)]
    assert at_once(*[partial(store.add, [one]) for one in captures]) == [[one] for one in captures]
    assert store.captures().num_rows == 3
    assert store.observations().num_rows == sum(one.observations.num_rows for one in captures)
    decisions = [Decision("withdrawal", one.capture_id, "lan", "sai") for one in captures]
    assert at_once(*[partial(store.enter, [one]) for one in decisions]) == [True] * 3
    assert store.read("decisions").num_rows == 3


def test_raw_bytes_lie_under_their_sha256(store: Store) -> None:
    store.add([capture(ONE)], [b"as it came"])
    assert store.raw("0" * 64) is None
    [name] = [path.name for path in (Path(store.url) / "raw").iterdir()]
    assert store.raw(name) == b"as it came"


def test_raw_bytes_are_moved_under_their_sha256_and_never_written_there(store: Store, tmp_path: Path) -> None:
    """A second name shows what happens to the file itself: it is replaced, not written over."""
    store.add([capture(ONE)], [b"as it came"])
    [kept] = (Path(store.url) / "raw").iterdir()
    kept.write_bytes(b"damaged")
    (tmp_path / "open elsewhere").hardlink_to(kept)
    store.add([capture(OTHER)], [b"as it came"])
    assert kept.read_bytes() == b"as it came"
    assert (tmp_path / "open elsewhere").read_bytes() == b"damaged"


def test_many_small_imports_are_put_together_and_lose_nothing(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("indicators.store.attempt.COMPACT_BEYOND", 6)
    for day in range(1, 9):
        store.add([capture({FINANCE: even(day)}, day=f"2026-01-{day:02d}")])
    table = store.table("observations")
    assert table
    assert len(table.file_uris()) < 6
    assert store.captures().num_rows == 8
    assert store.observations().num_rows == 8 * 8


def test_a_folder_with_spaces_and_vietnamese_letters_is_a_store_like_any_other(tmp_path: Path) -> None:
    store = Store(tmp_path / "Sở Nội vụ – 100%")
    store.add([capture(ONE)], [b"x"])
    assert Store(Path(store.url).as_uri()).captures().num_rows == 1
