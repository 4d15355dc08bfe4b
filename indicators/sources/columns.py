"""Columns of a table of points: the header told from data, each column recognised by its words.

Whatever the catalogue knows can be a column, under its code, portal code or name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from indicators.catalogue import Node, load
from indicators.privacy.labels import public_label
from indicators.sources.grids import Grid, address
from indicators.sources.scales import refuse_other_scale
from indicators.sources.tables import Table
from indicators.sources.text_matching import header_key
from indicators.sources.unit_words import NUMBERINGS, UNIT_CODES, UNIT_NAMES

_ROLES = {
    "code": UNIT_CODES | {"ma"},
    "name": UNIT_NAMES | {"xa phuong", "phuong xa"},
    "numbering": NUMBERINGS,
    "level": ("cap", "loai don vi", "cap don vi", "child group", "level"),
    "portal_id": ("department id",),
    "period": ("ky", "ky bao cao", "ky danh gia", "ky du lieu", "period"),
    "time_type": ("time type",),
    "year": ("year",),
    "quarter": ("quarter",),
    "month": ("month",),
    "captured_at": ("extracted at", "captured at"),
    "captured_on": ("captured on",),
}
# Columns with nothing to keep: numbering, and ranks and ratings, which are worked out anew.
_PASSED_OVER = {
    *("hang", "xep hang", "thu hang", "xep loai", "ghi chu"),
    *("rank", "rating", "source rank", "source group rank"),
}
# What stands below a group's name and says no more than that these are its points.
_POINTS_ONLY = {"diem", "diem so", "so diem", "diem dat", "diem dat duoc"}
# Names of groups that head other columns as well, and how many columns of such names alone say nothing.
_EVERYDAY = {"tong", "tong cong", "cong khai", "tien do", "thanh toan", "hai long", "so hoa", "muc do so hoa"}
_FEW = 3
_POINTS = re.compile(r"\bdiem\b|\b766\b|\bchi so\b|\bxep hang\b")
_OTHER_INDEX = re.compile(
    r"\b(?:par ?index|parindex|pci|papi|ddci|dti|sipas)\b"
    r"|\bchi so (?:danh gia )?(?:muc do |ket qua )?(?:cai cach|cchc|chuyen doi so|nang luc|hieu qua quan tri)"
    r"|\bmuc do chuyen doi so\b|\bthi dua\b"
)
_OWN_INDEX = re.compile(r"\b766\b|\bphuc vu nguoi dan\b|\bdich vu cong\b|\bthu tuc hanh chinh\b|\btthc\b")
_NUMBERED = re.compile(r"^(?:\d{1,2}|[IVX]{1,4})[.)]\s*(?=\S)")
_AFTERTHOUGHT = re.compile(r"^(?P<name>.+?)\s*\((?P<inside>[^()]*)\)$")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")


@dataclass(frozen=True, slots=True)
class NodeColumn:
    """A column of one node's values; `max_score` is what its header says: "Công khai, minh bạch (18)"."""

    column: int
    node: Node
    max_score: float | None = None


@dataclass(frozen=True, slots=True)
class Header:
    """Where a table's columns are. `unread` are headers nobody knows."""

    roles: dict[str, int]
    nodes: tuple[NodeColumn, ...]
    unread: tuple[str, ...]


def find_header(table: Table) -> Header | None:
    """Find the columns of a table of points; None for another table.

    Raises InputProblem when two columns hold the same node, and when points are headed as a percentage.
    """
    texts = [_telling(path) for path in table.paths]
    roles, nodes = _roles(texts), _nodes(texts)
    shares = {
        column
        for column, node in nodes.items()
        if node.points is not None and _is_share(texts[column], table.paths[column])
    }
    scored = {node.code for column, node in nodes.items() if column not in shares}
    row = table.first_row - 1
    if not nodes or not roles.keys() & {"code", "name"} or _is_of_something_else(texts, nodes, table.title):
        return None
    _refuse_other_index(table)
    refuse_other_scale(table)
    for column in sorted(shares):
        if nodes[column].code not in scored:
            raise table.grid.problem(
                "the column “{header}” is headed as a percentage, where points of “{node}” belong.",
                (row, column),
                do="Write the points there and head the column without %, or leave the column out.",
                header=texts[column],
                node=nodes[column].name_vi,
            )
        del nodes[column]
    _refuse_doubles(table.grid, row, nodes)
    read = {*roles.values(), *nodes}
    unread = tuple(
        public_label(text)
        for column, text in enumerate(texts)
        if text and column not in read and header_key(text) not in _PASSED_OVER
    )
    columns = tuple(NodeColumn(column, node, _maximum(texts[column])) for column, node in nodes.items())
    return Header(roles, columns, unread)


def _is_of_something_else(texts: Sequence[str], nodes: Mapping[int, Node], title: str) -> bool:
    """Tell whether few columns go by everyday words alone, as "Tổng", and nothing says that points are meant."""
    keys = {header_key(texts[column]) for column in nodes}
    if len(nodes) > _FEW or not keys <= _EVERYDAY:
        return False
    return not _POINTS.search(header_key(f"{title} {' '.join(texts)}"))


def _refuse_other_index(table: Table) -> None:
    """Raise InputProblem where the title says that the points are of another index than that of Decision 766."""
    title = header_key(table.title)
    if (found := _OTHER_INDEX.search(title)) and not _OWN_INDEX.search(title):
        raise table.grid.problem(
            "the title names another index ({index}): its points are not those of Decision 766.",
            (table.header_row, 0),
            do="Import the points of Decision 766; if these are, correct the title.",
            index=found[0],
        )


def _is_share(text: str, path: tuple[str, ...]) -> bool:
    """Tell whether a column is headed as a percentage, by its own words or by those of its group."""
    groups = [words for words in path if words != text]
    return "%" in text or any("%" in words or re.search(r"\bty le\b", header_key(words)) for words in groups)


def _telling(path: tuple[str, ...]) -> str:
    """Choose the words that tell what a column holds: the most precise that say more than "points"."""
    if len(path) > 1 and header_key(path[-1]) in _POINTS_ONLY:
        return path[-2]
    return path[-1] if path else ""


def _roles(texts: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for column, text in enumerate(texts):
        for role, words in _ROLES.items():
            if header_key(text) in words:
                found.setdefault(role, column)
    return found


def _nodes(texts: Sequence[str]) -> dict[int, Node]:
    found = {column: node for column, text in enumerate(texts) if (node := _node(text))}
    for column, node in found.items():
        if texts[column] not in _exact_names():
            others = {other.code for at, other in found.items() if at != column}
            found[column] = _meant(node, others, _maximum(texts[column]))
    return found


def _meant(node: Node, others: set[str], maximum: float | None) -> Node:
    """Decide which node a header means: a group's name often heads the column of one of its components.

    Then its points or neighbours tell.
    """
    parts = [part for part in _children(node.code) if part.is_component]
    if maximum is not None:
        return next((each for each in (node, *parts) if each.points == maximum), node)
    missing = [part for part in parts if part.code not in others]
    return missing[0] if len(missing) == 1 < len(parts) else node


def names_node(text: str) -> bool:
    """Tell whether a header is the name of something of the index, whose column holds its values."""
    return _node(text) is not None


def _node(text: str) -> Node | None:
    if text in _exact_names():
        return _exact_names()[text]
    text = _NUMBERED.sub("", text)
    found = _AFTERTHOUGHT.match(text)
    keys = [header_key(text), *([header_key(found["name"])] if found else [])]
    keys += [key.removeprefix("diem ") for key in keys]
    return next((_plain_names()[key] for key in keys if key in _plain_names()), None)


def _maximum(text: str) -> float | None:
    found = _AFTERTHOUGHT.match(text)
    number = _NUMBER.search(found["inside"]) if found else None
    return float(number[0].replace(",", ".")) if number else None


def _refuse_doubles(grid: Grid, row: int, nodes: Mapping[int, Node]) -> None:
    seen: dict[str, int] = {}
    for column, node in nodes.items():
        if node.code in seen:
            raise grid.problem(
                "the columns {first} and {second} are both “{node}”.",
                (row, column),
                do="Keep one of them.",
                first=address(row, seen[node.code]),
                second=address(row, column),
                node=node.name_vi,
            )
        seen[node.code] = column


@cache
def _exact_names() -> dict[str, Node]:
    """Return nodes by code, letter for letter: ONLINE_SERVICE and online_service are two."""
    return {name: node for node in _all_nodes() for name in (node.code, *node.portal_codes)}


@cache
def _plain_names() -> dict[str, Node]:
    """Return nodes by code, Vietnamese and other names; where names coincide the wider node stands."""
    found: dict[str, Node] = {}
    for node in _all_nodes():
        for name in (node.name_vi, node.short_name_vi, *node.other_names, *node.portal_codes, node.code):
            found.setdefault(header_key(name), node)
    return found


@cache
def _all_nodes() -> tuple[Node, ...]:
    """Return every node of every index version, parents first, the newest version's where both know it."""
    nodes: dict[str, Node] = {}
    for catalogue in load().values():
        nodes |= catalogue.nodes
    return tuple(nodes.values())


def _children(code: str) -> Sequence[Node]:
    """Return a node's children in the newest version that knows it."""
    return next(version.children(code) for version in reversed(load().values()) if code in version.nodes)
