"""What a drawing says of its own rows to whoever does not see it: the ends, the middle, who stands apart.

The rows that are drawn are the evidence, and the title's second line says of when they are. Whoever is not ranked,
or has no dossiers as far as it seems, is at no end.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import pandas as pd

from indicators import formats
from indicators.analysis.noise.xmr import XmR
from indicators.analysis.peer_funnel import PeerFunnel
from indicators.analysis.statements.naming import named_or_counted, not_compared, units
from indicators.analysis.trend import Trend
from indicators.translation import plural, text
from indicators.warehouse.warehouse import records


def unit_in_words(place: int | None, tied: bool, name: str, value: float | None) -> str:
    """Write a unit with its place and value: "=12 · Xã A: 61,20"."""
    return f"{formats.rank(place, tied)} · {name}: {formats.number(value)}"


def ends(rows: pd.DataFrame, idle: Collection[str], *, with_median: bool) -> list[str]:
    """Say how many units there are, who is first and last in rank, and the middle.

    `rows` have agency_id, agency_name, value, rank, tied; `idle` are ids of units without dossiers.
    """
    if rows.value.isna().all():
        return [text("no value is known")]
    ranked = rows[rows["rank"].notna() & ~rows.agency_id.isin(idle)]
    left_out = not_compared(int((rows["rank"].notna() & rows.agency_id.isin(idle)).sum()))
    if ranked.empty:
        return [units(int(rows.value.notna().sum())), text("nobody is ranked"), *left_out]
    first, last = (_alike(ranked, place) for place in (ranked["rank"].min(), ranked["rank"].max()))
    told = [units(len(rows))]
    if len(first) == len(ranked) > 1:
        told.append(text("ranked alike: {unit}", unit=_end(first)))
    else:
        told.append(text("first in rank: {unit}", unit=_end(first)))
        told.append(text("last in rank: {unit}", unit=_end(last)))
    if with_median:
        told.append(text("median {value}", value=formats.number(ranked.value.median())))
    return [*told, *left_out]


def _alike(ranked: pd.DataFrame, place: int) -> pd.DataFrame:
    """Keep the units whose value is written as that of a place."""
    written = ranked.value.map(formats.as_shown)
    return ranked.loc[list(written == written[ranked["rank"] == place].iloc[0])]


def _end(alike: pd.DataFrame) -> str:
    """Name the one at an end; those that share it are counted."""
    (row, *others) = records(alike)
    tied = bool(row.tied) or bool(others)
    name = units(len(alike)) if others else str(row.agency_name)
    return unit_in_words(alike["rank"].min(), tied, name, row.value)


def middle(moved: Trend) -> list[str]:
    """Say the last median of a peer group over time, and how many units it leaves out."""
    known = moved.peers[moved.peers.known > 0]
    if known.empty:
        return [text("no value is known")]
    told = text("median {value}", value=formats.number(known["median"].iloc[-1]))
    return [told, *not_compared(len(moved.idle.get(known.index[-1], ())))]


def strip(
    group: str, values: Sequence[float], all_units: int, last: Sequence[str], worst: float, left_out: int
) -> str:
    """Say of a peer group the middle of the `values` compared and who is at its far end, at `worst`; nobody of equals.

    `left_out` is how many have no dossiers, or seem so.
    """
    told = _strip(group, values, all_units, last, worst)
    return told + "".join(f" ({words})" for words in not_compared(left_out))


def _strip(group: str, values: Sequence[float], all_units: int, last: Sequence[str], worst: float) -> str:
    if not values:
        return text("{level}: no unit that can be ranked", level=group)
    count, middle = formats.count(len(values)), formats.number(pd.Series(values).median())
    if not last:
        told = {"group": group, "count": count, "value": middle}
        if len(values) < all_units:
            return text("{group}: {count} units have {value} each", **told)
        return text("{group}: all {count} units have {value}", **told)
    return plural(
        len(values),
        "{group}: {count} unit, median {median}, at the far end {worst}",
        "{group}: {count} units, median {median}, at the far end {worst}",
        group=group,
        count=count,
        median=middle,
        worst=f"{named_or_counted(last)} {formats.number(worst)}",
    )


def of_cases(peers: PeerFunnel, unit: str) -> str:
    """Write a unit's ratio, its counts, and between what it usually is for so many cases."""
    numerator, denominator = peers.counts[unit]
    counts = f"{formats.count(numerator)}/{formats.count(denominator)}"
    low, high = map(formats.percent, peers.funnel.limits(denominator))
    usual = text("usual {low}–{high}", low=low, high=high)
    return f"{peers.names[unit]}: {formats.percent(peers.ratio(unit))} ({counts}) · {usual}"


def apart(peers: PeerFunnel) -> list[str]:
    """Say the common ratio of units, and who lies below and above what chance explains."""
    sides = peers.funnel.outside.items()
    below, above = ([unit for unit, side in sides if side == way] for way in (-1, 1))
    return [
        units(len(peers.counts)),
        text("common ratio {ratio}", ratio=formats.percent(peers.funnel.ratio)),
        text("below what chance explains: {units}", units=_listed(peers, below)),
        text("above: {units}", units=_listed(peers, above)),
    ]


def _listed(peers: PeerFunnel, of: Sequence[str]) -> str:
    return ", ".join(of_cases(peers, unit) for unit in of) or text("no unit")


def usual_variation(chart: XmR) -> str:
    """Say between what a series usually varies, and how many of its points are signals."""
    marked = sum(bool(rules) for rules in chart.signals)
    return text(
        "usually between {lower} and {upper}, mean {mean}, {signals}",
        lower=formats.number(chart.lower),
        upper=formats.number(chart.upper),
        mean=formats.number(chart.mean),
        signals=plural(
            marked, "{count} point that is a signal", "{count} points that are signals", count=marked
        ),
    )


def coverage(component: str, shares: pd.Series) -> str:
    """Say of a component the smallest, the largest and the last share of agencies that have points in it."""
    return text(
        "{component}: {least} to {most}, last {last}",
        component=component,
        least=formats.percent(shares.min()),
        most=formats.percent(shares.max()),
        last=formats.percent(shares.iloc[-1]),
    )
