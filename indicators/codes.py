"""The codes that tables, files and links are written with: levels, kinds, flags. What people read is in `formats`."""

from __future__ import annotations

from typing import Literal

from indicators.errors import InputProblem

Level = Literal["country", "province", "department", "district", "commune"]
# The levels whose units are ranked within a province, in the order in which they are offered.
PEER_LEVELS: tuple[Level, ...] = ("department", "district", "commune")
# Every level that is ranked: provinces among themselves, from national captures.
LEVELS: tuple[Level, ...] = (*PEER_LEVELS, "province")
# Whose captures are of all provinces; any other scope is a province's portal code.
NATIONAL_SCOPE = "VN"

# Where a capture comes from, and what else is imported.
SourceKind = Literal["portal_api", "portal_copy", "portal_legacy", "score_table", "demo"]
# What computed a capture's values: the portal's service until 2025, that of 2026, or the demonstration.
PortalSystem = Literal["old_portal", "new_portal"]
System = Literal[PortalSystem, "demo"]
# What the days of a break are days of: of reading, or those the numbers stand at.
DayOf = Literal["reading", "period"]
OVERDUE_LIST, OWN_LIST = "overdue_list", "own_list"

# Whose number a value is.
Origin = Literal["official", "derived", "demo"]

# What is doubtful about a value; the portal's own flags are kept beside these as it writes them.
ABOVE_MAXIMUM, PART_ABOVE_MAXIMUM = "above_maximum", "part_above_maximum"
UNRECOGNISED_AGENCY, MAPPED_AGENCY = "unrecognised_agency", "mapped_agency"
# Of corrections: the value itself, a sum made here that follows it, a source's sum that its parts no longer make.
CORRECTED, FOLLOWS_CORRECTION, UNLIKE_PARTS = "corrected", "follows_correction", "unlike_parts"
# What the unit had at an earlier reading of the period, or others of its list have, and this reading has not.
MISSING_COMPONENT = "missing_component"
TEMPORARY_DENOMINATOR, NO_REPORT_DATA = "TEMP_NATIONAL_REPORT_DENOMINATOR", "NO_NATIONAL_REPORT_DATA"

# How a dossier is overdue, why, and how it stands in its list; `unknown` where the list's words are not known.
OverdueKind = Literal["acceptance", "processing"]
Cause = Literal["synchronisation", "delay", "unknown"]
Status = Literal[
    "processing",
    "waiting_acceptance",
    "supplement",
    "suspended",
    "withdrawn",
    "refused",
    "finished",
    "unknown",
]
# Of these, and of dossiers whose status is not told, a backlog is made; `is_standing` in the warehouse's rules
# is the same.
STANDING: tuple[Status, ...] = ("processing", "waiting_acceptance")
# What tells whose a dossier is where its code and the column of units name different agencies.
AgencyFrom = Literal["code", "unit"]

# What an analyst decides of what was kept.
DecisionKind = Literal["mapping", "correction", "withdrawal", "dismissal", "undo", "erasure"]

# Which letter it is.
LetterKind = Literal["reminder", "request", "result"]


def find_level(written: str) -> str:
    """Find the level that is written, one or many of it; InputProblem where it is none."""
    code = written.strip().lower().removesuffix("s")
    if code not in LEVELS:
        raise InputProblem(
            "“{level}” is not a level.",
            do="Write one of: {levels}.",
            level=written,
            levels=", ".join(LEVELS),
        )
    return code
