"""What cannot be is refused by name: it would otherwise be the latest reading for good."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from indicators import sources
from indicators.errors import InputProblem
from indicators.intake import captures, pipeline
from indicators.intake.plausible import CLOCKS_DIFFER
from indicators.periods import Period
from indicators.sources.files import SourceFile
from indicators.sources.numbers import MOST
from indicators.sources.records import Extract, Value
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
