"""Who the units of lists are that the register does not hold, by what people said of the units of captures.

A capture tells a unit's code and name, a list its code or its name: what was said once serves both.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import pandas as pd

from indicators.reference.agency_names import agency_key
from indicators.reference.dossier_code import code_and_ancestors


def agencies_of_listed_units(units: Iterable[str], mappings: pd.DataFrame) -> dict[str, str]:
    """Return the agencies that these units of lists, by code or name, are said to be; others are left out.

    `mappings` as the query of that name gives them: seen_id, unit_name, agency_id. A unit of a mapped one,
    `H21.200.05` of `H21.200`, goes with it. What was told in two ways is told of nobody.
    """
    known: dict[str, set[str]] = defaultdict(set)
    said = mappings[["seen_id", "unit_name", "agency_id"]].itertuples(index=False, name=None)
    for seen_id, name, agency in said:
        known[seen_id].add(agency)
        # One that only lists name has no other name than what they write.
        known[agency_key(seen_id if pd.isna(name) else name)].add(agency)
    found = {}
    for unit in units:
        agencies = next(
            (known[key] for key in (*code_and_ancestors(unit), agency_key(unit)) if key in known), set()
        )
        if len(agencies) == 1:
            found[unit] = next(iter(agencies))
    return found
