"""Memory given back: files sent and taken, and all that was kept for visitors who have gone.

Streamlit keeps a session for a while after its window was closed, for whom the network left for a moment, and
forgets it only when the next one closes; Python then keeps what refers to itself, and the system's allocator what
was freed.
"""

from __future__ import annotations

import asyncio
import contextlib
import ctypes
import gc
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import streamlit as st
from streamlit.runtime import Runtime, get_instance
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.memory_session_storage import MemorySessionStorage
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager

# Seconds between two looks for who has gone.
LOOKS = 15.0
# After so many looks at which nothing more was sent, what lies in no field is waited for by nobody: five minutes.
LOOKS_FOR_FIELD = 20


@asynccontextmanager
async def giving_back(_: st.App) -> AsyncIterator[None]:
    """Give back what sessions held that are over, while the application runs."""
    task = asyncio.create_task(_look_for_the_gone())
    try:
        yield
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def _look_for_the_gone() -> None:
    sent = SentFiles()
    while True:
        await asyncio.sleep(LOOKS)
        runtime = get_instance()
        # All, whatever the first gives.
        if sum((end_sessions(runtime), drop_taken_files(runtime.media_file_mgr), sent.drop(runtime))):
            # Not while the loop waits: a collection takes a third of a second.
            await asyncio.to_thread(give_back)


def end_sessions(runtime: Runtime) -> int:
    """End the sessions whose time to come back is over; how many."""
    storage = runtime._session_mgr._session_storage  # type: ignore[attr-defined]
    if not isinstance(storage, MemorySessionStorage):
        return 0
    over = storage._cache.expire()  # type: ignore[attr-defined]
    for _, kept in over:
        kept.session.shutdown()
    return len(over)


def drop_taken_files(files: MediaFileManager) -> int:
    """Drop files that were made for somebody and taken since the look before last; how many.

    Streamlit does so when a session draws its page anew, which one that only downloads never does. A file that is
    asked for again is made again.
    """
    before = len(files._file_metadata)
    files.remove_orphaned_files()
    return before - len(files._file_metadata)


class SentFiles:
    """Files that visitors sent and no field of a page holds: taken out again, replaced, or sent by who then left.

    Streamlit keeps a file until its session ends, and for ever if it arrives after that.
    """

    def __init__(self) -> None:
        # By session: what lay in no field at the last look, and at how many before it.
        self._waiting: dict[str, tuple[frozenset[str], int]] = {}

    def drop(self, runtime: Runtime) -> int:
        """Drop those of sessions that are over, and those that no field took; how many."""
        files: MemoryUploadedFileManager = runtime._uploaded_file_mgr  # type: ignore[assignment]
        sessions = {one.session.id: one.session for one in runtime._session_mgr.list_sessions()}
        before, self._waiting, dropped = self._waiting, {}, 0
        for session_id, sent in list(files.file_storage.items()):
            if session_id not in sessions:
                dropped += len(sent)
                files.remove_session_files(session_id)
            elif waiting := frozenset(sent) - _in_fields(sessions[session_id]):
                same, looks = before.get(session_id, (None, 0))
                # Of several files the first waits until the last has come.
                looks = looks + 1 if same == waiting else 0
                self._waiting[session_id] = waiting, looks
                if looks >= LOOKS_FOR_FIELD:
                    dropped += len(waiting)
                    for file_id in waiting:
                        files.remove_file(session_id, file_id)
        return dropped


def _in_fields(session: AppSession) -> set[str]:
    """Return the files that the fields of a session's page hold, as its browser last told."""
    fields = (one.file_uploader_state_value for one in session._client_state.widget_states.widgets)
    return {file.file_id for field in fields for file in field.uploaded_file_info}


def give_back() -> None:
    """Give what nothing refers to any more back to the system."""
    gc.collect()
    if trim := _trim():
        trim(0)


def _trim() -> Callable[[int], int] | None:
    """Return what the allocator of Linux gives back with; other systems do it by themselves."""
    if sys.platform != "linux":
        return None
    return getattr(ctypes.CDLL(None), "malloc_trim", None)
