"""What numbers rest on: the system that computed them, the version and the breaks; else they are not compared."""

from __future__ import annotations

from datetime import date

import pytest

from indicators.analysis.comparability import known_breaks
from indicators.analysis.overview import overview
from indicators.analysis.ranking import Ranking, rank
from indicators.analysis.trend import Span, trend
from indicators.codes import PortalSystem
from indicators.intake import captures
from indicators.paths import SHIPPED_REFERENCE
from indicators.periods import Period
from indicators.reference.breaks import Break
from indicators.sources.records import Unit
from indicators.store.break_entry import BreakEntry
from indicators.store.capture import Capture
from indicators.store.decision import Decision
from indicators.store.store import Store
from indicators.warehouse.warehouse import Warehouse
from tests.made_up import FINANCE, JUSTICE, at, capture, even, reading

PROVINCE = Unit("UBND tỉnh Gia Lai", code="H21", level="province")


@pytest.fixture(autouse=True)
def the_real_breaks(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests' own province knows no breaks; these are the application's."""
    monkeypatch.setenv("INDICATORS_REFERENCE", str(SHIPPED_REFERENCE))


def month(number: int, points: float, day: str, system: PortalSystem | None = None) -> Capture:
    scores = {PROVINCE: even(points), FINANCE: even(points), JUSTICE: even(points - 1)}
    made = reading(scores, period=Period("month", 2026, number), captured_at=at(day))
    return captures.prepare([made], system=system)[0]


def ranked(store: Store, period: Period, node: str = "total", day: date | None = None) -> Ranking:
    return rank(
        Warehouse.of(store), node=node, level="department", scope="H21", period=period, captured_on=day
    )


def test_no_change_goes_from_may_to_june_2026_and_one_goes_from_june_to_july(store: Store) -> None:
    store.add([month(5, 6, "2026-10-01"), month(6, 10, "2026-10-01"), month(7, 9.5, "2026-10-01")])
    june = ranked(store, Period("month", 2026, 6))
    assert june.comparison.previous is None
    assert "đứt chuỗi 01/06/2026" in str(june.comparison.why_none)
    assert "hồ sơ các tháng trước chưa được chuyển" in str(june.comparison.why_none)
    assert june.rows.value_change.isna().all()
    assert june.rows.rank_change.isna().all()
    assert set(june.rows.why_no_change) == {june.comparison.why_none}
    july = ranked(store, Period("month", 2026, 7))
    assert list(july.rows.value_change) == [-3, -3]
    assert set(july.rows.why_no_change) == {""}


def test_january_told_as_the_old_systems_is_of_its_version_and_compared_with_nothing_of_the_new(
    store: Store,
) -> None:
    january = month(1, 9.9, "2026-10-01", "old_portal")
    assert (january.system, january.index_version) == ("old_portal", "2022")
    store.add([january, month(2, 6, "2026-10-01")])
    february = ranked(store, Period("month", 2026, 2))
    assert february.rows.value_change.isna().all()
    assert "hệ thống cũ" in str(february.comparison.why_none)
    # The new system's own break of June lies between none of the two.
    assert "01/06/2026" not in str(february.comparison.why_none)
    moved = trend(Warehouse.of(store), node="total", level="department", scope="H21", span=Span("month"))
    assert [len(run) for run in moved.runs("so-tai-chinh")] == [1, 1]
    assert "hệ thống cũ" in moved.breaks[0].why
    assert list(overview(Warehouse.of(store), "H21", Period("month", 2026, 2)).history.value) == [36]


def test_a_table_read_before_the_new_system_was_there_is_the_old_ones(store: Store) -> None:
    assert month(1, 9.9, "2026-01-31").system == "old_portal"
    assert month(1, 9.9, "2026-04-02").system == "new_portal"


def test_what_was_read_while_the_portal_moved_is_compared_with_nothing_before_and_after(store: Store) -> None:
    year = Period("year", 2026)
    scores = {FINANCE: even(9), JUSTICE: even(8)}
    store.add([capture(scores, day=day) for day in ("2026-03-10", "2026-03-17", "2026-04-07", "2026-04-14")])
    reasons = [
        ranked(store, year, day=at(f"2026-{day}").date()).comparison.why_none
        for day in ("03-17", "04-07", "04-14")
    ]
    assert [bool(why and "01/03/2026–31/03/2026" in why) for why in reasons] == [True, True, False]


def test_a_year_is_followed_up_to_the_break_and_from_it_on(store: Store) -> None:
    scores = {FINANCE: even(9), JUSTICE: even(8)}
    store.add([capture(scores, day=day) for day in ("2026-05-20", "2026-05-27", "2026-06-03", "2026-06-10")])
    moved = trend(
        Warehouse.of(store),
        node="total",
        level="department",
        scope="H21",
        span=Span("year", Period("year", 2026)),
    )
    assert [list(run.step) for run in moved.runs("so-tai-chinh")] == [[0, 1], [2, 3]]
    assert [one.label for one in moved.breaks] == ["đứt chuỗi 01/06/2026"]


def test_a_quarter_that_holds_the_break_stands_alone(store: Store) -> None:
    scores = {FINANCE: even(9), JUSTICE: even(8)}
    quarters = [Period("quarter", 2026, number) for number in (1, 2, 3, 4)]
    store.add([capture(scores, day="2027-01-10", period=quarter) for quarter in quarters])
    blank = [ranked(store, quarter).rows.value_change.isna().all() for quarter in quarters]
    assert blank == [True, True, True, False]


def test_a_break_of_one_node_is_one_of_what_it_is_made_of_and_of_what_it_is_part_of(store: Store) -> None:
    told = Break(
        break_id="payment",
        from_day=date(2026, 8, 1),
        to_day=None,
        day_of="period",
        system="new_portal",
        replaces=None,
        nodes=("online_payment",),
        reason_vi="cách đếm hồ sơ thanh toán đã đổi",
        reason_en="",
        source="công văn của Cổng",
        entered_by="phân tích",
    )
    store.add([month(7, 6, "2026-10-01"), month(8, 7, "2026-10-01")])
    store.enter([BreakEntry(told)])
    august = Period("month", 2026, 8)
    for node, is_blank in (
        ("online_payment", True),
        ("online_services", True),
        ("total", True),
        ("satisfaction", False),
    ):
        ranking = ranked(store, august, node)
        assert ranking.rows.value_change.isna().all() == is_blank, node
        assert (
            ranking.comparison.why_none == "đứt chuỗi 01/08/2026: cách đếm hồ sơ thanh toán đã đổi"
        ) == is_blank
    card = overview(Warehouse.of(store), "H21", august).groups.set_index("node")
    assert card.value_change.isna().to_dict() == {
        "transparency": False,
        "processing_progress": False,
        "online_services": True,
        "satisfaction": False,
        "digitisation": False,
    }


def test_a_break_that_was_withdrawn_hinders_nothing_and_comes_back(store: Store) -> None:
    store.add([month(5, 6, "2026-10-01"), month(6, 10, "2026-10-01")])
    june, warehouse = Period("month", 2026, 6), Warehouse.of(store)
    withdrawal = Decision("withdrawal", "2026-06-dossiers", "phân tích", "đã kiểm tra lại")
    store.enter([withdrawal])
    assert list(ranked(store, june).rows.value_change) == [24, 24]
    assert known_breaks(warehouse).set_index("break_id").stands.to_dict()["2026-06-dossiers"] is False
    store.enter([Decision("undo", None, "phân tích", "", withdrawal.entry_id)])
    assert ranked(store, june).rows.value_change.isna().all()


def test_the_demonstration_is_no_systems_and_has_no_breaks(demonstration: Warehouse) -> None:
    june = rank(demonstration, node="total", level="commune", scope="H21", period=Period("month", 2026, 6))
    assert june.rows.value_change.notna().any()
