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


def contrast(one: str, other: str) -> float:
    """Return how much two colours differ in lightness, from 1 to 21, as WCAG 2 measures it."""
    darker, lighter = sorted(map(_lightness, (one, other)))
    return (lighter + 0.05) / (darker + 0.05)


def readable_on(ground: str, *inks: str) -> str:
    """Choose of some inks the one that is read best on a ground."""
    return max(inks, key=lambda ink: contrast(ink, ground))


def _lightness(colour: str) -> float:
    shares = [part / 255 for part in colour_parts(colour)]
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
