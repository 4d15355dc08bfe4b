"""What deserves a look: sentences that say what the numbers say, each leading to the ranking behind it."""

from __future__ import annotations

from indicators.analysis.follow_up import follow_up
from indicators.analysis.overview import overview
from indicators.analysis.statements import Statement
from indicators.analysis.statements.attention import AT_MOST, worth_a_look
from indicators.sources.records import Unit
from indicators.store.capture import Capture
from indicators.store.store import Store
from indicators.warehouse.warehouse import Warehouse
from tests.made_up import AN_BINH, FINANCE, HOME_AFFAIRS, JUSTICE, capture, even
from tests.made_up_lists import code, keep_lists, ordered

GIA_LAI = Unit("UBND tỉnh Gia Lai", code="H21", level="province")


def noticed(store: Store, *captures: Capture) -> list[Statement]:
    store.add(captures)
    warehouse = Warehouse(store)
    view = overview(warehouse, "H21")
    return worth_a_look(view, follow_up(warehouse, view.capture))


def sentences(store: Store, *captures: Capture) -> list[str]:
    return [remark.sentence() for remark in noticed(store, *captures)]


def test_the_group_that_loses_most_comes_first_with_its_part_of_what_is_missing(store: Store) -> None:
    # All at 9 of 18, 20, 12 + 10, 18 and 22 points: 46 are missing, 13 of them in digitisation.
    first = noticed(store, capture({GIA_LAI: even(9), FINANCE: even(9)}))[0]
    assert first.sentence() == "Mất nhiều nhất ở Số hóa hồ sơ: 13,00 trong 46,00 điểm còn thiếu."
    assert first.link.page == "ranking"
    assert (first.link.query["node"], first.link.query["level"]) == ("digitisation", "department")
    assert (first.link.query["period"], first.link.query["read"]) == ("year:2026", "2026-10-10T07:30")


def test_no_group_is_called_weakest_while_one_is_missing(store: Store) -> None:
    points = even(9) | {"satisfaction": None}
    assert not any(
        "Mất nhiều" in said for said in sentences(store, capture({GIA_LAI: points, FINANCE: even(9)}))
    )


def test_the_largest_fall_is_told_with_its_points_and_since_when(store: Store) -> None:
    before = capture({FINANCE: even(9), JUSTICE: even(9), HOME_AFFAIRS: even(9)}, day="2026-10-02")
    now = capture({FINANCE: even(8.5), JUSTICE: even(8), HOME_AFFAIRS: even(9.5)}, day="2026-10-10")
    expected = "Sở Tư pháp giảm nhiều nhất trong khối sở, ban, ngành: 6,00 điểm so với 02/10/2026."
    assert expected in sentences(store, before, now)


def test_a_fall_of_hundredths_deserves_no_look(store: Store) -> None:
    before = capture({FINANCE: even(9), JUSTICE: even(8)}, day="2026-10-02")
    now = capture({FINANCE: even(8.99), JUSTICE: even(8)}, day="2026-10-10")
    assert not any("giảm" in said for said in sentences(store, before, now))


def test_the_lowest_unit_is_told_with_its_distance_from_the_median(store: Store) -> None:
    said = sentences(store, capture({FINANCE: even(9), JUSTICE: even(8), HOME_AFFAIRS: even(7)}))
    assert "Sở Nội vụ thấp nhất trong khối sở, ban, ngành: 42,00 điểm, kém trung vị 6,00 điểm." in said


def test_a_unit_alone_in_its_group_is_not_called_lowest(store: Store) -> None:
    assert not any("thấp nhất" in said for said in sentences(store, capture({FINANCE: even(9)})))


def test_units_without_a_total_are_counted(store: Store) -> None:
    said = sentences(store, capture({FINANCE: even(9), JUSTICE: {"transparency": 9}}))
    assert "1/2 sở, ban, ngành chưa có tổng điểm." in said


def test_units_nobody_knows_are_counted(store: Store) -> None:
    unknown = Unit("Sở Chưa Có", code="H21.999", level="department")
    said = sentences(store, capture({FINANCE: even(9), unknown: even(8)}))
    assert "1/2 sở, ban, ngành chưa có trong danh mục cơ quan." in said


def test_overdue_dossiers_and_the_order_to_clear_them_lead_to_their_pages(store: Store) -> None:
    ordered(store)
    keep_lists(store, {"2026-09-07": [code(1), code(2), code(3)], "2026-10-10": [code(1), code(9)]})
    backlog, order = noticed(store, capture({FINANCE: even(9)}))[:2]
    said = "2 hồ sơ quá hạn đến 10/10/2026, giảm 1 so với ngày 07/09/2026; nhiều nhất: Sở Tài chính (2)."
    assert (backlog.sentence(), backlog.link.page) == (said, "overdue")
    assert (
        order.sentence() == "Văn bản 291/UBND-NC: đến 10/10/2026 đã xử lý 2/3 hồ sơ, còn 1, hạn 20/10/2026."
    )
    assert (order.link.page, set(order.link.query)) == ("campaigns", {"campaign", "list"})
    assert order.link.query["list"] == backlog.link.query["list"] == "2026-10-10T00:00"


def test_where_nothing_is_overdue_and_the_order_is_done_neither_is_told(store: Store) -> None:
    keep_lists(store, {"2026-10-05": [code(1)], "2026-10-10": []})
    assert not any("quá hạn" in said for said in sentences(store, capture({FINANCE: even(9)})))


def test_no_more_is_told_than_can_be_read_at_a_glance(store: Store) -> None:
    unknown = Unit("Sở Chưa Có", code="H21.999", level="department")
    before = capture(
        {GIA_LAI: even(9), FINANCE: even(9), JUSTICE: {"transparency": 9}, AN_BINH: even(9)}, day="2026-10-02"
    )
    points = {
        GIA_LAI: even(9),
        FINANCE: even(8),
        JUSTICE: {"transparency": 9},
        AN_BINH: even(8),
        unknown: even(7),
    }
    assert len(noticed(store, before, capture(points))) == AT_MOST
