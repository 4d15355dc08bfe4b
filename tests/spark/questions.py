"""The questions of `queries/*.sql` as Spark asks them: the same files, through SQLGlot."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from sqlglot import exp, parse, parse_one

QUERIES = Path(__file__).parents[2] / "indicators" / "warehouse" / "queries"


def spark_sql(name: str) -> str:
    """Return `queries/<name>.sql` in Spark's words; its parameters are `:name` there."""
    written = (QUERIES / f"{name}.sql").read_text(encoding="utf-8")
    # What DuckDB has and SQLGlot does not read: a cast of a parameter stays one, its mark is Spark's.
    asked = parse_one(re.sub(r"\$(\w+)", r":\1", written), read="duckdb")
    for select in asked.find_all(exp.Select):
        _name_windows_out(select)
    return asked.transform(_expanded).sql(dialect="spark")


def _name_windows_out(select: exp.Select) -> None:
    """Write what a window is where it is used: Spark takes no part of one by its name."""
    named = {window.name: window for window in select.args.get("windows") or ()}
    for used in [window for window in select.find_all(exp.Window) if window.parent is not select]:
        whole = named.get(used.alias)
        if whole:
            used.set("alias", None)
            used.set("partition_by", [part.copy() for part in whole.args.get("partition_by") or ()])
            used.set("order", whole.args["order"].copy() if whole.args.get("order") else None)
            used.set(
                "spec",
                used.args.get("spec") or (whole.args["spec"].copy() if whole.args.get("spec") else None),
            )
    select.set("windows", None)


def _expanded(node: exp.Expression) -> exp.Expression:
    """Put the rules of `rules.sql` in the place of their names; a given list is an array."""
    if isinstance(node, exp.In) and node.args.get("field"):
        return exp.ArrayContains(this=node.args["field"], expression=node.this)
    if not isinstance(node, exp.Anonymous) or node.name.lower() not in _rules():
        return node
    names, body = _rules()[node.name.lower()]
    given = dict(zip(names, node.expressions, strict=True))

    def filled(part: exp.Expression) -> exp.Expression:
        if isinstance(part, exp.Column) and not part.table and part.name in given:
            return exp.paren(given[part.name].copy())
        return part

    return exp.paren(body.copy().transform(filled).transform(_expanded))


@cache
def _rules() -> dict[str, tuple[list[str], exp.Expression]]:
    """Read the macros of `rules.sql`: their parameters and what they are."""
    rules = {}
    for statement in parse((QUERIES / "rules.sql").read_text(encoding="utf-8"), read="duckdb"):
        if isinstance(statement, exp.Create) and isinstance(statement.this, exp.UserDefinedFunction):
            names = [parameter.name for parameter in statement.this.expressions]
            rules[statement.this.this.name.lower()] = names, statement.expression
    return rules
