"""What a week's numbers ask for, component by component: where the points are, and whom to begin with."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pandas as pd

from indicators import catalogue, formats
from indicators.analysis.follow_up import FollowUp
from indicators.analysis.missing_cases import MissingCases
from indicators.analysis.overview import Overview
from indicators.analysis.ranking import Ranking
from indicators.analysis.statements.model import Statement
from indicators.analysis.statements.naming import all_named
from indicators.analysis.statements.own_card import about_card, card_caveats, page_of
from indicators.analysis.statements.peer_groups import among, caveats_of, ranked_units
from indicators.analysis.statements.proposals import proposals
from indicators.analysis.ties import at_the_end
from indicators.catalogue import Node
from indicators.translation import text


def follow_up_tasks(view: Overview, found: FollowUp) -> Mapping[str, list[Statement]]:
    """Give what orders and lists of overdue dossiers ask for, by the component it belongs to."""
    index = view.index
    charged = _component_of(view, catalogue.node_in_role("overdue_charge", index).code)
    synchronised = _component_of(view, catalogue.node_in_role("synchronisation", index).code)
    tasks: dict[str, list[Statement]] = {}
    for said in proposals(found, view.capture.captured_on):
        tasks.setdefault(synchronised if said.kind == "mend" else charged, []).append(said)
    return tasks


def _component_of(view: Overview, code: str) -> str:
    return next(
        node.code
        for node in view.index.components
        if node.code == code or view.index.is_below(code, node.code)
    )


def most_lost_of(card: pd.DataFrame, nodes: Sequence[Node]) -> pd.DataFrame:
    """Return the rows of the parts in which most is lost; none where one is not known, nothing is lost, or it has one.

    `card`: the province's scorecard.
    """
    parts = card[card.node.isin([node.code for node in nodes if node.points is not None])]
    if len(parts) < 2 or parts.lost.isna().any() or parts.lost.max() <= 0:
        return parts.head(0)
    return at_the_end(parts, "lost", largest=True)


def regain(
    view: Overview,
    component: pd.DataFrame,
    most: pd.DataFrame,
    holders: MissingCases | None,
    weakest: Ranking | None,
) -> Statement | None:
    """Say how many points a component lacks, in which indicator most, and whom to begin with; None where none.

    `component` is its one row of the scorecard, `most` the rows of its parts in which most is lost, `holders` who
    lacks the cases of the one such part, `weakest` the peer group by the component, for where that is not known.
    """
    lost = component.lost.iloc[0]
    if pd.isna(lost) or not formats.as_shown(lost):
        return None
    node = view.index.nodes[component.node.iloc[0]]
    numbers = {"lost": float(lost)}
    if len(most):
        numbers["most"] = float(most.lost.iloc[0])
    begin, first, beside = _to_begin_with(view, holders, weakest)
    caveats = card_caveats(view, node.code, **beside)

    def words() -> str:
        said = text(
            "Raise {component} ({lost} points missing)",
            component=node.short_name(),
            lost=formats.number(lost),
        )
        if len(most):
            said += _where(view, most)
        return said + begin() + str(caveats)

    return about_card(view, "regain", component, numbers | first, words, page=page_of(view, component))


def _where(view: Overview, most: pd.DataFrame) -> str:
    names = "; ".join(view.index.nodes[code].short_name() for code in most.node)
    told = {"indicators": names, "points": formats.number(most.lost.iloc[0])}
    if len(most) == 1:
        return text(", first of all in {indicators} ({points} points)", **told)
    return text(", first of all in {indicators} ({points} points each)", **told)


def _to_begin_with(
    view: Overview, holders: MissingCases | None, weakest: Ranking | None
) -> tuple[Callable[[], str], dict[str, float], dict[str, int]]:
    """Say whom to begin with: who lacks most cases, else who is lowest; its numbers, and whom that leaves out."""
    if holders is not None and len(held := holders.rows[holders.rows.missing > 0]):
        most = at_the_end(held, "missing", largest=True)
        cases = float(most.missing.iloc[0])
        return (lambda: _lacks(view, holders, most, cases)), {"cases": cases, "units": len(most)}, {}
    ranked = ranked_units(weakest) if weakest else pd.DataFrame()
    low = at_the_end(ranked, "value", largest=False) if len(ranked) else ranked
    if weakest is None or len(low) == len(ranked):
        return (lambda: ""), {}, {}
    value, of = float(low.value.iloc[0]), float(low.max_value.iloc[0])
    counts = caveats_of(weakest).counts()
    numbers = {"lowest": value, "lowest_of": of, "units": len(low), **counts}
    return (lambda: _is_lowest(weakest, low, value, of)), numbers, counts


def _lacks(view: Overview, holders: MissingCases, most: pd.DataFrame, cases: float) -> str:
    told = {
        "unit": all_named(list(most.short_name)),
        "cases": formats.count(cases),
        "counted": view.index.noun(holders.node, cases),
    }
    if len(most) == 1:
        return text("; begin with {unit}, which lacks most ({cases} {counted})", **told)
    return text("; begin with {unit}, which lack most ({cases} {counted} each)", **told)


def _is_lowest(weakest: Ranking, low: pd.DataFrame, value: float, of: float) -> str:
    told = {
        "unit": all_named(list(low.short_name)),
        "level": among(weakest),
        "points": formats.number(value),
        "of": formats.number(of, 0),
    }
    if len(low) == 1:
        return text("; begin with {unit}, lowest among {level} ({points} of {of} points)", **told)
    return text("; begin with {unit}, lowest alike among {level} ({points} of {of} points)", **told)
