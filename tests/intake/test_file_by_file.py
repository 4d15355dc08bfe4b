"""Several files brought at once: each has its own answers, a bad one stops itself, what belongs together is one."""

from __future__ import annotations

import io
from collections.abc import Mapping
from zipfile import ZipFile

from indicators import sources
from indicators.intake.file_by_file import Answers, Brought, apart, prepare_each
from indicators.periods import Period
from indicators.sources import Contents
from indicators.sources.files import SourceFile, gather
from tests.made_up import at
from tests.made_up_lists import code
from tests.overdue_files import csv, dossier, phu_luc_ii

HEADER = "Mã;Tên đơn vị;CKMB;TDGQ;CLGQ;TTTT;MDHL;MDSH\n"
FINANCE, JUSTICE = "H21.13;Sở Tài chính;14;17;9;7;11;9\n", "H21.16;Sở Tư pháp;13;16;9;7;11;9\n"
YEAR = Answers(period=Period("year", 2026))
COUNTS = csv(["1", "Sở Tài chính", "2"], ["", "Tổng cộng", "3"], header=["STT", "Đơn vị", "Số hồ sơ quá hạn"])


def brought(files: Mapping[str, str | bytes], answers: Mapping[str, Answers] | None = None) -> Brought:
    contents = {
        name: sources.read([SourceFile(name, content if isinstance(content, bytes) else content.encode())])
        for name, content in files.items()
    }
    return prepare_each(contents, answers or {})


def of_day(day: int, *rows: list[object]) -> bytes:
    return phu_luc_ii(*rows, title=f"Hồ sơ quá hạn đang xử lý (đến ngày {day}/10/2026)")


def test_a_file_that_cannot_be_right_is_refused_and_the_others_stand() -> None:
    titled = f"Điểm tháng 8 năm 2026\n{HEADER}{FINANCE}"
    made = brought(
        {"a.csv": titled, "b.csv": HEADER + FINANCE, "c.xlsx": of_day(12, dossier())},
        {
            "a.csv": YEAR,
            "b.csv": YEAR,
        },
    )
    assert [part.files for part in made.parts] == [("b.csv",), ("c.xlsx",)]
    assert [*made.refused] == ["a.csv"]
    assert "Tháng 8/2026" in str(made.refused["a.csv"])


def test_tables_of_one_period_are_one_capture_and_a_unit_told_otherwise_stops_the_later() -> None:
    files = {
        "a.csv": HEADER + FINANCE,
        "b.csv": HEADER + JUSTICE,
        "c.csv": HEADER + FINANCE.replace("14", "15"),
    }
    made = brought(files, dict.fromkeys(files, YEAR))
    assert [part.files for part in made.parts] == [("a.csv", "b.csv")]
    assert [*made.refused] == ["c.csv"]


def test_a_file_without_a_period_waits_for_it_and_each_has_its_own() -> None:
    files = {"a.csv": HEADER + FINANCE, "b.csv": HEADER + FINANCE}
    made = brought(files, {"a.csv": YEAR})
    assert made.undated == {"b.csv": ()}
    month = Answers(period=Period("month", 2026, 8))
    made = brought(files, {"a.csv": YEAR, "b.csv": month})
    assert [str(one.period) for one in made.prepared().captures] == ["year:2026", "month:2026-08"]


def test_what_is_said_of_one_list_is_said_of_no_other() -> None:
    rows = [dossier(unit="Sở Tư pháp"), dossier("H21.13-260902-0002", status="Luân chuyển")]
    files = {"a.xlsx": of_day(12, *rows), "b.xlsx": of_day(13, *rows)}
    said = Answers(is_part=True, agency_from="unit", statuses={"Luân chuyển": "processing"})
    first, second = brought(files, {"a.xlsx": said}).prepared().lists
    assert (first.is_part, dict(first.unknown_statuses)) == (True, {})
    assert first.dossiers["agency_id"].to_pylist() == ["so-tu-phap", "so-tai-chinh"]
    assert (second.is_part, dict(second.unknown_statuses)) == (False, {"Luân chuyển": 1})
    assert second.dossiers["agency_id"].to_pylist() == ["so-tai-chinh", "so-tai-chinh"]


def test_lists_of_one_day_are_one_list_until_one_is_said_to_be_of_another() -> None:
    files = {"a.xlsx": of_day(12, dossier(code(1))), "b.xlsx": of_day(12, dossier(code(2)))}
    assert [part.files for part in brought(files).parts] == [("a.xlsx", "b.xlsx")]
    made = brought(files, {"b.xlsx": Answers(moment=at("2026-10-13", "07:30"))})
    assert [part.files for part in made.parts] == [("a.xlsx",), ("b.xlsx",)]


def test_a_total_that_differs_is_the_parts_whose_file_has_it() -> None:
    made = brought(
        {"a.xlsx": of_day(12, dossier()), "b.csv": COUNTS},
        {"b.csv": Answers(moment=at("2026-10-20", "07:30"))},
    )
    assert [bool(part.differing) for part in made.parts] == [False, True]


def test_what_lies_in_one_zip_is_taken_apart_file_by_file() -> None:
    packed = io.BytesIO()
    with ZipFile(packed, "w") as archive:
        archive.writestr("a.csv", HEADER + FINANCE)
        archive.writestr("list.xlsx", of_day(12, dossier()))
    read = apart(sources.read(gather([SourceFile("all.zip", packed.getvalue())])))
    assert [*read] == ["all.zip/a.csv", "all.zip/list.xlsx"]
    made = prepare_each(read, {"all.zip/a.csv": YEAR})
    assert [part.files for part in made.parts] == [("all.zip/a.csv",), ("all.zip/list.xlsx",)]
    assert len(made.prepared().raw) == 1


def test_nothing_brought_makes_nothing() -> None:
    assert prepare_each({}, {}) == Brought()
    assert apart(Contents()) == {}
