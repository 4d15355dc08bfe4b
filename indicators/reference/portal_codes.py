"""The code an agency has on the portal, in whichever form it is written."""

from __future__ import annotations

import re

_PORTAL_CODE = re.compile(r"(?:0+\.)*(H\d+(?:\.\d+)*)", re.IGNORECASE)
# To 2024 the parts stood the other way round, four of them, the province last.
_OLD_CODE = re.compile(r"(\d{3})\.(\d{2,3})\.(\d{2,3})\.(H\d+)", re.IGNORECASE)


def portal_code(written: str) -> str | None:
    """Write a portal code in its one form; None where the text is no code.

    "000.00.00.H37" is H37, "000.00.13.H21" is H21.13, "000.05.13.H21" is H21.13.05.
    """
    code = written.strip()
    if found := _PORTAL_CODE.fullmatch(code):
        return found[1].upper()
    if found := _OLD_CODE.fullmatch(code):
        whole = ".".join(reversed(found.groups())).upper()
        told = re.sub(r"(?:\.0+)+$", "", whole)
        # A part of nothing has no place in the register.
        return None if re.search(r"\.0+\.", told) else told
    return None
