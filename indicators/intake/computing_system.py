"""Which system computed what a file holds: by its format, by who brings it, or by when it was read."""

from __future__ import annotations

from datetime import datetime

from indicators import catalogue, formats
from indicators.codes import PortalSystem, SourceKind
from indicators.errors import InputProblem
from indicators.periods import Period, vietnam_day
from indicators.reference.breaks import replaced_system
from indicators.sources.records import Extract

# A table of points may be of either.
_BY_FORMAT: dict[SourceKind, PortalSystem] = {
    "portal_api": "new_portal",
    "portal_copy": "new_portal",
    "portal_legacy": "old_portal",
}


def computing_system(
    extract: Extract, period: Period, given: PortalSystem | None, read_at: datetime | None
) -> PortalSystem:
    """Tell the system that computed an extract's values; `read_at` is None where nobody told when it was read.

    Where neither format nor user tells it is the one that was read on that day, else the one that computes by the
    period's version of the index. Raises InputProblem where another is given than the format is of.
    """
    of_format = _BY_FORMAT.get(extract.source)
    if of_format and given not in (None, of_format):
        raise InputProblem(
            "what it holds was computed by {system}, by its format.",
            do="Leave out what system it is of.",
            file=extract.file,
            system=formats.system(of_format),
        )
    replaced = replaced_system(vietnam_day(read_at)) if read_at else None
    return of_format or given or replaced or catalogue.for_period(period).system
