"""What overdue dossiers cost an agency in the index: an estimate by the catalogue's rules.

Every overdue dossier is charged more than once: it is not on time, and it does not count as served to
satisfaction. Which indicators it is charged to, the catalogue says (`role = "overdue_charge"`).
The estimate puts the listed dossiers back among those in time. A dossier whose cause is synchronisation gets
there as soon as the fault is mended; one that was really late stays late in its period, so what clearing it
gives back shows in the periods after.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from indicators import catalogue
from indicators.analysis.capture_selection import CaptureInfo, captures_with, select_capture
from indicators.analysis.overdue import Step, backlog
from indicators.catalogue import Node
from indicators.catalogue.scoring import points_from_counts
from indicators.translation import text
from indicators.warehouse.kept_answers import once_for_all
from indicators.warehouse.warehouse import Warehouse, records


@dataclass(frozen=True, slots=True)
class Cost:
    """What the dossiers of a list cost the agencies of a level, by the capture whose counts were used.

    `rows`, the dearest first: agency_id, agency_name, overdue, synchronisation (how many of them), lost_<code>
    of each of `nodes`, lost (points), regained (points back when the synchronisation faults alone are mended).
    Points are missing where the portal tells no counts. Always an estimate.
    """

    capture: CaptureInfo
    step: Step
    level: str
    nodes: tuple[Node, ...]
    rows: pd.DataFrame

    def columns(self) -> dict[str, str]:
        """Return the columns of the estimate, by the words above them."""
        index = catalogue.load()[self.capture.index_version]
        components = {node.code: index.component_of(node.code) or node for node in self.nodes}
        return {
            "agency_name": text("Agency"),
            "overdue": text("Overdue dossiers"),
            "synchronisation": text("of them synchronisation faults"),
            **{
                lost_in(code): text("Lost in “{node}”", node=component.short_name())
                for code, component in components.items()
            },
            "lost": text("Lost in all"),
            "regained": text("Back if faults are mended"),
        }


def lost_in(code: str) -> str:
    """Name the column of the points lost in an indicator."""
    return f"lost_{code}"


@once_for_all
def cost(warehouse: Warehouse, step: Step, level: str) -> Cost | None:
    """Estimate for a level's agencies what overdue dossiers cost.

    None where no capture tells their counts.
    """
    first = catalogue.node_in_role("overdue_charge")
    capture = select_capture(captures_with(warehouse, first.code, level, step.scope))
    if capture is None:
        return None
    charged = catalogue.load()[capture.index_version].in_role("overdue_charge")
    counts = warehouse.ask(
        "overdue_standing",
        capture_id=capture.capture_id,
        level=level,
        nodes=tuple(node.code for node in charged),
    )
    by_agency = {(row.agency_id, row.node): row for row in records(counts)}
    parts = backlog(warehouse, step, "agency")
    parts = parts[parts.level == level]
    rows = []
    for part in records(parts):
        lost, regained = {}, []
        for node in charged:
            row = by_agency.get((part.part, node.code))
            known = None if row is None else (_known(row.numerator), _known(row.denominator))
            lost[lost_in(node.code)] = _back(node, known, int(part.dossiers))
            regained.append(_back(node, known, int(part.synchronisation)))
        rows.append(
            {
                "agency_id": part.part,
                "agency_name": part.name,
                "overdue": int(part.dossiers),
                "synchronisation": int(part.synchronisation),
                **lost,
                "lost": _sum(list(lost.values())),
                "regained": _sum(regained),
            }
        )
    points = [*(lost_in(node.code) for node in charged), "lost", "regained"]
    columns = ["agency_id", "agency_name", "overdue", "synchronisation", *points]
    frame = pd.DataFrame(rows, columns=columns)
    frame[points] = frame[points].astype(float)
    frame = frame.sort_values(["lost", "overdue"], ascending=False, na_position="last", kind="stable")
    return Cost(capture, step, level, charged, frame.reset_index(drop=True))


def _known(value: float | None) -> float | None:
    return None if value is None or pd.isna(value) else float(value)


def _back(node: Node, counts: tuple[float | None, float | None] | None, dossiers: int) -> float | None:
    """Compute the points that so many dossiers more in time would earn.

    None where the counts are not known.
    """
    if counts is None or counts[0] is None or not counts[1]:
        return None
    numerator, denominator = counts[0], counts[1]
    now = points_from_counts(node, numerator, denominator, None)
    then = points_from_counts(node, min(denominator, numerator + dossiers), denominator, None)
    return None if now is None or then is None else then - now


def _sum(points: Sequence[float | None]) -> float | None:
    """Add up the points; None where some are not known."""
    known = [part for part in points if part is not None]
    return sum(known) if len(known) == len(points) else None
