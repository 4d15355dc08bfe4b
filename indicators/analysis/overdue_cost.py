"""What overdue dossiers cost an agency in the index: an estimate by the catalogue's rules.

Every overdue dossier is charged twice: it is not on time, and it does not count as served to satisfaction.
The estimate puts the listed dossiers back among those in time. A dossier whose cause is synchronisation gets
there as soon as the fault is mended; one that was really late stays late in its period, so what clearing it
gives back shows in the periods after.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from indicators import catalogue
from indicators.analysis.capture_selection import CaptureInfo, captures_with, select_capture
from indicators.analysis.overdue import Step, backlog
from indicators.catalogue import Node
from indicators.catalogue.scoring import points_from_counts
from indicators.warehouse.warehouse import Warehouse, records

PROGRESS, SATISFACTION = "on_time_share", "dossier_receiving_satisfaction"


@dataclass(frozen=True, slots=True)
class Cost:
    """What the dossiers of a list cost the agencies of a level, by the capture whose counts were used.

    `rows`, the dearest first: agency_id, agency_name, overdue, synchronisation (how many of them),
    lost_progress, lost_satisfaction, lost (points), regained (points back when the synchronisation faults
    alone are mended). Points are missing where the portal tells no counts. Always an estimate.
    """

    capture: CaptureInfo
    step: Step
    level: str
    rows: pd.DataFrame


def cost(warehouse: Warehouse, step: Step, level: str) -> Cost | None:
    """The estimate for a level's agencies; None where no capture tells their counts."""
    capture = select_capture(captures_with(warehouse, PROGRESS, level, step.scope))
    if capture is None:
        return None
    nodes = catalogue.load()[capture.index_version].nodes
    counts = warehouse.ask(
        "overdue_standing",
        capture_id=capture.capture_id,
        level=level,
        first_node=PROGRESS,
        second_node=SATISFACTION,
    )
    by_agency = {(row.agency_id, row.node): row for row in records(counts)}
    parts = backlog(warehouse, step, "agency")
    parts = parts[parts.level == level]
    rows = []
    for part in records(parts):
        lost, regained = {}, {}
        for code in (PROGRESS, SATISFACTION):
            row = by_agency.get((part.part, code))
            known = None if row is None else (_known(row.numerator), _known(row.denominator))
            lost[code] = _back(nodes[code], known, int(part.dossiers))
            regained[code] = _back(nodes[code], known, int(part.synchronisation))
        rows.append(
            {
                "agency_id": part.part,
                "agency_name": part.name,
                "overdue": int(part.dossiers),
                "synchronisation": int(part.synchronisation),
                "lost_progress": lost[PROGRESS],
                "lost_satisfaction": lost[SATISFACTION],
                "lost": _sum(lost[PROGRESS], lost[SATISFACTION]),
                "regained": _sum(regained[PROGRESS], regained[SATISFACTION]),
            }
        )
    columns = ["agency_id", "agency_name", "overdue", "synchronisation", "lost_progress", "lost_satisfaction"]
    frame = pd.DataFrame(rows, columns=[*columns, "lost", "regained"])
    points = ["lost_progress", "lost_satisfaction", "lost", "regained"]
    frame[points] = frame[points].astype(float)
    frame = frame.sort_values(["lost", "overdue"], ascending=False, na_position="last", kind="stable")
    return Cost(capture, step, level, frame.reset_index(drop=True))


def _known(value: float | None) -> float | None:
    return None if value is None or pd.isna(value) else float(value)


def _back(node: Node, counts: tuple[float | None, float | None] | None, dossiers: int) -> float | None:
    """The points that so many dossiers more in time would earn; None where the counts are not known."""
    if counts is None or counts[0] is None or not counts[1]:
        return None
    numerator, denominator = counts[0], counts[1]
    now = points_from_counts(node, numerator, denominator, None)
    then = points_from_counts(node, min(denominator, numerator + dossiers), denominator, None)
    return None if now is None or then is None else then - now


def _sum(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else one + other
