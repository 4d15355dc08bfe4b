"""How made-up values come about: a unit's skill, a slow trend, and counts from which points follow."""

from __future__ import annotations

import hashlib
import math
from datetime import date
from functools import cache
from typing import NamedTuple

from indicators.catalogue import Catalogue, Node
from indicators.catalogue.scoring import points_from_counts
from indicators.demo.schedule import FIRST_MONTH


class Row(NamedTuple):
    """One observation, as far as it differs within a capture."""

    agency_id: str
    unit_code: str | None
    unit_name: str
    level: str
    node: str
    numerator: float | None
    denominator: float | None
    measure: float | None
    score: float | None
    max_score: float | None
    quality: list[str]


class Subject(NamedTuple):
    """Who the rows are about."""

    agency_id: str
    code: str | None
    name: str
    level: str

    def row(
        self,
        node: Node,
        score: float | None,
        *,
        numerator: float | None = None,
        denominator: float | None = None,
        measure: float | None = None,
        quality: list[str] | None = None,
    ) -> Row:
        return Row(
            self.agency_id,
            self.code,
            self.name,
            self.level,
            node.code,
            numerator,
            denominator,
            measure,
            score,
            node.points,
            quality or [],
        )


@cache
def chance(*key: object) -> float:
    """Return a number from 0 to 1 that looks random and is the same for the same key on every machine."""
    drawn = hashlib.sha256("/".join(map(str, key)).encode()).digest()
    return int.from_bytes(drawn[:6], "big") / 2**48


def rate(who: str, what: str, day: date, ease: float) -> float:
    """Return the share (0 to 1) a unit reaches: its skill, its own way, a slow rise, a gentle wave.

    `ease` lifts all units: 0 gives shares about one half.
    """
    months = (day - FIRST_MONTH.start).days / 30.4
    skill = 2.2 * (chance(who, "skill") - 0.5) + 1.6 * (chance(who, what) - 0.5)
    rise = months / 24 * (0.2 + 0.9 * chance(who, what, "rise"))
    wave = 0.18 * math.sin(months / (2 + 4 * chance(who, what, "pace")) + 6.3 * chance(who, what, "phase"))
    return 1 / (1 + math.exp(-(ease + skill + rise + wave)))


def counted(
    subject: Subject, node: Node, denominator: int, share: float, quality: list[str] | None = None
) -> Row:
    """Make a row whose points follow from its counts by the catalogue's rule."""
    numerator = min(denominator, round(denominator * share))
    percent = round(100 * numerator / denominator, 2) if denominator else None
    points = points_from_counts(node, numerator, denominator, percent)
    return subject.row(
        node,
        None if points is None else round(points, 2),
        numerator=numerator,
        denominator=denominator,
        measure=percent,
        quality=quality,
    )


def sums(subject: Subject, index: Catalogue, components: dict[str, float | None]) -> list[Row]:
    """Make the rows of components, groups and total; a sum with a missing part is missing."""
    rows = []
    for node in index.nodes.values():
        if node.kind == "indicator":
            continue
        parts = (
            [node]
            if node.is_component
            else [part for part in index.components if node is index.root or part.parent == node.code]
        )
        scores = [components.get(part.code) for part in parts]
        known = [score for score in scores if score is not None]
        rows.append(subject.row(node, round(sum(known), 2) if len(known) == len(scores) else None))
    return rows
