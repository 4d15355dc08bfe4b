"""Of a peer group, what deserves a look: who is lowest, whose value or agency is not known."""

from __future__ import annotations

from dataclasses import replace

from indicators import formats
from indicators.analysis import doors
from indicators.analysis.ranking import Ranking
from indicators.analysis.statements.model import Statement
from indicators.analysis.statements.naming import Caveats, units
from indicators.analysis.statements.peer_groups import about, among, caveats_of, ranked_units
from indicators.analysis.ties import at_the_end
from indicators.codes import UNRECOGNISED_AGENCY
from indicators.translation import text


def lowest(ranking: Ranking) -> Statement | None:
    """Say who is lowest and how far below the median, all that share it together; None where all are equal."""
    ranked, caveats = ranked_units(ranking), caveats_of(ranking)
    low = at_the_end(ranked, "value", largest=False)
    if len(low) == len(ranked):
        return None
    value = float(low.value.iloc[0])
    distance = float(ranked.value.median()) - value
    numbers = {
        "value": value,
        "units": len(low),
        "of": len(ranked),
        "distance": distance,
        **caveats.counts(),
    }

    def words() -> str:
        points, level = formats.number(value), among(ranking)
        if len(low) == 1:
            said = text("{unit} is lowest among {level}: {points} points", unit=low.short_name.iloc[0],
                        level=level, points=points)  # fmt: skip
        else:
            said = text(
                "{units} of {of} among {level} are lowest alike: {points} points",
                units=units(len(low)),
                of=formats.count(len(ranked)),
                level=level,
                points=points,
            )
        if formats.as_shown(distance):
            said += text(", {distance} below the median", distance=formats.number(distance))
        return said + str(caveats)

    return about(ranking, "lowest", low, numbers, words)


def without_value(ranking: Ranking) -> Statement | None:
    """Say how many units have no total; None where every one has."""
    missing = ranking.rows[ranking.rows.value.isna()]
    count = {"count": len(missing), "of": len(ranking.rows)}
    partial = Caveats(is_partial=ranking.capture.is_partial)
    if missing.empty:
        return None
    return about(
        ranking,
        "without_value",
        missing,
        count,
        lambda: (
            text("{count} of {all} {level} have no total", **_count(ranking, len(missing))) + str(partial)
        ),
    )


def unrecognised(ranking: Ranking) -> Statement | None:
    """Say how many units the register does not hold, where somebody says who they are; None where it holds all."""
    unknown = ranking.rows[[UNRECOGNISED_AGENCY in flags for flags in ranking.rows.quality]]
    if unknown.empty:
        return None
    said = about(
        ranking,
        "unrecognised",
        unknown,
        {"count": len(unknown), "of": len(ranking.rows)},
        lambda: text(
            "{count} of {all} {level} are not in the register of agencies", **_count(ranking, len(unknown))
        ),
    )
    return replace(said, link=doors.to_unknown_units())


def _count(ranking: Ranking, count: int) -> dict[str, str]:
    return {
        "count": formats.count(count),
        "all": formats.count(len(ranking.rows)),
        "level": among(ranking),
    }
