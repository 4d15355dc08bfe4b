"""An answer of the portal is told by what it holds; what is none, or another's, is refused by name."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from indicators.periods import Period
from indicators.sources.files import Request
from tests.portal_answers import envelope
from tests.sources.test_portal_api import HOME, METRIC, ROOT, list_answer, read_one, refusal


def test_the_request_kept_beside_tells_period_moment_and_a_bare_answers_endpoint() -> None:
    moment = datetime(2026, 10, 10, 7, tzinfo=UTC)
    request = Request("handling-satisfaction", Period("year", 2026), "0190", moment)
    reading = read_one(list_answer(HOME | {"totalScore": 12, "totalMaxScore": 18}), request)
    assert (reading.part, reading.period, reading.captured_at) == (
        "handling-satisfaction",
        request.period,
        moment,
    )


def test_an_answer_that_contradicts_its_request_is_refused() -> None:
    told = refusal(list_answer(HOME | {"metrics": [METRIC]}), Request("dossier-digitized"))
    assert "dossier-digitized" in told
    assert "transparency" in told


def test_points_that_no_index_version_knows_are_refused() -> None:
    told = refusal(list_answer(HOME | {"totalScore": 20, "totalMaxScore": 25, "metrics": [METRIC]}))
    assert "evaluation[0]" in told
    assert "tối đa 25 điểm" in told


def test_a_list_whose_group_cannot_be_told_is_refused() -> None:
    assert "chưa đọc được" in refusal(list_answer(HOME | {"totalScore": 12, "totalMaxScore": 18}))


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"rows": []},
        {"overview": ROOT},
        {"overview": 3, "evaluation": []},
        {"parent": ROOT, "children": [1]},
    ],
)
def test_an_answer_of_another_kind_is_refused(data: Mapping[str, Any]) -> None:
    assert "chưa đọc được" in refusal(envelope(data))


@pytest.mark.parametrize("content", [b'{"overview": {}, "evaluation": []}', b"[1, 2]", b'{"code": "OK"}'])
def test_json_without_the_portals_envelope_is_refused(content: bytes) -> None:
    assert "thiếu “code” và “data”" in refusal(content)


def test_the_portals_own_error_is_passed_on() -> None:
    assert "Cổng trả về lỗi: Hệ thống bận" in refusal(envelope(None, "ERROR", "Hệ thống bận"))


def test_an_answer_that_was_cut_off_is_refused() -> None:
    assert "bị cắt giữa chừng" in refusal(list_answer(HOME | {"metrics": [METRIC]})[:-40])


def test_an_answer_without_any_value_is_refused() -> None:
    assert "không có giá trị nào" in refusal(envelope({"overview": ROOT, "radar": [], "evaluation": []}))


def test_an_answer_nested_without_end_is_refused() -> None:
    assert "bị hỏng" in refusal(b'{"a":' * 100_000)
