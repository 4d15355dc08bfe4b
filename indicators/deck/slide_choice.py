"""The choice of slides last kept for a meeting: which, in which order, under which titles."""

from __future__ import annotations

import json

from indicators.store.entries import DeckChoice
from indicators.warehouse.warehouse import Warehouse


def kept_choice(warehouse: Warehouse, scope: str, capture_id: str) -> DeckChoice:
    """Return the last choice of slides, with the titles last written for this capture.

    At first nothing is chosen.
    """
    rows = warehouse.ask("deck_choices", scope=scope)
    if rows.empty:
        return DeckChoice(scope, capture_id)
    own = rows[rows.capture_id == capture_id]
    titles = json.loads(own.titles.iloc[0]) if len(own) else {}
    last = rows.iloc[0]
    return DeckChoice(
        scope, capture_id, tuple(last.slides), titles, last.entered_by, last.entered_at.to_pydatetime()
    )
