"""How often a source is expected is the province's own table, and a mistake in it is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from indicators.errors import InputProblem
from indicators.reference.update_rhythms import LATE_AFTER, load_rhythms


def table(folder: Path, *rows: str) -> Path:
    (folder / "rhythms.csv").write_text("\n".join(["source,rhythm,why", *rows]) + "\n", encoding="utf-8-sig")
    return folder


def test_every_source_has_the_rhythm_its_row_says(tmp_path: Path) -> None:
    assert load_rhythms(table(tmp_path, "portal_api,week,x", " overdue_list , month ,y")) == {
        "portal_api": "week",
        "overdue_list": "month",
    }


@pytest.mark.parametrize(("row", "cell"), [("portal,week,x", "A2"), ("portal_api,weekly,x", "B2")])
def test_what_is_not_known_is_named_with_its_cell(tmp_path: Path, row: str, cell: str) -> None:
    with pytest.raises(InputProblem) as problem:
        load_rhythms(table(tmp_path, row))
    assert f"rhythms.csv, ô {cell}" in str(problem.value)


def test_without_a_table_nothing_is_expected(tmp_path: Path) -> None:
    assert load_rhythms(tmp_path) == {}


def test_a_rhythm_is_late_only_after_its_longest_span() -> None:
    assert all(days > longest for days, longest in zip(LATE_AFTER.values(), (7, 31), strict=True))
    assert set(load_rhythms().values()) <= set(LATE_AFTER)
