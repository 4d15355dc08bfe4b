"""Faults of the place a store lies in, explained so that they can be mended: full, read-only, out of reach."""

from __future__ import annotations

import errno
import re
from collections.abc import Iterator

from indicators.errors import InputProblem

# Libraries written in other languages tell the system's number in words.
_TOLD = re.compile(r"os error (\d+)")
_FULL = {errno.ENOSPC, errno.EDQUOT}
_FORBIDDEN = {errno.EROFS, errno.EACCES, errno.EPERM}
# What Windows calls the same: disk full, handle disk full; access denied, write protected.
_FULL_ON_WINDOWS, _FORBIDDEN_ON_WINDOWS = {112, 39}, {5, 19}
# How Arrow, the tables' library and, of what these said, DuckDB tell of a store at an S3 address.
_FROM_S3 = re.compile(r"AWS Error|Generic S3 error")
_REFUSED_BY_S3 = re.compile(
    r"ACCESS.?DENIED|INVALID.?ACCESS.?KEY|SIGNATURE|NO.?SUCH.?BUCKET|\b40[13]\b", re.IGNORECASE
)
_NOT_THERE = re.compile(r"NO.?SUCH.?KEY|RESOURCE.?NOT.?FOUND|\b404\b", re.IGNORECASE)


def explained(fault: BaseException) -> InputProblem | None:
    """Find the problem behind what went wrong with a store; None where it is of another kind."""
    if problem := _out_of_reach(fault):
        return problem
    numbers = {number for error in _chain(fault) for number in _numbers(error)}
    if numbers & (_FULL | _FULL_ON_WINDOWS):
        return InputProblem(
            "the disk that holds the store is full.",
            do="Make room there, then do it again: what is kept already is not kept twice. Nothing needs a restart.",
        )
    if numbers & _FORBIDDEN or numbers & _FORBIDDEN_ON_WINDOWS:
        return InputProblem(
            "the folder of the store cannot be written to.",
            do="Let the account that runs the application write there, or mount the disk for writing, then do it "
            "again: what is kept already is not kept twice. Nothing needs a restart.",
        )
    return None


def _out_of_reach(fault: BaseException) -> InputProblem | None:
    """Find the problem of a store at an S3 address that refuses access or does not answer; None of any other."""
    told = " ".join(str(error) for error in _chain(fault))
    if not _FROM_S3.search(told) or _NOT_THERE.search(told):
        return None
    if not _REFUSED_BY_S3.search(told):
        return InputProblem(
            "the place where the store lies does not answer.",
            do="Check the network and the address (AWS_ENDPOINT_URL), then do it again: what is kept already is not "
            "kept twice. Nothing needs a restart.",
        )
    return InputProblem(
        "the place where the store lies refuses the access, or has no such store.",
        do="Check the store's address and the key in the environment (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY), "
        "then do it again.",
    )


def _chain(fault: BaseException | None) -> Iterator[BaseException]:
    """Yield what went wrong, and what it came from."""
    while fault is not None:
        yield fault
        fault = fault.__cause__ or fault.__context__


def _numbers(fault: BaseException) -> Iterator[int]:
    if isinstance(fault, OSError) and fault.errno is not None:
        yield fault.errno
    yield from map(int, _TOLD.findall(str(fault)))
