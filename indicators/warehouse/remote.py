"""The files of a store that is not on this machine, as DuckDB asks for them: the places that a question needs.

A file never changes under its name and the tables' logs tell its size, so that nothing is asked but the bytes. DuckDB
keeps those it has read, as long as it has no other use for its memory. It reaches the files that it was told of alone.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from fsspec import AbstractFileSystem

from indicators.store.folder import Folder
from indicators.store.tables import WRITTEN

# Files that stay open at once, to be read on.
MOST_OPEN = 256
# When all of them last changed, which DuckDB asks.
_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


class RemoteFiles(AbstractFileSystem):  # type: ignore[misc]
    """Files of a store's tables, to be read; what DuckDB calls of a file system, and no more."""

    cachable = False

    def __init__(self, folder: Folder) -> None:
        super().__init__()
        self.protocol = folder.url.partition("://")[0]
        self._folder = folder
        self._sizes: dict[str, int] = {}
        self._held: dict[str, pa.Buffer] = {}
        # To open one is a request, too.
        self._opened = lru_cache(maxsize=MOST_OPEN)(self._open_file)

    def tell(self, sizes: dict[str, int]) -> None:
        """Tell of files and their bytes; those told of before stay known, for who asks of the store as it was."""
        self._sizes |= sizes

    def forget(self) -> None:
        """Open every file anew when it is read: one may have been put back."""
        self._opened.cache_clear()

    def columns(self, name: str) -> str:
        """Return a file with the columns of a table (WRITTEN) and no row, held here.

        Before a table's files it tells DuckDB their columns, so that none of them need be opened for that.
        """
        path = f"{self._folder.url}/{name}/columns"
        if path not in self._held:
            written = pa.BufferOutputStream()
            pq.write_table(WRITTEN[name].empty_table(), written)
            self._held[path] = written.getvalue()
            self._sizes[path] = self._held[path].size
        return path

    def glob(self, path: str, **_: Any) -> list[str]:
        return [path] if path in self._sizes else []

    def info(self, path: str, **_: Any) -> dict[str, Any]:
        return {"name": path, "size": self._size(path), "type": "file"}

    def modified(self, path: str) -> datetime:
        return _LONG_AGO

    def open(self, path: str, mode: str = "rb", **_: Any) -> _Opened:
        if mode != "rb":
            raise PermissionError(path)
        self._size(path)
        if path in self._held:
            return _Opened(lambda: pa.BufferReader(self._held[path]))
        return _Opened(lambda: self._opened(path))

    def _open_file(self, path: str) -> pa.NativeFile:
        return self._folder.opened(path.removeprefix(f"{self._folder.url}/"))

    def _size(self, path: str) -> int:
        if path not in self._sizes:
            raise FileNotFoundError(path)
        return self._sizes[path]


class _Opened:
    """A file that several threads read at once, each with a place of its own; opened when it is first read."""

    def __init__(self, opened: Callable[[], pa.NativeFile]) -> None:
        self._opened = opened
        self._place = threading.local()

    def seek(self, place: int) -> None:
        self._place.at = place

    def tell(self) -> int:
        return getattr(self._place, "at", 0)

    def read(self, size: int) -> bytes:
        content: bytes = self._opened().read_at(size, self.tell())
        self._place.at = self.tell() + len(content)
        return content

    def close(self) -> None:
        """Leave the file open for who reads on."""
