"""What is late, missing, marked, renamed or not new is found, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from indicators.analysis.quality_checks import Finding, quality
from indicators.analysis.quality_tables import SHOWN, heading, readable
from indicators.analysis.quality_texts import advice, meaning, title
from indicators.analysis.statements import data_quality
from indicators.codes import NATIONAL_SCOPE
from indicators.errors import InputProblem
from indicators.intake import captures as capture_intake
from indicators.intake import pipeline
from indicators.periods import Period
from indicators.sources.records import Value
from indicators.store.store import Store
from indicators.warehouse.warehouse import Warehouse
from tests.analysis.quality_stores import NOW, UNKNOWN, found, looked_at, of_values
from tests.made_up import AN_BINH, FINANCE, GIA_LAI, HOME_AFFAIRS, JUSTICE, at, capture, even, reading
from tests.overdue_files import dossier, phu_luc_ii


def states(finding: Finding) -> dict[str, tuple[date | None, int | None, bool]]:
    return {
        row["source"]: (
            None if pd.isna(row["last_read_on"]) else row["last_read_on"],
            None if pd.isna(row["days_ago"]) else row["days_ago"],
            row["is_late"],
        )
        for row in finding.rows.to_dict("records")
    }


@pytest.mark.parametrize(("today", "late"), [("2026-11-11", False), ("2026-11-12", True)])
def test_a_score_table_is_late_after_the_longest_month_and_a_day(
    store: Store, today: str, late: bool
) -> None:
    finding = found(store, "freshness", capture({FINANCE: even(9)}, day="2026-10-10"), now=at(today, "00:05"))
    assert states(finding)["score_table"] == (date(2026, 10, 10), 33 if late else 32, late)
    assert finding.count == int(late)


def test_a_list_of_overdue_dossiers_is_late_after_a_week_and_a_day(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "list.xlsx"
    file.write_bytes(phu_luc_ii(dossier()))
    pipeline.import_files([file], store)
    made = capture({FINANCE: even(9)}, day="2026-10-10")
    finding = found(store, "freshness", made, now=at("2026-10-21"))
    assert states(finding)["overdue_list"] == (date(2026, 10, 12), 9, True)


def test_what_nobody_ever_read_has_no_day_and_is_not_late(store: Store) -> None:
    finding = found(store, "freshness", capture({FINANCE: even(9)}))
    assert states(finding)["portal_api"] == (None, None, False)
    table = readable(finding, looked_at(store).index).set_index("source")
    assert table.loc["Cổng Dịch vụ công quốc gia", "state"] == "chưa đọc lần nào"


def test_the_nations_readings_are_a_source_of_their_own(store: Store) -> None:
    national = replace(reading({GIA_LAI: {"total": 60}}, captured_at=at("2026-09-01")), scope=NATIONAL_SCOPE)
    finding = found(store, "freshness", capture({FINANCE: even(9)}), *capture_intake.prepare([national]))
    days = finding.rows.set_index("is_national").last_read_on
    assert (days[True], days[False].dropna().tolist()) == (date(2026, 9, 1), [date(2026, 10, 10)])


def test_an_agency_without_a_component_is_named_with_it(store: Store) -> None:
    view = looked_at(store, capture({FINANCE: even(9), JUSTICE: even(9) | {"digitisation": None}}))
    finding = view.findings["coverage"]
    assert (finding.count, finding.checked) == (1, 2)
    row = finding.rows.iloc[0]
    assert (row.agency_id, list(row.lacking)) == ("so-tu-phap", ["digitisation"])
    assert view.coverage.iloc[:, -1].to_dict() == {
        **dict.fromkeys(view.coverage.index, 1),
        "digitisation": 0.5,
    }


def test_an_agency_that_another_reading_of_the_period_lists_lacks_everything_where_it_is_not(
    store: Store,
) -> None:
    whole = capture({FINANCE: even(9), JUSTICE: even(8)}, day="2026-10-02")
    cut = capture({FINANCE: even(9)}, day="2026-10-10")
    view = looked_at(store, whole, cut, captured_on=date(2026, 10, 10))
    assert [(row.agency_id, row.lacking_count) for row in view.findings["coverage"].rows.itertuples()] == [
        ("so-tu-phap", 6)
    ]
    assert view.coverage.to_numpy().tolist() == [[1, 0.5]] * 6
    assert [day.date() for day in view.readings.captured_at] == [date(2026, 10, 2), date(2026, 10, 10)]


def test_a_reading_of_another_kind_of_period_is_not_beside_it(store: Store) -> None:
    month = capture({FINANCE: even(9)}, day="2026-10-01", period=Period("month", 2026, 9))
    assert looked_at(store, month, capture({FINANCE: even(9)})).coverage.shape == (6, 1)


def test_every_mark_of_the_portal_is_told_with_its_value(store: Store) -> None:
    made = of_values(
        Value(FINANCE, "dossier_sync", score=6, quality=("TEMP_NATIONAL_REPORT_DENOMINATOR",), place="A1"),
        Value(JUSTICE, "dossier_sync", quality=("NO_NATIONAL_REPORT_DATA",), place="A2"),
        Value(HOME_AFFAIRS, "dossier_sync", score=6, place="A3"),
    )
    rows = found(store, "marks", made).rows
    assert dict(zip(rows.agency_id, rows.flag, strict=True)) == {
        "so-tai-chinh": "TEMP_NATIONAL_REPORT_DENOMINATOR",
        "so-tu-phap": "NO_NATIONAL_REPORT_DATA",
    }


def test_points_above_their_maximum_are_marked_and_an_unknown_agency_is_told_elsewhere(store: Store) -> None:
    view = looked_at(store, capture({FINANCE: even(9) | {"satisfaction": 18.2}, UNKNOWN: even(9)}))
    assert set(view.findings["marks"].rows.agency_id) == {"so-tai-chinh"}
    unrecognised = view.findings["unrecognised"].rows
    assert unrecognised[["agency_name", "agency_code"]].to_numpy().tolist() == [["Sở Chưa Có", "H21.999"]]


def test_an_unknown_agency_of_the_latest_list_of_dossiers_is_told_by_name(
    store: Store, tmp_path: Path
) -> None:
    file = tmp_path / "list.xlsx"
    file.write_bytes(phu_luc_ii(dossier(code="H21.999-260901-0001", unit="Sở Chưa Có")))
    pipeline.import_files([file], store)
    finding = found(store, "unrecognised", capture({FINANCE: even(9)}, day="2026-10-13"))
    assert finding.count
    assert set(finding.rows.source) == {"overdue_list"}


def test_another_written_name_is_told_once_with_the_name_before(store: Store) -> None:
    renamed = replace(JUSTICE, name="SỞ TƯ PHÁP - tỉnh Gia Lai")
    captures = [
        capture({FINANCE: even(9), who: even(points)}, day=day)
        for day, who, points in (
            ("2026-09-20", JUSTICE, 8),
            ("2026-10-02", renamed, 8.1),
            ("2026-10-10", renamed, 8.2),
        )
    ]
    rows = found(store, "names", *captures).rows
    assert rows[["agency_id", "previous_name", "new_name", "is_spelling"]].to_numpy().tolist() == [
        ["so-tu-phap", "Sở Tư pháp", "SỞ TƯ PHÁP - tỉnh Gia Lai", True]
    ]
    assert rows.since[0].date() == date(2026, 10, 2)
    assert found(store, "names", captured_on=date(2026, 9, 20)).rows.empty


def test_a_name_that_differs_by_more_than_spelling_is_told_as_another(store: Store) -> None:
    other = replace(JUSTICE, name="Sở Pháp chế")
    rows = found(
        store, "names", capture({JUSTICE: even(9)}, day="2026-10-02"), capture({other: even(9)})
    ).rows
    assert rows.is_spelling.tolist() == [False]


def test_a_reading_with_the_very_values_of_the_one_before_is_a_repeat(store: Store) -> None:
    points = {FINANCE: even(9), JUSTICE: even(8) | {"satisfaction": None}}
    first, second, third = (
        capture({**points, **more}, day=day)
        for day, more in (
            ("2026-09-20", {}),
            ("2026-10-02", {}),
            ("2026-10-10", {JUSTICE: even(8) | {"satisfaction": 0}}),
        )
    )
    rows = found(store, "repeats", first, second, third).rows
    assert [(row.captured_at.date(), row.previous_at.date()) for row in rows.itertuples()] == [
        (date(2026, 10, 2), date(2026, 9, 20))
    ]


def test_a_capture_nobody_read_is_refused(store: Store) -> None:
    with pytest.raises(InputProblem):
        looked_at(store, capture({FINANCE: even(9)}), period=Period("year", 2019))


def test_every_kind_has_its_words_and_its_columns_at_every_capture(store: Store) -> None:
    view = looked_at(store, capture({AN_BINH: {"satisfaction": 9}}))
    assert list(view.findings) == list(SHOWN)
    for kind, finding in view.findings.items():
        assert title(kind)
        assert meaning(kind)
        assert advice(kind)
        assert data_quality.found(view, finding).vietnamese
        table = readable(finding, view.index)
        assert list(table.columns) == list(SHOWN[kind])
        assert all(heading(name) for name in table)


def test_the_demonstration_is_made_by_the_rules_and_has_what_it_says_it_has(demonstration: Warehouse) -> None:
    view = quality(demonstration, "H21", now=NOW)
    counts = {kind: finding.count for kind, finding in view.findings.items()}
    assert (counts["totals"], counts["counts"], counts["names"], counts["repeats"]) == (0, 0, 0, 0)
    assert counts["marks"] == view.findings["coverage"].checked + 1
    # The reading that was cut short stands out among the weekly ones.
    days = [day.date() for day in view.readings.captured_at]
    assert days[view.coverage.mean().argmin()] == date(2026, 8, 17)
