"""Slides of who rose and who fell since the reading compared with: the groups of the index, the units of a level."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

import pandas as pd

from indicators import formats
from indicators.analysis.capture_names import told_apart
from indicators.analysis.overview import Overview, movers
from indicators.analysis.provenance import of_capture
from indicators.analysis.ranking import Ranking
from indicators.analysis.statements import excused, movement, province
from indicators.deck.model import Moves, Points, Slide
from indicators.deck.slide_sources import link_parameters, ranking_link, rows_for, said
from indicators.translation import text
from indicators.warehouse.warehouse import records

# As many of either end are drawn of a level.
MOST_MOVES = 7


def changes_slide(view: Overview) -> Slide:
    """Show what changed since the previous comparable reading, group by group."""
    groups, previous, change, most = (
        view.groups,
        view.comparison.previous,
        province.change(view),
        province.most_moved(view),
    )
    source = of_capture(view.capture, view.comparison).marked_line()
    if previous is None:
        how = Points((text("Changes are shown only against the reading just before."),))
        return Slide(key="changes", message=str(change), exhibit=how, source=source, is_empty=True)
    rows = groups[groups.value_change.map(_moved).astype(bool)]
    drawn = moves_of(rows, list(rows.node.isin(view.moved)), told_apart(previous, view.capture))
    return Slide(
        key="changes",
        message=str(change),
        exhibit=drawn or Points((text("No group moved, as far as is known."),)),
        source=source,
        facts=said(most),
        statements=(change, *filter(None, (most,))),
        query=link_parameters(view.capture),
        is_empty=view.is_without("value_change"),
        notes=tuple(map(_as_note, records(groups))),
    )


def movement_slide(ranking: Ranking, view: Overview, few: Mapping[str, bool]) -> Slide:
    """Show the units of a level that rose most and fell most, without whom very few cases moved (`few`, by id)."""
    message, previous = movement.rose_and_fell(ranking, few), ranking.comparison.previous
    rose, left_out = movement.rose_most(ranking, few), excused.few_cases(ranking, few)
    key = f"movers-{ranking.level}"
    source = of_capture(view.capture, view.comparison).marked_line()
    if message is None or previous is None:
        nothing = text("{level}: nothing to compare with", level=formats.level(ranking.level))
        return Slide(key, nothing, Points((nothing,)), source, is_empty=True)
    facts = said(rose)
    return Slide(
        key=key,
        message=str(message),
        exhibit=moves_of_units([without(ranking, few)], told_apart(previous, view.capture), MOST_MOVES)
        or Points(facts or (str(message),)),
        source=source,
        facts=facts,
        statements=(message, *filter(None, (rose, left_out))),
        page="ranking",
        query=ranking_link(ranking),
        notes=(*said(left_out), *map(_as_note, records(ranking.rows.rename(columns={"short_name": "name"})))),
    )


def without(ranking: Ranking, units: Collection[str]) -> Ranking:
    """Leave some units (ids) out of a ranking that is drawn."""
    return replace(ranking, rows=ranking.rows[~ranking.rows.agency_id.isin(units)])


def moves_of_units(rankings: list[Ranking], steps: tuple[str, str], most: int) -> Moves | None:
    """Draw the units that moved most of some levels; None where none moved, or too many by as much."""
    moved = [movers(ranking, rows_for(ranking.rows.short_name, most)) for ranking in rankings]
    rows = pd.concat(moved).sort_values("value_change", ascending=False, kind="stable")
    # Of no rows the map is of no kind, and would choose columns.
    rows = rows[rows.value_change.map(_moved).astype(bool)]
    real = frozenset[str]().union(*(ranking.signals for ranking in rankings))
    return moves_of(rows, list(rows.agency_id.isin(real)), steps)


def moves_of(rows: pd.DataFrame, signals: Sequence[bool], steps: tuple[str, str]) -> Moves | None:
    """Draw rows with short_name, previous_value and value, of each whether its move is a signal; None of no rows."""
    if rows.empty:
        return None
    rows = rows.assign(is_signal=signals).sort_values("value_change", ascending=False, kind="stable")
    before, now = (tuple(map(float, rows[column])) for column in ("previous_value", "value"))
    names, real = tuple(map(str, rows.short_name)), tuple(map(bool, rows.is_signal))
    return Moves(names, before, now, steps, text("points"), real)


def _moved(change: float) -> bool:
    """Tell whether a change is seen at the decimals shown."""
    return bool(formats.as_shown(change))


def _as_note(row: object) -> str:
    name, before, now, by = (
        getattr(row, column) for column in ("name", "previous_value", "value", "value_change")
    )
    return f"{name}: {formats.number(before)} → {formats.number(now)} ({formats.change(by)})"
