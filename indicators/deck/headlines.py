"""A slide's title: a sentence drawn from the numbers, never saying more than they do.

What is not known is said to be not known; whoever shares a place is not named alone.
"""

from __future__ import annotations

import pandas as pd

from indicators import formats
from indicators.analysis.group import GroupView
from indicators.analysis.overview import Overview
from indicators.analysis.provenance import earlier
from indicators.analysis.ranking import Ranking
from indicators.catalogue import Node
from indicators.translation import plural, text


def headline_of_province(view: Overview, province: str, lost: pd.Series) -> str:
    """Say the total, its place, and the group that loses most; what is not known is said, never guessed."""
    if pd.isna(view.total.value):
        return text("{province}'s total is not known at this reading", province=province)
    total = text(
        "{province} has {value} of {maximum} points",
        province=province,
        value=formats.number(view.total.value),
        maximum=formats.number(view.total.max_value, 0),
    )
    if view.place:
        place = formats.rank(view.place.rank)
        shared = text(" (shared)") if view.place.tied else ""
        total += plural(
            view.place.of,
            ", rank {place} of {count} province",
            ", rank {place} of {count} provinces",
            place=place + shared,
            count=view.place.of,
        )
    if lost.isna().any() or lost.max() <= 0:
        return total
    most = ", ".join(view.groups.short_name[lost == lost.max()])
    return total + text(
        "; {group} loses the most: {lost} points", group=most, lost=formats.number(lost.max())
    )


def headline_of_change(view: Overview, before: str) -> str:
    """Say how the total moved, and the group that moved most where every group's change is known."""
    change = view.total.value_change
    if pd.isna(change):
        return text("The change of the total since {before} is not known", before=before)
    rounded = round(change, 2)
    if rounded == 0:
        return text("The total is as it was on {before}", before=before)
    points = formats.number(abs(rounded))
    risen = text("The total rose by {points} points since {before}", points=points, before=before)
    fallen = text("The total fell by {points} points since {before}", points=points, before=before)
    changes = view.groups.value_change
    said = risen if rounded > 0 else fallen
    if changes.isna().any():
        return said
    most = view.groups[changes.abs() == changes.abs().max()]
    pairs = zip(most.short_name, most.value_change, strict=True)
    named = ", ".join(f"{name} ({formats.change(by)})" for name, by in pairs)
    return said + text("; most of all moved: {groups}", groups=named)


def headline_of_ranking(ranking: Ranking) -> str:
    """Say who is first and last, with everyone who shares the place, and how many have no value."""
    ranked, level = ranking.rows[ranking.rows["rank"].notna()], formats.level(ranking.level)
    if ranked.empty:
        return text("{level}: no unit has a value", level=level)
    missing = len(ranking.rows) - len(ranked)
    without = (
        plural(missing, "; {count} unit without a value", "; {count} units without a value", count=missing)
        if missing
        else ""
    )
    first, last = (ranked[ranked["rank"] == ranked["rank"].agg(end)] for end in ("min", "max"))
    if len(first) == len(ranked):
        value = formats.number(ranked.value.iloc[0])
        return (
            text(
                "{level}: all {count} units have {value} points", level=level, count=len(ranked), value=value
            )
            + without
        )
    return (
        text(
            "{level}: from {lowest} ({last}) to {highest} points ({first})",
            level=level,
            highest=formats.number(first.value.iloc[0]),
            first=_named(first),
            lowest=formats.number(last.value.iloc[0]),
            last=_named(last),
        )
        + without
    )


def sentences_of_median(ranking: Ranking) -> list[str]:
    """Say a peer group's median, and of how many units; nothing where fewer than two have a value."""
    known = ranking.rows.value.dropna()
    if len(known) < 2:
        return []
    return [
        text(
            "Median of {known} of {count} units: {median} points",
            known=formats.count(len(known)),
            count=formats.count(len(ranking.rows)),
            median=formats.number(known.median()),
        )
    ]


def _named(rows: pd.DataFrame) -> str:
    """Name one unit, count several."""
    return (
        str(rows.short_name.iloc[0])
        if len(rows) == 1
        else plural(len(rows), "{count} unit", "{count} units", count=len(rows))
    )


def headline_of_group(group: Node, own: pd.Series, rows: pd.DataFrame, lost: pd.Series) -> str:
    """Say a group's points, and its part that loses most where every part is known."""
    if pd.isna(own.value):
        return headline_without_values(group)
    points = text(
        "{group}: {value} of {maximum} points",
        group=group.short_name(),
        value=formats.number(own.value),
        maximum=formats.number(own.max_value, 0),
    )
    if len(rows) < 2 or lost.isna().any() or lost.max() <= 0:
        return points
    most = ", ".join(rows.short_name[lost == lost.max()])
    return points + text(
        "; most is lost in {indicator}: {lost}", indicator=most, lost=formats.number(lost.max())
    )


def sentences_of_group_change(shown: GroupView) -> list[str]:
    """Say how a group's points moved since the reading before, where there is one."""
    previous, change = shown.comparison.previous, shown.own.value_change
    if previous is None:
        return []
    before = earlier(previous, shown.capture.period)
    if pd.isna(change):
        return [text("The change since {before} is not known", before=before)]
    rounded = round(change, 2)
    if rounded == 0:
        return [text("As it was on {before}", before=before)]
    points = formats.number(abs(rounded))
    if rounded > 0:
        return [text("Risen by {points} points since {before}", points=points, before=before)]
    return [text("Fallen by {points} points since {before}", points=points, before=before)]


def headline_without_values(group: Node) -> str:
    """Say that a group has no value."""
    return text("{group}: no value at this reading", group=group.short_name())
