"""A pack for every agency at once: its page as PDF, its table and its overdue dossiers as CSV, in one zip."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date

from indicators import formats
from indicators.analysis.capture_selection import captures_of, no_capture_problem, select_capture
from indicators.analysis.compared_readings import check_comparison
from indicators.analysis.overdue import Filter, Step, backlog, step_by
from indicators.analysis.profile import Profile, known_units, profile
from indicators.analysis.provenance import of_capture
from indicators.errors import InputProblem
from indicators.exports.csv import card_csv
from indicators.exports.file_names import file_name, plain_name
from indicators.exports.overdue import dossiers_csv
from indicators.exports.pdf import profile_pdf
from indicators.periods import Period
from indicators.translation import in_language, text
from indicators.warehouse.warehouse import Warehouse

Told = Callable[[int, int], None]


def packs_zip(
    warehouse: Warehouse,
    scope: str,
    period: Period | None = None,
    captured_on: date | None = None,
    compare_with: date | None = None,
    told: Told | None = None,
) -> bytes:
    """Pack a folder an agency of a province at a capture; `told` hears (agencies done, in all).

    With an agency's overdue dossiers by the last list not later than the capture, where it has any.

    Agencies without a value at that capture have no folder. Raises InputProblem where no agency has any.
    """
    check_comparison(captures_of(warehouse, scope), compare_with)
    units = known_units(warehouse, scope)
    wanted = units[~units.has_ended] if captured_on is None and period is None else units
    overdue_of: dict[str, Step] = {}
    if capture := select_capture(captures_of(warehouse, scope), period, captured_on):
        overdue_of = _with_dossiers(warehouse, scope, capture.captured_on)
    stream, made = io.BytesIO(), 0
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for number, agency in enumerate(wanted.agency_id, start=1):
            try:
                shown = profile(warehouse, scope, agency, period, captured_on, compare_with)
            except InputProblem:
                shown = None
            if shown:
                packed.writestr(_place(shown, "pdf"), profile_pdf(shown))
                packed.writestr(_place(shown, "csv"), card_csv(shown))
                if agency in overdue_of:
                    own = Filter(agency_id=agency)
                    written = dossiers_csv(warehouse, overdue_of[agency], own, [shown.name])
                    packed.writestr(_place(shown, "csv", text("overdue dossiers")), written)
                made += 1
            if told:
                told(number, len(wanted))
    if not made:
        raise no_capture_problem(captures_of(warehouse, scope), scope)
    return stream.getvalue()


def _with_dossiers(warehouse: Warehouse, scope: str, day: date) -> dict[str, Step]:
    """Return the last list by a day for each agency that has a dossier in it."""
    step = step_by(warehouse, scope, day)
    return dict.fromkeys(backlog(warehouse, step, "agency").part.dropna(), step) if step else {}


def _place(shown: Profile, ending: str, *what: str) -> str:
    """Return where in the pack a file of an agency is: by level, then by agency."""
    with in_language("vi"):
        folder = plain_name(formats.level(shown.level))
    agency = plain_name(shown.agency_id)
    return (
        f"{folder}/{agency}/{file_name(of_capture(shown.capture), lambda: [*what, shown.agency_id], ending)}"
    )
