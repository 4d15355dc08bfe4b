"""The province's own counts and lists of dossiers as they are kept, to be held against the portal's."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from typing import Any

import pyarrow as pa

from indicators import formats
from indicators.agencies import load_register
from indicators.captures import MOMENT, new_id
from indicators.dossiers import DossierCode
from indicators.organisation import load_organisation
from indicators.own_measures import MEASURES, RECEIVED
from indicators.periods import Period, vietnam_day
from indicators.personal import is_personal
from indicators.problems import InputProblem
from indicators.sources.own_list import OwnCount, OwnReading

OWN_COUNTS = pa.schema(
    [
        pa.field("list_id", pa.string()),
        pa.field("agency_id", pa.string()),
        pa.field("period", pa.string()),
        pa.field("dossiers", pa.int64()),
        pa.field("file", pa.string()),
        pa.field("sheet", pa.string()),
        pa.field("row", pa.int64()),
        # Missing of counts kept before others than those of dossiers received were: those are of these.
        pa.field("measure", pa.string()),
    ]
)
OWN_DOSSIERS = pa.schema(
    [
        pa.field("list_id", pa.string()),
        pa.field("agency_id", pa.string()),
        pa.field("dossier_code", pa.string()),
        pa.field("synchronised", pa.bool_()),
        pa.field("file", pa.string()),
        pa.field("sheet", pa.string()),
        pa.field("row", pa.int64()),
    ]
)
OWN_LISTS = pa.schema(
    [
        pa.field("list_id", pa.string()),
        pa.field("scope", pa.string()),
        pa.field("counted_at", MOMENT),
        pa.field("counted_at_given", pa.bool_()),
        pa.field("imported_at", MOMENT),
        pa.field("imported_by", pa.string()),
        pa.field("is_demo", pa.bool_()),
        pa.field("files", pa.list_(pa.struct([("name", pa.string()), ("sha256", pa.string())]))),
        pa.field("content_key", pa.string()),
        pa.field("counts", pa.int64()),
        pa.field("dossiers", pa.int64()),
        pa.field("unread_codes", pa.int64()),
        pa.field("unrecognised", pa.list_(pa.string())),
    ]
)


@dataclass(frozen=True, slots=True)
class OwnFile:
    """A file it was read from. Its bytes are not kept: they may tell of applicants."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class OwnList:
    """What the province counted at one moment: `counts` (OWN_COUNTS), `dossiers` (OWN_DOSSIERS)."""

    list_id: str
    scope: str
    counted_at: datetime
    counts: pa.Table
    dossiers: pa.Table
    counted_at_given: bool = True
    is_demo: bool = False
    files: tuple[OwnFile, ...] = ()
    unread_codes: int = 0
    unrecognised: tuple[str, ...] = ()

    @property
    def content_key(self) -> str:
        """Equal for the same original bytes of the same scope."""
        parts = sorted(file.sha256 for file in self.files) or [self.list_id]
        return hashlib.sha256("\n".join([self.scope, *parts]).encode()).hexdigest()

    @property
    def moment(self) -> datetime:
        return self.counted_at

    @property
    def moment_given(self) -> bool:
        return self.counted_at_given

    @property
    def table(self) -> str:
        return "own_lists"

    @property
    def details(self) -> Mapping[str, pa.Table]:
        return {"own_counts": self.counts, "own_dossiers": self.dossiers}

    def row(self, imported_at: datetime, imported_by: str) -> dict[str, Any]:
        """This list as a row of OWN_LISTS."""
        return {
            "list_id": self.list_id,
            "scope": self.scope,
            "counted_at": self.counted_at,
            "counted_at_given": self.counted_at_given,
            "imported_at": imported_at,
            "imported_by": imported_by,
            "is_demo": self.is_demo,
            "files": [asdict(file) for file in self.files],
            "content_key": self.content_key,
            "counts": self.counts.num_rows,
            "dossiers": self.dossiers.num_rows,
            "unread_codes": self.unread_codes,
            "unrecognised": list(self.unrecognised),
        }


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
