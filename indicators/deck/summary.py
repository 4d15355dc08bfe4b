"""The first slide: what the whole deck concludes; and which slides are enough for ten minutes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from indicators.analysis.follow_up import FollowUp
from indicators.analysis.overview import Overview
from indicators.analysis.provenance import of_capture
from indicators.analysis.statements import (
    Statement,
    movement,
    order_pace,
    overdue_dossiers,
    province,
    together,
)
from indicators.analysis.statements.proposals import proposals, to_decide
from indicators.deck.model import Points, Slide
from indicators.deck.slide_sources import link_parameters, said

# The slides for ten minutes: so many, of these first, for as many as there are data.
SHORT = 6
IN_SHORT = (
    *("summary", "province", "order", "proposals", "movers-commune", "movers-department"),
    *(
        "overdue",
        "ranking-commune",
        "ranking-department",
        "changes",
        "synchronisation",
        "reminders",
        "method",
    ),
)


# By level, the units (ids) that very few cases moved, and whether counts say so.
Few = Mapping[str, Mapping[str, bool]]


def summary_slide(view: Overview, found: FollowUp, on: date, few: Few) -> Slide:
    """Say first what the slides behind conclude: level, target, movement, order, what is to be decided."""
    change = province.change(view) if view.comparison.previous else None
    target, most_lost, asked = province.against_target(view), province.most_lost(view), proposals(found, on)
    sentences = (
        *said(target),
        together(change, province.most_moved(view)) if change else "",
        *said(most_lost),
        *said(*(movement.rose_and_fell(ranking, few[level]) for level, ranking in view.rankings.items())),
        *said(_of_dossiers(found, on)),
        str(to_decide(asked)) if asked else "",
    )
    return Slide(
        key="summary",
        message=str(province.total(view)),
        exhibit=Points(tuple(filter(None, sentences))),
        source=of_capture(view.capture, view.comparison).marked_line(),
        facts=said(target, most_lost),
        query=link_parameters(view.capture),
    )


def _of_dossiers(found: FollowUp, on: date) -> Statement | None:
    """Tell of the order, while anything is left of it, else of the backlog."""
    if found.order and found.order.remaining:
        return order_pace.verdict(found.order, on)
    if found.summary is None:
        return None
    return overdue_dossiers.backlog(found.summary, found.backlog)


def short_of(slides: Mapping[str, Slide]) -> list[Slide]:
    """Choose the slides for ten minutes, in the order of the deck; others where there are no data for some."""
    known = [key for key in (*IN_SHORT, *slides) if key in slides]
    chosen = set(list(dict.fromkeys(known))[:SHORT])
    return [slide for key, slide in slides.items() if key in chosen]
