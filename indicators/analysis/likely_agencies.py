"""Which agencies a unit may be that the register does not hold: offered to a person, never guessed."""

from __future__ import annotations

import difflib
from datetime import date
from functools import lru_cache

from indicators.codes import PEER_LEVELS
from indicators.reference.agencies import Agency, load_register
from indicators.reference.agency_names import agency_key

MOST_CANDIDATES = 5


def likely_agencies(name: str, level: str | None, day: date) -> dict[str, Agency]:
    """List by id the agencies of a day, of a level if it is known, that a unit may be: the nearest names first."""
    levels = (level,) if level else PEER_LEVELS
    agencies = [agency for agency in load_register().on(day) if agency.level in levels]
    folded = {agency_key(agency.display_name): agency for agency in agencies}
    near = _nearest(agency_key(name), tuple(folded))
    return {agency.agency_id: agency for agency in (*map(folded.__getitem__, near), *agencies)}


# The same unit waits in many readings, and a page asks for it with everything that is done on it.
@lru_cache(maxsize=2048)
def _nearest(key: str, keys: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(difflib.get_close_matches(key, keys, MOST_CANDIDATES, 0.4))
