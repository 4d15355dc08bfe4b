"""What a visitor who has gone left behind is given back."""

from __future__ import annotations

import weakref
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any, cast

import pytest
from streamlit.runtime import Runtime
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.media_file_storage import MediaFileStorageError
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage
from streamlit.runtime.memory_session_storage import MemorySessionStorage
from streamlit.runtime.session_manager import SessionInfo

from server import memory


@dataclass(eq=False)
class Visit:
    """A session that refers to itself, as Streamlit's do."""

    id: str
    is_over: bool = False
    itself: list[Any] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.itself.append(self)

    def shutdown(self) -> None:
        self.is_over = True


def runtime(waits: float, *visits: Visit) -> Runtime:
    """Streamlit's own store of sessions whose windows were closed, in which each waits so many seconds."""
    storage = MemorySessionStorage(ttl_seconds=cast(int, waits))
    for one in visits:
        storage.save(SessionInfo(client=None, session=cast(Any, one)))
    return cast(Runtime, SimpleNamespace(_session_mgr=SimpleNamespace(_session_storage=storage)))


def test_who_does_not_come_back_in_time_is_forgotten_and_who_may_still_come_is_not() -> None:
    gone, away = Visit("gone"), Visit("away")
    assert memory.end_sessions(runtime(0, gone)) == 1
    assert memory.end_sessions(runtime(3600, away)) == 0
    assert gone.is_over
    assert not away.is_over


def test_what_refers_to_itself_is_given_back_as_well() -> None:
    visit = Visit("gone")
    memory.end_sessions(runtime(0, visit))
    seen = weakref.ref(visit)
    del visit
    memory.give_back()
    assert seen() is None


def test_a_file_that_was_taken_is_dropped_though_its_session_never_draws_again() -> None:
    storage = MemoryMediaFileStorage("/media")
    files = MediaFileManager(storage)
    button = files.add_deferred(lambda: b"x" * 1000, "text/csv", "1.2", "a.csv")
    taken = [files.execute_deferred(button) for _ in range(2)]
    held = [address.rpartition("/")[2].partition(".")[0] for address in taken]
    assert memory.drop_taken_files(files) == 0, "it may be on its way"
    assert memory.drop_taken_files(files) == len(set(held))
    with pytest.raises(MediaFileStorageError):
        storage.get_file(f"{held[0]}.csv")
    assert files.execute_deferred(button), "the button makes it again"


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_where_the_system_gives_back_by_itself_nothing_is_asked_of_it(
    monkeypatch: pytest.MonkeyPatch, system: str
) -> None:
    monkeypatch.setattr(memory.sys, "platform", system)
    memory.give_back()
