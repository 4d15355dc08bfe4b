"""Of a peer group: who is first and last, and the middle."""

from __future__ import annotations

import pandas as pd

from indicators import formats
from indicators.analysis.profile import Profile
from indicators.analysis.rank_ranges import RankRanges
from indicators.analysis.ranking import Ranking
from indicators.analysis.statements.model import Statement
from indicators.analysis.statements.naming import named_or_counted
from indicators.analysis.statements.peer_groups import about, caveats_of, not_ranked, ranked_units
from indicators.analysis.ties import at_the_end
from indicators.translation import plural, text
from indicators.warehouse.warehouse import records

# How many places at either end a report names; with more units in them than that nobody is named.
PLACES, NAMED_AT_MOST = 3, 5


def ends(ranking: Ranking) -> Statement:
    """Say the lowest value and the highest and whose they are; how many units have none, or none that can be right."""
    rows, level = ranking.rows, ranking.level
    ranked = ranked_units(ranking)
    missing, wrong = int(rows.value.isna().sum()), not_ranked(rows)
    caveats = caveats_of(ranking)
    if ranked.empty:
        nothing = {"missing": missing, "not_ranked": wrong}
        return about(
            ranking,
            "nobody_ranked",
            rows,
            nothing,
            lambda: (
                text("{level}: no unit that can be ranked", level=formats.level(level))
                + _left_out(missing, wrong)
                + str(caveats)
            ),
        )
    low, high = (at_the_end(ranked, "value", largest=largest) for largest in (False, True))
    numbers: dict[str, float] = {
        "lowest": float(low.value.iloc[0]),
        "lowest_units": len(low),
        "highest": float(high.value.iloc[0]),
        "highest_units": len(high),
        "missing": missing,
        "not_ranked": wrong,
        **caveats.counts(),
    }
    left_out = missing + wrong + caveats.left_out

    def words() -> str:
        return _from_end_to_end(ranking, low, high, left_out) + _left_out(missing, wrong) + str(caveats)

    return about(ranking, "ends", pd.concat([low, high]).drop_duplicates("agency_id"), numbers, words)


def _from_end_to_end(ranking: Ranking, low: pd.DataFrame, high: pd.DataFrame, left_out: int) -> str:
    level, value = formats.level(ranking.level), formats.number(low.value.iloc[0])
    if formats.as_shown(low.value.iloc[0]) != formats.as_shown(high.value.iloc[0]):
        return text(
            "{level}: from {lowest} ({last}) to {highest} points ({first})",
            level=level,
            highest=formats.number(high.value.iloc[0]),
            first=named_or_counted(list(high.short_name)),
            lowest=value,
            last=named_or_counted(list(low.short_name)),
        )
    count = formats.count(len(low))
    if len(low) == 1:
        return text(
            "{level}: {unit} has {value} points", level=level, unit=low.short_name.iloc[0], value=value
        )
    # "All" is said where it is all of them.
    if left_out or ranking.capture.is_partial:
        return text("{level}: {count} units have {value} points each", level=level, count=count, value=value)
    return text("{level}: all {count} units have {value} points", level=level, count=count, value=value)


def _left_out(missing: int, wrong: int) -> str:
    said = ""
    if missing:
        said += plural(
            missing,
            "; {count} unit without a value",
            "; {count} units without a value",
            count=formats.count(missing),
        )
    return said + above_maximum(wrong)


def above_maximum(wrong: int) -> str:
    """Say at a sentence's end how many units are not ranked, for their value cannot be right; nothing of none."""
    if not wrong:
        return ""
    return plural(
        wrong,
        "; {count} unit not ranked, above the maximum",
        "; {count} units not ranked, above the maximum",
        count=formats.count(wrong),
    )


def median(ranking: Ranking) -> Statement | None:
    """Tell a peer group's median, and of how many units; None where fewer than two can be ranked."""
    ranked, caveats = ranked_units(ranking), caveats_of(ranking)
    if len(ranked) < 2:
        return None
    numbers = {"median": float(ranked.value.median()), "known": len(ranked), "of": len(ranking.rows)}
    return about(
        ranking,
        "median",
        ranked,
        numbers,
        lambda: (
            text(
                "Median of {known} of {count} units: {median} points",
                known=formats.count(numbers["known"]),
                count=formats.count(numbers["of"]),
                median=formats.number(numbers["median"]),
            )
            + str(caveats)
        ),
    )


def first_and_last_places(ranking: Ranking) -> list[Statement]:
    """Say who holds the first places and the last, by name and points; nobody where too many share them."""
    ranked, caveats = ranked_units(ranking), caveats_of(ranking)
    if len(ranked) <= PLACES:
        return []
    written = ranked.value.map(formats.as_shown)
    in_order = sorted(written)
    first = ranked[written >= in_order[-PLACES]]
    last = ranked[written <= in_order[PLACES - 1]]
    told = []
    if len(first) <= NAMED_AT_MOST:
        told.append(
            about(
                ranking,
                "first_places",
                first,
                _values(first),
                lambda: text("First: {units}", units=_with_points(first)) + str(caveats),
            )
        )
    if len(last) <= NAMED_AT_MOST:
        told.append(
            about(
                ranking,
                "last_places",
                last,
                _values(last),
                lambda: text("Last: {units}", units=_with_points(last)) + str(caveats),
            )
        )
    return told


def _with_points(rows: pd.DataFrame) -> str:
    return "; ".join(f"{row.agency_name} ({formats.number(row.value)})" for row in records(rows))


def _values(rows: pd.DataFrame) -> dict[str, float]:
    return {str(row.agency_id): float(row.value) for row in records(rows)}


def how_many_ranked(ranking: Ranking) -> Statement:
    """Say how many of a peer group's units are ranked."""
    ranked = ranking.rows[ranking.rows["rank"].notna()]
    return about(
        ranking,
        "how_many_ranked",
        ranked,
        {"ranked": ranking.ranked, "of": len(ranking.rows)},
        lambda: text(
            "{ranked} of {count} units ranked",
            ranked=formats.count(ranking.ranked),
            count=formats.count(len(ranking.rows)),
        ),
    )


def told_apart(ranking: Ranking, ranges: RankRanges) -> Statement:
    """Say of how many pairs of units it is sure which of them is before the other."""
    return about(
        ranking,
        "told_apart",
        ranking.rows[ranking.rows.agency_id.isin(list(ranges.ranges))],
        {"pairs": ranges.pairs, "told_apart": ranges.told_apart},
        lambda: text(
            "Of {pairs} pairs of units {told} can be told apart (95 %)",
            pairs=formats.count(ranges.pairs),
            told=formats.count(ranges.told_apart),
        ),
    )


def place_of_agency(shown: Profile, ranking: Ranking | None, ranges: RankRanges | None) -> Statement | None:
    """Say an agency's rank among its peers, between which it lies, and their median; None where it has none."""
    row = shown.total
    if ranking is None or pd.isna(row["rank"]):
        return None
    numbers: dict[str, float] = {"rank": int(row["rank"]), "of": int(row.ranked)}
    if not pd.isna(row.peer_median):
        numbers["median"] = float(row.peer_median)
    between = ranges.ranges.get(shown.agency_id) if ranges else None
    if between:
        numbers |= {"from": between[0], "to": between[1]}
    caveats = caveats_of(ranking)

    def words() -> str:
        said = text(
            "rank {rank}/{count}",
            rank=formats.rank(row["rank"], row.tied),
            count=formats.count(row.ranked) + (f" ({formats.between(*between)})" if between else ""),
        )
        if "median" in numbers:
            said += text(", peer median {median}", median=formats.number(row.peer_median))
        return said + str(caveats)

    own = ranking.rows[ranking.rows.agency_id == shown.agency_id]
    return about(ranking, "place_of_agency", own, {**numbers, **caveats.counts()}, words)
