"""What deserves a look first: plain sentences, each with its number and the page that shows it.

A sentence says what the numbers say and no more: no cause, no praise, no blame.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from indicators import formats
from indicators.analysis.follow_up import FollowUp, backlog_in_words, order_in_words
from indicators.analysis.overview import Overview
from indicators.analysis.provenance import earlier
from indicators.analysis.ranking import Ranking
from indicators.codes import UNRECOGNISED_AGENCY
from indicators.translation import text

AT_MOST = 5
# Within an open period totals flicker by hundredths from day to day: a smaller fall deserves no look.
NOTABLE_FALL = 0.1


@dataclass(frozen=True, slots=True)
class Highlight:
    """A sentence, and the page behind it with what it is asked for."""

    sentence: str
    page: str
    query: dict[str, str]


def highlights(view: Overview, found: FollowUp) -> list[Highlight]:
    """Choose at most AT_MOST findings.

    In this order: the weakest group, overdue dossiers and the order to clear them, then each level's largest
    fall, its lowest unit, its gaps.
    """
    levels = list(view.rankings.values())
    noticed = [
        _weakest_group(view),
        _backlog(found),
        _order(found),
        *(_largest_fall(ranking) for ranking in levels),
        *(_lowest(ranking) for ranking in levels),
        *(_without_value(ranking) for ranking in levels),
        *(_unrecognised(ranking) for ranking in levels),
    ]
    return [remark for remark in noticed if remark][:AT_MOST]


def _weakest_group(view: Overview) -> Highlight | None:
    """Find the group that loses the most points; nothing where one is missing, for it might be that one."""
    if not view.rankings or view.groups.value.isna().any():
        return None
    lost = view.groups.max_value - view.groups.value
    weakest = view.groups.assign(lost=lost).nlargest(1, "lost").to_dict("records")[0]
    return _remark(
        next(iter(view.rankings.values())),
        text(
            "{group} loses the most: {lost} of the {all} points missing.",
            group=weakest["name"],
            lost=formats.number(weakest["lost"]),
            all=formats.number(lost.sum()),
        ),
        weakest["node"],
    )


def _backlog(found: FollowUp) -> Highlight | None:
    standing = found.standing
    if standing is None or standing.step.dossiers == 0:
        return None
    sentence = backlog_in_words(standing, found.backlog) + "."
    return Highlight(sentence, "overdue", {"list": standing.step.code})


def _order(found: FollowUp) -> Highlight | None:
    """Say how the last order stands, while anything is left of it."""
    come = found.order
    if come is None or come.remaining == 0:
        return None
    return Highlight(
        f"{order_in_words(come)}.",
        "campaigns",
        {"campaign": come.campaign.campaign_id, "list": come.step.code},
    )


def _largest_fall(ranking: Ranking) -> Highlight | None:
    previous = ranking.comparison.previous
    fallen = ranking.rows[ranking.rows.value_change <= -NOTABLE_FALL]
    if fallen.empty or previous is None:
        return None
    row = fallen.nsmallest(1, "value_change").to_dict("records")[0]
    return _remark(
        ranking,
        text(
            "{unit} fell most among {level}: {points} points against {previous}.",
            unit=row["short_name"],
            level=_among(ranking),
            points=formats.number(-row["value_change"]),
            previous=earlier(previous, ranking.capture.period),
        ),
    )


def _lowest(ranking: Ranking) -> Highlight | None:
    ranked = ranking.rows[ranking.rows["rank"].notna()]
    if len(ranked) < 2:
        return None
    row = ranked.tail(1).to_dict("records")[0]
    return _remark(
        ranking,
        text(
            "{unit} is lowest among {level}: {points} points, {distance} below the median.",
            unit=row["short_name"],
            level=_among(ranking),
            points=formats.number(row["value"]),
            distance=formats.number(ranked.value.median() - row["value"]),
        ),
    )


def _without_value(ranking: Ranking) -> Highlight | None:
    missing = int(ranking.rows.value.isna().sum())
    return _counted(
        ranking, missing, text("{count} of {all} {level} have no total.", **_count(ranking, missing))
    )


def _unrecognised(ranking: Ranking) -> Highlight | None:
    unknown = sum(UNRECOGNISED_AGENCY in flags for flags in ranking.rows.quality)
    sentence = text(
        "{count} of {all} {level} are not in the register of agencies.", **_count(ranking, unknown)
    )
    return _counted(ranking, unknown, sentence)


def _count(ranking: Ranking, count: int) -> dict[str, Any]:
    return {"count": count, "all": len(ranking.rows), "level": _among(ranking)}


def _counted(ranking: Ranking, count: int, sentence: str) -> Highlight | None:
    return _remark(ranking, sentence) if count else None


def _among(ranking: Ranking) -> str:
    """Name the level as within a sentence."""
    return formats.level(ranking.level).lower()


def _remark(ranking: Ranking, sentence: str, node: str = "") -> Highlight:
    """Make a remark that the ranking shows, by its own node or another."""
    query = {
        "node": node or ranking.node.code,
        "level": ranking.level,
        "period": str(ranking.capture.period),
        "read": ranking.capture.reading,
    }
    return Highlight(sentence, "ranking", query)
