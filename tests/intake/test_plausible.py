"""What cannot be is refused by name: it would otherwise be the latest reading for good."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from indicators import sources
from indicators.errors import InputProblem
from indicators.intake import captures, pipeline
from indicators.intake.plausible import CLOCKS_DIFFER
from indicators.periods import Period
from indicators.sources.files import SourceFile
from indicators.sources.numbers import MOST
from indicators.sources.records import Extract, Value
from tests import portal_server
from tests.made_up import FINANCE, YEAR, at
from tests.overdue_files import dossier, phu_luc_ii

SCORES = b"Ma;CKMB\nH21.13;12\n"
COUNTS = "Đơn vị;Kỳ;Số hồ sơ\nSở Tài chính;12/2099;5\n".encode()


def prepared(content: bytes, **told: object) -> pipeline.Prepared:
    return pipeline.prepare(sources.read([SourceFile("a", content)]), **told)  # type: ignore[arg-type]


@pytest.mark.parametrize("content", [SCORES, phu_luc_ii(dossier()), b"Ma ho so\nH21.13-260901-0001\n"])
def test_nothing_was_read_or_listed_in_the_future(content: bytes) -> None:
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    with pytest.raises(InputProblem, match="thời điểm này chưa đến"):
        prepared(content, captured_at=tomorrow)


def test_a_title_that_counts_up_to_a_day_to_come_is_refused_by_its_file() -> None:
    with pytest.raises(InputProblem, match=r"Tệp a: .*12/10/2099.*chưa đến"):
        prepared(phu_luc_ii(dossier(), title="Danh sách hồ sơ quá hạn đến ngày 12/10/2099"))


def test_a_table_that_says_it_was_read_in_the_future_is_refused() -> None:
    with pytest.raises(InputProblem, match="chưa đến"):
        prepared(b"Ma;CKMB;captured_at\nH21.13;12;2099-01-01T07:00\n", period=YEAR)


def test_clocks_may_differ_by_minutes() -> None:
    almost = datetime.now(UTC) + CLOCKS_DIFFER / 2
    assert prepared(SCORES, period=YEAR, captured_at=almost).captures


@pytest.mark.parametrize("period", [Period("year", 2099), Period("month", 2099, 12)])
def test_a_period_to_come_has_no_values_whether_or_not_the_moment_is_told(period: Period) -> None:
    for told in ({}, {"captured_at": at("2026-10-10")}):
        with pytest.raises(InputProblem, match="chưa bắt đầu"):
            prepared(SCORES, period=period, **told)


def test_a_count_of_a_period_to_come_is_refused_by_its_cell() -> None:
    with pytest.raises(InputProblem, match=r"ô C2: .*Tháng 12/2099.*chưa bắt đầu"):
        prepared(COUNTS)


@pytest.mark.parametrize(
    "wrong",
    [
        *({"numerator": -1.0}, {"denominator": -5.0}, {"numerator": 2.5}, {"denominator": 1e12}),
        *({"measure": -3.0}, {"measure": MOST + 1.0}, {"max_score": -6.0}),
    ],
)
def test_a_number_that_cannot_be_is_refused_by_unit_node_and_place(wrong: dict[str, float]) -> None:
    value = Value(FINANCE, "DOSSIER_SYNC", score=3.0, place="evaluation[0].metrics[1]", **wrong)
    reading = Extract(
        "portal_api", "a.json", "0" * 64, "transparency", (value,), "H21", YEAR, at("2026-10-10")
    )
    with pytest.raises(InputProblem, match=r"Tệp a\.json, ô evaluation\[0\]\.metrics\[1\]: .*Sở Tài chính"):
        captures.prepare([reading])


ENDPOINTS = (*portal_server.METRICS, *portal_server.TREES, "service-results")


def numbers(told: Any) -> Iterator[tuple[Any, Any]]:
    """Every number of an answer, as what holds it and its key there."""
    for key in list(told) if isinstance(told, dict) else range(len(told) if isinstance(told, list) else 0):
        if isinstance(told[key], int | float) and not isinstance(told[key], bool):
            yield told, key
        yield from numbers(told[key])


@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_no_field_of_an_answer_lets_an_impossible_number_in(endpoint: str) -> None:
    answer = portal_server.answer(endpoint, {"currentPage": 1, "pageSize": 1})
    refused = []
    for place in range(len(list(numbers(json.loads(answer))))):
        told = json.loads(answer)
        holder, key = list(numbers(told))[place]
        holder[key] = (-5, 1e12, float("inf"))[place % 3]
        try:
            made = pipeline.prepare(
                sources.read([SourceFile("a.json", json.dumps(told).encode())]), period=YEAR
            )
        except InputProblem as problem:
            refused.append(problem.file)
            continue
        kept = [row for one in made.captures for row in one.observations.to_pylist()]
        values = [row[name] for row in kept for name in ("numerator", "denominator", "score")]
        assert all(0 <= value <= MOST for value in values if value is not None), (key, place)
    assert refused
    assert set(refused) == {"a.json"}


@pytest.mark.parametrize("wrong", ["-5", "2,5", "999999999999", "9" * 400, "12%"])
@pytest.mark.parametrize(
    ("table", "cell"),
    [
        ("Đơn vị;Kỳ;Số hồ sơ\nSở Tài chính;08/2026;{}\n", "C2"),
        ("STT;Đơn vị;Số hồ sơ quá hạn\n1;Sở Tài chính;{}\n", "C2"),
    ],
)
def test_no_count_of_a_table_is_below_nothing_in_parts_or_absurd(table: str, cell: str, wrong: str) -> None:
    with pytest.raises(InputProblem) as refused:
        prepared(table.format(wrong).encode())
    assert (refused.value.file, refused.value.cell) == ("a", cell)
