"""What is said beside a picture of a peer group: how many reach a target, differ beyond chance, have really moved."""

from __future__ import annotations

from indicators import formats
from indicators.analysis.peer_funnel import PeerFunnel
from indicators.analysis.provenance import of_trend
from indicators.analysis.ranking import Ranking
from indicators.analysis.signals import Sign, SignalMatrix
from indicators.analysis.statements.model import Evidence, Link, Statement
from indicators.analysis.statements.naming import Caveats
from indicators.analysis.statements.peer_groups import about, caveats_of
from indicators.reference.targets import Target, met_by
from indicators.translation import text

SIGNS: tuple[Sign, ...] = ("up", "down", "same", "unknown")


def reached(ranking: Ranking, target: Target) -> Statement | None:
    """Say how many of how many units reach a target; None where it is known of one at most, whose row says it."""
    compared = ranking.rows[~ranking.rows.agency_id.isin(ranking.idle)]
    met, known = met_by(target, ranking.node, compared)
    if known < 2:
        return None
    caveats = caveats_of(ranking)
    return about(
        ranking,
        "target_reached",
        compared,
        {"met": met, "of": known, **caveats.counts()},
        lambda: (
            text(
                "{met} of {count} units with data reach it",
                met=formats.count(met),
                count=formats.count(known),
            )
            + str(caveats)
        ),
    )


def apart(ranking: Ranking, peers: PeerFunnel, counted: str) -> Statement:
    """Say how many units lie beyond what chance and the usual spread explain, and how many have no cases."""
    sides = list(peers.funnel.outside.values())
    numbers = {"below": sides.count(-1), "above": sides.count(1), "without": peers.without_cases}
    caveats = Caveats(is_partial=ranking.capture.is_partial, is_provisional=ranking.is_provisional)
    return about(
        ranking,
        "apart_from_chance",
        ranking.rows[ranking.rows.agency_id.isin(list(peers.funnel.outside))],
        numbers,
        lambda: (
            text(
                "Diamonds lie beyond what chance and the usual spread explain: {below} below, {above} above. The "
                "others are not proven to differ. {without} without {counted} are not drawn",
                counted=counted,
                **{name: formats.count(number) for name, number in numbers.items()},
            )
            + str(caveats)
        ),
    )


def really_moved(matrix: SignalMatrix, span: str) -> Statement:
    """Say how many agencies have risen and fallen in the first node, the total, by more than chance."""
    node, moved = matrix.nodes[0], next(iter(matrix.trends.values()))
    numbers: dict[str, float] = {sign: matrix.count(sign, node.code) for sign in SIGNS}
    return Statement(
        kind="really_moved",
        subject=tuple(matrix.names),
        numbers={**numbers, "of": len(matrix.names)},
        scope=moved.scope,
        basis=of_trend(moved, span),
        evidence=Evidence(
            "trend", {"scope": moved.scope, "level": moved.level, "node": node.code}, moved.values
        ),
        link=Link("signals", {"level": moved.level, "time": str(moved.span)}),
        words=lambda: text(
            "{node}: {up} risen, {down} fallen, {same} about the same, {unknown} with too few readings, of {count}",
            node=node.short_name(),
            count=formats.count(len(matrix.names)),
            **{sign: formats.count(number) for sign, number in numbers.items()},
        ),
    )
