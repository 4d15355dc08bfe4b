"""One agency at a reading: every node's points from counts, why each moved since the reading before, and its rank."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property

from indicators import catalogue
from indicators.analysis.capture_selection import CaptureInfo, Comparison
from indicators.analysis.caveats import provisional_nodes
from indicators.analysis.comparability import nodes_apart, why_blank
from indicators.analysis.explanation.changes import Part, change_of
from indicators.analysis.explanation.observed import Units, units_at, worth
from indicators.analysis.explanation.points import ExplainedPoints, explain_branch
from indicators.analysis.explanation.rank_moves import RankMove, rank_move
from indicators.analysis.profile import known_units
from indicators.catalogue import Catalogue, Node
from indicators.errors import InputProblem
from indicators.periods import vietnam_day
from indicators.reference.agencies import load_register
from indicators.warehouse.kept_answers import once_for_all
from indicators.warehouse.warehouse import Warehouse


@dataclass(frozen=True)
class AgencyExplained:
    """An agency at `capture`, beside the comparable one before it, where there is one.

    `now` and `before` are the units of its level at either; `before` is None without a comparison. `apart` tells by
    code which nodes may not be compared between the two, and why; `provisional` those whose denominators may change.
    """

    agency_id: str
    index: Catalogue
    capture: CaptureInfo
    comparison: Comparison
    now: Units
    before: Units | None
    apart: Mapping[str | None, str] = field(default_factory=dict)
    provisional: frozenset[str] = frozenset()

    def points(self, code: str) -> list[ExplainedPoints]:
        """Give a node and all that is scored below it, from counts to points."""
        return explain_branch(self.now[self.agency_id], self.index, code)

    @cached_property
    def changes(self) -> Mapping[str, Part]:
        """By node, why it moved; nothing of what cannot be compared."""
        if self.before is None or self.agency_id not in self.before:
            return {}
        sides = self.before[self.agency_id], self.now[self.agency_id]
        codes = [code for code in self.index.nodes if code not in self.apart]
        found = ((code, change_of(*sides, self.index, code)) for code in codes)
        return {code: part for code, part in found if part}

    def why_no_change(self, node: Node) -> str | None:
        """Say why a node's change is not told; None where it is."""
        if node.code in self.changes:
            return None
        if self.before is None:
            return self.comparison.why_none
        if reason := self.apart.get(node.code):
            return reason
        then, now = self.before.get(self.agency_id), self.now[self.agency_id]
        if then is None:
            return why_blank("not_listed")
        if then.entry_id != now.entry_id:
            return why_blank("another_entry")
        return why_blank("no_value" if worth(node, now.of(node.code)) is None else "no_value_before")

    def rank(self, node: Node) -> RankMove | None:
        """Why its rank moved among the units of its level."""
        if self.before is None or node.code in self.apart:
            return None
        return rank_move(self.before, self.now, self.agency_id, node)


@once_for_all
def explain_agency(
    warehouse: Warehouse, agency_id: str, level: str, capture: CaptureInfo, comparison: Comparison
) -> AgencyExplained:
    """Say what is to be said of an agency's numbers at a capture that lists it."""
    previous = comparison.previous
    return AgencyExplained(
        agency_id=agency_id,
        index=catalogue.load()[capture.index_version],
        capture=capture,
        comparison=comparison,
        now=units_at(warehouse, capture.capture_id, level),
        before=units_at(warehouse, previous.capture_id, level) if previous else None,
        apart=nodes_apart(warehouse, capture.capture_id, previous.capture_id) if previous else {},
        provisional=provisional_nodes(warehouse, capture),
    )


def find_agency(warehouse: Warehouse, scope: str, written: str) -> str:
    """Give the id of the agency meant by an id, a portal code or a name; InputProblem where it is none or several."""
    known = set(known_units(warehouse, scope).agency_id)
    if written in known:
        return written
    today = vietnam_day(datetime.now(UTC))
    meant = load_register().match(code=written, portal_id=written, name=written, level=None, day=today)
    if meant and meant.agency_id in known:
        return meant.agency_id
    raise InputProblem(
        "“{agency}” is none of the agencies with readings, or not one alone.",
        do="Write its id or its code on the portal, for instance {example}.",
        agency=written,
        example="so-tu-phap, H21.16",
    )
