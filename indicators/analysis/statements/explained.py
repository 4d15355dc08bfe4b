"""Of one agency: what its change is made of, whether a handful of cases made it, and who moved its rank."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd

from indicators import formats
from indicators.analysis.capture_names import earlier
from indicators.analysis.explanation.agency import AgencyExplained
from indicators.analysis.explanation.by_agency import ByAgency
from indicators.analysis.explanation.changes import Part
from indicators.analysis.explanation.table import few_in_words
from indicators.analysis.provenance import of_capture
from indicators.analysis.statements.model import Evidence, Link, Statement
from indicators.analysis.statements.naming import Caveats
from indicators.catalogue import Node
from indicators.translation import plural, text

# So many parts of a change are named, the others together.
NAMED = 3


def explained(found: AgencyExplained, code: str) -> list[Statement]:
    """Say why a node of an agency moved, and why its rank did; nothing where nothing can be compared."""
    node = found.index.nodes[code]
    return [one for one in (change(found, node), few_cases(found, node), rank_change(found, node)) if one]


def change(found: AgencyExplained, node: Node) -> Statement | None:
    """Say by how much a node moved, and which parts moved it, the largest first; None where that is not known."""
    moved, since = found.changes.get(node.code), _since(found)
    if moved is None or since is None:
        return None
    parts = sorted(
        (part for part in moved.parts if part.change), key=lambda part: abs(part.change), reverse=True
    )
    named, others = parts[:NAMED], parts[NAMED:]
    rest = float(sum(part.change for part in others))
    numbers = {"change": float(moved.change), "rest": rest}
    numbers |= {f"{part.node.code}_{part.kind}": float(part.change) for part in named}

    def words() -> str:
        said = text("{node} against {since}: {change} points", node=node.short_name(), since=since,
                    change=signed(numbers["change"]))  # fmt: skip
        told = [f"{part_name(part)} {signed(float(part.change))}" for part in named]
        told += [text("the rest {change}", change=signed(rest))] if others else []
        return f"{said} ({'; '.join(told)})" if told else said

    return _about(found, "explained_change", node, numbers, words)


def few_cases(found: AgencyExplained, node: Node) -> Statement | None:
    """Say that a handful of cases made at least half of a move; None where they did not."""
    moved = found.changes.get(node.code)
    few = [part for part in moved.few_cases() if part.few] if moved else []
    if not few:
        return None
    # Of how many nobody tells where the portal gives no counts.
    told = [part.few for part in few if part.few and part.few.cases is not None]
    numbers: dict[str, float | int] = {
        node.code: one.cases for one in told for node in one.nodes if one.cases
    }
    return _about(
        found,
        "few_cases",
        node,
        numbers,
        lambda: text("Do not read this move as performance: {why}", why=few_in_words(moved)),
    )


def rank_change(found: AgencyExplained, node: Node) -> Statement | None:
    """Say what the agency and what the others did to its rank; None where it has none or stayed."""
    move = found.rank(node)
    if move is None or not (move.own or move.others):
        return None
    numbers = {"before": move.before, "after": move.after, "own": move.own, "others": move.others}
    return _about(
        found,
        "rank_parts",
        node,
        numbers,
        lambda: text(
            "Rank {before} to {after}: {own} by itself, {others} by what the others did",
            before=formats.count(move.before),
            after=formats.count(move.after),
            own=_places(move.own),
            others=_places(move.others),
        ),
    )


def shared_out(found: AgencyExplained, node: Node, split: ByAgency) -> Statement:
    """Say by how much the province's node moved, and how much of that no agency's counts explain."""
    change, rest = float(split.change), float(split.rest)

    def words() -> str:
        told = {"change": signed(change), "rest": signed(rest, 4)}
        if not split.shared:
            return text("Together {change} points; no agency’s counts explain any of them", **told)
        return text(
            "Together {change} points; {rest} of them no agency’s counts explain. Shared out: {nodes}",
            nodes=", ".join(one.short_name() for one in split.shared),
            **told,
        )

    return _about(found, "shared_out", node, {"change": change, "rest": rest}, words)


def part_name(part: Part) -> str:
    """Name a part of a change."""
    return {
        "node": part.node.short_name(),
        "done": text("cases done well"),
        "volume": text("cases to count"),
        "empty": text("nothing to count before or now"),
        "rounding": text("rounding"),
        "untold": text("not told by the portal"),
    }[part.kind]


def signed(value: float, decimals: int = 2) -> str:
    """Write a change with its sign and no judgement: "+0,35", "−0,20"."""
    written = formats.number(abs(value), decimals)
    if written == formats.number(0, decimals):
        return written
    return f"{'+' if value > 0 else '−'}{written}"


def _places(places: int) -> str:
    return plural(places, "{places} place", "{places} places", places=signed(places, 0))


def _since(found: AgencyExplained) -> str | None:
    previous = found.comparison.previous
    return earlier(previous, found.capture) if previous else None


def _about(
    found: AgencyExplained,
    kind: str,
    node: Node,
    numbers: Mapping[str, float | int],
    words: Callable[[], str],
) -> Statement:
    unit, capture = found.now[found.agency_id], found.capture
    caveats = Caveats(is_partial=capture.is_partial, is_provisional=node.code in found.provisional)
    seen = unit.of(node.code)
    rows = pd.DataFrame([{"agency_id": unit.agency_id, "node": node.code, "value": seen.value}])
    return Statement(
        kind=kind,
        subject=(unit.agency_id, node.code),
        numbers=numbers,
        scope=capture.scope,
        basis=of_capture(capture),
        evidence=Evidence("values_explained", {"capture_id": capture.capture_id, "level": unit.level}, rows),
        link=Link(
            "agency", {"agency": unit.agency_id, "period": str(capture.period), "read": capture.reading}
        ),
        words=lambda: f"{words()}{caveats}",
    )
