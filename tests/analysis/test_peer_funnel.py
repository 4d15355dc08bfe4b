"""A peer group's ratios against the number of cases: who is a peer, and who stands apart."""

from __future__ import annotations

from dataclasses import replace

import pytest

from indicators.analysis.peer_funnel import peer_funnel
from indicators.analysis.ranking import Ranking, rank
from indicators.warehouse.warehouse import Warehouse


@pytest.fixture
def communes(demonstration: Warehouse) -> Ranking:
    return rank(demonstration, node="on_time_share", level="commune", scope="H21")


def test_units_without_cases_and_counts_above_their_whole_are_no_peers(communes: Ranking) -> None:
    rows = communes.rows.copy()
    known = rows[(rows.denominator > 0) & (rows.numerator <= rows.denominator)].index
    rows.loc[known[0], ["numerator", "denominator"]] = [0.0, 0.0]
    rows.loc[known[1], ["numerator", "denominator"]] = [12.0, 10.0]
    rows.loc[known[2], ["numerator", "denominator"]] = [None, None]
    found = peer_funnel(replace(communes, rows=rows))
    assert found
    assert not set(rows.loc[known[:3], "agency_id"]) & set(found.counts)
    assert found.wrong == 1
    assert len(found.counts) + found.without_cases + found.wrong == len(rows)


def test_a_unit_of_many_cases_far_below_stands_apart_and_one_of_two_cases_does_not(communes: Ranking) -> None:
    rows = communes.rows.copy()
    rows[["numerator", "denominator"]] = [95.0, 100.0]
    rows.loc[0, ["numerator", "denominator"]] = [500.0, 1000.0]
    rows.loc[1, ["numerator", "denominator"]] = [1.0, 2.0]
    found = peer_funnel(replace(communes, rows=rows))
    assert found
    assert dict(found.funnel.outside) == {rows.agency_id[0]: -1}
    assert found.ratio(rows.agency_id[1]) == 0.5


def test_a_node_without_counts_has_no_funnel(communes: Ranking) -> None:
    assert peer_funnel(replace(communes, rows=communes.rows.assign(numerator=None, denominator=None))) is None
