"""Of the province: its total, its place, where most is lost, how it moved."""

from __future__ import annotations

import pandas as pd

from indicators import formats
from indicators.analysis.capture_names import earlier
from indicators.analysis.capture_selection import CaptureInfo
from indicators.analysis.overview import Overview, Place
from indicators.analysis.provenance import of_capture
from indicators.analysis.statements.model import Statement
from indicators.analysis.statements.own_card import about_card, card_caveats
from indicators.analysis.ties import at_the_end
from indicators.intake.unit_identity import province_identity
from indicators.reference.provinces import scope_name
from indicators.reference.targets import targets_for
from indicators.translation import plural, text
from indicators.warehouse.warehouse import records


def total(view: Overview) -> Statement:
    """Say how many points of how many, with the place among provinces; or that the total is not known."""
    scope, value, maximum = view.capture.scope, view.total.value, view.total.max_value
    if pd.isna(value):
        return about_card(
            view,
            "province_total_unknown",
            view.groups,
            {},
            lambda: text("{province}'s total is not known at this reading", province=scope_name(scope)),
        )
    place, caveats = view.place, card_caveats(view, view.index.root.code)
    ranks = {"rank": place.rank, "of": place.of} if place else {}

    def words() -> str:
        said = text(
            "{province} has {value} of {maximum} points",
            province=scope_name(scope),
            value=formats.number(value),
            maximum=formats.number(maximum, 0),
        )
        return said + (f", {place_in_words(place, view.capture)}" if place else "") + str(caveats)

    return about_card(
        view,
        "province_total",
        view.groups,
        {"value": float(value), "maximum": float(maximum), **ranks},
        words,
    )


def against_target(view: Overview) -> Statement | None:
    """Say how far the total is from the hardest target set for it, or that it is met; None without one, or a total."""
    value, node = view.total.value, view.index.root
    own = province_identity(view.capture.scope, view.capture.captured_on)
    kind, day = view.capture.period.kind, view.capture.day
    found = targets_for(node, "province", day, own, kind=kind)
    goals = [goal for target in found if (goal := target.on_scale(node)) is not None]
    if pd.isna(value) or not goals:
        return None
    goal = max(goals)
    short, caveats = formats.as_shown(goal - value), card_caveats(view, node.code)
    told = {"province": scope_name(view.capture.scope), "target": formats.number(goal)}
    numbers = {"value": float(value), "target": float(goal)}
    if not short or short < 0:

        def met() -> str:
            said = text("{province} meets the target of {target} points with {value}", **told,
                        value=formats.number(value))  # fmt: skip
            return said + str(caveats)

        return about_card(view, "target_met", view.groups, numbers, met)

    def missed() -> str:
        said = text("{province} is {short} points short of the target of {target}", **told,
                    short=formats.number(goal - value))  # fmt: skip
        return said + str(caveats)

    return about_card(view, "target_missed", view.groups, {**numbers, "short": float(goal - value)}, missed)


def place_in_words(place: Place, at: CaptureInfo) -> str:
    """Write the rank among provinces, with the day of the national reading, where it is of another day."""
    said = plural(
        place.of,
        "rank {place} of {count} province",
        "rank {place} of {count} provinces",
        place=formats.rank(place.rank) + (text(" (shared)") if place.tied else ""),
        count=formats.count(place.of),
    )
    told = [*national_day(place.capture, at)]
    if place.capture.is_partial:
        told.append(text("partial reading"))
    return f"{said} ({'; '.join(told)})" if told else said


def national_day(national: CaptureInfo, at: CaptureInfo) -> list[str]:
    """Say when the national figures were read, where that is not the day of the reading they stand beside."""
    if national.captured_on == at.captured_on and national.captured_at_given:
        return []
    return [text("national figures {read}", read=of_capture(national).read_on())]


def most_lost(view: Overview) -> Statement | None:
    """Say where most points are lost, equal groups together; None where a group is missing, for it might be that."""
    lost = view.groups.assign(lost=(view.groups.max_value - view.groups.value).round(6))
    if lost.lost.isna().any() or lost.lost.max() <= 0:
        return None
    most = at_the_end(lost, "lost", largest=True)
    points, of = float(most.lost.iloc[0]), float(lost.lost.sum())
    caveats = card_caveats(view, *most.node)

    def words() -> str:
        named = "; ".join(view.index.nodes[code].short_name() for code in most.node)
        told = {"group": named, "lost": formats.number(points), "all": formats.number(of)}
        if len(most) == 1:
            return text("Most is lost in {group}: {lost} of {all} points missing", **told) + str(caveats)
        return text("Most is lost in {group} alike: {lost} each of {all} points missing", **told) + str(
            caveats
        )

    return about_card(view, "most_lost", most, {"lost": points, "of": of, "groups": len(most)}, words)


def change(view: Overview) -> Statement:
    """Say how the total moved since the reading compared with; or why nothing can be told."""
    previous, root = view.comparison.previous, view.index.root.code
    if previous is None:
        why = view.comparison.why_none
        return about_card(
            view, "no_comparison", view.groups, {}, lambda: text("No comparison: {reason}", reason=why)
        )
    by, groups = view.total.value_change, view.groups

    def before() -> str:
        return earlier(previous, view.capture)

    if pd.isna(by):
        return about_card(
            view,
            "change_unknown",
            groups,
            {},
            lambda: text("The change of the total since {before} is not known", before=before()),
        )
    shown = formats.as_shown(by)
    if not shown:
        return about_card(
            view,
            "unchanged",
            groups,
            {"by": 0},
            lambda: text("The total is as it was on {before}", before=before()),
        )
    caveats, is_usual = card_caveats(view, root), view.signs.get(root) == "same"

    def words() -> str:
        points = formats.number(abs(by))
        if is_usual:
            said = text(
                "The total has hardly changed since {before}: {change}, within its usual variation",
                change=formats.change(by),
                before=before(),
            )
        elif shown > 0:
            said = text("The total rose by {points} points since {before}", points=points, before=before())
        else:
            said = text("The total fell by {points} points since {before}", points=points, before=before())
        return said + str(caveats)

    return about_card(view, "change", groups.head(0), {"by": float(by)}, words)


def most_moved(view: Overview) -> Statement | None:
    """Name the groups that moved most, equal ones together; None where a change is not known, or nothing moved."""
    changes = view.groups.value_change
    if changes.isna().any():
        return None
    most = at_the_end(view.groups.assign(size=changes.abs()), "size", largest=True)
    if not formats.as_shown(most["size"].iloc[0]):
        return None
    caveats = card_caveats(view, *most.node)

    def words() -> str:
        named = "; ".join(
            f"{view.index.nodes[row.node].short_name()} ({formats.change(row.value_change)})"
            for row in records(most)
        )
        return text("Most of all moved: {groups}", groups=named) + str(caveats)

    return about_card(
        view, "most_moved", most, {row.node: float(row.value_change) for row in records(most)}, words
    )
