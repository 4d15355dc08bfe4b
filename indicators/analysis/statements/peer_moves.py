"""Of a peer group over a week: how many rose, who leads, who moved most with its ranks, whether the ends come nearer.

Whose move a handful of cases made is not among those who moved most, and that is said.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal

import pandas as pd

from indicators import formats
from indicators.analysis.capture_names import earlier
from indicators.analysis.ranking import Ranking
from indicators.analysis.signals import Signal
from indicators.analysis.statements.model import Statement
from indicators.analysis.statements.naming import Caveats, all_named, named_or_counted
from indicators.analysis.statements.peer_groups import about, among, caveats_of, caveats_without, ranked_units
from indicators.analysis.ties import at_the_end, without_cut
from indicators.translation import text
from indicators.warehouse.warehouse import records

# Within an open period totals flicker by hundredths from day to day: a smaller move deserves no look.
NOTABLE_MOVE = 0.1
# As many that rose most are named, and fewer where more would part some that rose as much.
RISERS = 3
# What the series of a unit (id) says.
Signs = Mapping[str, Signal]


def how_many_moved(ranking: Ranking) -> Statement | None:
    """Say how many units rose, fell and stood; None where nothing may be compared."""
    ranked = ranked_units(ranking)
    if ranking.comparison.previous is None or ranked.value_change.isna().all():
        return None
    shown = [formats.as_shown(by) for by in ranked.value_change]
    numbers = {
        "risen": sum(by is not None and by > 0 for by in shown),
        "fallen": sum(by is not None and by < 0 for by in shown),
        "same": sum(by == Decimal(0) for by in shown),
        "unknown": sum(by is None for by in shown),
    }
    caveats = caveats_of(ranking)

    def words() -> str:
        counts = {name: formats.count(count) for name, count in numbers.items()}
        said = text(
            "{level}: {risen} units rose, {fallen} fell, {same} hardly changed since {before}",
            level=formats.level(ranking.level),
            risen=counts["risen"],
            fallen=counts["fallen"],
            same=counts["same"],
            before=_since(ranking),
        )
        if numbers["unknown"]:
            said += text("; of {count} it is not known", count=counts["unknown"])
        return said + str(caveats)

    return about(ranking, "units_moved", ranked, numbers | caveats.counts(), words)


def leader(ranking: Ranking) -> Statement | None:
    """Say who leads, all that share the place together; None where all are equal or none is ranked."""
    ranked, caveats = ranked_units(ranking), caveats_of(ranking)
    high = at_the_end(ranked, "value", largest=True)
    if len(high) == len(ranked):
        return None
    value = float(high.value.iloc[0])

    def words() -> str:
        told = {
            "unit": all_named(list(high.short_name)),
            "level": among(ranking),
            "points": formats.number(value),
        }
        if len(high) == 1:
            return text("{unit} leads {level} with {points} points", **told) + str(caveats)
        return text("{unit} lead {level} alike with {points} points", **told) + str(caveats)

    return about(ranking, "leader", high, {"value": value, "units": len(high), **caveats.counts()}, words)


def risers(ranking: Ranking, few: Collection[str], signs: Signs) -> Statement | None:
    """Name the units that rose most; None where none did. `few`: ids of those whose move few cases made."""
    risen = _moved(ranking, few, is_up=True)
    first = risen.head(without_cut(list(risen.value_change), RISERS))
    if first.empty:
        return largest_move(ranking, few, signs, is_up=True)
    caveats = _caveats(ranking, few, is_up=True)

    def words() -> str:
        named = "; ".join(f"{row.short_name} ({formats.number(row.value_change)})" for row in records(first))
        return text(
            "Risen most among {level} since {before}, in points: {units}",
            level=among(ranking),
            before=_since(ranking),
            units=named,
        ) + str(caveats)

    numbers = {str(row.agency_id): float(row.value_change) for row in records(first)}
    return about(ranking, "risers", first, numbers | caveats.counts(), words)


def largest_move(ranking: Ranking, few: Collection[str], signs: Signs, *, is_up: bool) -> Statement | None:
    """Say who rose most (`is_up`), or fell, from which rank to which, all that moved as much together.

    Where the series of all of them vary as they usually do (`signs`), that is said.
    """
    most = at_the_end(_moved(ranking, few, is_up=is_up), "value_change", largest=is_up)
    if most.empty:
        return None
    caveats, by = _caveats(ranking, few, is_up=is_up), abs(float(most.value_change.iloc[0]))
    numbers: dict[str, float] = {"by": by, "units": len(most), **caveats.counts()}
    if len(most) == 1:
        numbers |= {"place": int(most["rank"].iloc[0]), "was": int(most.previous_rank.iloc[0])}

    is_usual = all(unit in signs and signs[unit].sign == "same" for unit in most.agency_id)

    def words() -> str:
        told = {
            "unit": all_named(list(most.short_name)),
            "level": among(ranking),
            "points": formats.number(by),
            "before": _since(ranking),
        }
        usual = text(", within its usual variation") if is_usual else ""
        if len(most) > 1:
            said = (
                text("{unit} rose most alike among {level} since {before}: {points} points each", **told)
                if is_up
                else text("{unit} fell most alike among {level} since {before}: {points} points each", **told)
            )
            return said + usual + str(caveats)
        said = (
            text("{unit} rose most among {level} since {before}: {points} points", **told)
            if is_up
            else text("{unit} fell most among {level} since {before}: {points} points", **told)
        )
        return said + _ranks(most) + usual + str(caveats)

    return about(ranking, "largest_rise" if is_up else "largest_drop", most, numbers, words)


def _ranks(most: pd.DataFrame) -> str:
    (row,) = records(most.rename(columns={"rank": "place"}))
    told = {"was": formats.count(row.previous_rank), "place": formats.count(row.place)}
    if told["was"] == told["place"]:
        return text(", still at rank {place}", **told)
    return text(", from rank {was} to rank {place}", **told)


def at_and_above(ranking: Ranking, points: float) -> Statement | None:
    """Say how many units have so many points or more, and how many had; None where none is ranked."""
    ranked, caveats = ranked_units(ranking), caveats_of(ranking)
    if ranked.empty:
        return None
    goal = formats.as_shown(points) or Decimal(0)
    above = ranked[[(formats.as_shown(value) or Decimal(0)) >= goal for value in ranked.value]]
    numbers: dict[str, float] = {"count": len(above), "of": len(ranked), "points": points}
    then = _all_before(ranking, ranked)
    if then is not None:
        numbers["was"] = sum((formats.as_shown(value) or Decimal(0)) >= goal for value in then)

    def words() -> str:
        told = {
            "count": formats.count(len(above)),
            "of": formats.count(len(ranked)),
            "level": among(ranking),
            "points": formats.number(points, 0 if points == round(points) else 2),
        }
        if len(above):
            said = text("{count} of {of} {level} have {points} points or more", **told)
        else:
            said = text("None of {of} {level} has {points} points or more", **told)
        return said + _more_or_fewer(ranking, numbers) + str(caveats)

    return about(ranking, "at_and_above", above, numbers | caveats.counts(), words)


def _more_or_fewer(ranking: Ranking, numbers: dict[str, float]) -> str:
    if "was" not in numbers:
        return ""
    told = {"was": formats.count(numbers["was"]), "before": _since(ranking)}
    if numbers["count"] == numbers["was"]:
        said = text(", as many as on {before}", **told)
        return said if numbers["count"] else text(", as on {before}", **told)
    if numbers["count"] > numbers["was"]:
        return text(", up from {was} on {before}", **told)
    return text(", down from {was} on {before}", **told)


def gap_of_ends(ranking: Ranking) -> Statement | None:
    """Say who is first and last, how far apart, and whether that narrows; None where all are equal."""
    ranked, caveats = ranked_units(ranking), caveats_of(ranking)
    first, last = (at_the_end(ranked, "value", largest=largest) for largest in (True, False))
    if len(first) == len(ranked):
        return None
    high, low = float(first.value.iloc[0]), float(last.value.iloc[0])
    numbers = {
        "highest": high,
        "highest_units": len(first),
        "lowest": low,
        "lowest_units": len(last),
        "gap": round(high - low, 6),
        **caveats.counts(),
    }
    then = _all_before(ranking, ranked)
    if then is not None:
        numbers["gap_before"] = round(float(then.max() - then.min()), 6)

    def words() -> str:
        said = text(
            "{level}: {gap} points lie between the first ({first}, {highest}) and the last ({last}, {lowest})",
            level=formats.level(ranking.level),
            gap=formats.number(numbers["gap"]),
            first=named_or_counted(list(first.short_name)),
            highest=formats.number(high),
            last=named_or_counted(list(last.short_name)),
            lowest=formats.number(low),
        )
        return said + _wider(ranking, numbers) + str(caveats)

    return about(ranking, "gap_of_ends", pd.concat([first, last]), numbers, words)


def _wider(ranking: Ranking, numbers: dict[str, float]) -> str:
    if "gap_before" not in numbers:
        return ""
    by, before = round(numbers["gap"] - numbers["gap_before"], 6), _since(ranking)
    told, shown = {"points": formats.number(abs(by)), "before": before}, formats.as_shown(by)
    if not shown:
        return text(", hardly changed since {before}", before=before)
    if shown < 0:
        return text(", {points} points less than on {before}", **told)
    return text(", {points} points more than on {before}", **told)


def _all_before(ranking: Ranking, ranked: pd.DataFrame) -> pd.Series | None:
    """Return what all these units had at the reading before; None where of any of them it is not known."""
    if ranking.comparison.previous is None or not ranked.previous_rank.notna().all():
        return None
    return ranked.previous_value


def _moved(ranking: Ranking, few: Collection[str], *, is_up: bool) -> pd.DataFrame:
    """Keep the units that rose, or fell, by more than flickers, those that moved most first."""
    if ranking.comparison.previous is None:
        return ranking.rows.head(0)
    found = _of_note(ranking, is_up=is_up)
    own = found[~found.agency_id.isin(few)]
    return own.sort_values("value_change", ascending=not is_up, kind="stable")


def _of_note(ranking: Ranking, *, is_up: bool) -> pd.DataFrame:
    ranked = ranked_units(ranking)
    by = ranked.value_change if is_up else -ranked.value_change
    return ranked[(by >= NOTABLE_MOVE) & ranked.previous_rank.notna()]


def _caveats(ranking: Ranking, few: Collection[str], *, is_up: bool) -> Caveats:
    """Say what holds for who moved most: also how many that moved that way are left out, for few cases made it."""
    return caveats_without(ranking, _of_note(ranking, is_up=is_up), few)


def _since(ranking: Ranking) -> str:
    previous = ranking.comparison.previous
    return earlier(previous, ranking.capture) if previous else ""
