"""What a visitor who has gone left behind is given back."""

from __future__ import annotations

import weakref
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any, cast

import pytest
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.runtime import Runtime
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.media_file_storage import MediaFileStorageError
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage
from streamlit.runtime.memory_session_storage import MemorySessionStorage
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.session_manager import SessionInfo
from streamlit.runtime.uploaded_file_manager import UploadedFileRec

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


@dataclass
class Sending:
    """A server to which sessions sent files, each with the fields of its page that hold some."""

    files: MemoryUploadedFileManager = field(default_factory=lambda: MemoryUploadedFileManager("/upload"))
    sessions: dict[str, ClientState] = field(default_factory=dict)

    def send(self, session: str, *files: str) -> None:
        for file in files:
            self.files.add_file(session, UploadedFileRec(file, f"{file}.csv", "text/csv", b"x" * 1000))

    def hold(self, session: str, *files: str) -> None:
        """Have the session's page drawn with these files in its field."""
        told = self.sessions[session] = ClientState()
        uploader = told.widget_states.widgets.add().file_uploader_state_value
        for file in files:
            uploader.uploaded_file_info.add(file_id=file)

    def look(self, sent: memory.SentFiles, times: int = 1) -> int:
        found = [
            SimpleNamespace(session=SimpleNamespace(id=name, _client_state=told))
            for name, told in self.sessions.items()
        ]
        manager = SimpleNamespace(list_sessions=lambda: found)
        runtime = SimpleNamespace(_uploaded_file_mgr=self.files, _session_mgr=manager)
        return sum(sent.drop(cast(Runtime, runtime)) for _ in range(times))

    def kept(self) -> set[str]:
        return {file for files in self.files.file_storage.values() for file in files}


def test_what_arrives_when_its_session_is_over_is_dropped() -> None:
    server, sent = Sending(), memory.SentFiles()
    server.hold("here")
    server.send("here", "a")
    server.send("gone", "b", "c")
    assert server.look(sent) == 2
    assert server.kept() == {"a"}


def test_what_lies_in_no_field_is_dropped_after_a_while_and_what_lies_in_one_is_not() -> None:
    server, sent = Sending(), memory.SentFiles()
    server.send("here", "kept", "replaced")
    server.hold("here", "kept")
    assert server.look(sent, memory.LOOKS_FOR_FIELD) == 0
    assert server.look(sent) == 1
    assert server.look(sent, 2 * memory.LOOKS_FOR_FIELD) == 0
    assert server.kept() == {"kept"}


def test_the_first_of_several_files_waits_until_the_last_has_come() -> None:
    server, sent = Sending(), memory.SentFiles()
    server.hold("here")
    for file in "abc":
        server.send("here", file)
        assert server.look(sent, memory.LOOKS_FOR_FIELD) == 0
    server.hold("here", *"abc")
    assert server.look(sent, 2 * memory.LOOKS_FOR_FIELD) == 0


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_where_the_system_gives_back_by_itself_nothing_is_asked_of_it(
    monkeypatch: pytest.MonkeyPatch, system: str
) -> None:
    monkeypatch.setattr(memory.sys, "platform", system)
    memory.give_back()
