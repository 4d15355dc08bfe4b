"""The files of a store, on this machine or at an S3 address: read, write whole, flush to the disk."""

from __future__ import annotations

import hashlib
import os
import re
import sys
import uuid
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

import pyarrow as pa
import pyarrow.dataset
import pyarrow.fs
from deltalake import DeltaTable

from indicators.errors import InputProblem

# What the tables' library fails on in a folder's name, after it has begun to write.
_UNUSABLE = re.compile(r"[\[\]^|]|%[0-9a-f]{2}", re.IGNORECASE)
# The tables' version of reading by which a table is the rows of its files.
_READER = 1
_PARQUET = pyarrow.dataset.ParquetFileFormat(
    default_fragment_scan_options=pyarrow.dataset.ParquetFragmentScanOptions(pre_buffer=True)
)
# The rows of a piece of a table that is looked through.
_PIECE = 32768
# Flushes wait for the disk, which serves many at once as fast as one.
_FLUSHES_AT_ONCE = 16


class Folder:
    """What lies under one URL: a local folder, or an S3 address (credentials from the environment).

    Paths are told within it, with slashes.
    """

    def __init__(self, url: str | Path) -> None:
        written = str(url)
        self.is_local = "://" not in written or written.startswith("file://")
        if self.is_local:
            path = url2pathname(urlsplit(written).path) if written.startswith("file://") else written
            self.url = self._base = str(Path(path).absolute())
            if _UNUSABLE.search(self.url):
                raise InputProblem(
                    "a store cannot lie in the folder “{folder}”: the name has one of the signs [ ] ^ |, or "
                    "a % before two digits.",
                    do="Choose another folder, for instance {example}.",
                    folder=self.url,
                    example=r"C:\ChiSo\store",
                )
            self._files: pyarrow.fs.FileSystem = pyarrow.fs.LocalFileSystem()
        else:
            self.url = written.rstrip("/")
            self._files, self._base = pyarrow.fs.FileSystem.from_uri(self.url)

    def names(self, folder: str) -> list[str]:
        """Name the files right in a folder, in order; empty where it is not there, or no folder."""
        return list(self.sizes(folder))

    def sizes(self, folder: str) -> dict[str, int]:
        """Return the bytes of each of these files."""
        path = f"{self._base}/{folder}".rstrip("/")
        if self._files.get_file_info(path).type == pyarrow.fs.FileType.File:
            return {}
        selector = pyarrow.fs.FileSelector(path, allow_not_found=True)
        found = self._files.get_file_info(selector)
        return dict(
            sorted((entry.base_name, entry.size) for entry in found if entry.type == pyarrow.fs.FileType.File)
        )

    def content(self, path: str) -> bytes | None:
        """Read the bytes of a file; None where it is not there."""
        if not self.has(path):
            return None
        with self._files.open_input_stream(f"{self._base}/{path}") as stream:
            content: bytes = stream.read()
        return content

    def has(self, path: str) -> bool:
        """Tell whether there is such a file."""
        found = self._files.get_file_info(f"{self._base}/{path}")
        return bool(found.type == pyarrow.fs.FileType.File)

    def rows(self, table: DeltaTable, name: str, columns: list[str] | None = None) -> pa.Table:
        """Read the rows of a table that lies under `name`, or some of its columns.

        Through Arrow's own files: those of the tables' library are given back by threads that end after Python
        has, and take the process down with them. And not through its datasets: to prepare what each file's figures
        say takes three times as long as to read it.
        """
        if table.protocol().min_reader_version > _READER:
            # Another program has changed it, so that its files alone do not tell its rows.
            return table.to_pyarrow_table(columns=columns, filesystem=self._within(name))
        return self._files_of(table, name).to_table(columns=columns)

    def look_through(self, table: DeltaTable, name: str) -> None:
        """Read what `rows` reads piece by piece, and keep nothing; raises what Arrow does of a damaged file."""
        if table.protocol().min_reader_version > _READER:
            self.rows(table, name)
            return
        for _ in self._files_of(table, name).to_batches(
            batch_size=_PIECE, batch_readahead=1, fragment_readahead=1
        ):
            pass

    def _within(self, name: str) -> pyarrow.fs.SubTreeFileSystem:
        return pyarrow.fs.SubTreeFileSystem(f"{self._base}/{name}", self._files)

    def _files_of(self, table: DeltaTable, name: str) -> pyarrow.dataset.FileSystemDataset:
        schema, files = pa.schema(table.schema().to_arrow()), self._within(name)
        names = [PurePosixPath(unquote(file)).name for file in table.file_uris()]
        parts = [_PARQUET.make_fragment(part, filesystem=files) for part in names]
        return pyarrow.dataset.FileSystemDataset(parts, schema, _PARQUET, files)

    def opened(self, path: str) -> pa.NativeFile:
        """Open a file to be read here and there, by several threads at once."""
        return self._files.open_input_file(f"{self._base}/{path}")

    def state(self, folder: str) -> tuple[int, int]:
        """Tell when the files right in a folder last changed, and how many they are; zeros where there are none."""
        found = self._files.get_file_info(
            pyarrow.fs.FileSelector(f"{self._base}/{folder}", allow_not_found=True)
        )
        return max((entry.mtime_ns for entry in found), default=0), len(found)

    def sha256(self, path: str) -> str | None:
        """Compute the SHA-256 of a file's bytes; None where it is not there."""
        content = self.content(path)
        return None if content is None else hashlib.sha256(content).hexdigest()

    def write(self, path: str, content: bytes) -> None:
        """Write a file aside and move it into its place, so that under its name it is always whole."""
        target = f"{self._base}/{path}"
        self._files.create_dir(str(PurePosixPath(target).parent), recursive=True)
        aside = f"{target}.{uuid.uuid4().hex}.part"
        try:
            with self._files.open_output_stream(aside) as stream:
                stream.write(content)
            self._files.move(aside, target)
        except BaseException:
            if self._files.get_file_info(aside).type == pyarrow.fs.FileType.File:
                self._files.delete_file(aside)
            raise

    def remove(self, path: str) -> None:
        """Remove a file, where it is there."""
        if self.has(path):
            self._files.delete_file(f"{self._base}/{path}")

    def flush(self, paths: Iterable[str]) -> None:
        """Have these files, and their names in their folders, on the disk and not in its memory only.

        At an S3 address what is written is kept already.
        """
        if not self.is_local:
            return
        base, files = Path(self._base), [Path(self._base, path) for path in paths]
        folders = {above for file in files for above in file.parents if above.is_relative_to(base)}
        with ThreadPoolExecutor(_FLUSHES_AT_ONCE) as pool:
            list(pool.map(_flush_file, files))
            list(pool.map(_flush_folder, {*folders, base.parent} if files else ()))


def _flush_file(file: Path) -> None:
    with file.open("r+b") as opened:
        os.fsync(opened.fileno())


def _flush_folder(folder: Path) -> None:
    if sys.platform == "win32":
        # Windows keeps names with the files, and opens no folder.
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
