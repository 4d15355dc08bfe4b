"""What "partial" means: decided by level, component and unit, said with the names, never passed off as the whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indicators.analysis.capture_selection import CaptureInfo, captures_of, captures_with, select_capture
from indicators.analysis.completeness import Shortfall, partial, would_lack
from indicators.analysis.overview import overview
from indicators.analysis.provenance import of_capture
from indicators.analysis.ranking import Ranking, rank
from indicators.analysis.statements.peers import ends
from indicators.codes import Level
from indicators.intake import captures as capture_intake
from indicators.periods import Period
from indicators.reference.agencies import load_register
from indicators.reference.provinces import load_provinces
from indicators.sources.portal_answer import SERVICE_RESULTS, component_at, node_at
from indicators.sources.records import Extract, Unit
from indicators.store.capture import Capture
from indicators.store.store import Store
from indicators.translation import in_language
from indicators.warehouse.warehouse import Warehouse
from tests.analysis.plain_partial import Read, default, lacking
from tests.made_up import (
    AN_BINH,
    COMPONENTS,
    FINANCE,
    HOME_AFFAIRS,
    JUSTICE,
    TRADE,
    at,
    capture,
    even,
    reading,
    unit,
)

DEPARTMENTS = (FINANCE, JUSTICE, HOME_AFFAIRS, TRADE)
THREE_OF_FOUR = Shortfall("department", "satisfaction", 4, ("Sở Công Thương", "Sở Nội vụ", "Sở Tư pháp"), 3)
FULL = {one: even(5) for one in DEPARTMENTS}
WITHOUT = {one: {**even(6), "satisfaction": None} for one in DEPARTMENTS[1:]} | {FINANCE: even(6)}


def shown(store: Store) -> dict[date, CaptureInfo]:
    return {one.captured_on: one for one in captures_of(Warehouse.of(store), "H21")}


def ranked(store: Store, node: str, day: str | None = None, level: str = "department") -> Ranking:
    read = date.fromisoformat(day) if day else None
    return rank(Warehouse.of(store), node=node, level=level, scope="H21", captured_on=read)


def test_three_of_four_units_without_satisfaction_are_a_partial_reading(store: Store) -> None:
    store.add([capture(FULL, day="2026-10-10"), capture(WITHOUT, day="2026-10-17")])
    assert shown(store)[date(2026, 10, 17)].shortfalls == (THREE_OF_FOUR,)
    assert overview(Warehouse.of(store), "H21").capture.captured_on == date(2026, 10, 10)
    for node in ("satisfaction", "total"):
        assert ranked(store, node).capture.captured_on == date(2026, 10, 10)
    # Nothing is missing of any other component.
    assert ranked(store, "transparency").capture.captured_on == date(2026, 10, 17)


def test_at_a_partial_reading_nobody_is_first_and_who_lacks_what_is_named(store: Store) -> None:
    store.add([capture(FULL, day="2026-10-10"), capture(WITHOUT, day="2026-10-17")])
    for node in ("satisfaction", "total"):
        rows = ranked(store, node, "2026-10-17").rows.set_index("agency_id")
        assert rows["rank"].isna().all()
        assert not rows.tied.any()
        assert list(rows.quality["so-tai-chinh"]) == []
        assert list(rows.quality["so-tu-phap"]) == ["missing_component"]
    with in_language("vi"):
        line = of_capture(ranked(store, "total", "2026-10-17").capture).line()
    assert "thiếu “Mức độ hài lòng” của 3/4 sở, ban, ngành (Sở Công Thương, Sở Nội vụ, Sở Tư pháp)" in line


def test_a_unit_that_never_had_a_component_does_not_lack_it(store: Store) -> None:
    never = FULL | {TRADE: {**even(5), "satisfaction": None}}
    store.add([capture(never, day="2026-10-10"), capture(never, day="2026-10-17")])
    rows = ranked(store, "satisfaction").rows.set_index("agency_id")
    assert not any(one.is_partial for one in shown(store).values())
    assert rows["rank"].notna().sum() == 3
    assert list(rows.quality["so-cong-thuong"]) == []


@pytest.mark.parametrize(("few", "is_partial"), [(2, False), (3, True)])
def test_a_few_of_many_units_without_a_value_leave_the_reading_the_default_and_have_no_rank(
    store: Store, few: int, is_partial: bool
) -> None:
    def read(lacking: int, day: str) -> Capture:
        units = {unit(n): even(9) | ({"satisfaction": None} if n < lacking else {}) for n in range(40)}
        return capture_intake.prepare([replace(reading(units, captured_at=at(day)), scope="H44")])[0]

    store.add([read(0, "2026-10-10"), read(few, "2026-10-17")])
    newest = captures_of(Warehouse.of(store), "H44")[0]
    assert newest.is_partial is is_partial
    ranking = rank(Warehouse.of(store), node="total", level="commune", scope="H44")
    assert ranking.capture.captured_on == date(2026, 10, 10 if is_partial else 17)
    rows = rank(
        Warehouse.of(store), node="total", level="commune", scope="H44", captured_on=date(2026, 10, 17)
    ).rows
    assert rows["rank"].notna().sum() == (0 if is_partial else 40 - few)
    assert sum("missing_component" in flags for flags in rows.quality) == few


def test_a_level_that_was_not_read_is_partial_for_that_level_only(store: Store) -> None:
    store.add([capture(FULL | {AN_BINH: even(4)}, day="2026-10-10")])
    store.add([capture({AN_BINH: even(5)}, day="2026-10-17")])
    assert overview(Warehouse.of(store), "H21").capture.captured_on == date(2026, 10, 10)
    assert ranked(store, "total").capture.captured_on == date(2026, 10, 10)
    communes = ranked(store, "total", level="commune")
    assert (communes.capture.captured_on, communes.capture.is_partial) == (date(2026, 10, 17), False)
    assert communes.rows.value_change[0] == 6
    absent = shown(store)[date(2026, 10, 17)]
    assert [(one.level, one.node, len(one.units)) for one in absent.shortfalls] == [("department", None, 4)]
    with in_language("vi"):
        assert "thiếu toàn bộ 4 sở, ban, ngành" in partial(absent.shortfalls, absent.index_version)


def test_one_unit_for_another_is_a_unit_missing(store: Store) -> None:
    """As many as before, and yet one of those is not there."""
    store.add([capture({FINANCE: even(5), JUSTICE: even(4)}, day="2026-10-10")])
    store.add([capture({FINANCE: even(5), TRADE: even(4)}, day="2026-10-17")])
    assert shown(store)[date(2026, 10, 17)].shortfalls == (
        Shortfall("department", None, 3, ("Sở Tư pháp",), 1),
    )


def test_who_was_not_recognised_is_not_missed_under_that_name(store: Store) -> None:
    misspelt = Unit("Sở Tài chánh", level="department")
    store.add([capture({misspelt: even(5), JUSTICE: even(4)}, day="2026-10-10")])
    store.add([capture({FINANCE: even(5), JUSTICE: even(4)}, day="2026-10-17")])
    assert not any(one.is_partial for one in shown(store).values())


def test_a_sentence_on_a_partial_reading_calls_nobody_above_the_maximum_and_says_all_of_none(
    store: Store,
) -> None:
    store.add([capture(FULL, day="2026-10-10"), capture(WITHOUT, day="2026-10-17")])
    told = ends(ranked(store, "satisfaction", "2026-10-17"))
    assert told.kind == "nobody_ranked"
    with in_language("vi"):
        said = str(told.words())
    assert "3 đơn vị chưa có số liệu" in said
    assert "vượt điểm tối đa" not in said
    assert "cả " not in said


def page(count: int, day: str = "2026-10-10") -> Capture:
    """The first so many of the units that the portal lists, in the register's order."""
    listed = [
        one
        for one in load_register().on(date.fromisoformat(day))
        if one.portal_code and one.level != "province"
    ]
    units = [Unit(one.name_vi, code=one.portal_code, level=one.level) for one in listed]
    assert len(units) == 149
    return capture({one: even(5) for one in units[:count]}, day=day)


def test_a_first_page_of_a_hundred_units_is_partial_though_nothing_was_read_before(store: Store) -> None:
    made = page(100)
    absent = would_lack(Warehouse.of(store), made)
    assert [(one.level, one.node, len(one.units), one.expected) for one in absent] == [
        ("commune", None, 49, 135)
    ]
    store.add([made])
    assert shown(store)[date(2026, 10, 10)].shortfalls == absent
    assert ranked(store, "total", level="commune").rows["rank"].isna().all()
    # All departments are there.
    assert ranked(store, "total").ranked == 14
    # The same page once more is no fuller.
    store.add([page(100, "2026-10-17")])
    assert shown(store)[date(2026, 10, 17)].is_partial


def test_all_units_that_the_portal_lists_are_a_full_reading(store: Store) -> None:
    """The register knows one more, which has no code there."""
    store.add([page(149)])
    assert not shown(store)[date(2026, 10, 10)].is_partial


def test_a_unit_of_the_register_that_the_portal_never_lists_makes_no_reading_partial(store: Store) -> None:
    store.add([page(148), page(148, "2026-10-17")])
    assert not any(one.is_partial for one in shown(store).values())
    # Who was there is missed as soon as they are not.
    store.add([page(147, "2026-10-24")])
    assert shown(store)[date(2026, 10, 24)].is_partial


def test_of_partial_readings_the_one_that_lacks_least_stands(store: Store) -> None:
    store.add([page(120, "2026-10-10"), page(90, "2026-10-17")])
    chosen = select_capture(captures_of(Warehouse.of(store), "H21"))
    assert chosen
    assert chosen.captured_on == date(2026, 10, 10)


def of_portal(count: int, told: int, part: str = "transparency", level: Level = "commune") -> Extract:
    """A page of the portal's answers: so many units of so many that it says it has."""
    component = node_at(part)
    units = {replace(unit(n), level=level): {component: 1.0 + n % 3} for n in range(count)}
    page = replace(reading(units, captured_at=at("2026-10-10")), scope="H44", source="portal_api", part=part)
    return replace(page, file=f"{part}.{count}.json", units_given=count, units_told=told)


@pytest.mark.parametrize(
    ("given", "told", "is_partial"),
    [(14, 163, True), (163, 163, False), (155, 163, False), (150, 163, True), (14, 0, False)],
)
def test_a_reading_is_partial_by_its_sources_own_word_where_no_register_knows_better(
    store: Store, given: int, told: int, is_partial: bool
) -> None:
    (made,) = capture_intake.prepare([of_portal(given, told)])
    foreseen = would_lack(Warehouse.of(store), made)
    store.add([made])
    (kept,) = captures_of(Warehouse.of(store), "H44")
    assert kept.shortfalls == foreseen
    assert kept.is_partial is is_partial
    ranking = rank(Warehouse.of(store), node="transparency", level="commune", scope="H44")
    assert ranking.capture.is_partial is is_partial
    assert bool(ranking.rows["rank"].isna().all()) is is_partial
    with in_language("vi"):
        said = " ".join(str(one.words()) for one in [ends(ranking)])
        told_line = of_capture(ranking.capture).line()
    assert ("chỉ có" in told_line) is is_partial
    if is_partial:
        assert f"chỉ có của {given} trong {told} đơn vị mà nguồn có" in told_line
        assert "cả " not in said


def test_components_cut_short_alike_are_told_once_and_others_are_whole(store: Store) -> None:
    parts = of_portal(14, 163), of_portal(14, 163, "dossier-digitized"), of_portal(14, 0, "dvc-progress-tree")
    store.add(capture_intake.prepare(parts))
    (kept,) = captures_of(Warehouse.of(store), "H44")
    assert [(one.node, one.expected, one.missing) for one in kept.shortfalls] == [(None, 163, 149)]
    of_progress = captures_with(Warehouse.of(store), component_at("dvc-progress-tree"), "commune", "H44")
    assert [one.is_partial for one in of_progress] == [False]


def test_a_summary_that_is_cut_short_lacks_the_total(store: Store) -> None:
    store.add(capture_intake.prepare([of_portal(14, 163, SERVICE_RESULTS)]))
    (kept,) = captures_of(Warehouse.of(store), "H44")
    assert [(one.node, one.expected, one.missing) for one in kept.shortfalls] == [("total", 163, 149)]
    ranking = rank(Warehouse.of(store), node="total", level="commune", scope="H44")
    assert ranking.rows["rank"].isna().all()


def test_two_pages_are_as_many_units_as_they_hold_together(store: Store) -> None:
    first, second = of_portal(100, 149), of_portal(149, 149)
    rest = tuple(value for value in second.values if value not in first.values)
    second = replace(second, file="2.json", values=rest, units_given=49)
    (made,) = capture_intake.prepare([first, second])
    assert made.cut_short == ()


def test_a_nation_without_some_provinces_is_partial(store: Store) -> None:
    provinces = {Unit(name, code=code, level="province"): even(5) for code, name in load_provinces().items()}
    for count, is_partial in ((34, False), (20, True)):
        part = reading(dict([*provinces.items()][:count]), captured_at=at("2026-10-10"))
        made = capture_intake.prepare([replace(part, scope="VN")])[0]
        assert bool(would_lack(Warehouse.of(store), made)) == is_partial


def test_a_reading_of_units_whose_level_nobody_knows_is_one_reading(store: Store) -> None:
    made = capture({Unit("H21.9001", code="H21.9001"): even(5), FINANCE: even(6)}, day="2026-10-10")
    assert None in made.observations["level"].to_pylist()
    foreseen = would_lack(Warehouse.of(store), made)
    store.add([made])
    assert [one.shortfalls for one in captures_of(Warehouse.of(store), "H21")] == [foreseen]


def test_what_arrives_together_is_judged_together(store: Store) -> None:
    before, now = capture(FULL, day="2026-10-10"), capture(WITHOUT, day="2026-10-17")
    warehouse = Warehouse.of(store)
    assert would_lack(warehouse, now, [before, now]) == (THREE_OF_FOUR,)
    assert would_lack(warehouse, before, [before, now]) == ()
    # Nothing was kept.
    assert captures_of(warehouse, "H21") == ()


@pytest.mark.parametrize("period", [Period("month", 2026, 8), Period("year", 2026)], ids=str)
def test_only_readings_of_the_same_period_are_held_against_each_other(store: Store, period: Period) -> None:
    store.add([capture(FULL, day="2026-10-10", period=Period("month", 2026, 9))])
    store.add([capture(WITHOUT, day="2026-10-17", period=period)])
    assert not any(one.is_partial for one in shown(store).values())


UNITS, PARTS = tuple(f"H44.{number}" for number in range(4)), COMPONENTS[:3]
READ = st.dictionaries(
    st.sampled_from(UNITS), st.frozensets(st.sampled_from(PARTS), min_size=1), min_size=1, max_size=4
)


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(READ, min_size=1, max_size=4))
def test_what_is_lacking_is_what_a_plain_second_way_says(readings: list[Read]) -> None:
    """Of another province, where no register is known: what would be lacking, what is, what stands for a component."""
    made = [
        capture_intake.prepare([of_phu_tho(one, f"2026-10-{day:02d}")])[0]
        for day, one in enumerate(readings, 1)
    ]
    with TemporaryDirectory() as folder:
        store = Store(Path(folder))
        foreseen = []
        for one in made:
            foreseen.append(would_lack(Warehouse.of(store), one))
            store.add([one])
        warehouse = Warehouse.of(store)
        kept = {one.capture_id: one.shortfalls for one in captures_of(warehouse, "H44")}
        assert [kept[one.capture_id] for one in made] == foreseen
        told = [{(one.node, len(one.units)) for one in found} for found in foreseen]
        assert told == [by_node(*pair) for pair in zip(lacking(readings), readings, strict=True)]
        for component in {part for one in readings for parts in one.values() for part in parts}:
            chosen = select_capture(captures_with(warehouse, component, "commune", "H44"))
            assert chosen
            assert chosen.capture_id == made[default(readings, component)].capture_id


def of_phu_tho(one: Read, day: str) -> Extract:
    units = {unit(int(code[4:])): dict.fromkeys(sorted(parts), 1.0) for code, parts in one.items()}
    return replace(reading(units, captured_at=at(day)), scope="H44")


def by_node(lacks: set[tuple[str, str]], now: Read) -> set[tuple[str | None, int]]:
    """Absent units together, the others by component."""
    absent = {who for who, _ in lacks if who not in now}
    parts = {part for who, part in lacks if who in now}
    told: set[tuple[str | None, int]] = {
        (part, len({who for who, one in lacks if one == part and who in now})) for part in parts
    }
    return told | ({(None, len(absent))} if absent else set())
