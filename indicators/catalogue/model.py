"""What the index measures, as a tree: index, groups, components, indicators.

A version of the index is one TOML file beside this module; a key here is a key there. What is written
together must also fit together: see `checks`.
"""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from indicators.codes import PortalSystem
from indicators.errors import InputProblem
from indicators.translation import language, text

# The index itself, in every version.
ROOT = "total"

Words = Annotated[str, Field(min_length=1)]
Points = Annotated[float, Field(strict=True, gt=0)]
Day = Annotated[date, Field(strict=True)]
NodeKind = Literal["index", "group", "component", "indicator"]
Colour = Annotated[str, Field(pattern=r"^#[0-9A-F]{6}$")]
# What other parts of the application look for, whatever it is called: the indicators that an overdue dossier
# is charged to, and the one that tells of synchronisation.
Role = Literal["overdue_charge", "synchronisation"]
# Which of the portal's two numbers an own count stands beside, if any.
Beside = Literal["numerator", "denominator", "alone"]


class _Written(BaseModel):
    """Exactly what the file says: an unknown key is a mistake, and nothing changes after loading."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class PortalEndpoint(_Written):
    """One of the portal's addresses, and the component whose points its answers tell."""

    name: Words
    component: Words
    page_size: Annotated[int, Field(strict=True, gt=0)]
    asks_for_days: bool = False  # the period's first and last day, where others want its kind and number


class PortalFields(_Written):
    """Where its component's answers carry an indicator that has no metric code."""

    numerator: tuple[Words, ...] = ()  # JSON fields, added up
    denominator: tuple[Words, ...] = ()
    measure: Words | None = None  # the JSON field that holds the measure itself
    score_is_component: bool = False  # the component's score is this indicator's official score too


class Noun(_Written):
    """What is counted, as sentences say it: "12 dossiers"; Vietnamese has no plural.

    Where they arrive (dossiers, petitions), one more that is done well is one more to count as well; where they do
    not (procedures, communes), it is one of those that are there.
    """

    vi: Words
    en_one: Words
    en_many: Words
    arrives: Annotated[bool, Field(strict=True)] = False


class Node(_Written):
    """One thing that is measured. `points` is the maximum; None where nothing is scored.

    `full_at` is the share that earns all points (1 where points are simply proportional); None where points
    do not come from counts. `zero_denominator` says what the portal gives where there is nothing to count:
    no points yet ("none"), 0 ("zero") or all ("full").
    `evidence` is how well the rule from counts is borne out by the portal's own scores.
    """

    code: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    parent: str | None = None
    kind: NodeKind
    is_component: bool = False  # four groups are at once their only component
    portal_codes: tuple[Words, ...] = ()
    portal_fields: PortalFields | None = None
    name_vi: Words
    name_en: Words
    short_name_vi: Annotated[Words, Field(max_length=32)]  # what fits a chart label
    short_name_en: Annotated[Words, Field(max_length=32)]
    other_names: tuple[Words, ...] = ()  # of columns, in tables of other systems
    colour: Colour | None = None  # of its branch, where no node below has its own
    points: Points | None = None
    measure_unit: Literal["points", "percent", "days"]
    direction: Literal["higher", "lower", "neither"]
    numerator_vi: Words | None = None
    numerator_en: Words | None = None
    denominator_vi: Words | None = None
    denominator_en: Words | None = None
    counts: str | None = None  # of which noun numerator and denominator are numbers
    zero_denominator: Literal["none", "zero", "full"] | None = None
    full_at: Annotated[float, Field(strict=True, gt=0, le=1)] | None = None
    rule_vi: Words
    rule_en: Words
    why_vi: Words
    why_en: Words
    known_problems_vi: Words | None = None
    known_problems_en: Words | None = None
    source_vi: Words
    source_en: Words
    role: Role | None = None
    own_counts: dict[str, Beside] = Field(default_factory=dict)  # by measure
    evidence: Literal["strong", "medium", "weak", "observed", "none"]
    status: Literal["scored", "unscored", "retired"]
    review_by: Day

    def __hash__(self) -> int:
        return hash(self.code)

    @property
    def shown_in(self) -> Literal["points", "percent", "days"]:
        """What its values are shown in: points where it is scored, else the measure itself."""
        return self.measure_unit if self.points is None else "points"

    def name(self) -> str:
        """Return the name in the session's language."""
        return self.name_vi if language() == "vi" else self.name_en

    def short_name(self) -> str:
        """Return the short name in the session's language."""
        return self.short_name_vi if language() == "vi" else self.short_name_en

    def numerator(self) -> str | None:
        """Tell what the numerator counts, in the session's language."""
        return self.numerator_vi if language() == "vi" else self.numerator_en

    def denominator(self) -> str | None:
        """Tell what the denominator counts, in the session's language."""
        return self.denominator_vi if language() == "vi" else self.denominator_en


class Catalogue(_Written):
    """One version of the index, valid for periods that end from `valid_from` to `valid_to`, both included.

    Where a file tells no `valid_to`, the version ends the day before the next one begins. `nodes` is in tree
    order, each node directly above its own branch.
    """

    file: str
    version: Words
    valid_from: Day
    valid_to: Day | None = None
    system: PortalSystem = "new_portal"  # what computes by it
    name_vi: Words
    name_en: Words
    decision: Words
    portal_endpoints: tuple[PortalEndpoint, ...] = ()
    counted: dict[str, Noun] = Field(default_factory=dict)
    nodes: dict[str, Node]

    @field_validator("nodes", mode="before")
    @classmethod
    def _named_by_their_tables(cls, tables: Any) -> Any:
        if not isinstance(tables, dict):
            return tables
        return {
            code: {"code": code} | table if isinstance(table, dict) else table
            for code, table in tables.items()
        }

    def name(self) -> str:
        """Return the version's name in the session's language."""
        return self.name_vi if language() == "vi" else self.name_en

    @property
    def root(self) -> Node:
        return self.nodes[ROOT]

    @property
    def groups(self) -> tuple[Node, ...]:
        return self.children(self.root.code)

    @cached_property
    def components(self) -> tuple[Node, ...]:
        return tuple(node for node in self.nodes.values() if node.is_component)

    @cached_property
    def above_indicators(self) -> tuple[Node, ...]:
        """The total, the groups and the components, in tree order."""
        return tuple(node for node in self.nodes.values() if node.kind != "indicator")

    def noun(self, node: Node, number: float = 2) -> str:
        """Return what a node counts, in the session's language, for so many.

        In general where nothing is told.
        """
        known = self.counted.get(node.counts or "")
        if known is None:
            return text("cases")
        return known.vi if language() == "vi" else known.en_one if number == 1 else known.en_many

    def in_role(self, role: Role) -> tuple[Node, ...]:
        """Return the nodes that have a role, in tree order."""
        return tuple(node for node in self.nodes.values() if node.role == role)

    def colour(self, code: str) -> str | None:
        """Return a node's own colour, or that of the nearest node above that has one."""
        node = self.nodes[code]
        return node.colour or (self.colour(node.parent) if node.parent else None)

    def group_of(self, code: str) -> Node | None:
        """Return the group the node is or belongs to; None for the index itself."""
        return next(
            (group for group in self.groups if code == group.code or self.is_below(code, group.code)), None
        )

    def children(self, code: str) -> tuple[Node, ...]:
        return self._children[code]

    def summed_from(self, code: str) -> tuple[Node, ...]:
        """Return what a node's points are the sum of: the components, of anything else what is scored below."""
        if code == self.root.code:
            return self.components
        return tuple(part for part in self.children(code) if part.points is not None)

    @cached_property
    def _children(self) -> dict[str, tuple[Node, ...]]:
        nodes = self.nodes.values()
        return {code: tuple(node for node in nodes if node.parent == code) for code in self.nodes}

    def is_below(self, code: str, above: str) -> bool:
        """Tell whether a node is in another one's branch, somewhere beneath it."""
        parent = self.nodes[code].parent
        return parent is not None and (parent == above or self.is_below(parent, above))

    def lineage(self, code: str) -> list[str]:
        """Return the node and all above it, up to the index."""
        parent = self.nodes[code].parent
        return [code, *(self.lineage(parent) if parent else [])]

    def depth(self, code: str) -> int:
        """Count how far below the index a node is: 0 for the index itself."""
        parent = self.nodes[code].parent
        return 0 if parent is None else 1 + self.depth(parent)

    def indicators(self, code: str) -> tuple[Node, ...]:
        """Return all indicators below the node, in tree order."""
        found: list[Node] = []
        for child in self.children(code):
            found += [child] if child.kind == "indicator" else self.indicators(child.code)
        return tuple(found)

    def component_of(self, code: str) -> Node | None:
        """Return the component the node is or belongs to; None above the components."""
        node: Node | None = self.nodes[code]
        while node and not node.is_component:
            node = self.nodes[node.parent] if node.parent else None
        return node

    def lookup(self, text: str) -> Node | None:
        """Find the node with this code or portal code, whatever its case; None if there is none.

        ONLINE_SERVICE is the portal's code of the group and online_service our component: case decides there.
        """
        text = text.strip()
        return self._spellings.get(text) or self._spellings.get(text.lower())

    @cached_property
    def _spellings(self) -> dict[str, Node]:
        portal = {written: node for node in self.nodes.values() for written in node.portal_codes}
        return {written.lower(): node for written, node in portal.items()} | portal | self.nodes

    def find(self, text: str) -> Node:
        """Find a node as `lookup` does; InputProblem, naming the known codes, if there is none."""
        if node := self.lookup(text):
            return node
        raise InputProblem(
            "“{code}” is not a node of the index, version {version}.",
            do="Known are: {known}.",
            code=text,
            version=self.version,
            known=", ".join(self.nodes),
        )
