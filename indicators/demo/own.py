"""The demonstration's own counts: the portal's of two months, a few agencies with some more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

import pyarrow as pa

from indicators import catalogue
from indicators.demo.values import chance
from indicators.store.capture import Capture
from indicators.store.own_list import OWN_COUNTS, OWN_DOSSIERS, OwnList

# This share of agencies has dossiers that the portal lacks, at most this share of their own.
LACKING, AT_MOST = 0.12, 0.15
MONTHS = 2


def own_lists(captures: Sequence[Capture], home: str) -> Iterator[OwnList]:
    """Make a count for each of the last closed months, read a day after the portal's."""
    months = [capture for capture in captures if capture.scope == home and capture.period.kind == "month"]
    for capture in months[-MONTHS:]:
        nodes = catalogue.load()[capture.index_version].nodes
        list_id = f"demo-own-{capture.period}".replace(":", "-")
        rows = [
            {
                "list_id": list_id,
                "agency_id": row["agency_id"],
                "period": str(capture.period),
                "measure": measure,
                "dossiers": round(row[part] * _more(row["agency_id"])),
                "file": "",
                "sheet": "",
            }
            for row in capture.observations.to_pylist()
            for measure, part in nodes[row["node"]].own_counts.items()
            if row.get(part) and row["level"] != "province"
        ]
        yield OwnList(
            list_id=list_id,
            scope=capture.scope,
            counted_at=capture.captured_at + timedelta(days=1),
            counts=pa.Table.from_pylist(rows, schema=OWN_COUNTS),
            dossiers=OWN_DOSSIERS.empty_table(),
            is_demo=True,
        )


def _more(agency_id: str) -> float:
    if chance(agency_id, "lacking") >= LACKING:
        return 1
    return 1 + AT_MOST * chance(agency_id, "how many")
