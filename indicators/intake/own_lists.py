"""Own counts and lists to keep, made of those read: agencies matched, a period for every count."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from typing import Any

import pyarrow as pa

from indicators import formats
from indicators.catalogue.own_measures import MEASURES, RECEIVED
from indicators.errors import InputProblem
from indicators.intake.extracts import fits_title
from indicators.intake.plausible import refuse_period_to_come
from indicators.intake.unit_identity import refuse_two_agencies, unnamed_unit
from indicators.periods import Period, vietnam_day
from indicators.privacy.units import is_public_unit
from indicators.reference.agencies import load_register
from indicators.reference.dossier_code import DossierCode
from indicators.reference.organisation import load_organisation
from indicators.sources.own_list import OwnCount, OwnExtract
from indicators.sources.statistics import Other
from indicators.store.capture import new_id
from indicators.store.own_list import OWN_COUNTS, OWN_DOSSIERS, OwnFile, OwnList
from indicators.translation import text


def prepare_own(
    extracts: Sequence[OwnExtract],
    *,
    period: Period | None = None,
    counted_at: datetime | None = None,
    now: datetime | None = None,
) -> list[OwnList]:
    """Make one list a file, agencies matched. `period` is of the counts whose rows do not tell theirs.

    A list of codes alone, which does not say what reached the portal, is counted by agency and month as well.
    A count whose period nothing tells can be looked at, but not kept (`check_dated`).

    Raises InputProblem for periods and for numbers that contradict each other.
    """
    moment = (counted_at or now or datetime.now(UTC)).astimezone(UTC)
    return [_prepared(extract, period, moment, counted_at is not None) for extract in extracts]


def _prepared(extract: OwnExtract, period: Period | None, moment: datetime, is_given: bool) -> OwnList:
    list_id, day = new_id(moment), vietnam_day(moment)
    register, unrecognised = load_register(), set()
    counts: dict[tuple[str, str, str], dict[str, Any]] = {}
    for count in extract.counts:
        of = _period_of(count, period, extract.file)
        cell = f"{count.column}{count.row}"
        if of:
            refuse_period_to_come(of, moment, extract.file, sheet=count.sheet or None, cell=cell)
        on = min(of.end, day) if of else day
        refuse_two_agencies(count.unit, count.unit_code, on, extract.file, count.sheet or None, cell)
        agency = register.match(code=count.unit_code, portal_id=None, name=count.unit, level=None, day=on)
        key = agency.agency_id if agency else _told_unit(count, extract)
        if agency is None:
            unrecognised.add(key)
        told = {"period": str(of) if of else None, "dossiers": count.dossiers, "measure": count.measure}
        earlier = counts.setdefault(
            (key, str(of), count.measure), _row(list_id, key, count, extract.file) | told
        )
        if earlier["dossiers"] != count.dossiers:
            raise _two_numbers(count, earlier, of, extract.file)
    dossiers = _dossiers(extract, list_id, day, unrecognised)
    if not counts and all(row["synchronised"] is None for row in dossiers):
        counts = _counted(dossiers, period)
    return OwnList(
        list_id=list_id,
        scope=load_organisation().province_code,
        counted_at=moment,
        counts=pa.Table.from_pylist(list(counts.values()), schema=OWN_COUNTS),
        dossiers=pa.Table.from_pylist(dossiers, schema=OWN_DOSSIERS),
        counted_at_given=is_given,
        files=(OwnFile(extract.file, extract.sha256),),
        unread_codes=extract.unread_codes,
        unrecognised=tuple(sorted(unrecognised)),
        columns=extract.columns,
        warnings=(*_undated(extract.file, counts.values()), *_warnings(extract)),
    )


def _undated(file: str, counts: Iterable[dict[str, Any]]) -> tuple[str, ...]:
    """Say that nothing tells the period of a count."""
    if all(row["period"] for row in counts):
        return ()
    return (text("{file}: nothing tells the period of its counts; they are kept only with one.", file=file),)


def _warnings(extract: OwnExtract) -> Iterator[str]:
    """Name what of the file was not read."""
    yield from extract.notes
    if extract.passed_over:
        rows = ", ".join(f"“{label}”" for label in extract.passed_over)
        yield text("{where}: rows passed over: {rows}.", where=extract.file, rows=rows)
    unread = ", ".join(
        f"“{column.header}” ({other_name(column.other)})" if column.other else f"“{column.header}”"
        for column in extract.columns
        if column.measure is None
    )
    if unread:
        yield text("{where}: columns not read: {columns}.", where=extract.file, columns=unread)


def other_name(other: Other) -> str:
    """Name in the session's language what a column counts that is no number of dossiers."""
    return {
        "share": text("a share"),
        "money": text("a sum of money"),
        "procedures": text("a number of procedures"),
        "others": text("no dossiers"),
        "another_time": text("of another time"),
    }[other]


def _period_of(count: OwnCount, given: Period | None, file: str) -> Period | None:
    """Return the period of a count: its row's, else the given one, else the title's; None where none tells.

    Raises InputProblem where they contradict each other.
    """
    told = count.period or given
    where = {"file": file, "sheet": count.sheet or None}
    if count.period and given and count.period != given:
        raise InputProblem(
            "the row is of the period {own}, not {given}.",
            do="Give the right period, or none.",
            **where,
            cell=f"A{count.row}",
            own=formats.period(count.period),
            given=formats.period(given),
        )
    if told and count.of_title and not fits_title(count.period, given, count.of_title):
        raise InputProblem(
            "the title says {own}, not {given}.",
            do="Leave the period out, or correct the title.",
            **where,
            own=", ".join(formats.period(title) for title in sorted(count.of_title)),
            given=formats.period(told),
        )
    if told is None and len(count.of_title) == 1:
        (told,) = count.of_title
    return told


def _told_unit(count: OwnCount, extract: OwnExtract) -> str:
    """Name a unit that nobody knows; by its place in the file where the name may be a person's."""
    if is_public_unit(count.unit):
        return count.unit
    return unnamed_unit(f"{count.column}{count.row}, {extract.sha256[:8]}")


def check_dated(own: OwnList) -> None:
    """Raise InputProblem, naming the first row, where a list to be kept has a count without a period."""
    for row in own.counts.to_pylist():
        if row["period"] is None:
            raise InputProblem(
                "the row tells no period.",
                do="Add a column Kỳ (for instance 08/2026), or give the period.",
                command="--period",
                file=row["file"],
                sheet=row["sheet"] or None,
                cell=f"A{row['row']}",
            )


def _two_numbers(count: OwnCount, earlier: dict[str, Any], of: Period | None, file: str) -> InputProblem:
    """Say where a unit's number contradicts that of an earlier row."""
    return InputProblem(
        "“{unit}” has two numbers ({measure}, {period}): {dossiers} here, {other} in {place}.",
        do="Keep the right one and import again.",
        file=file,
        sheet=count.sheet or None,
        cell=f"{count.column}{count.row}",
        unit=earlier["agency_id"] if not is_public_unit(count.unit) else count.unit,
        measure=MEASURES[count.measure].name(),
        period=formats.period(of) if of else formats.MISSING,
        dossiers=count.dossiers,
        other=earlier["dossiers"],
        place=f"{earlier['sheet']}!{count.column}{earlier['row']}".removeprefix("!"),
    )


def _dossiers(extract: OwnExtract, list_id: str, day: date, unrecognised: set[str]) -> list[dict[str, Any]]:
    """Return a row a dossier code, by the agency its code names; codes of nobody known are `unrecognised`."""
    dossiers = []
    for listed in extract.dossiers:
        owner = listed.code.agency_on(day)
        if owner is None:
            unrecognised.add(listed.code.agency)
        key = owner.agency_id if owner else listed.code.agency
        flag = {"dossier_code": str(listed.code), "synchronised": listed.synchronised}
        dossiers.append(_row(list_id, key, listed, extract.file) | flag)
    return dossiers


def _counted(
    dossiers: Sequence[dict[str, Any]], period: Period | None
) -> dict[tuple[str, str, str], dict[str, Any]]:
    """Count how many an agency has in a list that says nothing of the portal, by the month they came in."""
    counts: dict[tuple[str, str, str], dict[str, Any]] = {}
    for row in dossiers:
        code = DossierCode.read(row["dossier_code"])
        of = period or (code and Period("month", code.day.year, code.day.month))
        shared = {name: row[name] for name in ("list_id", "agency_id", "file", "sheet", "row")}
        new = shared | {"period": str(of), "dossiers": 0, "measure": RECEIVED}
        counts.setdefault((row["agency_id"], str(of), RECEIVED), new)["dossiers"] += 1
    return counts


def _row(list_id: str, agency_id: str, count: Any, file: str) -> dict[str, Any]:
    return {"list_id": list_id, "agency_id": agency_id, "file": file, "sheet": count.sheet, "row": count.row}
