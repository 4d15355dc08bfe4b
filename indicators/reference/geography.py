"""Where the units are: one point each (`places.csv`), and their boundaries where a province puts them.

Points and boundaries are for looking at, no legal statement. Nothing is fetched from anywhere.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from indicators.errors import InputProblem
from indicators.reference.agencies import load_register
from indicators.reference.files import UnknownAgency, read_once, reference_rows

PLACES = "places.csv"
Point = tuple[float, float]
Ring = list[Point]
# Vietnam with its islands, in degrees: outside, longitude and latitude are swapped or not in degrees.
LONGITUDES, LATITUDES = (102.0, 118.0), (6.0, 24.0)
# Corners nearer to a straight line than this, in degrees, are not seen on a screen.
FINEST = 0.002


def load_places(folder: Path | None = None) -> dict[str, Point]:
    """Longitude and latitude of a point inside every unit, by agency_id; InputProblem naming a wrong row.

    None where there is no `places.csv`. Places of agencies that the register does not know are left out.
    """
    places, _ = _read_places(folder)
    return places


def load_boundaries(folder: Path | None = None) -> dict[str, list[Ring]]:
    """The outlines of every area by agency_id, simplified, from `boundaries/*.geojson`, if any.

    A file is a FeatureCollection of polygons with the property agency_id; InputProblem naming file and
    feature where one is not. Areas of agencies that the register does not know are left out.
    """
    boundaries, _ = _read_boundaries(folder)
    return boundaries


def places_of_unknown_agencies(folder: Path | None = None) -> list[UnknownAgency]:
    """The rows and areas that were left out of both."""
    return [*_read_places(folder)[1], *_read_boundaries(folder)[1]]


@read_once
def _read_places(folder: Path) -> tuple[dict[str, Point], list[UnknownAgency]]:
    file = folder / PLACES
    places: dict[str, Point] = {}
    unknown: list[UnknownAgency] = []
    rows = reference_rows(file, {"agency_id", "longitude", "latitude"}) if file.exists() else []
    for number, row in enumerate(rows, start=2):
        agency_id = row["agency_id"].strip()
        if agency_id in places:
            raise _wrong(number, "“{agency}” has a place already.", agency=agency_id)
        try:
            place = float(row["longitude"]), float(row["latitude"])
        except ValueError:
            place = (0.0, 0.0)
        if not _in_vietnam(place):
            raise _wrong(number, "the place is not in Vietnam: longitude about 108, latitude about 14.")
        if load_register().entries(agency_id):
            places[agency_id] = place
        else:
            unknown.append(UnknownAgency(PLACES, f"A{number}", agency_id))
    return places, unknown


@read_once
def _read_boundaries(folder: Path) -> tuple[dict[str, list[Ring]], list[UnknownAgency]]:
    found: dict[str, list[Ring]] = {}
    unknown: list[UnknownAgency] = []
    for file in sorted((folder / "boundaries").glob("*.geojson")):
        for number, feature in enumerate(_features(file)):
            place = f"features[{number}]"
            agency_id, rings = _area(feature, file.name, place)
            if load_register().entries(agency_id):
                found[agency_id] = [simplified(ring) for ring in rings]
            else:
                unknown.append(UnknownAgency(file.name, place, agency_id))
    return found, unknown


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


def _area(feature: Any, file: str, place: str) -> tuple[str, list[Ring]]:
    """An area's agency and its rings."""
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
    return InputProblem(what, do="Correct the row in the table.", file=PLACES, cell=f"A{number}", **values)
