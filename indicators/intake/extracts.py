"""What extracts are of, settled between what they say themselves, what the others say, and what the user says."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from indicators import formats
from indicators.errors import InputProblem
from indicators.periods import Period
from indicators.privacy.labels import public_label
from indicators.sources.records import Extract
from indicators.sources.text_matching import scope_of

NO_SHEET_PERIODS: Mapping[str, Period] = MappingProxyType({})


def settled(
    extracts: Sequence[Extract], sheet_periods: Mapping[str, Period] = NO_SHEET_PERIODS
) -> list[Extract]:
    """Return the extracts with values, of the scopes that all together tell.

    `sheet_periods` gives sheets theirs.

    Raises InputProblem when none has a value of the index, a sheet of the old service has no period, or
    `sheet_periods` names a sheet that was not read or is of another period.
    """
    periods = {_sheet_key(sheet): period for sheet, period in sheet_periods.items()}
    keys = {_sheet_key(extract.part) for extract in extracts}
    for sheet in sheet_periods:
        if _sheet_key(sheet) not in keys:
            raise InputProblem(
                "no table of scores is on a sheet of the name “{name}”, for which a period was given.",
                do="Write the sheet's name as the workbook does.",
                name=sheet,
            )
    _check_undated(extracts, periods)
    dated = [
        of_period(extract, given) if (given := periods.get(_sheet_key(extract.part))) else extract
        for extract in extracts
    ]
    return _with_scopes(_without_empty(dated))


def of_period(extract: Extract, given: Period | None) -> Extract:
    """Return the extract, of its own period, else the given one, else the one its title names.

    Raises InputProblem where they contradict each other.
    """
    sheet = extract.part if extract.source != "portal_api" else None
    if given and extract.period and extract.period != given:
        raise InputProblem(
            "the file is of the period {own}, not {given}.",
            do="Leave the period out, or give the right one.",
            file=extract.file,
            sheet=sheet,
            own=formats.period(extract.period),
            given=formats.period(given),
        )
    period, titled = extract.period or given, extract.of_title
    if titled and period and not fits_title(extract.period, given, titled):
        raise InputProblem(
            "the title says {own}, not {given}.",
            do="Leave the period out, or correct the title.",
            file=extract.file,
            sheet=sheet,
            own=", ".join(formats.period(title) for title in sorted(titled)),
            given=formats.period(period),
        )
    if period is None and len(titled) == 1:
        (period,) = titled
    return replace(extract, period=period)


def fits_title(own: Period | None, given: Period | None, titled: Collection[Period]) -> bool:
    """Tell whether what rows tell lies within a title's period, as months do in a year.

    Else what is given is it.
    """
    return any(own.is_within(title) for title in titled) if own else given in titled


def undated_sheets(extracts: Sequence[Extract]) -> list[str]:
    """Return the sheets of workbooks of the old service, in their order: none says its period."""
    return [
        extract.part for extract in extracts if extract.source == "portal_legacy" and extract.period is None
    ]


def _check_undated(extracts: Sequence[Extract], periods: Mapping[str, Period]) -> None:
    missing = [sheet for sheet in undated_sheets(extracts) if _sheet_key(sheet) not in periods]
    if missing:
        raise InputProblem(
            "the sheets of this workbook do not say their periods; still missing: {missing}.",
            do="Give each sheet its own.",
            command="--sheet-period '{example}=month:2025-10'",
            file=next(extract.file for extract in extracts if extract.part == missing[0]),
            sheet=missing[0],
            missing=", ".join(f"“{sheet}”" for sheet in missing),
            example=missing[0],
        )


def _sheet_key(name: str) -> str:
    """Fold a sheet's name as typed by hand: composed or decomposed letters, any case, spaces around."""
    return unicodedata.normalize("NFC", public_label(name)).strip().casefold()


def _without_empty(extracts: Sequence[Extract]) -> list[Extract]:
    """Return the extracts with values; notes of the others (known, but not of the index) go to the first."""
    kept = [extract for extract in extracts if extract.values]
    notes = [note for extract in extracts if not extract.values for note in extract.notes]
    if not kept:
        raise InputProblem(
            "there is no value of the index in what was given.",
            do="Import answers of the portal's evaluation addresses, or a table of scores.",
            file=", ".join(extract.file for extract in extracts) or None,
        )
    return [replace(kept[0], notes=(*kept[0].notes, *notes)), *kept[1:]]


def _with_scopes(extracts: Sequence[Extract]) -> list[Extract]:
    """Add codes to the portal's units that have ids alone: the other answers tell whose they are."""
    codes = {
        value.unit.portal_id: value.unit.code
        for extract in extracts
        for value in extract.values
        if value.unit.portal_id and value.unit.code
    }
    return [
        extract
        if extract.scope
        else replace(
            extract,
            scope=scope_of(
                replace(unit, code=unit.code or codes.get(unit.portal_id or ""))
                for unit in {value.unit for value in extract.values}
            ),
        )
        for extract in extracts
    ]
