"""The choice of slides last kept for a meeting: which, in which order, under which titles."""

from __future__ import annotations

import json

from indicators import formats
from indicators.analysis.deciding_together import keep_entries
from indicators.errors import InputProblem
from indicators.store.actor import Actor
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


def keep_choice(warehouse: Warehouse, choice: DeckChoice, shown: DeckChoice, actor: Actor) -> None:
    """Keep a choice made of the one `shown`; InputProblem where somebody kept another one since."""

    def kept() -> list[DeckChoice]:
        now = kept_choice(warehouse, choice.scope, choice.capture_id)
        if (now.slides, now.titles) != (shown.slides, shown.titles):
            raise InputProblem(
                "another choice of slides was kept by {who}, {moment}; the table shows it now.",
                do="Look at it, and choose again what is still to be changed.",
                who=now.entered_by,
                moment=formats.moment(now.entered_at),
            )
        return [choice]

    keep_entries(warehouse, actor, kept)
