"""The province's own count beside the portal's: what lacks, since when, code by code; nothing guessed."""

from __future__ import annotations

import itertools
from collections import defaultdict
from dataclasses import replace
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indicators.analysis import own_counts, synchronisation
from indicators.cli.main import main
from indicators.errors import InputProblem
from indicators.intake import captures, pipeline
from indicators.intake.own_lists import prepare_own
from indicators.periods import Period
from indicators.sources.own_list import OwnCount, OwnExtract
from indicators.sources.records import Unit, Value
from indicators.store.own_list import OWN_COUNTS
from indicators.store.store import Store
from indicators.warehouse.warehouse import Warehouse
from tests import made_up
from tests.made_up_lists import FINANCE, JUSTICE, code, keep_lists
from tests.overdue_files import csv

COUNTER = itertools.count()
COUNTS = ("Đơn vị", "Kỳ", "Số hồ sơ")
# Below a title of overdue dossiers they would be no dossiers received.
TITLE = "Thống kê hồ sơ"
CODES = ("Mã hồ sơ", "Đồng bộ")
NAMES = {FINANCE: made_up.FINANCE, JUSTICE: made_up.JUSTICE}


def bring(store: Store, content: bytes, folder: Path, at: str = "2026-10-12T08:00") -> None:
    file = folder / f"own-{next(COUNTER)}.csv"
    file.write_bytes(content)
    pipeline.import_files([file], store, captured_at=made_up.at(at[:10], at[11:]))


def portal(
    store: Store, received: dict[str, dict[Unit, float]], node: str = "on_time_share", part: float = 0
) -> None:
    """The portal's counts of received dossiers by month, or of another node, of which so many as a part."""
    made = []
    for month, counts in received.items():
        values = tuple(
            Value(unit, node, numerator=part, denominator=whole, score=0.0, place=f"B{row}")
            for row, (unit, whole) in enumerate(counts.items(), start=2)
        )
        reading = made_up.reading(
            {made_up.FINANCE: made_up.even(9)},
            period=Period.parse(month),
            captured_at=made_up.at("2026-10-10"),
            name=month,
        )
        made += captures.prepare([replace(reading, values=values)])
    store.add(made)


def test_what_the_portal_lacks_is_told_with_since_when(store: Store, tmp_path: Path) -> None:
    counts = {made_up.FINANCE: 90.0, made_up.JUSTICE: 50.0}
    portal(store, {"month:2026-07": counts, "month:2026-08": counts, "month:2026-09": counts})
    rows = [("Sở Tài chính", f"0{month}/2026", own) for month, own in ((7, 90), (8, 95), (9, 100))]
    rows += [("Sở Tư pháp", "Tháng 9/2026", 48), ("Sở Nội vụ", "9/2026", 7)]
    bring(store, csv(*rows, header=COUNTS, title=TITLE), tmp_path)
    found = own_counts.reconcile(Warehouse.of(store), "H21", Period("month", 2026, 9))
    own = found.rows.set_index("agency_id")
    assert own.loc[FINANCE, ["own_dossiers", "portal_dossiers", "lacking"]].tolist() == [100, 90, 10]
    assert own.since[FINANCE] == "Tháng 8/2026"
    assert own.lacking[JUSTICE] == -2
    assert own.lacking.isna().sum() == 1
    assert (found.lacking, found.surplus, found.unmatched) == (10, 2, 1)


def test_what_was_paid_is_held_against_what_the_portal_counts_as_paid(store: Store, tmp_path: Path) -> None:
    portal(store, {"month:2026-09": {made_up.FINANCE: 40.0}}, "paid_dossiers", 25)
    header = ("Đơn vị", "Kỳ", "Tổng HS có nghĩa vụ tài chính", "Số HS đã TTTT")
    bring(store, csv(("Sở Tài chính", "09/2026", 40, 30), header=header), tmp_path)
    warehouse = Warehouse.of(store)
    counted = own_counts.counted_measures(warehouse, "H21", "online_services")
    assert [one.code for one in counted] == ["payable", "paid_online"]
    told = {}
    for one in counted:
        found = own_counts.reconcile(warehouse, "H21", Period("month", 2026, 9), one.code)
        told[one.code] = found.rows[["own_dossiers", "portal_dossiers", "lacking"]].iloc[0].tolist()
    assert told == {"payable": [40, 40, 0], "paid_online": [30, 25, 5]}
    # Own counts never become values of the index, nor dossiers received.
    assert own_counts.counted_periods(warehouse, "H21") == []
    assert own_counts.counted_measures(warehouse, "H21", "synchronisation") == []


def test_a_measure_the_portal_does_not_count_stands_alone(store: Store, tmp_path: Path) -> None:
    header = ("Đơn vị", "Kỳ", "Tái sử dụng từ DVCQG")
    bring(store, csv(("Sở Tài chính", "09/2026", 7), header=header), tmp_path)
    found = own_counts.reconcile(
        Warehouse.of(store), "H21", Period("month", 2026, 9), "papers_reused_from_portal"
    )
    assert (found.portal_counts, found.unmatched) == ("", 1)
    assert found.rows.own_dossiers.tolist() == [7]


def test_counts_kept_before_there_were_measures_are_of_dossiers_received(
    store: Store, tmp_path: Path
) -> None:
    old = prepare_own(
        [OwnExtract("a", "b", (OwnCount("Sở Tài chính", None, None, "received", 9, "", 1, "A"),), (), 0)],
        period=Period("month", 2026, 9),
        counted_at=made_up.at("2026-10-01"),
    )[0]
    at = OWN_COUNTS.get_field_index("measure")
    unsaid = pa.nulls(old.counts.num_rows, pa.string())
    store.add([replace(old, counts=old.counts.set_column(at, "measure", unsaid))])
    month = Period("month", 2026, 9)
    assert own_counts.reconcile(Warehouse.of(store), "H21", month).rows.own_dossiers.tolist() == [9]
    header = ("Đơn vị", "Kỳ", "Số HS đã TTTT")
    bring(store, csv(("Sở Tài chính", "09/2026", 30), header=header), tmp_path)
    warehouse = Warehouse.of(store)
    assert own_counts.reconcile(warehouse, "H21", month).rows.own_dossiers.tolist() == [9]
    assert own_counts.reconcile(warehouse, "H21", month, "paid_online").rows.own_dossiers.tolist() == [30]


def test_of_two_counts_of_one_period_the_last_stands(store: Store, tmp_path: Path) -> None:
    portal(store, {"month:2026-09": {made_up.FINANCE: 90.0}})
    for day, own in (("2026-10-13T08:00", 93), ("2026-10-12T08:00", 99)):
        bring(store, csv(("Sở Tài chính", "09/2026", own), header=COUNTS, title=TITLE), tmp_path, day)
    found = own_counts.reconcile(Warehouse.of(store), "H21", Period("month", 2026, 9))
    assert found.rows.own_dossiers.tolist() == [93]


def test_of_two_counts_of_one_moment_the_one_brought_last_stands(store: Store, tmp_path: Path) -> None:
    for own in (93, 99, 91, 98, 92):
        bring(store, csv(("Sở Tài chính", "09/2026", own), header=COUNTS, title=TITLE), tmp_path)
        found = own_counts.reconcile(Warehouse.of(store), "H21", Period("month", 2026, 9))
        assert found.rows.own_dossiers.tolist() == [own]


def test_code_by_code_with_since_when_and_what_the_overdue_list_says(store: Store, tmp_path: Path) -> None:
    a, b, c = code(1), code(2), code(3)
    keep_lists(store, {"2026-10-12": [b]})
    for day, flags in {
        "2026-10-01T08:00": {a: "Chưa đồng bộ", b: "Đã đồng bộ"},
        "2026-10-08T08:00": {a: "chưa", b: "Lỗi đồng bộ", c: "đã đồng bộ"},
        "2026-10-12T08:00": {a: "Chưa", b: "chưa", c: ""},
    }.items():
        bring(store, csv(*flags.items(), header=CODES), tmp_path, day)
    codes = synchronisation.lacking_codes(Warehouse.of(store), "H21").set_index("dossier_code")
    assert set(codes.index) == {a, b}
    assert codes.since[a] == made_up.at("2026-10-01", "08:00")
    assert codes.since[b] == made_up.at("2026-10-08", "08:00")
    assert codes.cause.fillna("-").to_dict() == {a: "-", b: "unknown"}


def test_a_list_of_codes_alone_is_counted_by_agency_and_month(store: Store, tmp_path: Path) -> None:
    portal(store, {"month:2026-08": {made_up.FINANCE: 2.0, made_up.JUSTICE: 1.0}})
    august = [code(1), code(2), code(3), code(1, "H21.16")]
    july = code(4, day="2026-07-30")
    bring(store, csv(*((one,) for one in [*august, july]), header=("Mã hồ sơ",), title="Minh họa"), tmp_path)
    found = own_counts.reconcile(Warehouse.of(store), "H21", Period("month", 2026, 8))
    own = found.rows.set_index("agency_id")
    assert own.loc[FINANCE, ["own_dossiers", "portal_dossiers", "lacking"]].tolist() == [3, 2, 1]
    assert own.lacking[JUSTICE] == 0
    july_rows = own_counts.reconcile(Warehouse.of(store), "H21", Period("month", 2026, 7)).rows
    assert july_rows.own_dossiers.tolist() == [1]
    assert synchronisation.lacking_codes(Warehouse.of(store), "H21").empty


@pytest.mark.parametrize("written", ["ba mươi", "-3", "2,5"])
def test_what_is_no_number_is_named_by_its_cell(store: Store, tmp_path: Path, written: str) -> None:
    with pytest.raises(InputProblem, match="C3"):
        bring(store, csv(("Sở Tài chính", "09/2026", written), header=COUNTS, title=TITLE), tmp_path)
    assert store.is_empty()


def test_a_count_without_a_period_says_how_to_tell_it(store: Store, tmp_path: Path) -> None:
    counts = csv(("Sở Tài chính", 7), header=("Đơn vị", "Số hồ sơ"), title=TITLE)
    with pytest.raises(InputProblem, match="hoặc chọn kỳ") as refused:
        bring(store, counts, tmp_path)
    assert "--period" in refused.value.on_the_command_line()


def test_the_command_line_tells_both(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    portal(store, {"month:2026-09": {made_up.FINANCE: 90.0}})
    bring(store, csv(("Sở Tài chính", "09/2026", 93), header=COUNTS, title=TITLE), tmp_path)
    assert main(["sync", "--own", "--store", store.url, "--format", "csv"]) == 0
    assert "so-tai-chinh,Sở Tài chính,department,93,90,3" in capsys.readouterr().out
    assert main(["sync", "--codes", "--store", store.url]) == 0
    assert main(["sync", "--own", "--measure", "paid_online", "--store", store.url]) == 1


Months = dict[int, tuple[int, int | None]]
MONTHS = st.dictionaries(st.integers(1, 6), st.tuples(st.integers(0, 5), st.none() | st.integers(0, 5)))
AGENCIES = (made_up.FINANCE, made_up.JUSTICE, made_up.HOME_AFFAIRS, made_up.TRADE, made_up.AN_BINH)


def plain_since(counted: Months, month: int) -> str | None:
    """The month from which on more was counted than the portal has, without a break."""
    first = None
    for earlier in range(month, 0, -1):
        own, other = counted.get(earlier, (0, None))
        if other is None or own <= other:
            break
        first = f"Tháng {earlier}/2026"
    return first


@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.fixed_dictionaries(dict.fromkeys(AGENCIES, MONTHS)).filter(lambda counted: any(counted.values())))
def test_since_when_is_the_start_of_the_unbroken_run(tmp_path: Path, counted: dict[Unit, Months]) -> None:
    store = Store(tmp_path / str(next(COUNTER)))
    of_portal: dict[str, dict[Unit, float]] = defaultdict(dict)
    for unit, months in counted.items():
        for month, (_, other) in months.items():
            if other is not None:
                of_portal[f"month:2026-{month:02d}"][unit] = float(other)
    portal(store, of_portal)
    rows = [
        (unit.name, f"{month:02d}/2026", own)
        for unit, months in counted.items()
        for month, (own, _) in months.items()
    ]
    bring(store, csv(*rows, header=COUNTS, title=TITLE), tmp_path)
    warehouse = Warehouse.of(store)
    for month in range(1, 7):
        here = {unit.name: months for unit, months in counted.items() if month in months}
        if not here:
            continue
        found = own_counts.reconcile(warehouse, "H21", Period("month", 2026, month)).rows.set_index(
            "agency_name"
        )
        assert set(found.index) == set(here)
        for name, months in here.items():
            own, other = months[month]
            since = found.since.astype(object).where(found.since.notna(), None)[name]
            assert since == plain_since(months, month)
            lacking = found.lacking[name]
            assert lacking != lacking if other is None else lacking == own - other


def year_reading(store: Store, day: str, received: float) -> None:
    """The portal's count of dossiers received this year, as it read on a day."""
    value = Value(made_up.FINANCE, "on_time_share", numerator=0, denominator=received, score=0.0, place="B2")
    read = made_up.reading({made_up.FINANCE: made_up.even(9)}, captured_at=made_up.at(day), name=day)
    store.add(captures.prepare([replace(read, values=(value,))]))


def test_an_own_count_stands_beside_the_reading_of_about_its_own_day(store: Store, tmp_path: Path) -> None:
    for day, received in (("2026-09-12", 70), ("2026-10-10", 90), ("2026-11-14", 120)):
        year_reading(store, day, received)
    bring(
        store, csv(("Sở Tài chính", "2026", 95), header=COUNTS, title=TITLE), tmp_path, at="2026-10-12T08:00"
    )
    found = own_counts.reconcile(Warehouse.of(store), "H21", Period("year", 2026))
    assert found.rows[["portal_dossiers", "lacking"]].to_numpy().tolist() == [[90, 5]]
    assert found.not_compared == ""


@pytest.mark.parametrize(
    ("counted", "read", "lacking"),
    [("2026-10-01", "2026-10-20", 5), ("2026-09-30", "2026-10-20", None), ("2026-10-20", "2026-09-30", None)],
)
def test_days_apart_are_nothing_only_where_both_were_made_once_the_period_had_ended(
    store: Store, tmp_path: Path, counted: str, read: str, lacking: int | None
) -> None:
    value = Value(made_up.FINANCE, "on_time_share", numerator=0, denominator=90, score=0.0, place="B2")
    september = Period("month", 2026, 9)
    made = made_up.reading({}, period=september, captured_at=made_up.at(read))
    store.add(captures.prepare([replace(made, values=(value,))]))
    bring(
        store,
        csv(("Sở Tài chính", "9/2026", 95), header=COUNTS, title=TITLE),
        tmp_path,
        at=f"{counted}T08:00",
    )
    found = own_counts.reconcile(Warehouse.of(store), "H21", september)
    assert found.rows.lacking.fillna(0).tolist() == [lacking or 0]
    assert found.of_another_day == (lacking is None)


def test_of_two_readings_as_near_the_later_one_stands_beside_the_own_count(
    store: Store, tmp_path: Path
) -> None:
    for day, received in (("2026-10-10", 90), ("2026-10-14", 92)):
        year_reading(store, day, received)
    bring(
        store, csv(("Sở Tài chính", "2026", 95), header=COUNTS, title=TITLE), tmp_path, at="2026-10-12T08:00"
    )
    found = own_counts.reconcile(Warehouse.of(store), "H21", Period("year", 2026))
    assert found.rows[["portal_dossiers", "lacking"]].to_numpy().tolist() == [[92, 3]]


def test_of_the_periods_counted_the_newest_and_of_these_the_shortest_comes_first(
    store: Store, tmp_path: Path
) -> None:
    told = (("8/2026", 1), ("Quý III/2026", 5), ("9/2026", 3))
    bring(store, csv(*(("Sở Tài chính", *one) for one in told), header=COUNTS, title=TITLE), tmp_path)
    shown = [str(period) for period in own_counts.counted_periods(Warehouse.of(store), "H21")]
    assert shown == ["month:2026-09", "quarter:2026-Q3", "month:2026-08"]


def test_where_no_reading_is_of_about_its_day_it_is_not_compared_and_says_so(
    store: Store, tmp_path: Path
) -> None:
    year_reading(store, "2026-11-14", 120)
    bring(
        store, csv(("Sở Tài chính", "2026", 95), header=COUNTS, title=TITLE), tmp_path, at="2026-10-12T08:00"
    )
    found = own_counts.reconcile(Warehouse.of(store), "H21", Period("year", 2026))
    assert found.rows.lacking.isna().all()
    assert (found.compared, found.unmatched, found.of_another_day) == (0, 0, 1)
    assert "không so được" in found.not_compared


def test_the_counts_of_a_period_that_has_ended_are_compared_however_late_they_are_read(
    store: Store, tmp_path: Path
) -> None:
    portal(store, {"month:2026-08": {made_up.FINANCE: 90.0}})
    bring(
        store,
        csv(("Sở Tài chính", "08/2026", 95), header=COUNTS, title=TITLE),
        tmp_path,
        at="2026-09-03T08:00",
    )
    found = own_counts.reconcile(Warehouse.of(store), "H21", Period("month", 2026, 8))
    assert found.rows.lacking.tolist() == [5]


def test_what_was_counted_or_read_on_a_day_is_known_by_that_day_and_not_by_the_day_before(
    store: Store, tmp_path: Path
) -> None:
    portal(store, {"month:2026-09": {made_up.FINANCE: 90.0}})
    bring(
        store,
        csv(("Sở Tài chính", "09/2026", 95), header=COUNTS, title=TITLE),
        tmp_path,
        at="2026-10-08T23:30",
    )
    warehouse, september = Warehouse.of(store), Period("month", 2026, 9)
    assert own_counts.counted_periods(warehouse, "H21", known_by=date(2026, 10, 7)) == []
    assert own_counts.counted_periods(warehouse, "H21", known_by=date(2026, 10, 8)) == [september]
    compared = {
        day: own_counts.reconcile(warehouse, "H21", september, known_by=date(2026, 10, day)).compared
        for day in (8, 9, 10)
    }
    # The portal was read on the tenth.
    assert compared == {8: 0, 9: 0, 10: 1}
