"""The faults that `make mutants` puts in: each in one place, none in what is only said."""

from __future__ import annotations

from pathlib import Path

from tests.mutants import ANALYSIS, QUERIES, mutants, nearest


def faulty(name: str, text: str) -> list[str]:
    return [mutant.applied(text) for mutant in mutants(Path(name), text)]


def test_a_module_gets_one_fault_at_a_time_and_none_in_its_words() -> None:
    text = '@kept(slots=True)\n"""More than 7 and less."""\nlong = days > 7 and "a - b"  # or 8\n'
    assert faulty("one.py", text) == [
        text.replace("days > 7", "days >= 7"),
        text.replace("days > 7", "days > 8"),
        text.replace('7 and "', '7 or "'),
    ]


def test_a_query_gets_one_fault_at_a_time_and_none_in_its_words_and_ranges() -> None:
    text = "-- At most 7 AND no more.\nWHERE days <= 7 AND day BETWEEN a.one AND a.two AND kind = 'x = 1'\n"
    assert faulty("one.sql", text) == [
        text.replace("days <= 7", "days < 7"),
        text.replace("days <= 7", "days <= 8"),
        text.replace("7 AND day", "7 OR day"),
        text.replace("two AND", "two OR"),
        text.replace("kind =", "kind <>"),
    ]


def test_a_fault_is_shown_first_to_the_tests_of_its_module_or_of_those_who_ask_the_query() -> None:
    assert nearest(ANALYSIS / "trend.py") == ["tests/analysis/test_trend.py"]
    assert nearest(ANALYSIS / "noise" / "xmr.py") == ["tests/analysis/noise/test_xmr.py"]
    assert nearest(QUERIES / "gap.sql") == ["tests/analysis/test_missing_cases.py"]
