"""What is told beside a chart: the targets that apply, what happened meanwhile."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from indicators import formats
from indicators.analysis.capture_selection import CaptureInfo
from indicators.analysis.ranking import Ranking
from indicators.analysis.statements import beside_charts
from indicators.analysis.trend import Trend
from indicators.catalogue import Node
from indicators.markup import Markdown
from indicators.reference.annotations import Annotation
from indicators.reference.targets import Target, targets_for, written
from indicators.translation import text
from pages.components import page_record


def goals(targets: Sequence[Target], node: Node) -> list[tuple[float, str]]:
    """Return the targets as lines of a chart: where, and what is written there; each place once."""
    places = dict.fromkeys(place for target in targets if (place := target.on_scale(node)) is not None)
    return [(place, text("target {value}", value=formats.number(place))) for place in places]


def ticks(nodes: Iterable[Node], level: str, capture: CaptureInfo, agency_id: str) -> dict[str, list[float]]:
    """Return by node where an agency's targets stand on its bar."""
    return {
        node.code: [place for place, _ in goals(_targets_at(capture, node, level, agency_id), node)]
        for node in nodes
    }


def _targets_at(capture: CaptureInfo, node: Node, level: str, agency_id: str) -> list[Target]:
    return targets_for(node, level, capture.day, agency_id, kind=capture.period.kind)


def targets(known: Sequence[Target], node: Node, ranking: Ranking | None = None) -> None:
    """Note the targets that apply, each with its source, and how many of the units of a ranking reach it."""
    for target in known:
        value = written(target, node)
        line = text(
            "Target for {node}: {value}. {source}", node=node.short_name(), value=value, source=target.source
        )
        if ranking is not None and (said := beside_charts.reached(ranking, target)):
            line = Markdown("{} · **{}**").format(line, str(said))
        page_record.note(line)


def left_out(readings: Sequence[date]) -> None:
    """Note which readings a trend does without, and why."""
    if readings:
        page_record.note(
            text(
                "Left out as partial, with fewer units or components than before: {readings}.",
                readings=", ".join(map(formats.day, readings)),
            )
        )


def middle(moved: Trend) -> None:
    """Note whom the median and the middle half of a trend leave out."""
    if said := beside_charts.left_out_of_middle(moved):
        page_record.note(said.sentence())


def events(known: Sequence[Annotation]) -> None:
    """Note what the numbers on a chart over time stand for."""
    lines = [
        Markdown("**{}** {}: {} :gray[({})]").format(number, formats.day(event.day), event.text, event.author)
        for number, event in enumerate(known, start=1)
    ]
    if lines:
        page_record.note(Markdown(" · ").join(lines))
