"""Of the components of the index: how many rose and fell, each one's points, the lowest share and what it could add."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd

from indicators import formats
from indicators.analysis.capture_names import earlier
from indicators.analysis.overview import Overview
from indicators.analysis.statements.model import Statement
from indicators.analysis.statements.own_card import about_card, card_caveats, page_of
from indicators.analysis.ties import at_the_end
from indicators.translation import text
from indicators.warehouse.warehouse import records

# The share of its maximum that a component with the lowest share is measured by.
GOAL = 0.9


def counted(view: Overview, card: pd.DataFrame) -> Statement | None:
    """Say how many components rose, fell and stood; None where nothing may be compared.

    `card`: the components' rows of the province's scorecard.
    """
    previous = view.comparison.previous
    if previous is None or card.value_change.isna().all():
        return None
    shown = [formats.as_shown(by) for by in card.value_change]
    numbers = {
        "of": len(shown),
        "risen": sum(by is not None and by > 0 for by in shown),
        "fallen": sum(by is not None and by < 0 for by in shown),
        "same": sum(by == Decimal(0) for by in shown),
        "unknown": sum(by is None for by in shown),
    }

    def words() -> str:
        counts = {name: formats.count(count) for name, count in numbers.items()}
        said = text(
            "Of {of} components {risen} rose, {fallen} fell, {same} hardly changed since {before}",
            of=counts["of"],
            risen=counts["risen"],
            fallen=counts["fallen"],
            same=counts["same"],
            before=earlier(previous, view.capture),
        )
        if numbers["unknown"]:
            said += text("; of {count} it is not known", count=counts["unknown"])
        return said + str(card_caveats(view, *card.node))

    return about_card(view, "components_counted", card, numbers, words, page=page_of(view, card))


def each(view: Overview, card: pd.DataFrame) -> list[Statement]:
    """Say of every component its points, their share of the maximum and how they moved."""
    return [_component(view, card.iloc[[place]]) for place in range(len(card))]


def _component(view: Overview, row: pd.DataFrame) -> Statement:
    (own,) = records(row)
    node, previous = view.index.nodes[own.node], view.comparison.previous
    if pd.isna(own.value):
        return about_card(
            view,
            "component_unknown",
            row,
            {},
            lambda: text("{component}: no value at this reading", component=node.short_name()),
            page=page_of(view, row),
        )
    numbers = {"value": float(own.value), "maximum": float(own.max_value), "share": float(own.share)}
    by = None if pd.isna(own.value_change) else float(own.value_change)
    if by is not None:
        numbers["by"] = by

    def words() -> str:
        said = text(
            "{component}: {value} of {maximum} points ({share})",
            component=node.short_name(),
            value=formats.number(own.value),
            maximum=formats.number(own.max_value, 0),
            share=formats.percent(own.share),
        )
        return said + (_moved(by) if previous else "") + str(card_caveats(view, own.node))

    return about_card(view, "component", row, numbers, words, page=page_of(view, row))


def _moved(by: float | None) -> str:
    if by is None:
        return text(", change not known")
    shown, points = formats.as_shown(by), formats.number(abs(by))
    if not shown:
        return text(", hardly changed")
    return text(", up {points}", points=points) if shown > 0 else text(", down {points}", points=points)


def lowest_share(view: Overview, card: pd.DataFrame) -> Statement | None:
    """Say which component has the lowest share of its maximum, equal ones together, and what 90 % of it would add.

    None where a component is not known, for it might be that.
    """
    if card.value.isna().any() or card.empty:
        return None
    percents = card.assign(percent=card.share * 100)
    low = at_the_end(percents, "percent", largest=False)
    share = float(low.share.iloc[0])
    gains = [max(GOAL * row.max_value - row.value, 0.0) for row in records(low)]
    gain = round(float(sum(gains)), 6)
    numbers = {"share": share, "goal": GOAL, "gain": gain, "components": len(low)}

    def words() -> str:
        told = {
            "components": "; ".join(view.index.nodes[code].short_name() for code in low.node),
            "share": formats.percent(share),
            "goal": f"{formats.count(GOAL * 100)}%",
            "gain": formats.number(gain),
        }
        if not formats.as_shown(gain):
            said = text("The lowest share of the maximum has {components}: {share}", **told)
        elif len(low) == 1:
            said = text(
                "The lowest share of the maximum has {components}: {share}; {goal} of it would add {gain} points",
                **told,
            )
        else:
            said = text(
                "The lowest share of the maximum have {components}: {share} each; {goal} of them would add "
                "{gain} points together",
                **told,
            )
        return said + str(card_caveats(view, *low.node))

    return about_card(view, "lowest_share", low, numbers, words, page=page_of(view, low))
