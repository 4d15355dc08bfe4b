"""What a full disk and a folder that is read-only say, as the system and the tables' library tell of them."""

from __future__ import annotations

import errno

import pytest
from deltalake.exceptions import DeltaError

from indicators.store.faults import explained

FULL, READ_ONLY = "ổ đĩa chứa kho dữ liệu đã đầy", "không ghi được vào thư mục của kho dữ liệu"


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), FULL),
        (DeltaError("Generic LocalFileSystem error: No space left on device (os error 28)"), FULL),
        (PermissionError(errno.EACCES, "Permission denied"), READ_ONLY),
        (OSError(errno.EROFS, "Read-only file system"), READ_ONLY),
        (DeltaError("Unable to open file: Read-only file system (os error 30)"), READ_ONLY),
    ],
)
def test_the_reason_is_said_with_what_to_do(fault: Exception, said: str) -> None:
    problem = explained(fault)
    assert problem
    assert str(problem).startswith(said)
    assert "rồi làm lại" in str(problem)


def test_the_reason_is_found_behind_what_was_made_of_it() -> None:
    behind = RuntimeError("the reader ended")
    behind.__cause__ = OSError(errno.ENOSPC, "No space left on device")
    assert FULL in str(explained(behind))


def test_of_all_else_nothing_is_claimed() -> None:
    assert explained(ValueError("28")) is None
    assert explained(FileNotFoundError(errno.ENOENT, "gone")) is None
