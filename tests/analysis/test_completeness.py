"""What "partial" means: decided by level, component and unit, said with the names, never passed off as the whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indicators.analysis.capture_selection import CaptureInfo, captures_of, captures_with, select_capture
from indicators.analysis.completeness import Shortfall, each_would_lack, partial, would_lack
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


def ranked(
    store: Store, node: str, day: str | None = None, level: str = "department", period: Period | None = None
) -> Ranking:
    read = date.fromisoformat(day) if day else None
    return rank(Warehouse.of(store), node=node, level=level, scope="H21", captured_on=read, period=period)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Store]:
    """A store with these captures, for tests that only look at it."""

    def of(*captures: Capture) -> Store:
        store = Store(tmp_path_factory.mktemp("filled"))
        store.add(captures)
        return store

    return of


@pytest.fixture(scope="module")
def cut(filled: Callable[..., Store]) -> Store:
    """Of the year a full reading, and then one that lacks the satisfaction of three of four."""
    return filled(capture(FULL, day="2026-10-10"), capture(WITHOUT, day="2026-10-17"))


def test_three_of_four_units_without_satisfaction_are_a_partial_reading(cut: Store) -> None:
    store = cut
    assert shown(store)[date(2026, 10, 17)].shortfalls == (THREE_OF_FOUR,)
    assert overview(Warehouse.of(store), "H21").capture.captured_on == date(2026, 10, 10)
    for node in ("satisfaction", "total"):
        assert ranked(store, node).capture.captured_on == date(2026, 10, 10)
    # Nothing is missing of any other component.
    assert ranked(store, "transparency").capture.captured_on == date(2026, 10, 17)


def test_at_a_partial_reading_nobody_is_first_and_who_lacks_what_is_named(cut: Store) -> None:
    for node in ("satisfaction", "total"):
        rows = ranked(cut, node, "2026-10-17").rows.set_index("agency_id")
        assert rows["rank"].isna().all()
        assert not rows.tied.any()
        assert list(rows.quality["so-tai-chinh"]) == []
        assert list(rows.quality["so-tu-phap"]) == ["missing_component"]
    with in_language("vi"):
        line = of_capture(ranked(cut, "total", "2026-10-17").capture).line()
    assert "thiếu “Mức độ hài lòng” của 3/4 sở, ban, ngành (Sở Công Thương, Sở Nội vụ, Sở Tư pháp)" in line


def month(number: int) -> Period:
    return Period("month", 2026, number)


@pytest.fixture(scope="module")
def months(filled: Callable[..., Store]) -> Store:
    """Three months, each read twice: of units, what they have and how they are called."""
    misspelt = Unit("Sở Tài chánh", level="department")
    never = FULL | {TRADE: {**even(5), "satisfaction": None}}
    read = {
        1: (never, never),
        3: ({FINANCE: even(5), JUSTICE: even(4)}, {FINANCE: even(5), TRADE: even(4)}),
        5: ({misspelt: even(5), JUSTICE: even(4)}, {FINANCE: even(5), JUSTICE: even(4)}),
    }
    return filled(
        *(
            capture(scores, day=f"2026-{number + 1:02}-{day}", period=month(number))
            for number, both in read.items()
            for scores, day in zip(both, (10, 17), strict=True)
        )
    )


def test_a_unit_that_never_had_a_component_does_not_lack_it(months: Store) -> None:
    rows = ranked(months, "satisfaction", period=month(1)).rows.set_index("agency_id")
    assert not shown(months)[date(2026, 2, 10)].is_partial
    assert not shown(months)[date(2026, 2, 17)].is_partial
    assert rows["rank"].notna().sum() == 3
    assert list(rows.quality["so-cong-thuong"]) == []


def test_a_few_of_many_units_without_a_value_leave_the_reading_the_default_and_have_no_rank(
    filled: Callable[..., Store],
) -> None:
    """Each of another province: what is a few, and what are too many."""

    def read(scope: str, lacking: int, day: str) -> Capture:
        units = {unit(n): even(9) | ({"satisfaction": None} if n < lacking else {}) for n in range(40)}
        return capture(units, day=day, scope=scope)

    provinces = {"H44": (2, False), "H36": (3, True)}
    warehouse = Warehouse.of(
        filled(
            *(read(scope, 0, "2026-10-10") for scope in provinces),
            *(read(scope, few, "2026-10-17") for scope, (few, _) in provinces.items()),
        )
    )
    for scope, (few, is_partial) in provinces.items():
        assert captures_of(warehouse, scope)[0].is_partial is is_partial
        ranking = rank(warehouse, node="total", level="commune", scope=scope)
        assert ranking.capture.captured_on == date(2026, 10, 10 if is_partial else 17)
        rows = rank(
            warehouse, node="total", level="commune", scope=scope, captured_on=date(2026, 10, 17)
        ).rows
        assert rows["rank"].notna().sum() == (0 if is_partial else 40 - few)
        assert sum("missing_component" in flags for flags in rows.quality) == few


def test_a_level_that_was_not_read_is_partial_for_that_level_only(store: Store) -> None:
    store.add(
        [capture(FULL | {AN_BINH: even(4)}, day="2026-10-10"), capture({AN_BINH: even(5)}, day="2026-10-17")]
    )
    assert overview(Warehouse.of(store), "H21").capture.captured_on == date(2026, 10, 10)
    assert ranked(store, "total").capture.captured_on == date(2026, 10, 10)
    communes = ranked(store, "total", level="commune")
    assert (communes.capture.captured_on, communes.capture.is_partial) == (date(2026, 10, 17), False)
    assert communes.rows.value_change[0] == 6
    absent = shown(store)[date(2026, 10, 17)]
    assert [(one.level, one.node, len(one.units)) for one in absent.shortfalls] == [("department", None, 4)]
    with in_language("vi"):
        assert "thiếu toàn bộ 4 sở, ban, ngành" in partial(absent.shortfalls, absent.index_version)


def test_one_unit_for_another_is_a_unit_missing(months: Store) -> None:
    """As many as before, and yet one of those is not there."""
    assert shown(months)[date(2026, 4, 17)].shortfalls == (
        Shortfall("department", None, 3, ("Sở Tư pháp",), 1),
    )


def test_who_was_not_recognised_is_not_missed_under_that_name(months: Store) -> None:
    assert not shown(months)[date(2026, 6, 10)].is_partial
    assert not shown(months)[date(2026, 6, 17)].is_partial


def test_a_sentence_on_a_partial_reading_calls_nobody_above_the_maximum_and_says_all_of_none(
    cut: Store,
) -> None:
    told = ends(ranked(cut, "satisfaction", "2026-10-17"))
    assert told.kind == "nobody_ranked"
    with in_language("vi"):
        said = str(told.words())
    assert "3 đơn vị chưa có số liệu" in said
    assert "vượt điểm tối đa" not in said
    assert "cả " not in said


def page(count: int, day: str, period: Period) -> Capture:
    """The first so many of the units that the portal lists, in the register's order."""
    listed = [
        one
        for one in load_register().on(date.fromisoformat("2026-10-10"))
        if one.portal_code and one.level != "province"
    ]
    units = [Unit(one.name_vi, code=one.portal_code, level=one.level) for one in listed]
    assert len(units) == 149
    return capture({one: even(5) for one in units[:count]}, day=day, period=period)


def hundred() -> Capture:
    return page(100, "2026-02-10", month(1))


@pytest.fixture(scope="module")
def pages(filled: Callable[..., Store]) -> Store:
    """Four months, of which so many units were read, by day."""
    read = {
        3: {"2026-04-10": 149},
        5: {"2026-06-10": 148, "2026-06-17": 148, "2026-06-24": 147},
        7: {"2026-08-10": 120, "2026-08-17": 90},
    }
    others = [page(count, day, month(number)) for number, days in read.items() for day, count in days.items()]
    # The same page once more is no fuller.
    return filled(hundred(), page(100, "2026-02-17", month(1)), *others)


def test_a_first_page_of_a_hundred_units_is_partial_though_nothing_was_read_before(
    store: Store, pages: Store
) -> None:
    absent = would_lack(Warehouse.of(store), hundred())
    assert [(one.level, one.node, len(one.units), one.expected) for one in absent] == [
        ("commune", None, 49, 135)
    ]
    assert shown(pages)[date(2026, 2, 10)].shortfalls == absent
    communes, departments = (
        ranked(pages, "total", "2026-02-10", level, month(1)) for level in ("commune", "department")
    )
    assert communes.rows["rank"].isna().all()
    # All departments are there.
    assert departments.ranked == 14
    assert shown(pages)[date(2026, 2, 17)].is_partial


def test_all_units_that_the_portal_lists_are_a_full_reading(pages: Store) -> None:
    """The register knows one more, which has no code there."""
    assert not shown(pages)[date(2026, 4, 10)].is_partial


def test_a_unit_of_the_register_that_the_portal_never_lists_makes_no_reading_partial(pages: Store) -> None:
    found = shown(pages)
    assert not any(found[date(2026, 6, day)].is_partial for day in (10, 17))
    # Who was there is missed as soon as they are not.
    assert found[date(2026, 6, 24)].is_partial


def test_of_partial_readings_the_one_that_lacks_least_stands(pages: Store) -> None:
    chosen = select_capture(captures_of(Warehouse.of(pages), "H21"), month(7))
    assert chosen
    assert chosen.captured_on == date(2026, 8, 10)


def of_portal(
    count: int, told: int, part: str = "transparency", level: Level = "commune", scope: str = "H44"
) -> Extract:
    """A page of the portal's answers: so many units of so many that it says it has."""
    component = node_at(part)
    units = {replace(unit(n), level=level): {component: 1.0 + n % 3} for n in range(count)}
    page = replace(reading(units, captured_at=at("2026-10-10")), scope=scope, source="portal_api", part=part)
    return replace(page, file=f"{part}.{count}.json", units_given=count, units_told=told)


def test_a_reading_is_partial_by_its_sources_own_word_where_no_register_knows_better(store: Store) -> None:
    """Each of another province."""
    said_by_source = {
        "H44": (14, 163, True),
        "H36": (163, 163, False),
        "H01": (155, 163, False),
        "H03": (150, 163, True),
        "H08": (14, 0, False),
    }
    warehouse, made = Warehouse.of(store), dict[str, Capture]()
    for scope, (count, told, _) in said_by_source.items():
        (made[scope],) = capture_intake.prepare([of_portal(count, told, scope=scope)])
    foreseen = each_would_lack(warehouse, list(made.values()))
    store.add(list(made.values()))
    for scope, (count, told, is_partial) in said_by_source.items():
        (kept,) = captures_of(warehouse, scope)
        assert kept.shortfalls == foreseen[made[scope].capture_id]
        assert kept.is_partial is is_partial
        ranking = rank(warehouse, node="transparency", level="commune", scope=scope)
        assert ranking.capture.is_partial is is_partial
        assert bool(ranking.rows["rank"].isna().all()) is is_partial
        with in_language("vi"):
            said = str(ends(ranking).words())
            told_line = of_capture(ranking.capture).line()
        assert ("chỉ có" in told_line) is is_partial
        if is_partial:
            assert f"chỉ có của {count} trong {told} đơn vị mà nguồn có" in told_line
            assert "cả " not in said


def test_components_cut_short_alike_are_told_once_others_are_whole_and_a_summary_cut_short_lacks_the_total(
    filled: Callable[..., Store],
) -> None:
    parts = of_portal(14, 163), of_portal(14, 163, "dossier-digitized"), of_portal(14, 0, "dvc-progress-tree")
    summary = of_portal(14, 163, SERVICE_RESULTS, scope="H36")
    warehouse = Warehouse.of(filled(*capture_intake.prepare(parts), *capture_intake.prepare([summary])))
    (kept,) = captures_of(warehouse, "H44")
    assert [(one.node, one.expected, one.missing) for one in kept.shortfalls] == [(None, 163, 149)]
    of_progress = captures_with(warehouse, component_at("dvc-progress-tree"), "commune", "H44")
    assert [one.is_partial for one in of_progress] == [False]
    (kept,) = captures_of(warehouse, "H36")
    assert [(one.node, one.expected, one.missing) for one in kept.shortfalls] == [("total", 163, 149)]
    ranking = rank(warehouse, node="total", level="commune", scope="H36")
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


def test_only_readings_of_the_same_period_are_held_against_each_other(filled: Callable[..., Store]) -> None:
    readings = [
        capture(FULL, day="2026-10-10", period=month(9)),
        capture(WITHOUT, day="2026-10-17", period=month(8)),
        capture(WITHOUT, day="2026-10-18", period=Period("year", 2026)),
    ]
    assert not any(one.is_partial for one in shown(filled(*readings)).values())


UNITS, PARTS = tuple(f"H44.{number}" for number in range(4)), COMPONENTS[:3]
READ = st.dictionaries(
    st.sampled_from(UNITS), st.frozensets(st.sampled_from(PARTS), min_size=1), min_size=1, max_size=4
)


# Other provinces than our own, of which no register is known: what was read of one says nothing of another.
OTHER_PROVINCES = [code for code in load_provinces() if code != "H21"][:6]


@settings(max_examples=3, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(READ, min_size=1, max_size=4), min_size=3, max_size=len(OTHER_PROVINCES)))
def test_what_is_lacking_is_what_a_plain_second_way_says(of_provinces: list[list[Read]]) -> None:
    """What would be lacking, what is, what stands for a component."""
    provinces = dict(zip(OTHER_PROVINCES, of_provinces, strict=False))
    made = {
        scope: [of_province(scope, one, f"2026-10-{day:02d}") for day, one in enumerate(readings, 1)]
        for scope, readings in provinces.items()
    }
    foreseen = dict[str, tuple[Shortfall, ...]]()
    with TemporaryDirectory() as folder:
        store = Store(Path(folder))
        for place in range(4):
            read = [captures[place] for captures in made.values() if place < len(captures)]
            foreseen |= each_would_lack(Warehouse.of(store), read)
            store.add(read)
        warehouse = Warehouse.of(store)
        for scope, readings in provinces.items():
            kept = {one.capture_id: one.shortfalls for one in captures_of(warehouse, scope)}
            assert kept == {one.capture_id: foreseen[one.capture_id] for one in made[scope]}
            found = [foreseen[one.capture_id] for one in made[scope]]
            told = [{(one.node, len(one.units)) for one in lacks} for lacks in found]
            assert told == [by_node(*pair) for pair in zip(lacking(readings), readings, strict=True)]
            for component in {part for one in readings for parts in one.values() for part in parts}:
                chosen = select_capture(captures_with(warehouse, component, "commune", scope))
                assert chosen
                assert chosen.capture_id == made[scope][default(readings, component)].capture_id


def of_province(scope: str, one: Read, day: str) -> Capture:
    units = {unit(int(code[4:])): dict.fromkeys(sorted(parts), 1.0) for code, parts in one.items()}
    return capture(units, day=day, scope=scope)


def by_node(lacks: set[tuple[str, str]], now: Read) -> set[tuple[str | None, int]]:
    """Absent units together, the others by component."""
    absent = {who for who, _ in lacks if who not in now}
    parts = {part for who, part in lacks if who in now}
    told: set[tuple[str | None, int]] = {
        (part, len({who for who, one in lacks if one == part and who in now})) for part in parts
    }
    return told | ({(None, len(absent))} if absent else set())
