"""A new indicator is one table in one file: on its group's page, in rankings, trends, methodology by itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from indicators.intake import captures
from indicators.sources.records import Reading, Value
from indicators.store.store import Store
from tests.drills import catalogues, whole
from tests.made_up import FINANCE, JUSTICE, YEAR, at
from tests.pages.conftest import GIA_LAI, words


@pytest.fixture
def with_new_indicator(tmp_path: Path) -> Iterator[None]:
    folder = catalogues.copied(tmp_path / "catalogue")
    with (folder / "766-2026.toml").open("a", encoding="utf-8") as file:
        file.write(catalogues.SEALED_LETTERS)
    with catalogues.in_place_of_ours(folder):
        yield


@pytest.mark.usefixtures("with_new_indicator")
def test_it_is_everywhere_without_code(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    for day, sealed in (("2026-10-02", 50.0), ("2026-10-10", 60.0)):
        values = tuple(
            Value(unit, "sealed_letters", numerator=sealed + more, denominator=100.0, measure=sealed + more)
            for more, unit in enumerate((GIA_LAI, FINANCE, JUSTICE))
        )
        scores = tuple(Value(unit, "digitisation", score=9.0) for unit in (GIA_LAI, FINANCE, JUSTICE))
        sha256 = f"{sealed:064.0f}"
        read = Reading("score_table", "x.csv", sha256, "x", values + scores, "H21", YEAR, at(day))
        store.add(captures.prepare([read]))

    def opened(page: str) -> AppTest:
        return whole.open_page(store, monkeypatch, page, node="sealed_letters")

    group, ranking, trend = map(opened, ("digitisation", "ranking", "trend"))
    assert "Thư niêm phong" in str(group.dataframe[0].value.iloc[:, 0].tolist())
    assert ranking.dataframe[0].value["value"].tolist() == [62, 61]
    assert trend.dataframe[0].value.iloc[:, 1:].to_numpy().tolist() == [[52, 62], [51, 61]]
    assert "Chỉ để thử." in words(opened("methodology"))
    for page in (group, ranking, trend):
        assert not page.exception
        assert not page.error
        assert not page.toast
