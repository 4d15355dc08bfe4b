"""Of a peer group: how many units rose and how many fell since the reading compared with, and which most."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import pandas as pd

from indicators import formats
from indicators.analysis.capture_names import earlier
from indicators.analysis.ranking import Ranking
from indicators.analysis.statements.model import Statement
from indicators.analysis.statements.naming import named_or_counted
from indicators.analysis.statements.peer_groups import about, caveats_of, caveats_without, ranked_units
from indicators.analysis.ties import at_the_end
from indicators.translation import text


def compared(ranking: Ranking) -> pd.DataFrame:
    """Keep the units that are ranked and whose change is known."""
    ranked = ranked_units(ranking)
    return ranked[ranked.value_change.notna()]


def rose_and_fell(ranking: Ranking, few: Collection[str] = ()) -> Statement | None:
    """Say how many rose and fell, and who fell most, or rose where nobody fell; None where no change is known.

    `few`: ids of units whose move very few cases made; they are counted, and named as nobody.
    """
    previous, known = ranking.comparison.previous, compared(ranking)
    if previous is None or known.empty:
        return None
    changes = known.value_change.map(formats.as_shown)
    risen, fallen = known[changes > 0], known[changes < 0]
    numbers: dict[str, float] = {"compared": len(known), "rose": len(risen), "fell": len(fallen)}
    level, caveats = formats.level(ranking.level), caveats_of(ranking)
    if risen.empty and fallen.empty:
        return about(
            ranking,
            "nobody_moved",
            known,
            numbers,
            lambda: (
                text(
                    "{level}: none of {count} units moved since {before}",
                    level=level,
                    count=formats.count(len(known)),
                    before=earlier(previous, ranking.capture),
                )
                + str(caveats)
            ),
        )
    side = risen if fallen.empty else fallen
    most, left_out = _most(side, few, largest=fallen.empty), caveats_without(ranking, side, few)
    if len(most):
        numbers |= {"most": float(most.value_change.iloc[0]), "units": len(most)}

    def words() -> str:
        told = {
            "level": level,
            "rose": formats.count(len(risen)),
            "fell": formats.count(len(fallen)),
            "before": earlier(previous, ranking.capture),
        }
        if fallen.empty:
            said = text("{level}: {rose} rose, none fell since {before}", **told)
        else:
            said = text("{level}: {rose} rose, {fell} fell since {before}", **told)
        if most.empty:
            return said + str(left_out)
        who = {
            "unit": named_or_counted(list(most.short_name)),
            "change": formats.change(most.value_change.iloc[0]),
        }
        said += (
            text("; rose most: {unit} ({change})", **who)
            if fallen.empty
            else text("; fell most: {unit} ({change})", **who)
        )
        return said + str(left_out)

    return about(ranking, "rose_and_fell", most, numbers | left_out.counts(), words)


def _most(side: pd.DataFrame, few: Collection[str], *, largest: bool) -> pd.DataFrame:
    """Keep those that moved most one way, all that moved alike, without whom very few cases moved."""
    return at_the_end(side[~side.agency_id.isin(few)], "value_change", largest=largest)


def nobody_moved(rankings: Iterable[Ranking]) -> list[Statement]:
    """Say of peer groups in which nobody moved that none did; none of one of which no change is known."""
    told = filter(None, map(rose_and_fell, rankings))
    return [said for said in told if said.kind == "nobody_moved"]


def rose_most(ranking: Ranking, few: Collection[str] = ()) -> Statement | None:
    """Say who rose most, all that rose alike together; None where nobody fell, for then the other sentence tells.

    `few`: ids of units whose move very few cases made; they are not named.
    """
    known = compared(ranking)
    changes = known.value_change.map(formats.as_shown)
    risen = known[changes > 0]
    most = _most(risen, few, largest=True)
    if ranking.comparison.previous is None or most.empty or not (changes < 0).any():
        return None
    by, caveats = float(most.value_change.iloc[0]), caveats_without(ranking, risen, few)
    return about(
        ranking,
        "rose_most",
        most,
        {"by": by, "units": len(most), **caveats.counts()},
        lambda: (
            text(
                "Rose most: {unit} ({change})",
                unit=named_or_counted(list(most.short_name)),
                change=formats.change(by),
            )
            + str(caveats)
        ),
    )
