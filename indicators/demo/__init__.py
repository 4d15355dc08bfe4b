"""Demonstration data: two years of made-up captures for the real register, the same ones on every machine.

It shows what real data does: open and closed periods, a new index version, the merger of 2025, ties, missing
values, units without dossiers, tiny denominators, the portal's quality flags, a capture cut short; and weekly
lists of overdue dossiers with an order to clear them. It is marked as demonstration in every row, and steps
aside once a real capture or list is in the store.
"""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa

from indicators import catalogue
from indicators.demo import dossiers, own, provinces, units
from indicators.demo.schedule import Moment, moments
from indicators.demo.values import Row
from indicators.intake.captures import coverage
from indicators.reference.organisation import load_organisation
from indicators.store.capture import OBSERVATIONS, Capture, new_id
from indicators.store.store import Storable, Store


def fill(store: Store) -> int:
    """Put the demonstration into an empty store; the number of captures kept, 0 where anything was there."""
    if not store.is_empty():
        return 0
    made = list(captures())
    lists = own.own_lists(made, load_organisation().province_code)
    everything: list[Storable] = [*made, *dossiers.overdue_lists(), *lists]
    store.add(everything)
    store.enter([dossiers.campaign()])
    return len(made)


def captures() -> Iterator[Capture]:
    """Make every demonstration capture, oldest first."""
    for moment in sorted(moments(), key=lambda moment: (moment.captured_at, moment.scope)):
        make = provinces.rows if moment.is_national else units.rows
        yield _capture(moment, make(moment))


def _capture(moment: Moment, rows: list[Row]) -> Capture:
    index = catalogue.for_period(moment.period)
    capture_id = new_id(moment.captured_at, f"demo-{moment.scope}-{moment.period}".replace(":", "-"))
    columns = [list(column) for column in zip(*rows, strict=True)]
    constant = {"capture_id": capture_id, "origin": "demo", "file": "", "place": ""}
    given = dict(zip(Row._fields, columns, strict=True))
    table = pa.table(
        {name: given.get(name, [constant.get(name)] * len(rows)) for name in OBSERVATIONS.names},
        schema=OBSERVATIONS,
    )
    agencies, components = coverage(index, ((row.agency_id, row.level, row.node, row.score) for row in rows))
    return Capture(
        capture_id=capture_id,
        source="demo",
        scope=moment.scope,
        period=moment.period,
        captured_at=moment.captured_at,
        index_version=index.version,
        system="demo",
        observations=table,
        agencies=agencies,
        components=components,
        is_demo=True,
    )
