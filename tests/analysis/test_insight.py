"""What deserves a look: sentences that say what the numbers say, each leading to the ranking behind it."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from indicators.analysis import overdue
from indicators.analysis.follow_up import follow_up
from indicators.analysis.insight import AT_MOST, Finding, chosen, insight
from indicators.analysis.overview import overview
from indicators.analysis.provenance import Provenance
from indicators.analysis.ranking import rank
from indicators.analysis.statements import (
    Evidence,
    Link,
    Statement,
    noticed_units,
    overdue_dossiers,
    peers,
)
from indicators.intake import captures
from indicators.sources.records import Unit, Value
from indicators.store.capture import Capture
from indicators.store.store import Store
from indicators.warehouse.warehouse import Warehouse
from tests.made_up import AN_BINH, FINANCE, GIA_LAI, HOME_AFFAIRS, JUSTICE, TRADE, capture, even, reading
from tests.made_up_lists import code, keep_lists, ordered

NOTHING = Evidence("ranking", {}, pd.DataFrame())


def noticed(store: Store, *captures: Capture) -> list[Statement]:
    store.add(captures)
    warehouse = Warehouse.of(store)
    view = overview(warehouse, "H21")
    return insight(warehouse, view, follow_up(warehouse, view.capture))


def sentences(store: Store, *captures: Capture) -> list[str]:
    return [remark.sentence() for remark in noticed(store, *captures)]


def test_a_target_that_is_missed_comes_before_the_group_that_loses_most(store: Store) -> None:
    # All at 9 of 18, 20, 12 + 10, 18 and 22 points: 46 are missing, 13 of them in digitisation.
    target, first = noticed(store, capture({GIA_LAI: even(9), FINANCE: even(9)}))[:2]
    assert target.sentence() == "Gia Lai còn thiếu 36,00 điểm so với chỉ tiêu 90,00 điểm."
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
    expected = (
        "Sở Tư pháp giảm nhiều nhất khối sở, ban, ngành so với 02/10/2026: 6,00 điểm, từ hạng 1 thành hạng 3."
    )
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
    order, backlog = noticed(store, capture({FINANCE: even(9)}))[:2]
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


def finding(name: str, kind: str = "lowest", **weight: float) -> Finding:
    said = Statement(kind, (name,), {}, "H21", Provenance(), NOTHING, Link("ranking"), lambda: name)
    size = weight.pop("size", 0.5)
    return Finding(said, size, **{reason: bool(holds) for reason, holds in weight.items()})


def test_what_has_more_reasons_comes_first_and_among_as_many_the_larger() -> None:
    found = [
        finding("nhỏ", size=0.1),
        finding("lớn", "leader", size=0.9),
        finding("có tín hiệu", "largest_drop", size=0.2, is_signal=1),
        finding("chỉ đạo đã quá hạn", "order_missed", size=0.1, is_order=1, is_target=1),
    ]
    assert list(map(str, chosen(found))) == ["chỉ đạo đã quá hạn", "có tín hiệu", "lớn", "nhỏ"]


def test_nobody_is_told_of_twice_and_one_of_a_kind_goes_before_another_of_it() -> None:
    found = [
        finding("sở A", size=0.9),
        finding("sở A", "largest_drop", size=0.8),
        finding("xã B", size=0.7),
        *(finding(f"việc {number}", f"kind {number}", size=0.1) for number in range(4)),
    ]
    told = list(map(str, chosen(found)))
    assert told[0] == "sở A"
    assert told.count("sở A") == 1
    assert len(told) == AT_MOST
    assert "xã B" not in told


def test_units_without_dossiers_are_set_apart_and_ties_told_together(store: Store) -> None:
    values = [
        Value(one, "on_time_share", score=score, numerator=0, denominator=received, place=f"B{row}")
        for row, (one, score, received) in enumerate(
            [(FINANCE, 18, 9), (JUSTICE, 4, 7), (HOME_AFFAIRS, 4, 3), (TRADE, 0, 0)], start=2
        )
    ]
    totals = [
        Value(value.unit, "total", score=value.score, place=f"C{row}")
        for row, value in enumerate(values, start=2)
    ]
    made = replace(reading({FINANCE: {}}), values=(*values, *totals))
    store.add(captures.prepare([made]))
    ranking = rank(Warehouse.of(store), node="total", level="department", scope="H21")
    assert str(noticed_units.lowest(ranking)) == (
        "2 đơn vị trong 3 sở, ban, ngành cùng thấp nhất: 4,00 điểm (trừ 1 đơn vị không phát sinh hồ sơ)"
    )
    assert str(peers.ends(ranking)) == (
        "Sở, ban, ngành: từ 4,00 (2 đơn vị) đến 18,00 điểm (Sở Tài chính) (trừ 1 đơn vị không phát sinh hồ sơ)"
    )


def test_a_statement_knows_what_it_claims_and_says_it_in_both_languages(store: Store) -> None:
    store.add([capture({FINANCE: even(9), JUSTICE: even(8), HOME_AFFAIRS: even(7)})])
    said = noticed_units.lowest(rank(Warehouse.of(store), node="total", level="department", scope="H21"))
    assert said
    assert (said.kind, said.subject, said.scope) == ("lowest", ("so-noi-vu",), "H21")
    assert said.numbers["value"] == 42
    assert said.evidence.query == "ranking"
    assert said.evidence.rows.value.tolist() == [42]
    assert (
        said.vietnamese == "Sở Nội vụ thấp nhất trong khối sở, ban, ngành: 42,00 điểm, kém trung vị 6,00 điểm"
    )
    assert said.english == "Sở Nội vụ is lowest among departments: 42.00 points, 6.00 below the median"


def test_a_list_whose_day_nobody_told_is_told_by_its_import(store: Store) -> None:
    keep_lists(store, {"2026-10-05": [code(1)], "2026-10-10": [code(1), code(2)]})
    (*_, last) = overdue.steps(Warehouse.of(store), "H21")
    step = replace(last, listed_at_given=False)
    summary = replace(overdue.backlog_summary(Warehouse.of(store), last), step=step)
    rows = overdue.backlog(Warehouse.of(store), last, "agency")
    assert str(overdue_dossiers.backlog(summary, rows)) == (
        "2 hồ sơ quá hạn trong danh sách nhập 10/10/2026 (không rõ ngày chốt), tăng 1 so với ngày 05/10/2026; "
        "nhiều nhất: Sở Tài chính (2)"
    )
