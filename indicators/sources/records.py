"""The plain records that every reader gives, whatever the format; nothing is judged in them.

A reader turns bytes into extracts. It does not match agencies, check points or fill gaps: intake does.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from indicators.codes import Level, SourceKind
from indicators.periods import Period


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as the source names it. `code` is the portal's (H21.17), `portal_id` its departmentId."""

    name: str
    code: str | None = None
    portal_id: str | None = None
    level: Level | None = None


@dataclass(frozen=True, slots=True)
class Value:
    """One unit's value of one node; what the source leaves empty stays None, never 0.

    `node` is a catalogue code or a portal code. `measure` is the indicator's own value in its published
    unit (percent for shares, days for durations). `place` says where in the part it stands: "D7",
    "evaluation[3].metrics[1]".
    """

    unit: Unit
    node: str
    score: float | None = None
    max_score: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    measure: float | None = None
    quality: tuple[str, ...] = ()
    place: str = ""


@dataclass(frozen=True, slots=True)
class Extract:
    """What one answer, or one sheet, gives about one period.

    `scope` is a province's portal code, NATIONAL_SCOPE, or None where the source does not say;
    `period` and `captured_at` (an instant with time zone) are None where the source does not say.
    `of_title` are the periods that the words above a table may mean: those it can be of.
    `part` is the endpoint or the sheet, "" for a text table. `notes` are sentences about what was not read.
    `units_given` are how many units it lists below the whole, `units_told` how many the source says there are; 0
    where it does not say.
    `sha256` is of the file's bytes, `kept_sha256` of what is kept in their place, as soon as that is made.
    """

    source: SourceKind
    file: str
    sha256: str
    part: str
    values: tuple[Value, ...]
    scope: str | None = None
    period: Period | None = None
    captured_at: datetime | None = None
    of_title: frozenset[Period] = frozenset()
    notes: tuple[str, ...] = field(default=())
    kept_sha256: str = ""
    units_given: int = 0
    units_told: int = 0


def place_in_file(extract: Extract, value: Value) -> str:
    """Return where in its file a value stands: endpoint or sheet, and the place in it."""
    return f"{extract.part} {value.place}".strip()
