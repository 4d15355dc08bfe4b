"""A choice of slides as a table that people edit, and back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from indicators.deck.model import Deck
from indicators.store.entries import DeckChoice


def table(whole: Deck, kept: DeckChoice) -> pd.DataFrame:
    """List every slide in the order kept: index key.

    Is_shown, place (1, 2, …), title (own, or empty), message.
    """
    known = (*whole.slides, *whole.left_out)
    keys = [slide.key for slide in known]
    order = [key for key in kept.slides if key in keys] or keys
    order += [key for key in keys if key not in order]
    shown = set(kept.slides) or set(keys)
    message = {slide.key: slide.message for slide in known}
    return pd.DataFrame(
        {
            "is_shown": [key in shown for key in order],
            "place": range(1, len(order) + 1),
            "title": [kept.titles.get(key, "") for key in order],
            "message": [message[key] for key in order],
        },
        index=pd.Index(order, name="key"),
    )


def edited(shown: pd.DataFrame, changes: Mapping[int, Mapping[str, Any]]) -> pd.DataFrame:
    """Return the table with the cells that were changed, by row and column."""
    table = shown.copy()
    for row, cells in changes.items():
        for column, value in cells.items():
            table.loc[table.index[row], column] = value
    return table


def choice(edited: pd.DataFrame, scope: str, capture_id: str, who: str) -> DeckChoice:
    """Read the choice that an edited table makes; without any slide shown, all are."""
    rows = edited.reset_index().sort_values("place", kind="stable", na_position="last")
    titles = dict(zip(rows.key, rows.title.fillna("").str.strip(), strict=True))
    return DeckChoice(
        scope=scope,
        capture_id=capture_id,
        slides=tuple(rows.key[rows.is_shown]),
        titles={key: title for key, title in titles.items() if title},
        entered_by=who,
    )
