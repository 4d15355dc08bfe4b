"""From own counts and lists as read to lists as kept: agencies matched, a period for every count."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

import pyarrow as pa

from indicators import formats
from indicators.catalogue.own_measures import MEASURES, RECEIVED
from indicators.errors import InputProblem
from indicators.periods import Period, vietnam_day
from indicators.privacy import is_personal
from indicators.reference.agencies import load_register
from indicators.reference.dossier_code import DossierCode
from indicators.reference.organisation import load_organisation
from indicators.sources.own_list import OwnCount, OwnReading
from indicators.store.capture import new_id
from indicators.store.own_list import OWN_COUNTS, OWN_DOSSIERS, OwnFile, OwnList


def prepare_own(
    readings: Sequence[OwnReading],
    *,
    period: Period | None = None,
    counted_at: datetime | None = None,
    now: datetime | None = None,
) -> list[OwnList]:
    """One list a file, agencies matched. `period` is of the counts whose rows do not tell theirs.

    A list of codes alone, which does not say what reached the portal, is counted by agency and month as well.

    Raises InputProblem for a count without a period, and for two that contradict each other.
    """
    moment = (counted_at or now or datetime.now(UTC)).astimezone(UTC)
    return [_prepared(reading, period, moment, counted_at is not None) for reading in readings]


def _prepared(reading: OwnReading, period: Period | None, moment: datetime, is_given: bool) -> OwnList:
    list_id, day = new_id(moment), vietnam_day(moment)
    register, unrecognised = load_register(), set()
    counts: dict[tuple[str, str, str], dict[str, Any]] = {}
    for one in reading.counts:
        of = one.period or period
        if of is None:
            raise InputProblem(
                "the row tells no period.",
                do="Add a column Kỳ (for instance 08/2026), or say --period.",
                file=reading.file,
                sheet=one.sheet or None,
                cell=f"A{one.row}",
            )
        agency = register.match(
            code=one.unit_code, portal_id=None, name=one.unit, level=None, day=min(of.end, day)
        )
        if agency is None:
            if is_personal(one.unit):
                continue
            unrecognised.add(one.unit)
        key = agency.agency_id if agency else one.unit
        told = {"period": str(of), "dossiers": one.dossiers, "measure": one.measure}
        earlier = counts.setdefault((key, str(of), one.measure), _row(list_id, key, one, reading.file) | told)
        if earlier["dossiers"] != one.dossiers:
            raise _two_numbers(one, earlier, of, reading.file)
    dossiers = _dossiers(reading, list_id, day, unrecognised)
    if not counts and all(row["synchronised"] is None for row in dossiers):
        counts = _counted(dossiers, period)
    return OwnList(
        list_id=list_id,
        scope=load_organisation().province_code,
        counted_at=moment,
        counts=pa.Table.from_pylist(list(counts.values()), schema=OWN_COUNTS),
        dossiers=pa.Table.from_pylist(dossiers, schema=OWN_DOSSIERS),
        counted_at_given=is_given,
        files=(OwnFile(reading.file, reading.sha256),),
        unread_codes=reading.unread_codes,
        unrecognised=tuple(sorted(unrecognised)),
    )


def _two_numbers(one: OwnCount, earlier: dict[str, Any], of: Period, file: str) -> InputProblem:
    """What is said where a unit's number contradicts that of an earlier row."""
    return InputProblem(
        "“{unit}” has two numbers ({measure}, {period}): {dossiers} here, {other} in {place}.",
        do="Keep the right one and import again.",
        file=file,
        sheet=one.sheet or None,
        cell=f"{one.column}{one.row}",
        unit=one.unit,
        measure=MEASURES[one.measure].name(),
        period=formats.period(of),
        dossiers=one.dossiers,
        other=earlier["dossiers"],
        place=f"{earlier['sheet']}!{one.column}{earlier['row']}".removeprefix("!"),
    )


def _dossiers(reading: OwnReading, list_id: str, day: date, unrecognised: set[str]) -> list[dict[str, Any]]:
    """A row a dossier code, by the agency its code names; codes of nobody known are `unrecognised`."""
    dossiers = []
    for listed in reading.dossiers:
        owner = listed.code.agency_on(day)
        if owner is None:
            unrecognised.add(listed.code.agency)
        key = owner.agency_id if owner else listed.code.agency
        flag = {"dossier_code": str(listed.code), "synchronised": listed.synchronised}
        dossiers.append(_row(list_id, key, listed, reading.file) | flag)
    return dossiers


def _counted(
    dossiers: Sequence[dict[str, Any]], period: Period | None
) -> dict[tuple[str, str, str], dict[str, Any]]:
    """Of a list that says nothing of the portal, how many an agency has, by the month they came in."""
    counts: dict[tuple[str, str, str], dict[str, Any]] = {}
    for row in dossiers:
        code = DossierCode.read(row["dossier_code"])
        of = period or (code and Period("month", code.day.year, code.day.month))
        shared = {name: row[name] for name in ("list_id", "agency_id", "file", "sheet", "row")}
        new = shared | {"period": str(of), "dossiers": 0, "measure": RECEIVED}
        counts.setdefault((row["agency_id"], str(of), RECEIVED), new)["dossiers"] += 1
    return counts


def _row(list_id: str, agency_id: str, one: Any, file: str) -> dict[str, Any]:
    return {"list_id": list_id, "agency_id": agency_id, "file": file, "sheet": one.sheet, "row": one.row}
