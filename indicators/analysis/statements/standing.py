"""Of the province among provinces: for how long at its place, how far from its neighbours and from the first ten."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd

from indicators import formats
from indicators.analysis.capture_names import earlier
from indicators.analysis.provenance import of_capture
from indicators.analysis.standing import Standing
from indicators.analysis.statements.model import Evidence, Link, Statement
from indicators.analysis.statements.naming import Caveats, all_named
from indicators.analysis.statements.province import national_day
from indicators.analysis.ties import at_the_end
from indicators.reference.provinces import scope_name
from indicators.translation import text

# As many provinces are "the first".
FIRST = 10


def run(at: Standing, scope: str) -> Statement | None:
    """Say for how many weeks in a row the province has its place, or how that moved; None where nobody knows."""
    place = _place(at.now.rows, at.province)
    then = _place(at.before.rows, at.province) if at.before else None
    if place is None:
        return None
    numbers: dict[str, float] = {"place": place}
    if at.run is not None and at.run > 1:
        numbers["run"] = at.run
        return _of(at, "place_kept", _own(at), numbers, lambda: _in_a_row(at, scope, place, at.run or 0))
    if then is None:
        return None
    numbers["before"] = then

    def words() -> str:
        told = {
            "province": scope_name(scope),
            "place": formats.count(place),
            "was": formats.count(then),
            "before": _since(at),
        }
        if place == then:
            return text("{province} keeps rank {place} of {before}", **told)
        if place < then:
            return text("{province} climbed from rank {was} to rank {place} since {before}", **told)
        return text("{province} went down from rank {was} to rank {place} since {before}", **told)

    return _of(at, "place_moved", _own(at), numbers, words)


def _in_a_row(at: Standing, scope: str, place: int, weeks: int) -> str:
    told = {"province": scope_name(scope), "place": formats.count(place), "count": formats.count(weeks)}
    if at.now.capture.is_open:
        return text("This is week {count} in a row that {province} holds rank {place}", **told)
    return text("This is period {count} in a row that {province} holds rank {place}", **told)


def neighbour(at: Standing, scope: str, *, above: bool) -> Statement | None:
    """Say how far the next province above or below is, and whether that widens; None where nobody stands there."""
    ranked = _ranked(at.now.rows)
    own = ranked[ranked.agency_id == at.province]
    if own.empty:
        return None
    shown, mine = ranked.value.map(formats.as_shown), formats.as_shown(own.value.iloc[0])
    beyond = ranked[shown > mine] if above else ranked[shown < mine]
    next_ones = at_the_end(beyond, "value", largest=not above)
    if next_ones.empty:
        return None
    distance = _exact(abs(float(next_ones.value.iloc[0]) - float(own.value.iloc[0])))
    numbers: dict[str, float] = {"distance": distance, "provinces": len(next_ones)}
    moved = _distance_before(at, next_ones, above=above)
    if moved is not None:
        numbers["distance_before"] = moved

    def words() -> str:
        told = {
            "province": scope_name(scope),
            "other": all_named(list(next_ones.short_name)),
            "points": formats.number(distance),
        }
        if above:
            said = text("To the next above ({other}) {province} lacks {points} points", **told)
        else:
            said = text("{province} is {points} points ahead of the next below ({other})", **told)
        return said + _moved(at, distance, moved)

    return _of(at, "next_above" if above else "next_below", next_ones, numbers, words)


def _distance_before(at: Standing, others: pd.DataFrame, *, above: bool) -> float | None:
    """Return how far the neighbour was ahead (of one `above`), or behind; None where it is several, or nobody knows."""
    if at.before is None or len(others) != 1:
        return None
    then = _ranked(at.before.rows).set_index("agency_id").value
    if at.province not in then or others.agency_id.iloc[0] not in then:
        return None
    ahead = _exact(float(then[others.agency_id.iloc[0]]) - float(then[at.province]))
    return ahead if above else -ahead


def _moved(at: Standing, now: float, before: float | None) -> str:
    """Say whether a distance has narrowed; that the two have changed places, where they have."""
    if before is None:
        return ""
    told = {"before": _since(at)}
    if (formats.as_shown(before) or 0) < 0:
        return text(", the two have changed places since {before}", **told)
    by = _exact(now - before)
    shown = formats.as_shown(by)
    if not shown:
        return text(", hardly changed since {before}", **told)
    told["points"] = formats.number(abs(by))
    if shown < 0:
        return text(", {points} points less than on {before}", **told)
    return text(", {points} points more than on {before}", **told)


def first_ten(at: Standing, scope: str) -> Statement | None:
    """Say how far the province lies behind or ahead of the mean of the first ten; None where there are not ten."""
    now, then = _beside_first(at.now.rows, at.province), None
    if at.before:
        then = _beside_first(at.before.rows, at.province)
    if now is None:
        return None
    mean, behind = now
    numbers = {"mean": mean, "behind": behind}
    if then:
        numbers["behind_before"] = then[1]

    def words() -> str:
        told = {
            "province": scope_name(scope),
            "count": formats.count(FIRST),
            "mean": formats.number(mean),
            "points": formats.number(abs(behind)),
        }
        shown = formats.as_shown(behind) or 0
        if shown > 0:
            said = text(
                "{province} is {points} points below the mean of the first {count} provinces ({mean} points)",
                **told,
            )
        elif shown < 0:
            said = text(
                "{province} is {points} points above the mean of the first {count} provinces ({mean} points)",
                **told,
            )
        else:
            said = text("{province} is at the mean of the first {count} provinces ({mean} points)", **told)
        # A distance that changed its side, or has gone, is told by what it is now alone.
        was = (formats.as_shown(then[1]) or 0) if then else 0
        return said + (_moved(at, abs(behind), abs(then[1])) if then and was * shown > 0 else "")

    rows = _ranked(at.now.rows).nlargest(FIRST, "value", keep="all")
    return _of(at, "first_ten", rows, numbers, words)


def _beside_first(rows: pd.DataFrame, province: str) -> tuple[float, float] | None:
    """Return the mean of the first ten, and how far the province is below it."""
    ranked = _ranked(rows)
    own = ranked[ranked.agency_id == province]
    if len(ranked) <= FIRST or own.empty:
        return None
    mean = _exact(float(ranked.value.nlargest(FIRST).mean()))
    return mean, _exact(mean - float(own.value.iloc[0]))


def _exact(points: float) -> float:
    """Leave out what binary numbers add behind the sixth decimal: half a hundredth is rounded up as people do."""
    return round(points, 6)


def _ranked(rows: pd.DataFrame) -> pd.DataFrame:
    return rows[rows["rank"].notna()]


def _own(at: Standing) -> pd.DataFrame:
    return at.now.rows[at.now.rows.agency_id == at.province]


def _place(rows: pd.DataFrame, province: str) -> int | None:
    own = _ranked(rows)
    own = own[own.agency_id == province]
    return None if own.empty else int(own["rank"].iloc[0])


def _since(at: Standing) -> str:
    return earlier(at.before.capture, at.now.capture) if at.before else ""


def _beside(at: Standing) -> str:
    """Say what holds for the national figures: of which day they are, a partial reading, provisional denominators."""
    caveats = Caveats(is_partial=at.now.capture.is_partial, is_provisional=at.now.is_provisional)
    return "".join(f" ({day})" for day in national_day(at.now.capture, at.capture)) + str(caveats)


def _of(
    at: Standing, kind: str, rows: pd.DataFrame, numbers: Mapping[str, float], words: Callable[[], str]
) -> Statement:
    """Make a statement on the provinces, which the page of the nation shows."""
    capture = at.now.capture
    asked = {
        "capture_id": capture.capture_id,
        "previous_id": at.before.capture.capture_id if at.before else None,
        "level": "province",
        "node": at.now.node.code,
    }
    return Statement(
        kind=kind,
        subject=tuple(map(str, rows.agency_id)),
        numbers=numbers,
        scope=capture.scope,
        basis=of_capture(capture),
        evidence=Evidence("ranking", asked, rows),
        link=Link(
            "nation",
            {"node": at.now.node.code, "period": str(capture.period), "read": capture.reading},
        ),
        words=lambda: words() + _beside(at),
    )
