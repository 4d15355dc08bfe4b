"""What deserves a look: sentences that say what the numbers say, each leading to the ranking behind it."""

from __future__ import annotations

from indicators.analysis.attention import AT_MOST, Remark, remarks
from indicators.analysis.overview import overview
from indicators.captures import Capture
from indicators.sources.records import Unit
from indicators.store import Store
from indicators.warehouse import Warehouse
from tests.made_up import AN_BINH, FINANCE, HOME_AFFAIRS, JUSTICE, capture, even

GIA_LAI = Unit("UBND tỉnh Gia Lai", code="H21", level="province")


def noticed(store: Store, *captures: Capture) -> list[Remark]:
    store.add(captures)
    return remarks(overview(Warehouse(store), "H21"))


def sentences(store: Store, *captures: Capture) -> list[str]:
    return [remark.sentence for remark in noticed(store, *captures)]


def test_the_group_that_loses_most_comes_first_with_its_part_of_what_is_missing(store: Store) -> None:
    # All at 9 of 18, 20, 12 + 10, 18 and 22 points: 46 are missing, 13 of them in digitisation.
    first = noticed(store, capture({GIA_LAI: even(9), FINANCE: even(9)}))[0]
    assert first.sentence == "Số hóa hồ sơ mất nhiều điểm nhất: 13,00 trong 46,00 điểm còn thiếu."
    assert (first.node, first.level) == ("digitisation", "department")


def test_no_group_is_called_weakest_while_one_is_missing(store: Store) -> None:
    points = even(9) | {"satisfaction": None}
    assert not any(
        "mất nhiều điểm" in said for said in sentences(store, capture({GIA_LAI: points, FINANCE: even(9)}))
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


def test_no_more_is_told_than_can_be_read_at_a_glance(store: Store) -> None:
    unknown = Unit("Sở Chưa Có", code="H21.999", level="department")
    before = capture(
        {GIA_LAI: even(9), FINANCE: even(9), JUSTICE: even(9), AN_BINH: even(9)}, day="2026-10-02"
    )
    points = {
        GIA_LAI: even(9),
        FINANCE: even(8),
        JUSTICE: {"transparency": 9},
        AN_BINH: even(8),
        unknown: even(7),
    }
    assert len(noticed(store, before, capture(points))) == AT_MOST
