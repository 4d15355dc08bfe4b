"""The register knows its agencies by code and by name, at their time and level; nobody by half a name."""

from __future__ import annotations

import csv
import json
import shutil
import unicodedata
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from indicators.errors import InputProblem
from indicators.paths import reference_folder
from indicators.reference.agencies import Agency, Register, load_register
from indicators.reference.agency_names import agency_key, sort_name
from indicators.reference.portal_codes import portal_code
from indicators.reference.provinces import load_provinces
from tests.shared import SHARED, needs_shared

BEFORE, BETWEEN, AFTER = date(2024, 5, 1), date(2025, 4, 15), date(2026, 9, 24)
SOURCE_LEVELS = {"PROVINCE": "province", "AGENCY": "department", "COMMUNE": "commune"}


def match(
    name: str = "",
    *,
    code: str | None = None,
    portal_id: str | None = None,
    level: str | None = None,
    day: date = AFTER,
) -> str | None:
    found = load_register().match(code=code, portal_id=portal_id, name=name, level=level, day=day)
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


def test_in_april_2025_the_merged_departments_are_there_and_those_they_took_over_are_not() -> None:
    there = {agency.agency_id for agency in load_register().on(BETWEEN)}
    assert {"so-nong-nghiep-va-moi-truong", "so-dan-toc-va-ton-giao"} <= there
    assert not there & {"so-nong-nghiep-va-phat-trien-nong-thon", "ban-dan-toc", "so-ngoai-vu"}
    # As Báo Gia Lai lists them in April 2025 (post317339).
    assert sum(agency.level == "department" for agency in load_register().on(BETWEEN)) == 14


def test_provinces_bear_their_codes() -> None:
    provinces = load_provinces()
    assert (provinces["H21"], provinces["H01"]) == ("UBND tỉnh Gia Lai", "UBND tỉnh An Giang")
    assert sort_name(provinces["H17"]) == "Đà Nẵng"


@needs_shared
@pytest.mark.parametrize("day", ["2026-10-06", "2026-10-10"])
def test_the_provinces_are_those_the_portal_ranks(day: str) -> None:
    ranked = json.loads((SHARED / "portal" / "national-2026" / f"{day}.json").read_text("utf-8"))["provinces"]
    assert {row["departmentCode"]: agency_key(row["departmentName"]) for row in ranked} == {
        code: agency_key(name) for code, name in load_provinces().items()
    }


@needs_shared
@pytest.mark.parametrize("year", [2024, 2025])
def test_the_register_holds_every_fact_of_its_source(year: int) -> None:
    with (SHARED / "reference" / f"agencies-{year}.csv").open(encoding="utf-8-sig", newline="") as file:
        source = list(csv.DictReader(file))
    day = BEFORE if year == 2024 else AFTER
    for row in source:
        kept = load_register().get(row["agency_id"], day)
        assert kept
        for column in ("name_vi", "short_name_vi", "name_en", "level", "kind", "gso_code", "portal_code"):
            assert (getattr(kept, column) or "") == row[column], column
        assert [str(day or "") for day in (kept.valid_from, kept.valid_to)] == [
            row["valid_from"],
            row["valid_to"],
        ]
        assert "|".join(kept.successor_ids) == row["successor_ids"]
        assert "|".join(kept.predecessor_ids) == row["predecessor_ids"]
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
        assert match(portal_id=row["department_id"]) == by_code


@needs_shared
def test_no_unit_of_another_province_is_taken_for_ours() -> None:
    file = SHARED / "portal" / "phu-tho-2026" / "dvc-progress-tree.year.json"
    units = json.loads(file.read_text("utf-8"))["data"]["children"]
    assert len(units) == 14
    for unit in units:
        assert match(unit["departmentName"], code=unit["departmentCode"]) is None


@pytest.mark.parametrize("day", [BEFORE, BETWEEN, AFTER])
def test_every_alias_means_its_own_agency_within_level_and_time(day: date) -> None:
    for agency in load_register().on(day):
        for name in (agency.name_vi, agency.short_name_vi, agency.name_vi.upper(), *agency.aliases):
            assert match(name, level=agency.level, day=day) == agency.agency_id, name


@pytest.mark.parametrize(
    ("name", "level", "day", "agency_id"),
    [
        ("UBND thị xã An Khê", "district", BEFORE, "ubnd-thi-xa-an-khe"),
        ("TX. An Khê", "district", BEFORE, "ubnd-thi-xa-an-khe"),
        ("UBND TP. Pleiku", "district", BEFORE, "ubnd-thanh-pho-pleiku"),
        ("Tp.Pleiku", None, BEFORE, "ubnd-thanh-pho-pleiku"),
        ("UBND huyện Đăk Đoa", "district", BEFORE, "ubnd-huyen-dak-doa"),
        ("ĐẮK ĐOA", "district", BEFORE, "ubnd-huyen-dak-doa"),
        ("UBND xã Đắk Đoa", "commune", AFTER, "ubnd-xa-dak-doa"),
        ("UBND huyện K’Bang", "district", BEFORE, "ubnd-huyen-kbang"),
        ("xã KBang", "commune", AFTER, "ubnd-xa-kbang"),
        ("huyện IaGrai", "district", BEFORE, "ubnd-huyen-ia-grai"),
        ("Sở thông tin và Truyền thông", "department", BEFORE, "so-thong-tin-va-truyen-thong"),
        ("VP. UBND tỉnh", "department", BEFORE, "van-phong-ubnd-tinh"),
        ("Văn phòng UBND tỉnh Gia Lai", "department", AFTER, "van-phong-ubnd-tinh"),
        ("UBND Xã Chơ Long", "commune", AFTER, "ubnd-xa-cho-long"),
        ("UBND xã Albá", "commune", AFTER, "ubnd-xa-al-ba"),
        ("Ia Chía", "commune", AFTER, "ubnd-xa-ia-chia"),
        ("UBND xã Chu Pah", "commune", AFTER, "ubnd-xa-chu-pah"),
        ("UBND xã Kông Bơ La - Gia Lai", "commune", AFTER, "ubnd-xa-kong-bo-la"),
        ("UBND phường An Phú - Gia Lai", "commune", AFTER, "ubnd-phuong-an-phu"),
        ("Sở\u00a0Y tế – Tỉnh Gia Lai", "department", AFTER, "so-y-te"),
        ("Ban quản lý khu kinh tế", "department", AFTER, "ban-quan-ly-khu-kinh-te-tinh"),
    ],
)
def test_a_name_is_known_however_it_is_written(
    name: str, level: str | None, day: date, agency_id: str
) -> None:
    assert match(name, level=level, day=day) == agency_id
    assert match(unicodedata.normalize("NFD", name), level=level, day=day) == agency_id


@pytest.mark.parametrize("name", ["Sở Y tế - tỉnh Phú Thọ", "UBND phường An Phú - Tỉnh An Giang"])
def test_a_name_with_another_province_behind_it_is_nobody_here(name: str) -> None:
    assert match(name) is None


def test_another_kind_of_unit_is_another_unit() -> None:
    assert match("UBND xã An Phú") is None
    assert match("UBND phường An Phú") == "ubnd-phuong-an-phu"


def test_a_name_that_fits_two_agencies_of_the_day_is_nobodys() -> None:
    day, province = date(2030, 1, 1), load_register().get("ubnd-tinh-gia-lai", AFTER)
    assert province
    one = replace(province, agency_id="so-mot", name_vi="Sở Một", level="department", aliases=("Một",))
    other = replace(one, agency_id="ubnd-xa-mot", name_vi="Ủy ban nhân dân xã Một", level="commune")
    register = Register([one, other])
    found = [
        register.match(code=None, portal_id=None, name="Một", level=level, day=day)
        for level in (None, "department", "commune")
    ]
    assert found == [None, one, other]


def test_a_code_of_another_province_is_nobody_here_whatever_the_name() -> None:
    assert match("Sở Tài chính", code="H44.13") is None
    # Nor an agency of ours whose code is not known, which an unknown code of ours would still find.
    assert match("Văn phòng UBND tỉnh", code="H44.12") is None
    assert match("Văn phòng UBND tỉnh", code="H21.12") == "van-phong-ubnd-tinh"


def test_an_unknown_code_of_ours_is_not_somebody_named_alike() -> None:
    assert match("Sở Tài chính", code="H21.999") is None


def test_a_code_of_the_old_style_and_what_is_no_code_do_not_hide_who_it_is() -> None:
    assert match("Sở Tài chính", code="000.00.13.H21") == "so-tai-chinh"
    assert match("Sở Tài chính", code="000.00.13.H44") is None
    assert match("Sở Tài chính", code="-") == "so-tai-chinh"
    assert match("Sở Tài chính", code="STC") == "so-tai-chinh"


def test_every_commune_is_known_with_the_district_it_came_from_and_with_no_other() -> None:
    register = load_register()
    communes = [agency for agency in register.on(AFTER) if agency.level == "commune"]
    districts = {"huyện Ia Grai", "huyện Krông Pa", "huyện Phù Cát", "TX An Nhơn", "huyện Không Có"}
    ids = {name: "ubnd-" + "-".join(_plain(name)) for name in districts}
    for agency in communes:
        kind = {"ward": "P.", "commune": "X."}[agency.kind]
        assert match(f"7. {kind} {agency.sort_name}") == agency.agency_id
        for name, district in ids.items():
            expected = agency.agency_id if district in agency.predecessor_ids else None
            assert match(f"UBND {kind} {agency.sort_name} - {name}") == expected
            assert match(f"{kind}{agency.sort_name} ({name} cũ)") == expected


def _plain(name: str) -> list[str]:
    letters = unicodedata.normalize("NFD", name.lower().replace("tx ", "thị xã ").replace("đ", "d"))
    return "".join(one for one in letters if not unicodedata.combining(one)).split()


@pytest.mark.parametrize(
    "around",
    [
        *("Bộ phận một cửa {}", "Công an {}", "Trạm y tế {}", "Trường THCS {}", "HĐND {}", "Đảng ủy {}"),
        *("Tổ công nghệ số cộng đồng {}", "Ban chỉ huy quân sự {}", "{} và {}", "{} 2", "Các đơn vị {}"),
        *(
            "Trung tâm Phục vụ hành chính công {}",
            "Phòng Kinh tế {}",
            "{} - tỉnh Đắk Lắk",
            "{}, tỉnh Quảng Ngãi",
        ),
    ],
)
def test_what_only_contains_a_units_name_is_not_that_unit(around: str) -> None:
    units = [agency for agency in load_register().on(AFTER) if agency.level in ("commune", "department")]
    for agency in units[::7]:
        assert match(around.replace("{}", agency.display_name.removeprefix("UBND "))) is None


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
        ("000.00.13.H21", "H21.13"),
        ("001.05.13.H21", "H21.13.05.001"),
        ("000.05.00.H21", None),
        ("13.000.H21", None),
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
        ("\nso-tu-phap,", "\nso-noi-vu,", "so-noi-vu"),
        ("|Sở TP|", "|Sở Nội vụ|", "“Sở Nội vụ”"),
        (",2025-03-01,2025-06-30,", ",2025-07-01,2025-06-30,", "A23"),
        ("gso_code,", "gso,", "gso_code"),
    ],
)
def test_a_mistake_in_the_register_is_named_with_its_row(
    tmp_path: Path, was: str, becomes: str, named: str
) -> None:
    shutil.copytree(reference_folder(), tmp_path / "reference")
    file = tmp_path / "reference" / "agencies.csv"
    written = file.read_text(encoding="utf-8")
    assert was in written
    file.write_text(written.replace(was, becomes, 1), encoding="utf-8")
    with pytest.raises(InputProblem, match=r"agencies\.csv") as refused:
        load_register(tmp_path / "reference")
    assert named in str(refused.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_register_saved_by_a_vietnamese_excel_is_read(tmp_path: Path, encoding: str) -> None:
    with (reference_folder() / "agencies.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    with (tmp_path / "agencies.csv").open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=";").writerows(rows)
    assert load_register(tmp_path).agencies == load_register().agencies


def test_a_register_in_another_encoding_is_refused(tmp_path: Path) -> None:
    (tmp_path / "agencies.csv").write_bytes("Sở Y tế".encode("utf-16"))
    with pytest.raises(InputProblem, match=r"Tệp agencies\.csv: .*UTF-8"):
        load_register(tmp_path)


def test_another_provinces_register_knows_its_own_codes_and_no_longer_ours(tmp_path: Path) -> None:
    written = (reference_folder() / "agencies.csv").read_text(encoding="utf-8-sig")
    (tmp_path / "agencies.csv").write_text(written.replace("H21", "H44"), encoding="utf-8")
    register = load_register(tmp_path)
    found = register.match(code="H44.19", portal_id=None, name="", level=None, day=AFTER)
    assert found
    assert found.agency_id == "so-y-te"
    assert register.match(code="H21.19", portal_id=None, name="Sở Y tế", level=None, day=AFTER) is None


def test_the_frame_has_a_row_an_entry_with_open_ends_far_away() -> None:
    frame = load_register().frame.set_index("entry_id")
    assert frame.index.is_unique
    assert len(frame) == len(load_register().agencies)
    old, new = frame.loc["ubnd-thi-xa-an-khe@start"], frame.loc["ubnd-phuong-an-khe@2025-07-01"]
    assert (old.valid_from, old.valid_to) == (date(1900, 1, 1), date(2025, 6, 30))
    assert (new.valid_from, new.valid_to) == (date(2025, 7, 1), date(9999, 12, 31))
    assert old.successor_ids == "ubnd-phuong-an-binh|ubnd-phuong-an-khe|ubnd-xa-cuu-an"


def test_an_agency_shows_and_sorts_by_its_name() -> None:
    pleiku = load_register().get("ubnd-phuong-pleiku", AFTER)
    assert isinstance(pleiku, Agency)
    assert (pleiku.display_name, pleiku.sort_name) == ("UBND phường Pleiku", "Pleiku")
