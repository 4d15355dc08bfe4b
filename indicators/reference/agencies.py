"""The register of agencies: who they are, since when, until when, and who came after them.

A unit of a source is matched by portal code, then by the portal's id, then by name within level and day;
never by a part of a name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from indicators.codes import LEVELS
from indicators.errors import InputProblem
from indicators.reference import agency_names
from indicators.reference.files import read_once, reference_rows
from indicators.reference.portal_codes import portal_code

if TYPE_CHECKING:
    import pandas as pd

BEGINNING, END = date(1900, 1, 1), date(9999, 12, 31)


@dataclass(frozen=True)
class Agency:
    """One entry of the register. The same agency has two entries where it went on after a merger."""

    agency_id: str
    name_vi: str
    short_name_vi: str
    name_en: str
    level: str
    kind: str
    portal_code: str | None
    portal_id: str | None
    gso_code: str | None
    valid_from: date | None
    valid_to: date | None
    successor_ids: tuple[str, ...]
    predecessor_ids: tuple[str, ...]
    aliases: tuple[str, ...]
    source: str

    @property
    def entry_id(self) -> str:
        return f"{self.agency_id}@{self.valid_from or 'start'}"

    @cached_property
    def display_name(self) -> str:
        return agency_names.display_name(self.name_vi)

    @cached_property
    def sort_name(self) -> str:
        return agency_names.sort_name(self.name_vi)

    def valid_on(self, day: date) -> bool:
        return (self.valid_from or BEGINNING) <= day <= (self.valid_to or END)

    def folded_names(self) -> dict[str, str]:
        """Return its names by their folded form; a People's Committee's also with and without "UBND xã"."""
        written = {
            agency_names.agency_key(name): name for name in (self.name_vi, self.short_name_vi, *self.aliases)
        }
        whole, proper = agency_names.agency_key(self.name_vi), agency_names.agency_key(self.sort_name)
        if not whole.startswith("ubnd"):
            return written
        unit = whole.removeprefix("ubnd").removesuffix(proper)
        bare = {folded.removeprefix("ubnd").removeprefix(unit): name for folded, name in written.items()}
        return written | {
            before + folded: name
            for before in ("", unit, "ubnd", f"ubnd{unit}")
            for folded, name in bare.items()
            if folded
        }


class Register:
    """All agencies of the province, over time."""

    def __init__(self, agencies: Iterable[Agency]) -> None:
        self.agencies = tuple(agencies)

    def on(self, day: date) -> tuple[Agency, ...]:
        """Return the agencies of that day, in the register's order."""
        return tuple(agency for agency in self.agencies if agency.valid_on(day))

    def entries(self, agency_id: str) -> tuple[Agency, ...]:
        """Return an agency's entries, one where it did not change; empty for an unknown agency."""
        return self._by_agency.get(agency_id, ())

    def offered(self, agency_id: str, name: str) -> str:
        """Write a name as it is offered to be chosen: with the last portal code, by which it is sought, too."""
        codes = [entry.portal_code for entry in self.entries(agency_id) if entry.portal_code]
        return f"{name} ({codes[-1]})" if codes else name

    def get(self, agency_id: str, day: date) -> Agency | None:
        return next((agency for agency in self.on(day) if agency.agency_id == agency_id), None)

    def match(
        self, *, code: str | None, portal_id: str | None, name: str, level: str | None, day: date
    ) -> Agency | None:
        """Find the agency a source means: by code, by the portal's id, by name; None where it is not certain.

        A code of another province matches nobody here, whatever the name; nor does a name with another
        province behind it, or another former district. What is no code in its place is passed over.
        """
        code = portal_code(code) if code else None
        if code and code.split(".")[0] not in self._province_codes:
            return None
        for known, by in ((code, self._by_code), (portal_id, self._by_portal_id)):
            if known and (found := _only([agency for agency in by.get(known, ()) if agency.valid_on(day)])):
                return found
        if code:
            # A code of ours that the register does not hold is a unit we do not know, not one named alike.
            named = [agency for agency in self._named(name, level, day) if agency.portal_code is None]
        else:
            named = self._named(name, level, day)
        return _only(named)

    @cached_property
    def frame(self) -> pd.DataFrame:
        """One row an entry, open ends as 1900-01-01 and 9999-12-31; made once, and changed by nobody.

        Columns: agency_id, entry_id, level, kind, portal_code, name, short_name, sort_name, valid_from,
        valid_to, successor_ids (joined by |).
        """
        import pandas as pd  # Not above: the process that reads files starts in a third of the time.

        return pd.DataFrame(
            [
                {
                    "agency_id": agency.agency_id,
                    "entry_id": agency.entry_id,
                    "level": agency.level,
                    "kind": agency.kind,
                    "portal_code": agency.portal_code,
                    "name": agency.display_name,
                    "short_name": agency.short_name_vi,
                    "sort_name": agency.sort_name,
                    "valid_from": agency.valid_from or BEGINNING,
                    "valid_to": agency.valid_to or END,
                    "successor_ids": "|".join(agency.successor_ids),
                }
                for agency in self.agencies
            ]
        )

    def _named(self, name: str, level: str | None, day: date) -> list[Agency]:
        behind = agency_names.province_behind(name)
        district = agency_names.district_behind(name)
        if behind and agency_names.agency_key(behind) not in self._province_names:
            # "Phường Pleiku - TP Pleiku": what is no province was a city of ours, or nobody knows it.
            district = district or f"thành phố {behind}"
        return [
            agency
            for agency in self._by_name.get(agency_names.agency_key(name), ())
            if agency.valid_on(day)
            and level in (None, agency.level)
            and (district is None or agency_names.district_id(district) in agency.predecessor_ids)
        ]

    @cached_property
    def _province_codes(self) -> set[str]:
        return {agency.portal_code.split(".")[0] for agency in self.agencies if agency.portal_code}

    @cached_property
    def _province_names(self) -> set[str]:
        """The province's own name as it may stand behind a unit's: Gia Lai, tỉnh Gia Lai."""
        provinces = [agency for agency in self.agencies if agency.level == "province"]
        proper = {agency_names.agency_key(agency.sort_name) for agency in provinces}
        return proper | {agency_names.agency_key(agency.name_vi).removeprefix("ubnd") for agency in provinces}

    @cached_property
    def _by_agency(self) -> dict[str, tuple[Agency, ...]]:
        found: dict[str, tuple[Agency, ...]] = {}
        for agency in self.agencies:
            found[agency.agency_id] = (*found.get(agency.agency_id, ()), agency)
        return found

    @cached_property
    def _by_code(self) -> dict[str, list[Agency]]:
        return _indexed((agency, [agency.portal_code]) for agency in self.agencies)

    @cached_property
    def _by_portal_id(self) -> dict[str, list[Agency]]:
        return _indexed((agency, [agency.portal_id]) for agency in self.agencies)

    @cached_property
    def _by_name(self) -> dict[str, list[Agency]]:
        behind = ("", *self._province_names)
        return _indexed(
            (agency, [name + province for name in agency.folded_names() for province in behind])
            for agency in self.agencies
        )


def _indexed(keyed: Iterable[tuple[Agency, Iterable[str | None]]]) -> dict[str, list[Agency]]:
    index: dict[str, list[Agency]] = defaultdict(list)
    for agency, keys in keyed:
        for key in set(keys):
            if key:
                index[key].append(agency)
    return index


def _only(found: Sequence[Agency]) -> Agency | None:
    return found[0] if len(found) == 1 else None


@read_once
def load_register(folder: Path) -> Register:
    """Read the register in `agencies.csv`; InputProblem naming file and row where it cannot be right."""
    rows = reference_rows(folder / "agencies.csv", {field.name for field in fields(Agency)})
    agencies = [_agency(row, number) for number, row in enumerate(rows, start=2)]
    _check(agencies)
    return Register(agencies)


def _agency(row: dict[str, str], number: int) -> Agency:
    try:
        days = [date.fromisoformat(row[key]) if row[key] else None for key in ("valid_from", "valid_to")]
    except ValueError:
        raise _wrong(number, "a date is not written as 2025-07-01.") from None
    if days[0] and days[1] and days[0] > days[1]:
        raise _wrong(number, "the agency ends before it begins.")
    if row["level"] not in LEVELS:
        raise _wrong(number, "“{level}” is not a level.", level=row["level"])
    lists = [_listed(row[key]) for key in ("successor_ids", "predecessor_ids", "aliases")]
    return Agency(
        agency_id=row["agency_id"],
        name_vi=row["name_vi"],
        short_name_vi=row["short_name_vi"],
        name_en=row["name_en"],
        level=row["level"],
        kind=row["kind"],
        portal_code=row["portal_code"] or None,
        portal_id=row["portal_id"] or None,
        gso_code=row["gso_code"] or None,
        valid_from=days[0],
        valid_to=days[1],
        successor_ids=lists[0],
        predecessor_ids=lists[1],
        aliases=lists[2],
        source=row["source"],
    )


def _listed(written: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in written.split("|") if part.strip())


def _check(agencies: Sequence[Agency]) -> None:
    """Check that no id or code, and no name within a level, means two agencies on one day.

    Successors must exist.
    """
    known = {agency.agency_id for agency in agencies}
    taken: dict[tuple[str, ...], list[Agency]] = defaultdict(list)
    for number, agency in enumerate(agencies, start=2):
        for successor in agency.successor_ids:
            if successor not in known:
                raise _wrong(
                    number, "the successor “{successor}” is not in the register.", successor=successor
                )
        marks = (agency.agency_id, agency.portal_code, agency.portal_id)
        keys: dict[tuple[str, ...], str] = {("mark", mark): mark for mark in marks if mark}
        keys |= {("name", agency.level, folded): name for folded, name in agency.folded_names().items()}
        for key, name in keys.items():
            for other in taken[key]:
                if _overlap(agency, other):
                    raise _wrong(
                        number,
                        "“{name}” already means {other} at that time.",
                        name=name,
                        other=other.agency_id,
                    )
            taken[key].append(agency)


def _overlap(agency: Agency, other: Agency) -> bool:
    starts = max(agency.valid_from or BEGINNING, other.valid_from or BEGINNING)
    return starts <= min(agency.valid_to or END, other.valid_to or END)


def _wrong(number: int, what: str, **values: str) -> InputProblem:
    return InputProblem(
        what, do="Correct the row in the register.", file="agencies.csv", cell=f"A{number}", **values
    )
