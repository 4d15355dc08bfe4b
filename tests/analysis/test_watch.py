"""The watch list finds whom its rules are about, and nobody whom chance, few cases or no dossiers brought there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from indicators.analysis import watch as watching
from indicators.analysis.watch import Watched, watch
from indicators.intake import captures
from indicators.reference.watch_rules import Amount, Rule
from indicators.sources.records import Unit
from indicators.store.store import Store
from indicators.warehouse.warehouse import Warehouse
from tests.made_up import (
    COMPONENTS,
    FINANCE,
    GIA_LAI,
    HOME_AFFAIRS,
    JUSTICE,
    TRADE,
    at,
    capture,
    even,
    reading,
)
from tests.made_up_lists import code, keep_lists

DAYS = ("2026-09-14", "2026-09-21", "2026-09-28", "2026-10-05")


def rule(kind: str, **told: object) -> Rule:
    return Rule("Thử", "Test", level="department", node="total", kind=kind, **told)  # type: ignore[arg-type]


def found(monkeypatch: pytest.MonkeyPatch, store: Store, *rules: Rule) -> Watched:
    monkeypatch.setattr(watching, "load_rules", lambda: rules)
    return watch(Warehouse.of(store), "H21")


def names(told: Watched) -> list[str]:
    return [hit.agency_id for hit in told.hits]


def read_weekly(store: Store, **points: Sequence[float]) -> None:
    """Departments read on the same days, each with even points in every component."""
    units = {"finance": FINANCE, "justice": JUSTICE, "home_affairs": HOME_AFFAIRS, "trade": TRADE}
    store.add(
        [
            capture({units[name]: even(own[number]) for name, own in points.items()}, day=day)
            for number, day in enumerate(DAYS)
        ]
    )


def test_who_is_below_a_number_or_a_part_of_the_maximum_is_found(
    monkeypatch: pytest.MonkeyPatch, store: Store
) -> None:
    store.add([capture({FINANCE: even(9), JUSTICE: even(8), HOME_AFFAIRS: even(10)})])
    assert names(found(monkeypatch, store, rule("below", than=Amount(54)))) == ["so-tu-phap"]
    told = found(monkeypatch, store, rule("below", than=Amount(55, True)))
    assert names(told) == ["so-tai-chinh", "so-tu-phap"]
    assert str(told.hits[1].statement) == "Sở Tư pháp: Tổng điểm đạt 48,00 điểm, dưới mức 55%"


def test_the_provinces_target_is_held_against_its_own_reading_though_no_nation_was_read(
    monkeypatch: pytest.MonkeyPatch, store: Store
) -> None:
    store.add([capture({GIA_LAI: even(9), FINANCE: even(1)})])
    told = found(
        monkeypatch,
        store,
        Rule("Mục tiêu", "Target", "province", "total", "below"),
        Rule("Hạng", "Place", "province", "total", "rank_loss", by=Amount(1)),
    )
    assert [str(hit.statement) for hit in told.hits] == [
        "Gia Lai: Tổng điểm đạt 54,00 điểm, dưới mức 90 điểm"
    ]
    assert told.hits[0].statement.link.page == "overview"
    assert told.sentence() == (
        "Danh sách theo dõi: 1 đơn vị theo 1/2 quy tắc; 1 quy tắc chưa đủ số liệu để xét."
    )
    assert told.why_nobody(1) == "chưa xét được: chưa có số liệu toàn quốc gồm tỉnh mình đến lần đọc này"


def test_the_provinces_place_is_held_against_the_nation_as_it_was_read_by_then(
    monkeypatch: pytest.MonkeyPatch, store: Store
) -> None:
    an_giang = Unit("UBND tỉnh An Giang", code="H01", level="province")
    for day, own in (("2026-10-03", 54.0), ("2026-10-10", 49.0), ("2026-10-17", 60.0)):
        store.add([capture({GIA_LAI: even(9)}, day=day)])
        nation = reading({GIA_LAI: {"total": own}, an_giang: {"total": 50.0}}, captured_at=at(day, "14:00"))
        store.add(captures.prepare([replace(nation, scope="VN")]))
    lost = Rule("Hạng", "Place", "province", "total", "rank_loss", by=Amount(1))
    assert names(found(monkeypatch, store, lost)) == []
    then = watch(Warehouse.of(store), "H21", captured_on=date(2026, 10, 10))
    assert [str(hit.statement) for hit in then.hits] == [
        "Gia Lai: Tổng điểm tụt 1 bậc so với 03/10/2026, từ hạng 1 xuống hạng 2"
    ]


@pytest.mark.parametrize(
    ("kind", "told", "why"),
    [
        ("signal", {}, "chưa đủ 13 lần đọc so sánh được với nhau"),
        ("falls", {"times": 3}, "chưa đủ 4 lần đọc so sánh được với nhau"),
        ("rank_loss", {"by": Amount(2)}, "chưa có lần đọc trước của kỳ này"),
        ("overdue", {"than": Amount(2)}, "chưa có danh sách hồ sơ quá hạn đến lần đọc này"),
        ("below", {}, "chưa có chỉ tiêu nào được giao"),
    ],
)
def test_a_rule_without_its_data_says_so_and_not_that_nobody_was_found(
    monkeypatch: pytest.MonkeyPatch, store: Store, kind: str, told: dict[str, object], why: str
) -> None:
    store.add([capture({FINANCE: even(9), JUSTICE: even(8)})])
    watched = found(monkeypatch, store, rule(kind, **told))
    assert watched.why_nobody(0) == f"chưa xét được: {why}"
    assert watched.sentence().endswith("theo 1 quy tắc; 1 quy tắc chưa đủ số liệu để xét.")


def test_an_earlier_reading_is_judged_by_what_was_known_then(
    monkeypatch: pytest.MonkeyPatch, store: Store
) -> None:
    read_weekly(store, finance=(9, 8.9, 8.8, 9.9), justice=(8, 8, 8, 8))
    assert names(found(monkeypatch, store, rule("falls", times=2))) == []
    then = watch(Warehouse.of(store), "H21", captured_on=date(2026, 9, 28))
    assert [str(hit.statement) for hit in then.hits] == [
        "Sở Tài chính: Tổng điểm kém đi 2 lần đọc liên tiếp, tổng cộng 1,20 điểm"
    ]


def test_falls_in_a_row_are_counted_and_added_up(monkeypatch: pytest.MonkeyPatch, store: Store) -> None:
    read_weekly(store, finance=(9, 8.9, 8.8, 8.7), justice=(9, 9.1, 9.0, 8.9), home_affairs=(9, 9, 8.9, 8.8))
    assert names(found(monkeypatch, store, rule("falls", times=3))) == ["so-tai-chinh"]
    assert len(names(found(monkeypatch, store, rule("falls", times=2)))) == 3
    assert names(found(monkeypatch, store, rule("falls", times=3, by=Amount(1.7)))) == ["so-tai-chinh"]
    assert names(found(monkeypatch, store, rule("falls", times=3, by=Amount(1.9)))) == []
    assert names(found(monkeypatch, store, rule("falls", times=3, by=Amount(4, True)))) == []
    assert names(found(monkeypatch, store, rule("falls", times=4))) == []


def test_places_lost_are_counted_in_places_or_in_parts_of_all(
    monkeypatch: pytest.MonkeyPatch, store: Store
) -> None:
    read_weekly(store, finance=(9, 9, 9, 7), justice=(8, 8, 8, 8), home_affairs=(7.5, 7.5, 7.5, 7.5))
    assert names(found(monkeypatch, store, rule("rank_loss", by=Amount(2)))) == ["so-tai-chinh"]
    assert names(found(monkeypatch, store, rule("rank_loss", by=Amount(3)))) == []
    told = found(monkeypatch, store, rule("rank_loss", by=Amount(50, True)))
    assert str(told.hits[0].statement) == (
        "Sở Tài chính: Tổng điểm tụt 2 bậc so với 28/09/2026, từ hạng 1 xuống hạng 3"
    )


def test_overdue_dossiers_above_a_number_are_told_by_the_last_list(
    monkeypatch: pytest.MonkeyPatch, store: Store
) -> None:
    store.add([capture({FINANCE: even(9), JUSTICE: even(8)})])
    keep_lists(store, {"2026-10-05": [code(1), code(2), code(3, "H21.16")]})
    told = found(monkeypatch, store, rule("overdue", than=Amount(1)))
    assert [str(hit.statement) for hit in told.hits] == [
        "Sở Tài chính có 2 hồ sơ quá hạn trong danh sách 05/10/2026"
    ]
    assert names(found(monkeypatch, store, rule("overdue", than=Amount(2)))) == []


def test_who_seems_to_have_no_dossiers_is_not_watched(monkeypatch: pytest.MonkeyPatch, store: Store) -> None:
    nothing = dict.fromkeys(COMPONENTS, 4.0) | {"processing_progress": 0.0, "online_payment": 0.0}
    store.add([capture({FINANCE: even(9), JUSTICE: nothing, HOME_AFFAIRS: even(5)})])
    assert names(found(monkeypatch, store, rule("below", than=Amount(40)))) == ["so-noi-vu"]


def test_a_signal_of_the_demonstration_is_found_and_never_a_rise(
    monkeypatch: pytest.MonkeyPatch, demonstration: Warehouse
) -> None:
    monkeypatch.setattr(watching, "load_rules", lambda: (Rule("Thử", "Test", "commune", "total", "signal"),))
    told = watch(demonstration, "H21")
    assert told.sentence().startswith(f"Danh sách theo dõi: {len(told.hits)} đơn vị theo 1/1 quy tắc")
    assert all("kém đi vượt mức dao động thường thấy" in str(hit.statement) for hit in told.hits)


def test_the_floor_leaves_out_who_received_fewer_dossiers(
    monkeypatch: pytest.MonkeyPatch, demonstration: Warehouse
) -> None:
    def below(floor: int) -> set[str]:
        own = Rule("Thử", "Test", "commune", "total", "below", than=Amount(100), cases_at_least=floor)
        monkeypatch.setattr(watching, "load_rules", lambda: (own,))
        return set(names(watch(demonstration, "H21")))

    everybody, large = below(0), below(5000)
    assert large < everybody


def test_where_nothing_was_read_nobody_is_watched(monkeypatch: pytest.MonkeyPatch, store: Store) -> None:
    assert found(monkeypatch, store, rule("below", than=Amount(50))).capture is None
