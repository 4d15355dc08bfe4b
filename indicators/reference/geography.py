"""Where the units are: one point each (`places.csv`), and their boundaries where a province puts them.

Points and boundaries are for looking at, no legal statement. Nothing is fetched from anywhere.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from indicators.errors import InputProblem
from indicators.paths import REFERENCE
from indicators.reference.agencies import load_register
from indicators.reference.csv_table import reference_rows

Point = tuple[float, float]
Ring = list[Point]
# Vietnam with its islands, in degrees: outside, longitude and latitude are swapped or not in degrees.
LONGITUDES, LATITUDES = (102.0, 118.0), (6.0, 24.0)
# Corners nearer to a straight line than this, in degrees, are not seen on a screen.
FINEST = 0.002


@cache
def load_places(folder: Path = REFERENCE) -> dict[str, Point]:
    """Longitude and latitude of a point inside every unit, by agency_id; InputProblem naming a wrong row."""
    rows = reference_rows(folder / "places.csv", {"agency_id", "longitude", "latitude"})
    places: dict[str, Point] = {}
    for number, row in enumerate(rows, start=2):
        agency_id = row["agency_id"].strip()
        if not load_register().entries(agency_id):
            raise _wrong(number, "“{agency}” is not in the register of agencies.", agency=agency_id)
        if agency_id in places:
            raise _wrong(number, "“{agency}” has a place already.", agency=agency_id)
        try:
            place = float(row["longitude"]), float(row["latitude"])
        except ValueError:
            place = (0.0, 0.0)
        if not _in_vietnam(place):
            raise _wrong(number, "the place is not in Vietnam: longitude about 108, latitude about 14.")
        places[agency_id] = place
    return places


@cache
def load_boundaries(folder: Path = REFERENCE / "boundaries") -> dict[str, list[Ring]]:
    """The outlines of every area by agency_id, simplified, from all *.geojson files of the folder, if any.

    A file is a FeatureCollection of polygons with the property agency_id; InputProblem naming file and
    feature where one is not.
    """
    found: dict[str, list[Ring]] = {}
    for file in sorted(folder.glob("*.geojson")):
        for number, feature in enumerate(_features(file), start=1):
            agency_id, rings = _area(feature, file.name, number)
            found[agency_id] = [simplified(ring) for ring in rings]
    return found


def simplified(ring: Sequence[Point], finest: float = FINEST) -> Ring:
    """The ring without the corners that are nearer than `finest` to what remains (Douglas and Peucker)."""
    points = np.asarray(ring, dtype=float)
    kept = np.zeros(len(points), dtype=bool)
    kept[[0, -1]] = True
    spans = [(0, len(points) - 1)]
    while spans:
        first, last = spans.pop()
        if last - first < 2:
            continue
        distances = _from_line(points[first + 1 : last], points[first], points[last])
        if distances.max() > finest:
            furthest = first + 1 + int(distances.argmax())
            kept[furthest] = True
            spans += [(first, furthest), (furthest, last)]
    return [(float(x), float(y)) for x, y in points[kept]]


def clearance(place: Any, rings: Sequence[Any]) -> float:
    """How far a place within an area is from its nearest border; 0 where it is not within (even-odd rule).

    `place` is x and y; `rings` are closed, each an array of x and y, holes among them.
    """
    nearest, is_inside = np.inf, False
    for ring in rings:
        start, along = ring[:-1] - place, np.diff(ring, axis=0)
        lengths = np.maximum((along**2).sum(axis=1), 1e-18)
        part = np.clip(-(start * along).sum(axis=1) / lengths, 0, 1)
        nearest = min(nearest, float(np.hypot(*(start + part[:, None] * along).T).min()))
        end = start + along
        crossed = (start[:, 1] > 0) != (end[:, 1] > 0)
        right = start[:, 0] * end[:, 1] - end[:, 0] * start[:, 1]
        is_inside ^= bool(((right > 0) == (end[:, 1] > start[:, 1]))[crossed].sum() % 2)
    return nearest if is_inside else 0.0


def _from_line(points: Any, start: Any, end: Any) -> Any:
    """How far points are from the line through two others; from the one where both are the same."""
    along, away = end - start, points - start
    length = float(np.hypot(*along))
    if length == 0:
        return np.hypot(away[:, 0], away[:, 1])
    return np.abs(along[0] * away[:, 1] - along[1] * away[:, 0]) / length


def _features(file: Path) -> Iterator[Any]:
    try:
        collection = json.loads(file.read_text(encoding="utf-8"))
        features = collection["features"]
    except (ValueError, KeyError, TypeError):
        raise InputProblem(
            "it is not a GeoJSON FeatureCollection.",
            do="data/reference/README.md tells how a boundary file looks.",
            file=file.name,
        ) from None
    yield from features


def _area(feature: Any, file: str, number: int) -> tuple[str, list[Ring]]:
    """An area's agency and its rings."""
    place = f"features[{number - 1}]"
    do = "data/reference/README.md tells how a boundary file looks."
    try:
        agency_id = feature["properties"]["agency_id"]
        kind, parts = feature["geometry"]["type"], feature["geometry"]["coordinates"]
        polygons = {"Polygon": [parts], "MultiPolygon": parts}[kind]
        rings = [[(float(x), float(y)) for x, y, *_ in ring] for polygon in polygons for ring in polygon]
    except (KeyError, TypeError, ValueError):
        raise InputProblem(
            "it is not a polygon with the property agency_id.", do=do, file=file, cell=place
        ) from None
    if not load_register().entries(agency_id):
        raise InputProblem(
            "“{agency}” is not in the register of agencies.", do=do, file=file, cell=place, agency=agency_id
        )
    if not all(_in_vietnam(point) for ring in rings for point in ring):
        raise InputProblem(
            "the place is not in Vietnam: longitude about 108, latitude about 14.",
            do=do,
            file=file,
            cell=place,
        )
    return agency_id, rings


def _in_vietnam(place: Point) -> bool:
    (west, east), (south, north) = LONGITUDES, LATITUDES
    return west <= place[0] <= east and south <= place[1] <= north


def _wrong(number: int, what: str, **values: str) -> InputProblem:
    return InputProblem(
        what, do="Correct the row in the table.", file="places.csv", cell=f"A{number}", **values
    )
