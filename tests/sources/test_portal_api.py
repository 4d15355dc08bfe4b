"""The portal's answers are recognised by what they hold and read without loss, and nothing is added."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from indicators.errors import InputProblem
from indicators.periods import Period
from indicators.sources.files import Request, SourceFile, gather
from indicators.sources.records import Extract, Value
from tests.portal_answers import agency_answers, envelope, national_answer
from tests.shared import SHARED, needs_shared
from tests.source_files import read

PORTAL = SHARED / "portal"
PHU_THO = PORTAL / "phu-tho-2026"
HOME = {"departmentId": "019d", "departmentName": "Sở Y tế", "departmentCode": "H21.19"}
ROOT = {"departmentId": "0190", "departmentName": "UBND tỉnh Gia Lai", "departmentCode": "H21"}
METRIC = {
    "code": "PUBLISH_ON_TIME",
    "numerator": 1,
    "denominator": 4,
    "ratio": 25,
    "score": 1.5,
    "maxScore": 6,
}

Cells = Mapping[tuple[str, str], Value]


def read_one(content: bytes, request: Request | None = None, name: str = "answer.json") -> Extract:
    (reading,) = read([SourceFile(name, content, request)])
    return reading


def cells(reading: Extract) -> Cells:
    """The values by portal id (or name) and node; no unit has a node twice."""
    found = {(value.unit.portal_id or value.unit.name, value.node): value for value in reading.values}
    assert len(found) == len(reading.values)
    return found


def refusal(content: bytes, request: Request | None = None) -> str:
    with pytest.raises(InputProblem) as problem:
        read_one(content, request)
    told = str(problem.value)
    assert told.startswith("Tệp answer.json")
    return told


def list_answer(unit: Mapping[str, Any], root: Mapping[str, Any] | None = None) -> bytes:
    return envelope({"overview": root or ROOT, "monthlyChart": [], "evaluation": [unit]})


def real(name: str) -> Any:
    return json.loads((PHU_THO / name).read_text(encoding="utf-8"))["data"]


def phu_tho(endpoint: str, kind: str) -> Extract:
    return next(
        reading for reading in read(gather([PHU_THO])) if reading.file.endswith(f"/{endpoint}.{kind}.json")
    )


@needs_shared
@pytest.mark.parametrize("kind", ["year", "quarter", "month"])
@pytest.mark.parametrize(
    ("endpoint", "component"),
    [
        ("transparency", "transparency"),
        ("dossier-digitized", "digitisation"),
        ("handling-satisfaction", "satisfaction"),
    ],
)
def test_every_metric_of_phu_tho_is_read_as_it_stands(endpoint: str, component: str, kind: str) -> None:
    data = real(f"{endpoint}.{kind}.json")
    reading = phu_tho(endpoint, kind)
    found = cells(reading)
    entries = [data["overview"], *data["evaluation"]]
    for entry in entries:
        own = found[entry["departmentId"], component]
        assert (own.score, own.max_score) == (entry["totalScore"], entry["totalMaxScore"])
        for metric in entry["metrics"]:
            value = found[entry["departmentId"], metric["code"]]
            assert value.numerator == metric["numerator"]
            assert value.denominator == metric["denominator"]
            assert value.measure == metric["ratio"]
            assert (value.score, value.max_score) == (metric["score"], metric["maxScore"])
            status = metric.get("dataQualityStatus")
            assert value.quality == ((status,) if status else ())
    assert len(found) == sum(1 + len(entry["metrics"]) for entry in entries)
    assert reading.part == endpoint


@needs_shared
@pytest.mark.parametrize("kind", ["year", "quarter", "month"])
@pytest.mark.parametrize(
    ("endpoint", "component"),
    [
        ("dvc-progress-tree", "processing_progress"),
        ("provide-online-tree", "online_service"),
        ("formality-online-payment-tree", "online_payment"),
    ],
)
def test_every_units_points_in_the_trees_of_phu_tho_are_read(
    endpoint: str, component: str, kind: str
) -> None:
    data = real(f"{endpoint}.{kind}.json")
    found = cells(phu_tho(endpoint, kind))
    for entry in (data["parent"], *data["children"]):
        value = found[entry["departmentId"], component]
        assert value.score == entry.get("score", entry.get("totalScore"))
        assert value.max_score == entry.get("maxScore", entry.get("totalMaxScore"))


@needs_shared
def test_the_tree_of_progress_gives_the_on_time_share_its_counts_and_the_components_points() -> None:
    found = cells(phu_tho("dvc-progress-tree", "year"))
    for entry in (
        real("dvc-progress-tree.year.json")["parent"],
        *real("dvc-progress-tree.year.json")["children"],
    ):
        share = found[entry["departmentId"], "on_time_share"]
        assert (share.numerator, share.denominator) == (entry["totalOnTime"], entry["totalReceived"])
        assert share.score == found[entry["departmentId"], "processing_progress"].score
        assert found[entry["departmentId"], "average_processing_days"].measure == entry["avgProcessingDays"]


@needs_shared
def test_the_tree_of_online_services_counts_for_the_province_and_not_for_units() -> None:
    reading = phu_tho("provide-online-tree", "year")
    counts = {
        value.node: (value.numerator, value.denominator, value.score)
        for value in reading.values
        if value.unit.level == "province" and value.node != "online_service"
    }
    assert counts == {
        "online_provision": (31 + 21, 89, None),
        "services_with_dossiers": (516, 1884, None),
        "dossiers_filed_online": (589496, 597894, None),
    }
    assert {value.node for value in reading.values if value.unit.level != "province"} == {"online_service"}


@needs_shared
def test_the_tree_of_payments_counts_for_every_unit() -> None:
    found = cells(phu_tho("formality-online-payment-tree", "year"))
    for entry in real("formality-online-payment-tree.year.json")["children"]:
        for node, numerator, denominator in (
            ("paid_dossiers", "totalDossierOnlinePaymentSuccess", "totalDossierFinancialObligation"),
            ("procedures_with_payments", "totalDossierOnlineFormalityPaymentSuccess", "totalFeeFormality"),
            ("procedures_provided", "totalFeeDossierFormality", "totalFeeFormality"),
        ):
            value = found[entry["departmentId"], node]
            assert (value.numerator, value.denominator) == (entry[numerator], entry[denominator])


@needs_shared
def test_phu_thos_eighteen_answers_are_of_one_province_and_three_periods() -> None:
    readings = read(gather([PHU_THO]))
    assert len(readings) == 18
    # Two endpoints give no codes: the others tell that these ids are Phú Thọ's.
    assert {reading.scope for reading in readings} == {"H44"}
    periods = [reading.period for reading in readings]
    assert {period: periods.count(period) for period in periods} == dict.fromkeys(
        (Period("year", 2026), Period("quarter", 2026, 3), Period("month", 2026, 8)), 6
    )
    assert all("14 trong 163" in reading.notes[0] for reading in readings if "tree" not in reading.part)


@needs_shared
def test_units_keep_their_level_however_the_endpoint_says_it() -> None:
    for reading in read(gather([PHU_THO])):
        levels = [unit.level for unit in {value.unit for value in reading.values}]
        assert {level: levels.count(level) for level in levels} == {
            "province": 1,
            "department": 6,
            "commune": 8,
        }, reading.file


@needs_shared
@pytest.mark.parametrize("month", ["02", "03"])
def test_gia_lais_service_results_give_every_total_and_the_provinces_groups(month: str) -> None:
    path = PORTAL / "gia-lai-2026" / f"service-results.2026-{month}.json"
    data = json.loads(path.read_text(encoding="utf-8"))["data"]
    (reading,) = read(gather([path]))
    assert (reading.scope, reading.period, reading.captured_at) == ("H21", None, None)
    province = {value.node: value for value in reading.values if value.unit.level == "province"}
    assert province["total"].score == data["overview"]["totalScore"]
    assert {code: value.score for code, value in province.items() if code != "total"} == {
        group["code"]: group["score"] for group in data["radar"]
    }
    assert province["ONLINE_SERVICE"].max_score == 22
    totals = {value.unit.code: value.score for value in reading.values if value.unit.level != "province"}
    assert totals == {unit["departmentCode"]: unit["totalScore"] for unit in data["evaluation"]}
    assert len(totals) == 149


@needs_shared
@pytest.mark.parametrize("date", ["2026-10-06", "2026-10-10"])
def test_the_nations_service_results_give_every_provinces_six_components(date: str) -> None:
    path = PORTAL / "national-2026" / f"{date}.json"
    kept = json.loads(path.read_text(encoding="utf-8"))
    reading = read_one(national_answer(path))
    assert reading.scope == "VN"
    found = {(value.unit.code, value.node): value.score for value in reading.values}
    assert found[None, "total"] == kept["overview"]["totalScore"]
    for province in kept["provinces"]:
        assert found[province["departmentCode"], "total"] == province["totalScore"]
        for code, score in province["scores"].items():
            assert found[province["departmentCode"], code] == score
    levels = [unit.level for unit in {value.unit for value in reading.values}]
    assert (levels.count("country"), levels.count("province")) == (1, 34)


@needs_shared
def test_gia_lais_departments_come_back_from_all_seven_endpoints() -> None:
    path = PORTAL / "gia-lai-2026" / "agencies.2026-10-10.json"
    kept = json.loads(path.read_text(encoding="utf-8"))
    readings = read([SourceFile(f"{name}.json", content) for name, content in agency_answers(path).items()])
    assert {reading.part for reading in readings} == {
        *("service-results", "transparency", "dossier-digitized", "handling-satisfaction"),
        *("dvc-progress-tree", "provide-online-tree", "formality-online-payment-tree"),
    }
    assert {reading.scope for reading in readings} == {"H21"}
    found = {(value.unit.code, value.node): value for reading in readings for value in reading.values}
    metrics = 0
    for agency in kept["agenciesDetail"]:
        for part in agency["componentIndicators"].values():
            for metric in part.get("metrics", ()):
                value = found[agency["departmentCode"], metric["code"]]
                assert (value.numerator, value.denominator) == (metric["numerator"], metric["denominator"])
                metrics += 1
    assert metrics == 224


@needs_shared
def test_a_page_of_the_procedure_catalogue_is_set_aside_by_name_and_alone_is_refused(tmp_path: Path) -> None:
    page = SourceFile("formalities.json", (PORTAL / "formalities.page-1.json").read_bytes())
    (reading,) = read([page, SourceFile("answer.json", list_answer(HOME | {"metrics": [METRIC]}))])
    assert any("formalities.json là danh mục thủ tục" in note for note in reading.notes)
    with pytest.raises(InputProblem, match=r"formalities\.json: không có giá trị nào"):
        read([page])


def test_null_stays_empty_and_zero_stays_zero() -> None:
    empty = METRIC | {"numerator": 0, "denominator": 0, "ratio": None, "score": None}
    reading = read_one(list_answer(HOME | {"totalScore": None, "totalMaxScore": 18, "metrics": [empty]}))
    component, metric = reading.values
    assert (component.score, component.max_score) == (None, 18)
    assert (metric.numerator, metric.denominator, metric.measure, metric.score) == (0, 0, None, None)


def test_counts_in_which_one_part_is_empty_are_not_added_up() -> None:
    parent = ROOT | {"totalScore": 8, "authorityCount": 89, "partialCount": None, "fullCount": 21}
    reading = read_one(envelope({"parent": parent, "children": []}))
    provision = next(value for value in reading.values if value.node == "online_provision")
    assert (provision.numerator, provision.denominator) == (None, 89)


def test_several_quality_flags_all_travel_with_the_value() -> None:
    reading = read_one(list_answer(HOME | {"metrics": [METRIC | {"dataQualityStatus": ["TEMP", "NO_DATA"]}]}))
    assert reading.values[0].quality == ("TEMP", "NO_DATA")


def test_a_new_metric_is_kept_under_its_portal_code_and_new_fields_are_ignored() -> None:
    new = METRIC | {"code": "BRAND_NEW", "colour": "red"}
    reading = read_one(list_answer(HOME | {"metrics": [METRIC, new], "surprise": {"a": 1}}))
    assert [value.node for value in reading.values] == ["PUBLISH_ON_TIME", "BRAND_NEW"]


def test_every_value_says_where_in_the_answer_it_stands() -> None:
    reading = read_one(list_answer(HOME | {"totalScore": 1.5, "metrics": [METRIC]}))
    assert [value.place for value in reading.values] == ["evaluation[0]", "evaluation[0].metrics[0]"]


@pytest.mark.parametrize("score", ["1,5", True, [1], float("nan"), float("inf")])
def test_what_is_no_number_where_one_belongs_is_refused_with_its_place(score: object) -> None:
    told = refusal(list_answer(HOME | {"metrics": [METRIC | {"score": score}]}))
    assert "evaluation[0].metrics[0]" in told
    assert f"“{score}” trong “score” không phải là số" in told


def test_a_unit_that_nobody_could_recognise_is_refused() -> None:
    assert "không có cả tên và mã" in refusal(list_answer({"metrics": [METRIC]}))
