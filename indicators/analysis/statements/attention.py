"""What deserves a look first: a choice of statements, each with the page that shows its numbers.

A sentence says what the numbers say and no more: no cause, no praise, no blame.
"""

from __future__ import annotations

from dataclasses import replace

from indicators.analysis.follow_up import FollowUp
from indicators.analysis.overview import Overview
from indicators.analysis.statements import noticed_units, orders, overdue_dossiers, province
from indicators.analysis.statements.model import Statement
from indicators.analysis.statements.peer_groups import to_ranking

AT_MOST = 5


def worth_a_look(view: Overview, found: FollowUp) -> list[Statement]:
    """Choose at most AT_MOST statements.

    The weakest group, overdue dossiers and the order to clear them, then each level's largest fall, its lowest
    unit, its gaps.
    """
    levels = list(view.rankings.values())
    noticed = [
        _most_lost(view),
        _backlog(found),
        _order(view, found),
        *(noticed_units.largest_fall(ranking) for ranking in levels),
        *(noticed_units.lowest(ranking) for ranking in levels),
        *(noticed_units.without_value(ranking) for ranking in levels),
        *(noticed_units.unrecognised(ranking) for ranking in levels),
    ]
    return [one for one in noticed if one][:AT_MOST]


def _most_lost(view: Overview) -> Statement | None:
    """Tell where most is lost, with the ranking of the first level by it behind."""
    ranking = next(iter(view.rankings.values()), None)
    said = province.most_lost(view)
    if ranking is None or said is None:
        return None
    return replace(said, link=to_ranking(ranking, said.subject[0]))


def _backlog(found: FollowUp) -> Statement | None:
    if found.summary is None or found.summary.step.dossiers == 0:
        return None
    return overdue_dossiers.backlog(found.summary, found.backlog)


def _order(view: Overview, found: FollowUp) -> Statement | None:
    """Tell of the last order, while anything is left of it."""
    if found.order is None or found.order.remaining == 0:
        return None
    return orders.order(found.order, view.capture.captured_on)
