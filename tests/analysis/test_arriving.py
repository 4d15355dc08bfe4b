"""What is about to be kept is shown beside what is there: every difference, the largest first."""

from __future__ import annotations

import itertools
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indicators.analysis.arriving import arriving
from indicators.store import Store
from indicators.warehouse import Warehouse
from tests.made_up import COMPONENTS, FINANCE, JUSTICE, capture, even

COUNTER = itertools.count()


def test_without_an_earlier_capture_there_is_nothing_to_compare_with(store: Store) -> None:
    found = arriving(Warehouse(store), capture({FINANCE: even(9)}))
    assert found.previous is None
    assert found.changes.empty


def test_units_that_come_and_go_are_counted(store: Store) -> None:
    store.add([capture({FINANCE: even(9)}, day="2026-10-02")])
    found = arriving(Warehouse(store), capture({JUSTICE: even(8)}))
    assert (found.appeared, found.vanished) == (1, 1)
    # Each has every component and the total.
    assert len(found.changes) == 2 * found.changes.node.nunique()
    assert found.changes.change.isna().all()


points = st.fixed_dictionaries(
    {node: st.none() | st.sampled_from([0.0, 4.0, 7.5, 9.0]) for node in COMPONENTS}
)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(points, points)
def test_every_difference_is_there_and_null_is_not_zero(
    tmp_path: Path, before: dict[str, float | None], now: dict[str, float | None]
) -> None:
    if not any(value is not None for value in before.values()) or all(v is None for v in now.values()):
        return
    store = Store(tmp_path / str(next(COUNTER)))
    # Another unit is complete, so that no capture is partial.
    store.add([capture({JUSTICE: even(9), FINANCE: before}, day="2026-10-02")])
    found = arriving(Warehouse(store), capture({JUSTICE: even(9), FINANCE: now}))
    told = {row["node"]: row for row in found.changes.to_dict("records") if row["node"] in COMPONENTS}
    differing = {node for node in COMPONENTS if before[node] != now[node]}
    assert set(told) == differing
    for node in told:
        if before[node] is not None and now[node] is not None:
            assert told[node]["change"] == now[node] - before[node]
        else:
            assert told[node]["change"] != told[node]["change"]
    sizes = found.changes.change.dropna().abs().tolist()
    assert sizes == sorted(sizes, reverse=True)
