"""Colours are taken apart and mixed in one place."""

from __future__ import annotations

from indicators.charts.colours import colour_parts, mixed


def test_a_colour_has_three_parts() -> None:
    assert colour_parts("#1B4F8A") == (27, 79, 138)


def test_a_mixture_lies_between_its_colours() -> None:
    assert mixed("#000000", "#FFFFFF", 0) == "#000000"
    assert mixed("#000000", "#FFFFFF", 1) == "#FFFFFF"
    assert mixed("#102030", "#304050", 0.5) == "#203040"
