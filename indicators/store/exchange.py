"""Two folders that take each other's names in one step: at no moment is a name free, for somebody else to take."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
import uuid
from collections.abc import Callable
from pathlib import Path

# "As it stands", for names that are absolute; and the flag of Linux and macOS for an exchange.
_AS_IT_STANDS, _EXCHANGE = -100, 2
_UNKNOWN = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP}


def exchange(one: Path, other: Path) -> None:
    """Give each of two folders the other's name; OSError where that cannot be, with both as before.

    Where the system cannot do it in one step (Windows, a few kinds of disks) it takes three.
    """
    call = _call()
    if call and not call(os.fsencode(one.absolute()), os.fsencode(other.absolute())):
        return
    if call and ctypes.get_errno() not in _UNKNOWN:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(one), None, str(other))
    aside = other.with_name(f"{other.name}.{uuid.uuid4().hex[:8]}")
    other.rename(aside)
    try:
        one.rename(other)
    except OSError:
        aside.rename(other)
        raise
    aside.rename(one)


def _call() -> Callable[[bytes, bytes], int] | None:
    """Return what the system exchanges names with; it gives 0 where it did."""
    if sys.platform not in ("linux", "darwin"):
        return None
    library = ctypes.CDLL(None, use_errno=True)
    if sys.platform == "darwin":
        return lambda one, other: library.renamex_np(one, other, _EXCHANGE)
    if not hasattr(library, "renameat2"):
        return None
    return lambda one, other: library.renameat2(_AS_IT_STANDS, one, _AS_IT_STANDS, other, _EXCHANGE)
