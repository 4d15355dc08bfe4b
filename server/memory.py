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
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.memory_session_storage import MemorySessionStorage

# Seconds between two looks for who has gone.
LOOKS = 15.0


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
    while True:
        await asyncio.sleep(LOOKS)
        runtime = get_instance()
        # Both, whatever the first gives.
        if sum((end_sessions(runtime), drop_taken_files(runtime.media_file_mgr))):
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
