"""The agency of a listed dossier: by its code, by the unit named beside it, by its code on its day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from indicators import formats
from indicators.codes import AgencyFrom
from indicators.reference.agencies import Agency, load_register
from indicators.reference.dossier_code import code_and_ancestors
from indicators.reference.organisation import load_organisation
from indicators.sources.overdue_table import ListedDossier
from indicators.translation import plural, text

# How many pairs of contradicting agencies a warning names.
_NAMED = 5


class DossierOwners:
    """The agencies of one list's dossiers, by the register of its day.

    `unrecognised` gathers the codes of nobody known. Of dossiers whose code and unit name two agencies,
    `agency_from` says which counts; that one is a part of the other is no contradiction.
    """

    def __init__(self, day: date, scope: str, agency_from: AgencyFrom) -> None:
        self._day, self._from = day, agency_from
        self._is_home = scope == load_organisation().province_code
        self._found: dict[tuple[str, str | None], str] = {}
        self._known: dict[tuple[str, str | None], Agency | None] = {}
        self._pairs: dict[tuple[str, str | None], tuple[Agency, Agency]] = {}
        self._contradictions: Counter[tuple[str, str]] = Counter()
        self.unrecognised: set[str] = set()

    @property
    def contradicting(self) -> int:
        """Of how many dossiers code and unit name two agencies."""
        return sum(self._contradictions.values())

    def named(self, name: str | None, code: str | None = None) -> Agency | None:
        """Return the agency of the register that a name, or the code beside it, means.

        None in another province's list.
        """
        if name is None or not self._is_home:
            return None
        if (name, code) not in self._known:
            self._known[name, code] = load_register().match(
                code=code, portal_id=None, name=name, level=None, day=self._day
            )
        return self._known[name, code]

    def of(self, dossier: ListedDossier) -> str:
        """Tell whose dossier it is: an agency's id, or the code that no agency has."""
        key = (dossier.code.agency, dossier.unit)
        if key not in self._found:
            self._found[key] = self._decided(dossier)
        if pair := self._pairs.get(key):
            self._contradictions[pair[0].display_name, pair[1].display_name] += 1
        return self._found[key]

    def _decided(self, dossier: ListedDossier) -> str:
        # Of the whole province a code tells no agency.
        told = dossier.code.agency_on(self._day)
        by_code, by_unit = (told if "." in dossier.code.agency else None), self.named(dossier.unit)
        if by_code and by_unit and by_code != by_unit and not _is_part(dossier, by_code, by_unit):
            self._pairs[dossier.code.agency, dossier.unit] = (by_code, by_unit)
            return (by_code if self._from == "code" else by_unit).agency_id
        found = by_code or by_unit or told or self._today(dossier.code.agency_on(dossier.code.day))
        if found is None and self._is_home:
            self.unrecognised.add(dossier.code.agency)
        return found.agency_id if found else dossier.code.agency

    def _today(self, agency: Agency | None) -> Agency | None:
        """Return the agency, or the only one that came after it."""
        if agency is None or len(agency.successor_ids) != 1:
            return agency
        return load_register().get(agency.successor_ids[0], self._day) or agency

    def warnings(self) -> Iterator[str]:
        """Say what contradicts, and whose such dossiers are."""
        if not self._contradictions:
            return
        pairs = "; ".join(
            text("code {code}, column {unit}: {count}", code=code, unit=unit, count=formats.count(count))
            for (code, unit), count in self._contradictions.most_common(_NAMED)
        )
        yield (
            plural(
                self.contradicting,
                "{count} dossier whose code names another agency than the column of units ({pairs}).",
                "{count} dossiers whose codes name other agencies than the column of units ({pairs}).",
                count=formats.count(self.contradicting),
                pairs=pairs,
            )
            + " "
            + (
                text("They are counted by the code, as long as nothing else is chosen.")
                if self._from == "code"
                else text("They are counted by the column of units, as was chosen.")
            )
        )


def _is_part(dossier: ListedDossier, by_code: Agency, by_unit: Agency) -> bool:
    """Tell whether one of the two is a part of the other, by their codes."""
    return by_unit.portal_code in code_and_ancestors(dossier.code.agency) or by_code.portal_code in (
        code_and_ancestors(by_unit.portal_code or "")
    )
