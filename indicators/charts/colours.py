"""Colours as numbers: their parts, and what lies between two of them."""

from __future__ import annotations


def colour_parts(colour: str) -> tuple[int, int, int]:
    """Split a colour like #1B4F8A into red, green and blue, 0 to 255 each."""
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return red, green, blue


def mixed(one: str, other: str, share: float) -> str:
    """Mix two colours: `share` 0 is the first, 1 the other."""
    parts = zip(colour_parts(one), colour_parts(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in parts)
