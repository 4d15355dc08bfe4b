"""An indicator added to the catalogue is on its group page, in rankings, trends and methodology by itself."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from indicators import catalogue
from indicators.intake import captures
from indicators.sources.records import Reading, Value
from indicators.store.store import Store
from tests.made_up import FINANCE, JUSTICE, YEAR, at
from tests.pages.conftest import GIA_LAI, Open, words

NEW = """
[nodes.sealed_letters]
parent = "digitisation"
kind = "indicator"
portal_codes = ["SEALED_LETTERS"]
name_vi = "Tỷ lệ thư niêm phong"
name_en = "Sealed letters"
short_name_vi = "Thư niêm phong"
short_name_en = "Sealed letters"
measure_unit = "percent"
direction = "higher"
numerator_vi = "Số thư niêm phong"
numerator_en = "Sealed letters"
denominator_vi = "Số thư"
denominator_en = "Letters"
rule_vi = "Không chấm điểm, chỉ theo dõi."
rule_en = "Not scored, only followed."
why_vi = "Chỉ để thử."
why_en = "Only to try."
source = "made up for a test"
evidence = "none"
status = "unscored"
review_by = 2099-01-01
"""


@pytest.fixture
def with_new_indicator(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    folder = tmp_path / "catalogue"
    folder.mkdir()
    for file in catalogue.FOLDER.glob("*.toml"):
        shutil.copy(file, folder)
    with (folder / "766-2026.toml").open("a", encoding="utf-8") as file:
        file.write(NEW)
    monkeypatch.setattr(catalogue, "FOLDER", folder)
    catalogue.load.cache_clear()
    yield
    monkeypatch.undo()
    catalogue.load.cache_clear()


@pytest.mark.usefixtures("with_new_indicator")
def test_it_is_everywhere_without_code(open_page: Open, store: Store) -> None:
    for day, sealed in (("2026-10-02", 50.0), ("2026-10-10", 60.0)):
        values = tuple(
            Value(unit, "sealed_letters", numerator=sealed + more, denominator=100.0, measure=sealed + more)
            for more, unit in enumerate((GIA_LAI, FINANCE, JUSTICE))
        )
        scores = tuple(Value(unit, "digitisation", score=9.0) for unit in (GIA_LAI, FINANCE, JUSTICE))
        sha256 = f"{sealed:064.0f}"
        read = Reading("score_table", "x.csv", sha256, "x", values + scores, "H21", YEAR, at(day))
        store.add(captures.prepare([read]))
    group = open_page("digitisation", node="sealed_letters")
    assert "Thư niêm phong" in str(group.dataframe[0].value.iloc[:, 0].tolist())
    ranking = open_page("ranking", node="sealed_letters")
    assert ranking.dataframe[0].value["value"].tolist() == [62, 61]
    trend = open_page("trend", node="sealed_letters")
    assert trend.dataframe[0].value.iloc[:, 1:].to_numpy().tolist() == [[52, 62], [51, 61]]
    assert "Chỉ để thử." in words(open_page("methodology", node="sealed_letters"))
    for page in (group, ranking, trend):
        assert not page.exception
        assert not page.error
        assert not page.toast
