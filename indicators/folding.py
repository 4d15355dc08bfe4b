"""Letters without their marks, to compare texts that some people write with marks and others without."""

from __future__ import annotations

import unicodedata
from functools import lru_cache


@lru_cache(maxsize=65536)
def without_marks(text: str) -> str:
    """Return small letters without tones, hats and horns: "Đặng Thị" is "dang thi"."""
    letters = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
