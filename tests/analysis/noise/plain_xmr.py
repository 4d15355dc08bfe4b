"""XmR charts a second time, written from the published rules alone: point by point, nothing shared with the first.

In fractions, so that what lies on the mean or on a limit lies there.
"""

from __future__ import annotations

from fractions import Fraction

LIMIT, SCREEN = Fraction("2.66"), Fraction("3.267")


def exact(values: list[float]) -> list[Fraction]:
    """The numbers that are written so."""
    return [Fraction(str(value)) for value in values]


def limits(values: list[Fraction]) -> tuple[Fraction, Fraction, Fraction]:
    mean = sum(values, Fraction()) / len(values)
    moves = []
    for place in range(1, len(values)):
        moves.append(abs(values[place] - values[place - 1]))
    usual = sum(moves, Fraction()) / len(moves)
    screened = []
    for move in moves:
        if move < SCREEN * usual:
            screened.append(move)
    if screened:
        usual = sum(screened, Fraction()) / len(screened)
    return mean - LIMIT * usual, mean, mean + LIMIT * usual


def signals(values: list[Fraction]) -> list[set[str]]:
    lower, mean, upper = limits(values)
    found = []
    for place, value in enumerate(values):
        rules = set()
        if value > upper or value < lower:
            rules.add("beyond")
        for start in range(place - 6, place + 1):
            seven = values[start : start + 7] if start >= 0 else []
            if len(seven) == 7:
                if all(one > mean for one in seven) or all(one < mean for one in seven):
                    rules.add("run")
                if seven == sorted(set(seven)) or seven == sorted(set(seven), reverse=True):
                    rules.add("trend")
        if _is_close(value, lower, mean, upper):
            for start in range(place - 2, place + 1):
                three = values[start : start + 3] if start >= 0 else []
                above, below = all(one > mean for one in three), all(one < mean for one in three)
                close = sum(_is_close(one, lower, mean, upper) for one in three)
                if len(three) == 3 and (above or below) and close >= 2:
                    rules.add("near")
        found.append(rules)
    return found


def _is_close(value: Fraction, lower: Fraction, mean: Fraction, upper: Fraction) -> bool:
    in_upper_third = mean + (upper - mean) * 2 / 3 < value <= upper
    in_lower_third = lower <= value < mean - (mean - lower) * 2 / 3
    return in_upper_third or in_lower_third
