"""Of a group of the index: its points, where they are lost, how it moved, whose the missing cases are."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd

from indicators import formats
from indicators.analysis.capture_names import earlier
from indicators.analysis.group import GroupView
from indicators.analysis.missing_cases import MissingCases
from indicators.analysis.overview import Overview
from indicators.analysis.provenance import of_capture
from indicators.analysis.statements.model import Evidence, Link, Statement
from indicators.analysis.statements.naming import Caveats, all_named
from indicators.analysis.ties import at_the_end
from indicators.catalogue import Node
from indicators.reference.provinces import scope_name
from indicators.translation import text


def points(shown: GroupView) -> Statement:
    """Say how many points a group has of how many; or that it has no value."""
    own, node = shown.own, shown.node
    if pd.isna(own.value):
        return _of(shown, "group_unknown", shown.card.iloc[:1], {}, lambda: _without_points(shown))
    caveats = _caveats(shown, node.code)
    return _of(
        shown,
        "group_points",
        shown.card.iloc[:1],
        {"value": float(own.value), "maximum": float(own.max_value)},
        lambda: (
            text(
                "{group}: {value} of {maximum} points",
                group=node.short_name(),
                value=formats.number(own.value),
                maximum=formats.number(own.max_value, 0),
            )
            + str(caveats)
        ),
    )


def without_capture(view: Overview, node: Node) -> Statement:
    """Say that a group has no value at a reading that has nothing of it."""
    capture = view.capture
    return Statement(
        kind="group_unknown",
        subject=(node.code,),
        numbers={},
        scope=capture.scope,
        basis=of_capture(capture),
        evidence=Evidence("scorecard", {"capture_id": capture.capture_id}, view.groups.head(0)),
        link=Link(node.code, {"period": str(capture.period), "read": capture.reading}),
        words=lambda: _without_values(node),
    )


def _without_points(shown: GroupView) -> str:
    """Of the units of the province there may be points all the same."""
    province = scope_name(shown.capture.scope)
    return text(
        "{group}: {province}'s points are not known at this reading",
        group=shown.node.short_name(),
        province=province,
    )


def _without_values(node: Node) -> str:
    return text("{group}: no value at this reading", group=node.short_name())


def most_lost_part(shown: GroupView, parts: pd.DataFrame) -> Statement | None:
    """Name the parts in which most is lost, equal ones together; None where one is not known, or nothing is lost.

    `parts`: rows of the group's card.
    """
    if len(parts) < 2 or pd.isna(shown.own.value) or parts.lost.isna().any() or parts.lost.max() <= 0:
        return None
    most = at_the_end(parts, "lost", largest=True)
    lost, caveats = float(most.lost.iloc[0]), _caveats(shown, *most.node)

    def words() -> str:
        named = "; ".join(shown.index.nodes[code].short_name() for code in most.node)
        told = {"indicator": named, "lost": formats.number(lost)}
        if len(most) == 1:
            return text("Most is lost in {indicator}: {lost}", **told) + str(caveats)
        return text("Most is lost in {indicator} alike: {lost} each", **told) + str(caveats)

    return _of(shown, "most_lost_part", most, {"lost": lost, "parts": len(most)}, words)


def change(shown: GroupView) -> Statement | None:
    """Say how a group's points moved since the reading before; None where there is none."""
    previous, by = shown.comparison.previous, shown.own.value_change
    if previous is None:
        return None
    own, caveats = shown.card.iloc[:1], _caveats(shown, shown.node.code)

    def before() -> str:
        return earlier(previous, shown.capture)

    if pd.isna(by):
        return _of(
            shown,
            "group_change_unknown",
            own,
            {},
            lambda: text("The change since {before} is not known", before=before()),
        )
    shown_by = formats.as_shown(by)
    if not shown_by:
        return _of(
            shown, "group_unchanged", own, {"by": 0}, lambda: text("As it was on {before}", before=before())
        )

    is_usual = shown.signs.get(shown.node.code) == "same"

    def words() -> str:
        points = formats.number(abs(by))
        if is_usual:
            said = text(
                "Hardly changed since {before}: {change}, within its usual variation",
                change=formats.change(by),
                before=before(),
            )
        elif shown_by > 0:
            said = text("Risen by {points} points since {before}", points=points, before=before())
        else:
            said = text("Fallen by {points} points since {before}", points=points, before=before())
        return said + str(caveats)

    return _of(shown, "group_change", own, {"by": float(by)}, words)


def gap_holders(shown: GroupView, gap: MissingCases | None) -> Statement | None:
    """Say who holds the largest part of what the units miss; None where it cannot be told.

    A share is of the units' own sum; what the province's own row misses is another number, and is told beside it.
    """
    if gap is None or gap.rows.empty:
        return None
    most = at_the_end(gap.rows, "missing", largest=True)
    share, of_province = float(most.share.iloc[0]), gap.of_province
    numbers = {"share": share, "missing": gap.missing, "units": len(most)}
    is_other = of_province is not None and of_province != gap.missing
    if is_other and of_province is not None:
        numbers["of_province"] = of_province
    caveats = _caveats(shown, gap.node.code)

    def words() -> str:
        told = {
            "indicator": gap.node.short_name(),
            "unit": all_named(list(most.short_name)),
            "share": formats.percent(share),
            "missing": formats.count(gap.missing),
            "counted": shown.index.noun(gap.node, gap.missing),
        }
        if len(most) == 1:
            said = text(
                "{indicator}: {unit} holds {share} of {missing} {counted} the units lack together", **told
            )
        else:
            said = text(
                "{indicator}: {unit} hold {share} each of {missing} {counted} the units lack together", **told
            )
        if is_other:
            said += text("; by the province's own row {count}", count=formats.count(of_province))
        return said + str(caveats)

    return _of(shown, "gap_holders", most, numbers, words, query="gap")


def _caveats(shown: GroupView, *nodes: str) -> Caveats:
    return Caveats(
        is_partial=shown.capture.is_partial, is_provisional=any(code in shown.provisional for code in nodes)
    )


def _of(
    shown: GroupView,
    kind: str,
    rows: pd.DataFrame,
    numbers: Mapping[str, float],
    words: Callable[[], str],
    query: str = "scorecard",
) -> Statement:
    """Make a statement on a group, which its page shows; of units where the rows are theirs."""
    capture, previous = shown.capture, shown.comparison.previous
    asked = {
        "capture_id": capture.capture_id,
        "previous_id": previous.capture_id if previous else None,
    }
    return Statement(
        kind=kind,
        subject=tuple(rows.node if "node" in rows else rows.agency_id),
        numbers=numbers,
        scope=capture.scope,
        basis=of_capture(capture),
        evidence=Evidence(query, asked, rows),
        link=Link(shown.node.code, {"period": str(capture.period), "read": capture.reading}),
        words=words,
    )
