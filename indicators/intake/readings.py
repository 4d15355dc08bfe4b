"""What readings are of, settled between what they say themselves, what the others say, and what the user says."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from indicators import formats
from indicators.errors import InputProblem
from indicators.periods import Period
from indicators.privacy.labels import public_label
from indicators.sources.records import Reading
from indicators.sources.text_matching import scope_of

NO_SHEET_PERIODS: Mapping[str, Period] = MappingProxyType({})


def settled(
    readings: Sequence[Reading], sheet_periods: Mapping[str, Period] = NO_SHEET_PERIODS
) -> list[Reading]:
    """Return the readings with values, of the scopes that all together tell.

    `sheet_periods` gives sheets theirs.

    Raises InputProblem when none has a value of the index, a sheet of the old service has no period, or
    `sheet_periods` names a sheet that was not read or is of another period.
    """
    periods = {_sheet_key(sheet): period for sheet, period in sheet_periods.items()}
    keys = {_sheet_key(reading.part) for reading in readings}
    for sheet in sheet_periods:
        if _sheet_key(sheet) not in keys:
            raise InputProblem(
                "no table of scores is on a sheet of the name “{name}”, for which a period was given.",
                do="Write the sheet's name as the workbook does.",
                name=sheet,
            )
    _check_undated(readings, periods)
    dated = [
        of_period(reading, given) if (given := periods.get(_sheet_key(reading.part))) else reading
        for reading in readings
    ]
    return _with_scopes(_without_empty(dated))


def of_period(reading: Reading, given: Period | None) -> Reading:
    """Return the reading, of its own period, else the given one, else the one its title names.

    Raises InputProblem where they contradict each other.
    """
    sheet = reading.part if reading.source != "portal_api" else None
    if given and reading.period and reading.period != given:
        raise InputProblem(
            "the file is of the period {own}, not {given}.",
            do="Leave the period out, or give the right one.",
            file=reading.file,
            sheet=sheet,
            own=formats.period(reading.period),
            given=formats.period(given),
        )
    period, titled = reading.period or given, reading.of_title
    if titled and period and not fits_title(reading.period, given, titled):
        raise InputProblem(
            "the title says {own}, not {given}.",
            do="Leave the period out, or correct the title.",
            file=reading.file,
            sheet=sheet,
            own=", ".join(formats.period(title) for title in sorted(titled)),
            given=formats.period(period),
        )
    if period is None and len(titled) == 1:
        (period,) = titled
    return replace(reading, period=period)


def fits_title(own: Period | None, given: Period | None, titled: Collection[Period]) -> bool:
    """Tell whether what rows tell lies within a title's period, as months do in a year.

    Else what is given is it.
    """
    return any(own.is_within(title) for title in titled) if own else given in titled


def undated_sheets(readings: Sequence[Reading]) -> list[str]:
    """Return the sheets of workbooks of the old service, in their order: none says its period."""
    return [
        reading.part for reading in readings if reading.source == "portal_legacy" and reading.period is None
    ]


def _check_undated(readings: Sequence[Reading], periods: Mapping[str, Period]) -> None:
    missing = [sheet for sheet in undated_sheets(readings) if _sheet_key(sheet) not in periods]
    if missing:
        raise InputProblem(
            "the sheets of this workbook do not say their periods; still missing: {missing}.",
            do="Give each sheet its own, for instance --sheet-period '{example}=month:2025-10'.",
            file=next(reading.file for reading in readings if reading.part == missing[0]),
            sheet=missing[0],
            missing=", ".join(f"“{sheet}”" for sheet in missing),
            example=missing[0],
        )


def _sheet_key(name: str) -> str:
    """Fold a sheet's name as typed by hand: composed or decomposed letters, any case, spaces around."""
    return unicodedata.normalize("NFC", public_label(name)).strip().casefold()


def _without_empty(readings: Sequence[Reading]) -> list[Reading]:
    """Return the readings with values; notes of the others (known, but not of the index) go to the first."""
    kept = [reading for reading in readings if reading.values]
    notes = [note for reading in readings if not reading.values for note in reading.notes]
    if not kept:
        raise InputProblem(
            "there is no value of the index in what was given.",
            do="Import answers of the portal's evaluation addresses, or a table of scores.",
            file=", ".join(reading.file for reading in readings) or None,
        )
    return [replace(kept[0], notes=(*kept[0].notes, *notes)), *kept[1:]]


def _with_scopes(readings: Sequence[Reading]) -> list[Reading]:
    """Add codes to the portal's units that have ids alone: the other answers tell whose they are."""
    codes = {
        value.unit.portal_id: value.unit.code
        for reading in readings
        for value in reading.values
        if value.unit.portal_id and value.unit.code
    }
    return [
        reading
        if reading.scope
        else replace(
            reading,
            scope=scope_of(
                replace(unit, code=unit.code or codes.get(unit.portal_id or ""))
                for unit in {value.unit for value in reading.values}
            ),
        )
        for reading in readings
    ]
