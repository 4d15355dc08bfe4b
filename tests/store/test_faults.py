"""What a full disk, a read-only folder and a place out of reach say, as the system and the libraries tell of them."""

from __future__ import annotations

import errno

import pytest
from deltalake.exceptions import DeltaError

from indicators.cli.main import main
from indicators.store.faults import explained

FULL, READ_ONLY = "ổ đĩa chứa kho dữ liệu đã đầy", "không ghi được vào thư mục của kho dữ liệu"
AWAY, REFUSED = "nơi chứa kho dữ liệu không phản hồi", "nơi chứa kho dữ liệu từ chối truy cập"


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), FULL),
        (DeltaError("Generic LocalFileSystem error: No space left on device (os error 28)"), FULL),
        (PermissionError(errno.EACCES, "Permission denied"), READ_ONLY),
        (OSError(errno.EROFS, "Read-only file system"), READ_ONLY),
        (DeltaError("Unable to open file: Read-only file system (os error 30)"), READ_ONLY),
        (
            OSError(
                "When listing objects under key 'x' in bucket 'b': AWS Error NETWORK_CONNECTION during ListObjectsV2 "
                "operation: curlCode: 7, Could not connect to server"
            ),
            AWAY,
        ),
        (DeltaError("Generic S3 error: Error performing GET http://s3 in 3s - error sending request"), AWAY),
        (
            OSError(
                "When reading information for key 'x': AWS Error ACCESS_DENIED during HeadObject operation"
            ),
            REFUSED,
        ),
        (OSError("AWS Error NO_SUCH_BUCKET during ListObjectsV2 operation: no bucket"), REFUSED),
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


def test_a_store_that_is_out_of_reach_is_told_on_the_command_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    # Nobody listens there.
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("AWS_REGION", "us-east-1")
    assert main(["captures", "--store", "s3://bucket/store"]) == 1
    assert capsys.readouterr().err.startswith(f"{AWAY}. Hãy kiểm tra mạng")


def test_of_all_else_nothing_is_claimed() -> None:
    assert explained(ValueError("28")) is None
    assert explained(FileNotFoundError(errno.ENOENT, "gone")) is None
    assert explained(OSError("AWS Error NO_SUCH_KEY during GetObject operation: no such key")) is None
