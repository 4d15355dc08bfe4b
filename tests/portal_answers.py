"""Other tools' copies of the portal's answers, turned back into the answers themselves.

The application reads what the portal sends, never these copies.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

Json = dict[str, Any]
# Where the copy of Gia Lai's agencies keeps each endpoint's part, and how the portal calls its list of units.
_PARTS = {
    "dvc-progress-tree": ("TDGQ_TienDoGiaiQuyet", "children"),
    "provide-online-tree": ("ONLINE_DichVuTrucTuyen", "children"),
    "formality-online-payment-tree": ("TTTT_ThanhToanTrucTuyen", "children"),
    "transparency": ("CKMB_CongKhaiMinhBach", "evaluation"),
    "dossier-digitized": ("MDSH_SoHoaHoSo", "evaluation"),
    "handling-satisfaction": ("MDHL_MucDoHaiLong", "evaluation"),
}


def envelope(data: Mapping[str, Any] | None, code: str = "OK", message: str = "OK") -> bytes:
    """The answer's bytes as the portal sends them."""
    return json.dumps({"code": code, "data": data, "message": message}, ensure_ascii=False).encode()


def national_answer(copy: Path) -> bytes:
    """The nation's service-results from a copy in `national-2026/`."""
    kept = json.loads(copy.read_text(encoding="utf-8"))
    provinces = [
        {
            **_named(province),
            "totalScore": province["totalScore"],
            "ratio": province["totalScore"],
            "scoreDelta": province["scoreDelta"],
            "childGroup": None,
            "groupScores": province["scores"],
        }
        for province in kept["provinces"]
    ]
    kept_as_is = {key: kept[key] for key in ("overview", "growthPercent", "radar")}
    return envelope(kept_as_is | {"evaluation": provinces})


def agency_answers(copy: Path) -> dict[str, bytes]:
    """The answers of one year to date, by endpoint, from a copy `gia-lai-2026/agencies.*.json`.

    They hold the departments only, as the copy does, and of the province no more than its name. An endpoint
    of which the copy kept no indicators (satisfaction on 24/09/2026) is left out.
    """
    kept = json.loads(copy.read_text(encoding="utf-8"))
    told = kept["metadata"]
    root = {
        "departmentId": told["rootDepartmentId"],
        "departmentName": told["province"],
        "departmentCode": told["provinceCode"],
    }
    agencies = kept["agenciesDetail"]
    answers = {"service-results": envelope(_service_results(root, agencies))}
    for endpoint, (part, units_key) in _PARTS.items():
        units = [_named(agency) | _portal_fields(agency["componentIndicators"][part]) for agency in agencies]
        if units_key == "children":
            answers[endpoint] = envelope({"parent": root, "children": units})
        elif all("metrics" in unit for unit in units):
            answers[endpoint] = envelope({"overview": root, "evaluation": units})
    return answers


def _service_results(root: Json, agencies: Iterable[Json]) -> Json:
    units = [
        _named(agency)
        | {key: agency[key] for key in ("totalScore", "ratio", "scoreDelta", "childGroup", "groupScores")}
        for agency in agencies
    ]
    return {"overview": root, "radar": [], "evaluation": units}


def _named(unit: Json) -> Json:
    return {key: unit[key] for key in ("departmentId", "departmentName", "departmentCode")}


def _portal_fields(part: Json) -> Json:
    """The portal says totalScore where metrics follow, and score in the tree of progress."""
    if "metrics" not in part:
        return {**part, "level": "PROVINCE"}
    renamed = {"score": "totalScore", "maxScore": "totalMaxScore"}
    return {renamed.get(key, key): value for key, value in part.items()} | {
        "departmentType": "PROVINCIAL_DEPARTMENT",
        "departmentLevel": "PROVINCE",
    }
