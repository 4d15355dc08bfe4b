"""A scorecard says of one unit what the ranking of every node says, and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from indicators import catalogue
from indicators.analysis.capture_selection import captures_with, previous_comparable, select_capture
from indicators.analysis.ranking import rank
from indicators.analysis.scorecard import scorecard
from indicators.intake.captures import prepare
from indicators.periods import Period
from indicators.sources.records import Value
from indicators.store.store import Store
from indicators.warehouse.warehouse import Warehouse
from tests.made_up import FINANCE, HOME_AFFAIRS, JUSTICE, TRADE, capture, even, reading


def card_of(store: Store, agency_id: str = "so-tai-chinh") -> pd.DataFrame:
    warehouse = Warehouse.of(store)
    captures = captures_with(warehouse, "satisfaction", "department", "H21")
    current = select_capture(captures)
    assert current
    return scorecard(
        warehouse,
        current,
        previous_comparable(warehouse, captures, current).previous,
        agency_id,
        "department",
    )


@pytest.mark.parametrize(
    ("level", "agency_id", "period"),
    [
        ("department", "so-tai-chinh", "year:2026"),
        ("commune", "ubnd-phuong-pleiku", "month:2026-08"),
        ("district", "ubnd-thanh-pho-pleiku", "month:2025-05"),
    ],
)
def test_every_row_is_the_units_row_in_that_nodes_ranking(
    demonstration: Warehouse, level: str, agency_id: str, period: str
) -> None:
    captures = captures_with(demonstration, "total", level, "H21")
    current = select_capture(captures, Period.parse(period))
    assert current
    card = scorecard(
        demonstration,
        current,
        previous_comparable(demonstration, captures, current).previous,
        agency_id,
        level,
    )
    compared = 0
    for node in card.index[card.value.notna()]:
        ranking = rank(
            demonstration,
            node=node,
            level=level,
            scope="H21",
            period=current.period,
            captured_on=current.captured_on,
        )
        own = ranking.rows.set_index("agency_id").loc[agency_id]
        row = card.loc[node]
        for column in ("value", "max_value", "numerator", "denominator", "rank", "value_change", "tied"):
            assert (pd.isna(row[column]) and pd.isna(own[column])) or row[column] == own[column], column
        if ranking.ranked > 1:
            assert row.ranked == ranking.ranked
            others = ranking.rows["rank"].notna() & ~ranking.rows.agency_id.isin(ranking.idle)
            assert row.peer_median == pytest.approx(ranking.rows.value[others].median())
        compared += 1
    assert compared >= 8


def test_it_has_every_node_of_the_index_in_its_order_and_empty_rows_where_nothing_is_known(
    store: Store,
) -> None:
    store.add([capture({FINANCE: {"satisfaction": 9}})])
    card = card_of(store)
    assert list(card.index) == list(catalogue.load()["2026"].nodes)
    assert card.value.dropna().to_dict() == {"satisfaction": 9}
    assert card.max_value["digitisation"] == 22
    assert card.lost["satisfaction"] == 9
    assert card.lost.isna()["digitisation"]
    assert card.quality["digitisation"] == []


def test_ties_share_a_rank_and_a_lone_unit_has_none(store: Store) -> None:
    store.add([capture({FINANCE: even(9), JUSTICE: even(9), HOME_AFFAIRS: {"satisfaction": 9.5}})])
    card = card_of(store)
    assert (card["rank"]["satisfaction"], card.tied["satisfaction"], card.ranked["satisfaction"]) == (
        2,
        True,
        3,
    )
    alone = card_of(store, "so-noi-vu")
    assert alone["rank"].isna()["digitisation"]
    assert alone["rank"]["satisfaction"] == 1


def test_where_less_is_better_only_who_has_less_stands_before(store: Store) -> None:
    node = "average_processing_days"
    days = {FINANCE: 3.0, JUSTICE: 3.0, HOME_AFFAIRS: 2.0, TRADE: 5.0}
    values = tuple(Value(unit, node, measure=of, place=unit.name) for unit, of in days.items())
    store.add(
        prepare([replace(reading({}), values=(*values, Value(FINANCE, "satisfaction", score=9, place="a")))])
    )
    row = card_of(store).loc[node]
    assert (row["rank"], row.tied, row.ranked, row.peer_median) == (2, True, 4, 3.0)
    last = card_of(store, "so-cong-thuong").loc[node]
    assert (last["rank"], last.tied) == (4, False)


def test_two_have_a_median_and_ranks_and_one_alone_has_neither(store: Store) -> None:
    store.add([capture({FINANCE: {"satisfaction": 9, "digitisation": 12}, JUSTICE: {"satisfaction": 8}})])
    card = card_of(store)
    both, alone = card.loc["satisfaction"], card.loc["digitisation"]
    assert (both["rank"], both.ranked, both.peer_median) == (1, 2, 8.5)
    assert alone[["rank", "ranked", "peer_median"]].isna().all()
    assert not alone.tied


def test_a_value_above_its_maximum_has_no_rank_and_no_say_in_the_median(store: Store) -> None:
    points = {FINANCE: 18.2, JUSTICE: 17, HOME_AFFAIRS: 15}
    store.add([capture({unit: {"satisfaction": value} for unit, value in points.items()})])
    row = card_of(store).loc["satisfaction"]
    assert (row.value, row.peer_median, row.ranked) == (18.2, 16, 2)
    assert pd.isna(row["rank"])
    assert row.quality == ["above_maximum"]


def test_a_branch_is_in_its_groups_colour_and_online_payment_in_a_tint_of_its_own(store: Store) -> None:
    store.add([capture({FINANCE: even(9)})])
    colour = card_of(store).colour
    assert colour["online_payment"] == colour["paid_dossiers"] == "#F2C466"
    assert colour["online_service"] == colour["online_services"] == "#E69F00"
    assert colour["total"] == ""


def test_what_the_portal_does_not_score_has_no_maximum_and_loses_no_points(store: Store) -> None:
    """It writes a maximum of 0 beside a measure of 72.46 %."""
    node = "petition_classification_tthc"
    values = (
        Value(FINANCE, "satisfaction", score=12, place="a"),
        Value(FINANCE, node, measure=72.46, numerator=50, denominator=69, max_score=0, place="b"),
    )
    store.add(prepare([replace(reading({}), values=values)]))
    row = card_of(store).loc[node]
    assert row.value == 72.46
    assert pd.isna(row.max_value)
    assert pd.isna(row.lost)
    ranked = rank(Warehouse.of(store), node=node, level="department", scope="H21").rows
    assert pd.isna(ranked.max_value[0])
    assert pd.isna(ranked.share[0])


def test_who_seems_to_have_had_no_dossiers_is_no_measure_of_the_others(store: Store) -> None:
    # As the portal writes an inspectorate that received none: nothing but what is given for nothing.
    idle = {"transparency": 11.79, "processing_progress": 0, "online_service": 0, "online_payment": 0}
    units = {
        FINANCE: {**even(9)},
        JUSTICE: {**even(9), "satisfaction": 8},
        TRADE: {**idle, "satisfaction": 12},
    }
    store.add([capture(units)])
    row = card_of(store).loc["satisfaction"]
    assert (row["rank"], row.ranked, row.peer_median) == (2, 3, 8.5)
