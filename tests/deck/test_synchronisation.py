"""The slide of synchronisation: true of both counts, and silent about what was not known at the meeting."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indicators import catalogue
from indicators.analysis.follow_up import follow_up
from indicators.analysis.overview import overview
from indicators.analysis.own_counts import last_count
from indicators.deck import Bars, Points, Slide, build_deck
from indicators.deck.synchronisation import synchronisation_slide
from indicators.intake import captures, pipeline
from indicators.periods import Period
from indicators.sources.records import Unit, Value
from indicators.store.store import Store
from indicators.warehouse.warehouse import Warehouse
from tests.deck.test_deck import drawn_in
from tests.made_up import FINANCE, GIA_LAI, HOME_AFFAIRS, JUSTICE, at, capture, even, reading
from tests.overdue_files import csv

SCORES = {GIA_LAI: even(9), FINANCE: even(9), JUSTICE: even(8)}
OCTOBER = Period("month", 2026, 10)
NAMED = {FINANCE: "Sở Tài chính", JUSTICE: "Sở Tư pháp"}
counts = st.fixed_dictionaries(dict.fromkeys(NAMED, st.integers(0, 60)))


# The own counts are made some days before the meetings, each of which knows those before it.
COUNTED = ("2026-11-06", "2026-11-13", "2026-11-20")
MEETINGS = ("2026-11-09", "2026-11-16", "2026-11-23")


def received(store: Store, portal: dict[Unit, int]) -> None:
    """What the portal says it received in October."""
    values = tuple(
        Value(unit, "on_time_share", numerator=0, denominator=received, score=0.0, place=f"B{row}")
        for row, (unit, received) in enumerate(portal.items(), start=2)
    )
    october = reading({FINANCE: even(9)}, period=OCTOBER, captured_at=at("2026-11-05"), name="october")
    store.add(captures.prepare([replace(october, values=values)]))


def counted(store: Store, folder: Path, own: dict[Unit, int], day: str) -> None:
    """What the province counted of October on a day."""
    file = folder / "own.csv"
    rows = [(NAMED[unit], "10/2026", received) for unit, received in own.items()]
    file.write_bytes(csv(*rows, header=("Đơn vị", "Kỳ", "Số hồ sơ"), title=f"Thống kê hồ sơ đến {day}"))
    pipeline.import_files([file], store, captured_at=at(day))


def slide(store: Store, meeting: str) -> Slide:
    """The slide alone, of a reading of the year; a test below sees it in its deck."""
    warehouse = Warehouse.of(store)
    view = overview(warehouse, "H21", Period("year", 2026), date.fromisoformat(meeting))
    found, own = follow_up(warehouse, view.capture), last_count(warehouse, "H21", view.capture.captured_on)
    return synchronisation_slide(found.missing, own, view)


@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(counts, st.lists(counts, min_size=len(COUNTED), max_size=len(COUNTED)))
def test_what_is_said_of_the_own_count_is_true(portal: dict[Unit, int], owns: list[dict[Unit, int]]) -> None:
    with TemporaryDirectory() as folder:
        store = Store(Path(folder) / "store")
        store.add([capture(SCORES, day=meeting) for meeting in MEETINGS])
        received(store, portal)
        for day, own in zip(COUNTED, owns, strict=True):
            counted(store, Path(folder), own, day)
        for meeting, own in zip(MEETINGS, owns, strict=True):
            check_own_count(slide(store, meeting), portal, own)


def check_own_count(told: Slide, portal: dict[Unit, int], own: dict[Unit, int]) -> None:
    """What the slide says is true of what the portal has and of what the province counted last."""
    lacking = {unit: own[unit] - portal[unit] for unit in NAMED if own[unit] > portal[unit]}
    if not lacking:
        assert isinstance(told.exhibit, Points)
        (said,) = told.exhibit.sentences
        assert (
            said
            == "Theo số tỉnh tự đếm (Tháng 10/2026), Cổng không thiếu hồ sơ của 2 cơ quan Cổng có số liệu"
        )
        return
    most = max(lacking.values())
    first = [NAMED[unit] for unit, count in lacking.items() if count == most]
    named = first[0] if len(first) == 1 else "2 đơn vị"
    assert told.message == (
        f"Theo số tỉnh tự đếm (Tháng 10/2026), Cổng còn thiếu {sum(lacking.values())} hồ sơ; "
        f"nhiều nhất: {named} ({most})"
    )
    assert isinstance(told.exhibit, Bars)
    assert drawn_in(told.exhibit) == {NAMED[unit]: count for unit, count in lacking.items()}


def test_a_count_made_after_the_meeting_is_not_told_at_it(store: Store, tmp_path: Path) -> None:
    store.add([capture(SCORES, day="2026-11-16")])
    received(store, {FINANCE: 5, JUSTICE: 5})
    counted(store, tmp_path, {FINANCE: 9, JUSTICE: 5}, "2026-11-24")
    told = build_deck(Warehouse.of(store), "H21", period=Period("year", 2026)).slide("synchronisation")
    assert told
    assert "tự đếm" not in told.message
    assert isinstance(told.exhibit, Points)


def test_what_the_portal_itself_does_not_count_is_drawn_by_who_holds_it(store: Store) -> None:
    node = catalogue.node_in_role("synchronisation", catalogue.load()["2026"])
    counted_of = {FINANCE: (70, 100), JUSTICE: (40, 50), HOME_AFFAIRS: (10, 10)}
    values = tuple(
        Value(unit, node.code, numerator=done, denominator=of, measure=100 * done / of, place=f"B{row}")
        for row, (unit, (done, of)) in enumerate(counted_of.items(), start=2)
    )
    made = reading(SCORES, captured_at=at("2026-11-16"))
    store.add(captures.prepare([replace(made, values=(*made.values, *values))]))
    told = slide(store, "2026-11-16")
    assert told.message == "40 hồ sơ chưa được tính là đồng bộ; Sở Tài chính chiếm 75,00%"
    assert isinstance(told.exhibit, Bars)
    assert drawn_in(told.exhibit) == {"Sở Tài chính": 30, "Sở Tư pháp": 10}
