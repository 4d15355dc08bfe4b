"""A file lies under its name whole or not at all, whatever happens while it is written."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest

from indicators.store.folder import Folder

# Refused by the file system's stream once it is open.
UNWRITABLE = cast(bytes, None)


@pytest.mark.parametrize("before", [None, b"as it came"])
def test_a_write_that_fails_midway_leaves_what_was_there_and_nothing_beside_it(
    tmp_path: Path, before: bytes | None
) -> None:
    folder = Folder(tmp_path)
    if before is not None:
        folder.write("raw/file", before)
    with pytest.raises(TypeError):
        folder.write("raw/file", UNWRITABLE)
    assert folder.content("raw/file") == before
    assert folder.names("raw") == ([] if before is None else ["file"])
