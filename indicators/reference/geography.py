"""Places of units on the map: one point each (`places.csv`), and boundaries where a province puts them.

Points and boundaries are for looking at, no legal statement. Nothing is fetched from anywhere.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import shapely

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
# The fewest points of a closed ring.
CORNERS = 4


def load_places(folder: Path | None = None) -> dict[str, Point]:
    """Read longitude and latitude of a point inside every unit, by agency_id.

    InputProblem naming a wrong row.

    None where there is no `places.csv`. Places of agencies that the register does not know are left out.
    """
    places, _ = _read_places(folder)
    return places


def load_boundaries(folder: Path | None = None) -> dict[str, list[Ring]]:
    """Read the outlines of every area by agency_id, simplified, from `boundaries/*.geojson`, if any.

    A file is a FeatureCollection of polygons with the property agency_id; InputProblem naming file and
    feature where one is not. Areas of agencies that the register does not know are left out.
    """
    boundaries, _ = _read_boundaries(folder)
    return boundaries


def places_of_unknown_agencies(folder: Path | None = None) -> list[UnknownAgency]:
    """Return the rows and areas that were left out of both."""
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
    """Leave out the corners of a ring that are nearer than `finest` to what remains (Douglas and Peucker)."""
    line = shapely.LineString(ring).simplify(finest, preserve_topology=False)
    return [(x, y) for x, y in line.coords]


def clearance(place: Any, rings: Sequence[Any]) -> float:
    """Give how far a place within an area is from its nearest border; 0 where it is not within (even-odd rule).

    `place` is x and y; `rings` are closed, each a sequence of x and y, holes among them.
    """
    point = shapely.Point(place)
    # Each ring for itself: a hole is a ring within a ring, and simplified ones may touch.
    is_inside = sum(shapely.Polygon(ring).contains(point) for ring in rings) % 2
    return min(shapely.LineString(ring).distance(point) for ring in rings) if is_inside else 0.0


def _features(file: Path) -> Iterator[Any]:
    try:
        collection = json.loads(file.read_text(encoding="utf-8"))
        features = collection["features"]
    except (ValueError, KeyError, TypeError):
        raise InputProblem(
            "it is not a GeoJSON FeatureCollection.",
            do="The guide beside this file tells how a boundary file looks.",
            file=file.name,
        ) from None
    yield from features


def _area(feature: Any, file: str, place: str) -> tuple[str, list[Ring]]:
    """Return an area's agency and its rings."""
    do = "The guide beside this file tells how a boundary file looks."
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
    if any(len(ring) < CORNERS for ring in rings):
        raise InputProblem("a line of the area has fewer than three corners.", do=do, file=file, cell=place)
    return agency_id, rings


def _in_vietnam(place: Point) -> bool:
    (west, east), (south, north) = LONGITUDES, LATITUDES
    return west <= place[0] <= east and south <= place[1] <= north


def _wrong(number: int, what: str, **values: str) -> InputProblem:
    return InputProblem(what, do="Correct the row in the table.", file=PLACES, cell=f"A{number}", **values)
