"""What can be followed of a node, what a trend of it opens with, and which readings it does without."""

from __future__ import annotations

from datetime import date

from indicators.analysis.capture_selection import captures_with, scope_of
from indicators.analysis.ranking import find_node
from indicators.analysis.trend import Span, Trend
from indicators.catalogue import Node
from indicators.intake.unit_identity import province_identity
from indicators.translation import text
from indicators.warehouse.warehouse import Warehouse


def spans(warehouse: Warehouse, node: str, level: str, scope: str) -> list[Span]:
    """List what can be followed of a node: open periods, read last first, then kinds of closed periods."""
    captures = captures_with(warehouse, find_node(node).code, level, scope)
    full = [capture for capture in captures if not capture.is_partial]
    full.sort(key=lambda found: found.captured_at, reverse=True)
    periods = dict.fromkeys(capture.period for capture in full if capture.is_open)
    kinds = dict.fromkeys(capture.period.kind for capture in full if not capture.is_open)
    return [Span(period.kind, period) for period in periods] + [Span(kind) for kind in kinds]


def why_not_followed(warehouse: Warehouse, node: Node, level: str, scope: str) -> str:
    """Say why nothing can be followed of a node where `spans` has none: nothing was read, or nothing in full."""
    if captures_with(warehouse, node.code, level, scope):
        return text("“{node}” was never read in full for this peer group.", node=node.name())
    return text("No capture has “{node}” for this peer group.", node=node.name())


def shown_first(moved: Trend, scope: str) -> list[str]:
    """Return the units a trend opens with: the first and the last, among provinces that of `scope` before them."""
    own = province_identity(scope, moved.steps.captured_on.dropna().iloc[-1])
    ends = [unit for unit in moved.ends(1) if unit != own]
    return [own, *ends] if own in moved.names else ends


def left_out(warehouse: Warehouse, *, node: str, level: str, scope: str, span: Span) -> list[date]:
    """List the days of the readings a trend does without because they are partial, oldest first.

    Closed periods do without none: the last full reading of a period stands for it, and it has one.
    """
    captures = captures_with(warehouse, find_node(node).code, level, scope_of(level, scope))
    partial = [
        capture
        for capture in captures
        if capture.is_partial and capture.is_open and capture.period == span.period
    ]
    return [capture.captured_on for capture in reversed(partial)]
