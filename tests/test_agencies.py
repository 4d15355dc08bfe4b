"""The register knows its agencies by code and by name, at their time and level; nobody by half a name."""

from __future__ import annotations

import csv
import shutil
from datetime import date
from pathlib import Path

import pytest

from indicators.agencies import Agency, load_provinces, load_register, portal_code
from indicators.paths import REFERENCE
from indicators.problems import InputProblem
from tests.shared import SHARED, needs_shared

BEFORE, AFTER = date(2024, 5, 1), date(2026, 9, 24)
SOURCE_LEVELS = {"PROVINCE": "province", "AGENCY": "department", "COMMUNE": "commune"}


def match(
    name: str = "", *, code: str | None = None, level: str | None = None, day: date = AFTER
) -> str | None:
    found = load_register().match(code=code, portal_id=None, name=name, level=level, day=day)
    return found.agency_id if found else None


def test_before_the_merger_there_were_17_districts_and_after_it_135_communes() -> None:
    def count(day: date, level: str) -> int:
        return sum(agency.level == level for agency in load_register().on(day))

    assert [count(BEFORE, level) for level in ("province", "department", "district", "commune")] == [
        1,
        20,
        17,
        0,
    ]
    assert [count(AFTER, level) for level in ("province", "department", "district", "commune")] == [
        1,
        15,
        0,
        135,
    ]
    assert len(load_provinces()) == 34


@needs_shared
@pytest.mark.parametrize("year", [2024, 2025])
def test_the_register_holds_every_fact_of_its_source(year: int) -> None:
    with (SHARED / "reference" / f"agencies-{year}.csv").open(encoding="utf-8-sig", newline="") as file:
        source = list(csv.DictReader(file))
    day = BEFORE if year == 2024 else AFTER
    for row in source:
        kept = load_register().get(row["agency_id"], day)
        assert kept
        assert (kept.name_vi, kept.level, kept.portal_code or "") == (
            row["name_vi"],
            row["level"],
            row["portal_code"],
        )
        assert "|".join(kept.successor_ids) == row["successor_ids"]
        assert set(row["aliases"].split("|")) <= {*kept.aliases, ""}


@needs_shared
def test_all_149_units_of_the_real_file_match_by_code_and_by_name_alone() -> None:
    with (SHARED / "portal" / "gia-lai-2026" / "scores.csv").open(encoding="utf-8-sig", newline="") as file:
        units = {row["department_code"]: row for row in csv.DictReader(file)}
    assert len(units) == 150
    for code, row in units.items():
        by_code = match(code=code)
        assert by_code
        assert match(row["department_name"], level=SOURCE_LEVELS[row["child_group"]]) == by_code


@pytest.mark.parametrize("day", [BEFORE, AFTER])
def test_every_alias_means_its_own_agency_within_level_and_time(day: date) -> None:
    for agency in load_register().on(day):
        for name in (agency.name_vi, agency.short_name_vi, agency.name_vi.upper(), *agency.aliases):
            assert match(name, level=agency.level, day=day) == agency.agency_id, name


def test_a_code_of_another_province_is_nobody_here_whatever_the_name() -> None:
    assert match("Sở Tài chính", code="H44.13") is None


def test_an_unknown_code_of_ours_is_not_somebody_named_alike() -> None:
    assert match("Sở Tài chính", code="H21.999") is None


def test_a_part_of_a_name_matches_nobody() -> None:
    assert match("Sở Tài") is None
    assert match("Sở Tài chính và Đầu tư") is None


def test_the_same_name_at_two_levels_needs_its_level_or_time() -> None:
    assert match("Chư Păh", day=BEFORE) == "ubnd-huyen-chu-pah"
    assert match("Chư Păh", day=AFTER) == "ubnd-xa-chu-pah"


def test_districts_ended_with_the_merger() -> None:
    assert match(code="H21.65", day=date(2025, 6, 30)) == "ubnd-thanh-pho-pleiku"
    assert match(code="H21.65", day=date(2025, 7, 1)) is None


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("H21.05", "H21.05"),
        ("000.00.00.H37", "H37"),
        (" h21.5 ", "H21.5"),
        ("G01.22", None),
        ("", None),
        ("21", None),
    ],
)
def test_codes_have_one_form(written: str, code: str | None) -> None:
    assert portal_code(written) == code


@pytest.mark.parametrize(
    ("was", "becomes", "named"),
    [
        (",department,department,H21.16,", ",department,department,H21.13,", "H21.13"),
        (",2025-06-30,so-tai-chinh,", ",30/06/2025,so-tai-chinh,", "A7"),
        (",district,city,", ",quarter,city,", "quarter"),
        (",2025-06-30,so-tai-chinh,", ",2025-06-30,so-khong-co,", "so-khong-co"),
    ],
)
def test_a_mistake_in_the_register_is_named_with_its_row(
    tmp_path: Path, was: str, becomes: str, named: str
) -> None:
    shutil.copytree(REFERENCE, tmp_path / "reference")
    file = tmp_path / "reference" / "agencies.csv"
    written = file.read_text(encoding="utf-8")
    assert was in written
    file.write_text(written.replace(was, becomes, 1), encoding="utf-8")
    with pytest.raises(InputProblem, match=r"agencies\.csv") as refused:
        load_register(tmp_path / "reference")
    assert named in str(refused.value)


def test_an_agency_shows_and_sorts_by_its_name() -> None:
    pleiku = load_register().get("ubnd-phuong-pleiku", AFTER)
    assert isinstance(pleiku, Agency)
    assert (pleiku.display_name, pleiku.sort_name) == ("UBND phường Pleiku", "Pleiku")
