"""Signs of agencies: cut at breaks, not at missing readings, and quiet where nothing but chance moves."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from indicators.analysis.overview import overview
from indicators.analysis.ranking import rank
from indicators.analysis.signals import (
    Sign,
    nodes_that_moved,
    series_of,
    signal_matrix,
    signal_of,
    signs_at,
    signs_of_nodes,
    with_signals,
)
from indicators.analysis.trend import Break, Span, Trend, trend, trend_of_province
from indicators.catalogue import load
from indicators.errors import InputProblem
from indicators.store.store import Store
from indicators.warehouse.warehouse import Warehouse
from tests.made_up import FINANCE, JUSTICE, YEAR, capture, even, unit

THIS_YEAR = Span("year", YEAR)
FINANCE_ID = "so-tai-chinh"
QUIET = (9.0, 9.1) * 8
# So many beside it that a reading in which finance lacks a component is not partial.
OTHERS = [JUSTICE, *(unit(number, "department") for number in range(1, 19))]


@pytest.fixture(scope="module")
def quiet(tmp_path_factory: pytest.TempPathFactory) -> Trend:
    """Finance between two values for sixteen readings, none in the eighth; the others always alike."""
    store = Store(tmp_path_factory.mktemp("signals") / "store")
    captures = []
    for day, points in enumerate(QUIET, start=1):
        scores = {FINANCE: even(points)} | {other: even(8) for other in OTHERS}
        scores[FINANCE]["satisfaction"] = 9
        if day == 8:
            scores[FINANCE]["processing_progress"] = None
        captures.append(capture(scores, day=f"2026-10-{day:02}"))
    store.add(captures)
    return trend(Warehouse.of(store), node="total", level="department", scope="H21", span=THIS_YEAR)


def with_last(moved: Trend, *values: float) -> Trend:
    """The same with other last values of finance."""
    rows = moved.values.copy()
    own = rows.index[rows.agency_id == FINANCE_ID]
    rows.loc[own[-len(values) :], "value"] = values
    return replace(moved, values=rows)


def test_a_reading_without_a_value_is_left_out_and_is_no_break(quiet: Trend) -> None:
    (series,) = series_of(quiet, FINANCE_ID)
    assert series.steps == (*range(7), *range(8, 16))


def test_usual_variation_is_no_rise(quiet: Trend) -> None:
    assert signal_of(quiet, FINANCE_ID).sign == "same"
    assert signal_of(with_last(quiet, 59.9), FINANCE_ID).sign == "up"
    assert signal_of(with_last(quiet, 50.0, 50.0), FINANCE_ID).sign == "down"


def test_nothing_is_concluded_over_a_break_nor_from_too_few_readings(quiet: Trend) -> None:
    broken = replace(quiet, breaks=(Break(10, "chuyển hệ thống", "chuyển"),))
    assert [one.steps for one in series_of(broken, FINANCE_ID)] == [(*range(7), 8, 9), tuple(range(10, 16))]
    assert signal_of(with_last(broken, 59.9), FINANCE_ID).sign == "unknown"


def test_who_has_no_value_now_has_no_sign(quiet: Trend) -> None:
    assert signal_of(with_last(quiet, float("nan")), FINANCE_ID).sign == "unknown"
    assert signal_of(quiet, "so-noi-vu").sign == "unknown"


def test_the_matrix_has_every_agency_in_every_node_that_was_read(demonstration: Warehouse) -> None:
    index = load()["2026"]
    nodes = (index.root, *index.components)
    matrix = signal_matrix(demonstration, level="department", scope="H21", span=THIS_YEAR, nodes=nodes)
    assert len(matrix.signals) == len(matrix.names) * len(nodes)
    counted = [matrix.count(sign, "total") for sign in ("up", "down", "same", "unknown")]
    assert sum(counted) == len(matrix.names)
    with pytest.raises(InputProblem):
        signal_matrix(demonstration, level="district", scope="H21", span=THIS_YEAR, nodes=nodes)


def test_of_a_ranking_only_units_beyond_chance_have_moved(demonstration: Warehouse) -> None:
    ranking = rank(demonstration, node="total", level="department", scope="H21", period=YEAR)
    moved = trend(demonstration, node="total", level="department", scope="H21", span=THIS_YEAR)
    signs = {agency: signal_of(moved, agency).sign for agency in ranking.rows.agency_id}
    found = with_signals(demonstration, ranking).signals
    change = dict(zip(ranking.rows.agency_id, ranking.rows.value_change, strict=True))
    assert found == {
        agency
        for agency, sign in signs.items()
        if (sign == "up" and change[agency] > 0) or (sign == "down" and change[agency] < 0)
    }
    earlier = rank(
        demonstration,
        node="total",
        level="department",
        scope="H21",
        period=YEAR,
        captured_on=moved.steps.captured_on[20],
    )
    # Nothing is concluded of a reading from what came after it.
    then = replace(moved, steps=moved.steps[:21], values=moved.values[moved.values.step <= 20])
    for agency, signal in signs_at(demonstration, earlier).items():
        assert signal == signal_of(then, agency)


def test_of_an_agency_only_what_moved_beyond_chance_is_told(demonstration: Warehouse) -> None:
    ranking = rank(demonstration, node="total", level="department", scope="H21", period=YEAR)
    signs = signs_of_nodes(demonstration, ranking.capture, "department", "so-tu-phap")
    assert signs["total"] == signs_at(demonstration, ranking)["so-tu-phap"].sign
    assert "on_time_share" not in signs
    # Each as the series among all its peers has it.
    for node, sign in signs.items():
        moved = trend(demonstration, node=node, level="department", scope="H21", span=THIS_YEAR)
        assert sign == signal_of(moved, "so-tu-phap").sign
    card = pd.DataFrame({"node": ["total", "digitisation", "x"], "value_change": [-0.2, -0.2, -0.2]})
    said: dict[str, Sign] = {"total": "up", "digitisation": "down"}
    # A series that rose bears no fall, whatever the last reading did.
    assert nodes_that_moved(said, card) == {"digitisation"}


def test_a_province_is_looked_at_by_its_own_readings(demonstration: Warehouse) -> None:
    view = overview(demonstration, "H21", YEAR)
    moved = trend_of_province(demonstration, node="total", scope="H21", span=THIS_YEAR)
    assert view.signs["total"] == signal_of(moved, "ubnd-tinh-gia-lai").sign != "unknown"
