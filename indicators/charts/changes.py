"""In which ink a change is written and drawn: better or worse only where it is a signal, everywhere by this rule."""

from __future__ import annotations

from typing import Any

import pandas as pd

from indicators.charts.style import Direction, Inks


def change_ink(change: Any, inks: Inks, direction: Direction = "higher", *, is_signal: bool) -> str:
    """Choose the ink of a written change: better or worse, soft where it is neither or may be chance."""
    if not is_signal or direction == "neither" or pd.isna(change) or change == 0:
        return inks.soft
    return inks.better_text if (change > 0) == (direction == "higher") else inks.worse_text


def move_ink(change: float, inks: Inks, direction: Direction = "higher", *, is_signal: bool) -> str:
    """Choose the ink of what is drawn of a change: better or worse, that of context where it may be chance."""
    if not is_signal or direction == "neither":
        return inks.context
    return inks.better if (change > 0) == (direction == "higher") else inks.worse
