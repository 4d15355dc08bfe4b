"""What would come of it: an indicator tried by hand, an overdue dossier more, agencies that reach a share."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd

from indicators import formats
from indicators.analysis.plans.options import Option
from indicators.analysis.plans.province import Lift, Nation
from indicators.analysis.plans.scene import Scene
from indicators.analysis.provenance import of_capture
from indicators.analysis.statements.model import Evidence, Link, Statement
from indicators.analysis.statements.naming import Caveats
from indicators.analysis.statements.province import national_day
from indicators.catalogue import Node
from indicators.translation import plural, text

# So many of the agencies that bring most are named.
NAMED = 10


def tried(made: Scene, option: Option, more: int) -> Statement | None:
    """Say what so many more cases done well would bring, the others unchanged; None of an agency without a total."""
    total = made.total_with(option, more)
    if total is None:
        return None
    before, after, gain = (float(one) for one in (option.points(), option.points(more), option.gain(more)))
    numbers: dict[str, float] = {
        "more": more,
        "before": before,
        "after": after,
        "gain": gain,
        "total_then": total,
    }
    place = made.place_at(total)
    if place:
        numbers["rank"] = place[0]

    def words() -> str:
        said = text(
            "{cases}: {before} to {after} points, total {total} (+{gain})",
            cases=case(made, option, more),
            before=formats.number(before),
            after=formats.number(after),
            total=formats.number(total),
            gain=formats.number(gain),
        )
        if place:
            rank = formats.count(place[0]) + (text(" (shared)") if place[1] else "")
            said += text(", rank {rank} with the others unchanged", rank=rank)
        return said + str(_caveats(made, made.index.root.code))

    return _of(made, "tried", (made.agency_id, option.node.code), numbers, words)


def case(made: Scene, option: Option, more: int) -> str:
    """Write so many cases of an indicator: "34 dossiers (In time)"."""
    return f"{formats.count(more)} {made.index.noun(option.node, more)} ({option.node.short_name()})"


def cost_of_one_overdue(made: Scene) -> Statement | None:
    """Say what one more overdue dossier costs, indicator by indicator; None where it costs nothing."""
    if not made.overdue:
        return None
    costs = {node.code: float(cost) for node, cost in made.overdue}
    together = float(sum(cost for _, cost in made.overdue))
    return _of(
        made,
        "one_more_overdue",
        (made.agency_id, *costs),
        {"points": together, **costs},
        lambda: (
            text(
                "It costs {points} points: {parts}",
                points=formats.number(together, 4),
                parts=", ".join(
                    f"{node.short_name()} −{formats.number(costs[node.code], 4)}" for node, _ in made.overdue
                ),
            )
            + str(_caveats(made, *costs))
        ),
    )


def lifted(made: Scene, node: Node, found: Lift, per_cent: int) -> Statement:
    """Say what the province gains if so many agencies reach a share; that none of those with counts is below it."""
    share = formats.count(per_cent)
    if not found.below:
        return _of(
            made,
            "nobody_below",
            (node.code,),
            {"share": per_cent, "known": found.known},
            lambda: (
                text(
                    "Of {known} agencies with counts none is below {share}%",
                    known=formats.count(found.known),
                    share=share,
                )
                + str(_caveats(made, node.code))
            ),
        )
    numbers = {
        "agencies": len(found.agencies),
        "below": found.below,
        "share": per_cent,
        "cases": found.cases,
        "points": float(found.gain),
    }
    return _of(
        made,
        "lifted",
        (node.code, *found.agencies),
        numbers,
        lambda: (
            text(
                "If {agencies} of the {below} agencies below {share}% reach it ({cases} {noun} more), the province "
                "gains {points} points",
                agencies=formats.count(len(found.agencies)),
                below=formats.count(found.below),
                share=share,
                cases=formats.count(found.cases),
                noun=made.index.noun(node, found.cases),
                points=formats.number(float(found.gain)),
            )
            + str(_caveats(made, node.code))
        ),
    )


def place_then(made: Scene, found: Lift, nation: Nation) -> Statement | None:
    """Say which rank among the provinces so many points more would give; of which day those are, if of another."""
    place = nation.place_with(made.agency_id, found.gain)
    if place is None or nation.capture is None or not found.below:
        return None
    rank, tied = place
    read = nation.capture
    told = [
        *national_day(read, made.capture),
        *([text("national figures partial")] if read.is_partial else []),
    ]
    return _of(
        made,
        "place_then",
        (made.agency_id,),
        {"rank": rank, "of": len(nation.totals)},
        lambda: (
            text(
                "With the others unchanged it would be at rank {rank} of {count} provinces",
                rank=formats.count(rank) + (text(" (shared)") if tied else ""),
                count=formats.count(len(nation.totals)),
            )
            + (f" ({'; '.join(told)})" if told else "")
        ),
        rows=pd.DataFrame({"agency_id": list(nation.totals), "value": list(nation.totals.values())}),
        page="nation",
    )


def who_brings_most(made: Scene, found: Lift, names: Mapping[str, str]) -> Statement | None:
    """Name the agencies that bring the most of those chosen, and never some of equals; None where all are equal."""
    whole = [name for name in found.agencies[:NAMED] if _is_whole(found, name)]
    if not whole:
        return None
    others = len(found.agencies) - len(whole)

    def words() -> str:
        told = ", ".join(f"{names[name]} ({formats.count(found.needed[name])})" for name in whole)
        said = text("The agencies that bring the most: {names}", names=told)
        if others:
            said += plural(others, "; and {count} other", "; and {count} others", count=formats.count(others))
        return said

    needed = {name: found.needed[name] for name in whole}
    return _of(made, "bring_most", tuple(whole), {**needed, "others": others}, words)


def _is_whole(found: Lift, name: str) -> bool:
    """Whether all that bring as much as an agency are among those that can be named."""
    as_much = {other for other, cases in found.needed.items() if cases == found.needed[name]}
    return as_much <= set(found.agencies[:NAMED])


def _caveats(made: Scene, *nodes: str) -> Caveats:
    return Caveats(
        is_partial=made.capture.is_partial,
        is_provisional=any(code in made.provisional for code in nodes),
    )


def _of(
    made: Scene,
    kind: str,
    subject: tuple[str, ...],
    numbers: Mapping[str, float],
    words: Callable[[], str],
    *,
    rows: pd.DataFrame | None = None,
    page: str = "simulation",
) -> Statement:
    """Make a statement on a simulation, which its page shows; `rows` by default those of the agency itself."""
    capture = made.capture
    if rows is None:
        seen = made.units[made.agency_id].nodes
        rows = pd.DataFrame(
            [
                {"node": code, "value": one.value, "numerator": one.numerator, "denominator": one.denominator}
                for code, one in seen.items()
            ]
        )
    asked = {"period": str(capture.period), "read": capture.reading}
    return Statement(
        kind=kind,
        subject=subject,
        numbers=numbers,
        scope=capture.scope,
        basis=of_capture(capture),
        evidence=Evidence("values_explained", {"capture_id": capture.capture_id}, rows),
        link=Link(page, asked if page == "nation" else {"agency": made.agency_id, **asked}),
        words=words,
    )
