"""Places: every area has one point inside it; a boundary file is checked and simplified, never trusted."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from indicators.errors import InputProblem
from indicators.reference.agencies import load_register
from indicators.reference.files import UnknownAgency
from indicators.reference.geography import (
    FINEST,
    load_boundaries,
    load_places,
    places_of_unknown_agencies,
    simplified,
)
from tests.shared import SHARED, needs_shared

SQUARE = [[108.0, 14.0], [108.1, 14.0], [108.1, 14.1], [108.0, 14.1], [108.0, 14.0]]


def polygons(file: str) -> dict[str, list[list[list[tuple[float, float]]]]]:
    """The shared areas as lists of polygons, each a list of rings."""
    collection = json.loads((SHARED / "reference" / file).read_text(encoding="utf-8"))
    found = {}
    for feature in collection["features"]:
        geometry = feature["geometry"]
        parts = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
        found[feature["properties"]["agency_id"]] = parts
    return found


def is_inside(place: tuple[float, float], rings: list[list[tuple[float, float]]]) -> bool:
    """By counting how often a ray to the east crosses the rings."""
    x, y = place
    crossings = 0
    for ring in rings:
        for (x0, y0), (x1, y1) in pairwise(ring):
            if (y0 > y) != (y1 > y) and x < (x1 - x0) * (y - y0) / (y1 - y0) + x0:
                crossings += 1
    return crossings % 2 == 1


def file_in(folder: Path, *features: Any) -> Path:
    written = json.dumps({"type": "FeatureCollection", "features": list(features)})
    (folder / "boundaries").mkdir()
    (folder / "boundaries" / "areas.geojson").write_text(written, encoding="utf-8")
    return folder


def feature(agency_id: str = "ubnd-phuong-pleiku", ring: Any = SQUARE, kind: str = "Polygon") -> Any:
    coordinates = [ring] if kind == "Polygon" else [[ring], [ring]]
    return {"properties": {"agency_id": agency_id}, "geometry": {"type": kind, "coordinates": coordinates}}


def test_every_district_and_commune_of_the_register_has_one_place_and_nobody_else() -> None:
    areas = {
        agency.agency_id for agency in load_register().agencies if agency.level in ("district", "commune")
    }
    assert set(load_places()) == areas


@needs_shared
@pytest.mark.parametrize("file", ["districts-2024.geojson", "communes-2025.geojson"])
def test_every_place_lies_in_its_area(file: str) -> None:
    places = load_places()
    outside = [
        agency_id
        for agency_id, parts in polygons(file).items()
        if not any(is_inside(places[agency_id], rings) for rings in parts)
    ]
    assert outside == []


@needs_shared
@pytest.mark.parametrize("file", ["districts-2024.geojson", "communes-2025.geojson"])
def test_simplified_areas_keep_their_size_and_are_small_enough_to_send(file: str, tmp_path: Path) -> None:
    content = (SHARED / "reference" / file).read_bytes()
    (tmp_path / "boundaries").mkdir()
    (tmp_path / "boundaries" / file).write_bytes(content)
    boundaries = load_boundaries(tmp_path)
    for agency_id, parts in polygons(file).items():
        before = sum(area(ring) for rings in parts for ring in rings)
        after = sum(area(ring) for ring in boundaries[agency_id])
        assert after == pytest.approx(before, rel=0.12, abs=2e-4), agency_id
    corners = sum(len(ring) for rings in boundaries.values() for ring in rings)
    assert corners * 2 * 20 < 400_000


def area(ring: Any) -> float:
    return abs(sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairwise(ring))) / 2


def test_a_corner_that_is_seen_stays_and_one_that_is_not_goes() -> None:
    ring = [
        (108.0, 14.0),
        (108.05, 14.0 + FINEST / 2),
        (108.1, 14.0),
        (108.05, 14.0 + 5 * FINEST),
        (108.0, 14.0),
    ]
    assert simplified(ring) == [ring[0], ring[2], ring[3], ring[4]]


def test_areas_of_several_parts_are_read_and_an_empty_folder_gives_none(tmp_path: Path) -> None:
    assert load_boundaries(tmp_path / "nothing") == {}
    boundaries = load_boundaries(file_in(tmp_path, feature(kind="MultiPolygon")))
    assert [len(ring) for ring in boundaries["ubnd-phuong-pleiku"]] == [5, 5]


@pytest.mark.parametrize(
    ("wrong", "what"),
    [
        (feature(ring=[[14.0, 108.0], [14.1, 108.0], [14.0, 108.0]]), "không nằm ở Việt Nam"),
        (feature(ring=[["a", "b"]]), "không phải là đa giác"),
        (feature(ring=[[108.0, 14.0], [108.1, 14.0], [108.0, 14.0]]), "ít hơn ba đỉnh"),
        ({"properties": {}, "geometry": {}}, "không phải là đa giác"),
        ({"properties": {"agency_id": "x"}, "geometry": {"type": "Point", "coordinates": [1, 2]}}, "đa giác"),
        (None, "không phải là đa giác"),
    ],
)
def test_a_wrong_area_is_named_with_its_file_and_number(tmp_path: Path, wrong: Any, what: str) -> None:
    with pytest.raises(InputProblem) as refused:
        load_boundaries(file_in(tmp_path, feature(), wrong))
    assert what in str(refused.value)
    assert "areas.geojson" in str(refused.value)
    assert "features[1]" in str(refused.value)


def test_what_names_an_agency_nobody_knows_is_left_out_and_told(tmp_path: Path) -> None:
    file_in(tmp_path, feature("ubnd-xa-khong-co"), feature())
    rows = "agency_id,longitude,latitude\nubnd-xa-khong-co,108,14\nubnd-phuong-pleiku,108,13.98\n"
    (tmp_path / "places.csv").write_text(rows, encoding="utf-8")
    assert list(load_places(tmp_path)) == list(load_boundaries(tmp_path)) == ["ubnd-phuong-pleiku"]
    assert places_of_unknown_agencies(tmp_path) == [
        UnknownAgency("places.csv", "A2", "ubnd-xa-khong-co"),
        UnknownAgency("areas.geojson", "features[0]", "ubnd-xa-khong-co"),
    ]


def test_a_province_without_places_has_none(tmp_path: Path) -> None:
    assert load_places(tmp_path) == {}


@pytest.mark.parametrize("content", ["", "[]", '{"type": "FeatureCollection"}', "not json"])
def test_a_file_that_is_no_feature_collection_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "boundaries").mkdir()
    (tmp_path / "boundaries" / "areas.geojson").write_text(content, encoding="utf-8")
    with pytest.raises(InputProblem, match="FeatureCollection"):
        load_boundaries(tmp_path)


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ("ubnd-phuong-pleiku,108,14", "đã có vị trí"),
        ("ubnd-xa-gao,14,108", "không nằm ở Việt Nam"),
        ("ubnd-xa-gao,x,14", "không nằm ở Việt Nam"),
    ],
)
def test_a_wrong_place_is_named_with_its_row(tmp_path: Path, row: str, what: str) -> None:
    rows = f"agency_id,longitude,latitude\nubnd-phuong-pleiku,108,13.98\n{row}\n"
    (tmp_path / "places.csv").write_text(rows, encoding="utf-8-sig")
    with pytest.raises(InputProblem) as refused:
        load_places(tmp_path)
    assert what in str(refused.value)
    assert "A3" in str(refused.value)
