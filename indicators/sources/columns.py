"""Which column of a table holds what: headers told from data, and each recognised by the words it bears.

Whatever the catalogue knows can be a column, under its code, portal code or name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest

from indicators.catalogue import Node, load
from indicators.sources.grids import Grid, address
from indicators.sources.text_matching import header_key

HEADER_WITHIN = 15

_ROLES = {
    "code": ("ma", "ma dinh danh", "ma don vi", "ma co quan", "department code", "agency code", "unit code"),
    "name": (
        *("ten don vi", "don vi", "ten co quan", "co quan", "co quan don vi", "dia phuong", "xa phuong"),
        *("department name", "agency name", "unit name"),
    ),
    "level": ("cap", "loai don vi", "cap don vi", "child group", "level"),
    "portal_id": ("department id",),
    "time_type": ("time type",),
    "year": ("year",),
    "quarter": ("quarter",),
    "month": ("month",),
    "captured_at": ("extracted at", "captured at"),
    "captured_on": ("captured on",),
}
# Columns with nothing to keep: numbering, and ranks and ratings, which are worked out anew.
_PASSED_OVER = {
    *("stt", "tt", "so tt", "hang", "xep hang", "thu hang", "xep loai", "ghi chu"),
    *("rank", "rating", "source rank", "source group rank"),
}
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
    """Where a table's columns are, and its first row of data. `unread` are headers nobody knows."""

    first_row: int
    roles: dict[str, int]
    nodes: tuple[NodeColumn, ...]
    unread: tuple[str, ...]


def find_header(grid: Grid) -> Header | None:
    """The header with the most known columns among the first rows, of one row or two; None if there is none.

    Raises InputProblem when two columns hold the same node.
    """
    best: tuple[int, int, list[str]] | None = None
    for row in range(min(HEADER_WITHIN, len(grid.rows))):
        for height in (1, 2):
            texts = header_texts(grid, row, height)
            roles, nodes = _roles(texts), _nodes(texts)
            known = len(roles) + len(nodes)
            if nodes and roles.keys() & {"code", "name"} and (best is None or known > best[0]):
                best = known, row + height, texts
    if best is None:
        return None
    _, first_row, texts = best
    _refuse_doubles(grid, first_row - 1, texts)
    roles, nodes = _roles(texts), _nodes(texts)
    read = {*roles.values(), *nodes}
    unread = tuple(
        text
        for column, text in enumerate(texts)
        if text and column not in read and header_key(text) not in _PASSED_OVER
    )
    columns = tuple(NodeColumn(column, node, _maximum(texts[column])) for column, node in nodes.items())
    return Header(first_row, roles, columns, unread)


def header_texts(grid: Grid, row: int, height: int) -> list[str]:
    """The header's words by column; in a header of two rows the lower word is the precise one."""
    upper = grid.texts(row)
    lower = grid.texts(row + 1) if height == 2 and row + 1 < len(grid.rows) else []
    return [low or up for up, low in zip_longest(upper, lower, fillvalue="")]


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
    """A group's name often heads the column of one of its components: then its points or neighbours tell."""
    parts = [part for part in _children(node.code) if part.is_component]
    if maximum is not None:
        return next((each for each in (node, *parts) if each.points == maximum), node)
    missing = [part for part in parts if part.code not in others]
    return missing[0] if len(missing) == 1 < len(parts) else node


def names_node(text: str) -> bool:
    """Whether a header is the name of something of the index, whose column holds its values."""
    return _node(text) is not None


def _node(text: str) -> Node | None:
    if text in _exact_names():
        return _exact_names()[text]
    found = _AFTERTHOUGHT.match(text)
    keys = [header_key(text), *([header_key(found["name"])] if found else [])]
    keys += [key.removeprefix("diem ") for key in keys]
    return next((_plain_names()[key] for key in keys if key in _plain_names()), None)


def _maximum(text: str) -> float | None:
    found = _AFTERTHOUGHT.match(text)
    number = _NUMBER.search(found["inside"]) if found else None
    return float(number[0].replace(",", ".")) if number else None


def _refuse_doubles(grid: Grid, row: int, texts: Sequence[str]) -> None:
    seen: dict[str, int] = {}
    for column, node in _nodes(texts).items():
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
    """Nodes by code, letter for letter: ONLINE_SERVICE is the portal's group, online_service a component."""
    return {name: node for node in _all_nodes() for name in (node.code, *node.portal_codes)}


@cache
def _plain_names() -> dict[str, Node]:
    """Nodes by code, Vietnamese and other names; where names coincide the wider node stands."""
    found: dict[str, Node] = {}
    for node in _all_nodes():
        for name in (node.name_vi, node.short_name_vi, *node.other_names, *node.portal_codes, node.code):
            found.setdefault(header_key(name), node)
    return found


@cache
def _all_nodes() -> tuple[Node, ...]:
    """Every node of every index version, parents first, the newest version's where both know it."""
    nodes: dict[str, Node] = {}
    for catalogue in load().values():
        nodes |= catalogue.nodes
    return tuple(nodes.values())


def _children(code: str) -> Sequence[Node]:
    """A node's children in the newest version that knows it."""
    return next(version.children(code) for version in reversed(load().values()) if code in version.nodes)
