"""One group of the index: what it is made of, where points are lost, whose the missing cases are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from indicators import catalogue
from indicators.analysis.capture_selection import (
    CaptureInfo,
    Comparison,
    captures_with,
    previous_comparable,
    select_capture,
)
from indicators.analysis.caveats import provisional_nodes
from indicators.analysis.missing_cases import MissingCases, missing_cases_of
from indicators.analysis.scorecard import scorecard
from indicators.analysis.signals import Sign, nodes_that_moved, signs_of_nodes
from indicators.catalogue import Catalogue, Node
from indicators.errors import InputProblem
from indicators.intake.unit_identity import province_identity
from indicators.periods import Period
from indicators.warehouse.kept_answers import once_for_all
from indicators.warehouse.warehouse import Warehouse


@dataclass(frozen=True, slots=True)
class GroupView:
    """A group at a capture.

    `card` is the province's scorecard of the group's branch, the group itself first; `parts` are the branch
    by component (the group itself where it is one), each with its indicators. `provisional` are the nodes with
    denominators that are; `signs` say by node what the province's series says of the group and its components.
    """

    node: Node
    index: Catalogue
    capture: CaptureInfo
    comparison: Comparison
    card: pd.DataFrame
    parts: tuple[tuple[Node, tuple[Node, ...]], ...]
    provisional: frozenset[str]
    signs: Mapping[str, Sign] = field(default_factory=dict)

    @property
    def moved(self) -> frozenset[str]:
        """The nodes that have moved by more than chance."""
        return nodes_that_moved(self.signs, self.card)

    @property
    def own(self) -> pd.Series:
        """The group's own row of the card."""
        return self.card.iloc[0]

    @property
    def nodes(self) -> tuple[Node, ...]:
        """The whole branch, in the index's order."""
        return tuple(self.index.nodes[code] for code in self.card.node)


@once_for_all
def group_view(
    warehouse: Warehouse,
    scope: str,
    code: str,
    period: Period | None = None,
    captured_on: date | None = None,
    compare_with: date | None = None,
) -> GroupView:
    """Show a group of a province at a capture, by default the last full one.

    InputProblem where there is none.

    Changes are counted from the capture before, or from that of the day `compare_with`.
    """
    captures = captures_with(warehouse, code, None, scope)
    current = select_capture(captures, period, captured_on)
    if current is None:
        raise InputProblem("There is no capture of this period and day.", do="Choose another one.")
    index = catalogue.load()[current.index_version]
    node = index.find(code)
    comparison = previous_comparable(warehouse, captures, current, compare_with)
    province = province_identity(scope, current.captured_on)
    card = scorecard(warehouse, current, comparison.previous, province, "province")
    components = (node,) if node.is_component else index.children(code)
    parts = tuple((component, index.indicators(component.code)) for component in components)
    branch = [code, *(node.code for node in index.nodes.values() if index.is_below(node.code, code))]
    return GroupView(
        node,
        index,
        current,
        comparison,
        card.loc[branch],
        parts,
        provisional_nodes(warehouse, current),
        signs_of_nodes(warehouse, current, "province", province),
    )


def largest_gap(warehouse: Warehouse, view: GroupView, code: str) -> MissingCases | None:
    """Tell whose the missing cases of a node are: of an indicator its own, else of what loses the most.

    Where none can be told, the reason is that of the one that loses the most; None without any indicator.
    """
    below = [node for node in view.nodes if node.code == code or view.index.is_below(node.code, code)]
    lost = view.card.lost[[node.code for node in below if node.kind == "indicator"]]
    order = lost.sort_values(ascending=False, kind="stable").index
    first: MissingCases | None = None
    candidates = [view.index.nodes[candidate] for candidate in order]
    for found in missing_cases_of(warehouse, view.capture, candidates):
        if len(found.rows):
            return found
        first = first or found
    return first
