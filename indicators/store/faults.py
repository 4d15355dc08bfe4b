"""Faults of writing, explained so that they can be mended: the disk is full, the folder is read-only."""

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


def explained(fault: BaseException) -> InputProblem | None:
    """Find the problem behind what went wrong as something was kept; None where it is of another kind."""
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


def _chain(fault: BaseException | None) -> Iterator[BaseException]:
    """Yield what went wrong, and what it came from."""
    while fault is not None:
        yield fault
        fault = fault.__cause__ or fault.__context__


def _numbers(fault: BaseException) -> Iterator[int]:
    if isinstance(fault, OSError) and fault.errno is not None:
        yield fault.errno
    yield from map(int, _TOLD.findall(str(fault)))
