"""What is said beside a picture of a peer group: how many reach a target, differ beyond chance, have really moved."""

from __future__ import annotations

from indicators import formats
from indicators.analysis.peer_funnel import PeerFunnel
from indicators.analysis.provenance import of_trend
from indicators.analysis.ranking import Ranking
from indicators.analysis.signals import Sign, SignalMatrix
from indicators.analysis.statements.model import Evidence, Link, Statement
from indicators.analysis.statements.naming import Caveats, not_compared
from indicators.analysis.statements.peer_groups import about, caveats_of, not_ranked
from indicators.analysis.statements.peers import above_maximum
from indicators.analysis.trend import Trend
from indicators.codes import ABOVE_MAXIMUM
from indicators.reference.targets import Target, met_by
from indicators.translation import text

SIGNS: tuple[Sign, ...] = ("up", "down", "same", "unknown")


def reached(ranking: Ranking, target: Target) -> Statement | None:
    """Say how many of how many units reach a target; None where it is known of one at most, whose row says it."""
    busy = ranking.rows[~ranking.rows.agency_id.isin(ranking.idle)]
    compared = busy.loc[[ABOVE_MAXIMUM not in flags for flags in busy.quality]]
    met, known = met_by(target, ranking.node, compared)
    if known < 2:
        return None
    caveats, wrong = caveats_of(ranking), not_ranked(busy)
    numbers: dict[str, float] = {"met": met, "of": known, **caveats.counts()}
    numbers |= {"not_ranked": wrong} if wrong else {}
    return about(
        ranking,
        "target_reached",
        compared,
        numbers,
        lambda: (
            text(
                "{met} of {count} units with data reach it",
                met=formats.count(met),
                count=formats.count(known),
            )
            + above_maximum(wrong)
            + str(caveats)
        ),
    )


def apart(ranking: Ranking, peers: PeerFunnel, counted: str) -> Statement:
    """Say how many units lie beyond what chance and the usual spread explain, and how many have no cases."""
    sides = list(peers.funnel.outside.values())
    numbers = {"below": sides.count(-1), "above": sides.count(1), "without": peers.without_cases}
    numbers |= {"wrong": peers.wrong} if peers.wrong else {}
    caveats = Caveats(is_partial=ranking.capture.is_partial, is_provisional=ranking.is_provisional)

    def words() -> str:
        told = {name: formats.count(number) for name, number in numbers.items()}
        said = text(
            "Diamonds lie beyond what chance and the usual spread explain: {below} below, {above} above. The "
            "others are not proven to differ. {without} without {counted} are not drawn",
            counted=counted,
            **told,
        )
        if peers.wrong:
            said += text("; nor are {wrong} whose counts cannot be right", **told)
        return said + str(caveats)

    return about(
        ranking,
        "apart_from_chance",
        ranking.rows[ranking.rows.agency_id.isin(list(peers.funnel.outside))],
        numbers,
        words,
    )


def really_moved(matrix: SignalMatrix, span: str) -> Statement:
    """Say how many agencies have risen and fallen in the first node, the total, by more than chance."""
    node, moved = matrix.nodes[0], next(iter(matrix.trends.values()))
    idle = [agency for agency in moved.idle.get(len(moved.steps) - 1, ()) if agency in matrix.names]
    busy = [agency for agency in matrix.names if agency not in idle]
    signs = [matrix.signals[agency, node.code].sign for agency in busy]
    numbers: dict[str, float] = {sign: signs.count(sign) for sign in SIGNS}
    numbers |= {"without_dossiers": len(idle)} if idle else {}

    def words() -> str:
        said = text(
            "{node}: {up} risen, {down} fallen, {same} about the same, {unknown} with too few readings, of {count}",
            node=node.short_name(),
            count=formats.count(len(busy)),
            **{sign: formats.count(number) for sign, number in numbers.items()},
        )
        return said + "".join(f" ({left_out})" for left_out in not_compared(len(idle)))

    return Statement(
        kind="really_moved",
        subject=tuple(busy),
        numbers={**numbers, "of": len(busy)},
        scope=moved.scope,
        basis=of_trend(moved, span),
        evidence=Evidence(
            "trend", {"scope": moved.scope, "level": moved.level, "node": node.code}, moved.values
        ),
        link=Link("signals", {"level": moved.level, "time": str(moved.span)}),
        words=words,
    )


def left_out_of_middle(moved: Trend) -> Statement | None:
    """Say how many units the median and the middle half of a trend leave out; None where they leave out none."""
    if not any(moved.idle.values()):
        return None
    last = len(moved.steps) - 1
    idle = moved.idle.get(last, ())
    return Statement(
        kind="left_out_of_middle",
        subject=idle,
        numbers={"left_out": len(idle)},
        scope=moved.scope,
        basis=of_trend(moved, moved.span.name()),
        evidence=Evidence(
            "trend",
            {"scope": moved.scope, "level": moved.level, "node": moved.node.code},
            moved.values[moved.values.step == last],
        ),
        link=Link("trend", {"node": moved.node.code, "level": moved.level, "time": str(moved.span)}),
        words=lambda: text(
            "The median and the middle half leave out units without dossiers, or seemingly so: {count} at the last "
            "reading",
            count=formats.count(len(idle)),
        ),
    )
