"""The columns of a ranking: what each is called, what stands in its cells and how that is written.

Page, CSV, workbook, report and command line choose from these and order them, here, and make none of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

from indicators import formats
from indicators.analysis.ranking import Ranking
from indicators.catalogue import Node
from indicators.reference.organisation import load_organisation
from indicators.reference.targets import judged, targets_for
from indicators.reference.targets import share as share_of
from indicators.translation import text
from indicators.warehouse.warehouse import Warehouse, records

Row = Mapping[Any, Any]
Kind = Literal["rank", "words", "yes", "points", "whole", "share", "change", "places", "origin", "flags"]

ON_PAGE = (
    *(
        "rank",
        "rank_range",
        "band",
        "agency_name",
        "value",
        "share",
        "value_change",
        "rank_change",
        "numerator",
    ),
    *("denominator", "target", "why_no_change", "quality"),
)
IN_CSV = (
    *("rank", "tied", "agency_code", "agency_name", "value", "max_value", "share", "numerator"),
    *("denominator", "ratio", "rank_change", "value_change", "why_no_change", "origin", "quality"),
)
# These stand for the node ranked by, under its own name, and for the components of the whole index beside it.
NODE, COMPONENTS = "node", "components"
IN_WORKBOOK = (
    *("rank", "agency_name", "tied", "agency_code", NODE, "rating", COMPONENTS, "value_change"),
    *("rank_change", "why_no_change", "quality"),
)
IN_REPORT = ("agency_name", COMPONENTS, NODE, "rank", "rating", "value_change", "quality")
# The command line gives every value as it is, codes and all, under the same keys.
IN_COMMANDS = (
    *("agency_id", "agency_code", "agency_name", "level", "value", "max_value", "numerator", "denominator"),
    *("share", "ratio", "rank", "tied", "rank_change", "value_change", "why_no_change"),
    *("previous_captured_at", "origin", "quality"),
)

# How numbers are written for people, by kind.
WRITERS: dict[Kind, Callable[[Any], str]] = {
    "rank": formats.rank,
    "points": formats.number,
    "whole": formats.count,
    "share": formats.percent,
    "change": formats.change,
    "places": formats.rank_change,
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `title` in full, `short` where there is little room, and the `kind` of its cells."""

    key: str
    title: str
    short: str
    kind: Kind

    @property
    def is_number(self) -> bool:
        """Whether its cells are numbers."""
        return self.kind in WRITERS

    def value(self, row: Row) -> Any:
        """Return the cell as a table program takes it: a number, a share in per cent, words.

        None if there is none.
        """
        value = row[self.key]
        match self.kind:
            case "flags":
                return "; ".join(formats.quality(flag) for flag in value)
            case "origin":
                return formats.origin(value)
            case "yes":
                return text("yes") if value is True else ""
            case "share":
                return None if pd.isna(value) else value * 100
        return None if pd.isna(value) else value

    def written(self, row: Row) -> str:
        """Write the cell as people read it; "–" for a missing number."""
        if self.kind == "rank":
            return formats.rank(row[self.key], row["tied"] is True)
        if self.is_number:
            return WRITERS[self.kind](row[self.key])
        return str(self.value(row) or "")


def ranking_columns(ranking: Ranking, keys: tuple[str, ...]) -> list[Column]:
    """Return the columns of these keys in their order."""
    known = {key: [column] for key, column in _columns(ranking.node).items()}
    known[NODE] = [_node_column(ranking.node)]
    known[COMPONENTS] = [_node_column(component) for component in _components(ranking)]
    return [column for key in keys for column in known[key]]


def ranking_rows(ranking: Ranking) -> list[dict[Any, Any]]:
    """Return a row a unit in rank order: the ranking's with `target`, what applies and whether it is met."""
    node, day, kind = ranking.node, ranking.capture.day, ranking.capture.period.kind
    rows = _plain_rows(ranking.rows)
    known, bands = (ranking.ranges.ranges, ranking.ranges.bands) if ranking.ranges else ({}, {})
    for row in rows:
        agency = row["agency_id"]
        row["rank_range"] = formats.between(*known[agency]) if agency in known else ""
        row["band"] = formats.count(bands[agency]) if agency in bands else ""
        targets = targets_for(node, ranking.level, day, row["agency_id"], kind=kind)
        row["target"] = judged(targets, node, row["value"], share_of(row["numerator"], row["denominator"]))
    return rows


def rows_with_components(warehouse: Warehouse, ranking: Ranking) -> list[dict[Any, Any]]:
    """Return a row a unit in rank order: the ranking's with `rating`, and by its code each node's value."""
    values = warehouse.ask("level_values", capture_id=ranking.capture.capture_id, level=ranking.level)
    points = {(row.agency_id, row.node): row.value for row in records(values)}
    rows = _plain_rows(ranking.rows)
    for row in rows:
        rating = load_organisation().rating(formats.plain(row["value"]))
        row["rating"] = rating.name() if rating else formats.MISSING
        for component in _components(ranking):
            row[component.code] = points.get((row["agency_id"], component.code))
        row[ranking.node.code] = row["value"]
    return rows


def _components(ranking: Ranking) -> tuple[Node, ...]:
    """Return what stands beside the total: the components; beside any other node nothing."""
    return ranking.catalogue.components if ranking.node == ranking.catalogue.root else ()


def _plain_rows(rows: pd.DataFrame) -> list[dict[Any, Any]]:
    """Return the rows with a plain truth whether a rank is shared: of no rank it is missing."""
    return rows.assign(tied=rows.tied.eq(True)).to_dict("records")


def _columns(node: Node) -> dict[str, Column]:
    unit = formats.unit(node.shown_in)
    columns = (
        Column("rank", text("Rank"), text("Rank"), "rank"),
        Column("rank_range", text("Range of ranks"), text("Range"), "words"),
        Column("band", text("Tie band"), text("Band"), "words"),
        Column("tied", text("Tied"), text("Tied"), "yes"),
        Column("agency_code", text("Agency code"), text("Agency code"), "words"),
        Column("agency_name", text("Agency"), text("Unit"), "words"),
        Column("value", text("Value"), f"{unit[:1].upper()}{unit[1:]}", "points"),
        Column("max_value", text("Maximum"), text("Maximum"), "points"),
        Column("share", text("Of the maximum points (%)"), text("Of the maximum"), "share"),
        Column("numerator", text("Numerator"), text("Counted"), "whole"),
        Column("denominator", text("Denominator"), text("Out of"), "whole"),
        Column("ratio", text("Numerator / denominator (%)"), text("Ratio"), "share"),
        Column("value_change", text("Change in value"), text("Change"), "change"),
        Column("rank_change", text("Change in rank"), text("Places"), "places"),
        Column("why_no_change", text("Why no change"), text("Why no change"), "words"),
        Column("rating", text("Rating"), text("Rating"), "words"),
        Column("target", text("Target"), text("Target"), "words"),
        Column("origin", text("Origin"), text("Origin"), "origin"),
        Column("quality", text("Notes on quality"), text("Notes"), "flags"),
    )
    return {column.key: column for column in columns}


def _node_column(node: Node) -> Column:
    """Describe a node's values beside those of others; in full with its maximum."""
    name = node.short_name()
    title = name if node.points is None else f"{name} ({formats.number(node.points, 0)})"
    return Column(node.code, title, name, "points")
