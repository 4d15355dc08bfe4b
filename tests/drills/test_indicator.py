"""A new indicator is a table in one file, its points a number there; pages, files and intake follow by themselves."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from indicators import catalogue
from indicators.catalogue.scoring import points_from_counts
from indicators.errors import InputProblem
from indicators.intake import captures
from indicators.sources.records import Extract, Value
from indicators.store.store import Store
from tests.drills import catalogues
from tests.made_up import FINANCE, JUSTICE, YEAR, at, even, reading
from tests.page_runner import open_page
from tests.pages.conftest import GIA_LAI, words

DIFFERENT = (("publish_on_time", 6, 4), ("public_update_on_time", 4, 6))


@pytest.fixture
def with_other_points(tmp_path: Path) -> Iterator[None]:
    """Two indicators of a component have exchanged their points."""
    folder = catalogues.copied(tmp_path / "catalogue")
    file = folder / "766-2026.toml"
    for code, was, becomes in DIFFERENT:
        above, own, below = file.read_text(encoding="utf-8").partition(f"[nodes.{code}]")
        assert f"points = {was}" in below.split("[nodes.", 1)[0]
        changed = below.replace(f"points = {was}", f"points = {becomes}", 1)
        file.write_text(above + own + changed, encoding="utf-8")
    with catalogues.in_place_of_ours(folder):
        yield


@pytest.mark.usefixtures("with_other_points")
def test_its_points_are_what_the_file_says_from_the_door_to_the_page(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    for code, was, becomes in DIFFERENT:
        most = max(was, becomes)
        read = reading({FINANCE: {**even(9), code: float(most)}})
        if becomes < was:
            with pytest.raises(InputProblem, match=rf"0 đến {becomes}"):
                captures.prepare([read])
        else:
            store.add(captures.prepare([read]))
            page = open_page(store.url, monkeypatch, "ranking", node=code)
            assert page.dataframe[0].value["share"].tolist() == [1]
    # What the portal counts, the rule makes points of: half of them are half the points.
    index = catalogue.load()["2026"]
    assert [points_from_counts(index.nodes[code], 1, 2, None) for code, _, _ in DIFFERENT] == [2, 3]


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
        read = Extract("score_table", "x.csv", sha256, "x", values + scores, "H21", YEAR, at(day))
        store.add(captures.prepare([read]))

    def opened(page: str) -> AppTest:
        return open_page(store.url, monkeypatch, page, node="sealed_letters")

    group, ranking, trend = map(opened, ("digitisation", "ranking", "trend"))
    assert "Thư niêm phong" in str(group.dataframe[0].value.iloc[:, 0].tolist())
    assert ranking.dataframe[0].value["value"].tolist() == [62, 61]
    assert trend.dataframe[0].value.iloc[:, 1:].to_numpy().tolist() == [[52, 62], [51, 61]]
    assert "Chỉ để thử." in words(opened("methodology"))
    for page in (group, ranking, trend):
        assert not page.exception
        assert not page.error
        assert not page.toast
