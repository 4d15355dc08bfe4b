"""`explain`: an agency's points from its counts, and why they moved."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import click

from indicators.analysis.explanation.agency import AgencyExplained, explain_agency, find_agency
from indicators.analysis.explanation.changes import Kind, Part
from indicators.analysis.explanation.points import ExplainedPoints
from indicators.analysis.profile import profile
from indicators.analysis.scopes import default_scope
from indicators.cli import output
from indicators.cli.options import converted, format_option, period_option, store_option
from indicators.periods import Period, parse_reading
from indicators.translation import language
from indicators.warehouse.warehouse import Warehouse


@click.command()
@click.option(
    "--agency", required=True, metavar="ID", help="An agency's id, its code on the portal or its name."
)
@click.option(
    "--node", default="", metavar="CODE", help="total (the default), a group, a component or an indicator"
)
@click.option("--scope", metavar="PROVINCE", help="A province's portal code, for instance H44.")
@period_option
@click.option("--captured-on", metavar="DATE[TTIME]", callback=converted(parse_reading))
@click.option("--since", metavar="DATE[TTIME]", callback=converted(parse_reading), help="Changes since then.")
@store_option
@format_option("table", "json", "csv")
def explain(
    agency: str,
    node: str,
    scope: str | None,
    period: Period | None,
    captured_on: date | None,
    since: date | None,
    store_url: str,
    style: str,
) -> None:
    """Tell an agency's points from its counts, beside the portal's, and what moved them."""
    warehouse = Warehouse.open(store_url)
    scope = scope or default_scope(warehouse)
    agency_id = find_agency(warehouse, scope, agency)
    shown = profile(warehouse, scope, agency_id, period, captured_on, since)
    told = explain_agency(warehouse, agency_id, shown.level, shown.capture, shown.comparison)
    code = shown.index.find(node).code if node else shown.index.root.code
    rows = [_row(point, told) for point in told.points(code)]
    click.echo(output.written(rows, style))


def _row(told: ExplainedPoints, explained: AgencyExplained) -> dict[str, Any]:
    """Give a node's counts, points and change; what is not known is null."""
    node = told.node
    moved = explained.changes.get(node.code)
    return {
        "node": node.code,
        "numerator": told.numerator,
        "denominator": told.denominator,
        "ratio": told.ratio if told.ratio is None else round(told.ratio, 6),
        "rule": node.rule_vi if language() == "vi" else node.rule_en,
        "points": None if told.points is None else round(told.points, 4),
        "official": told.official,
        "difference": None if told.difference is None else round(told.difference, 4),
        "why_none": told.why_none,
        "change": None if moved is None else float(moved.change),
        "why_no_change": explained.why_no_change(node),
        **{f"by_{kind}": _by(kind, moved) for kind in ("done", "volume", "empty", "untold")},
        "few_cases": [f"{part.node.code}: {part.few.cases or '1?'}" for part in _few(moved) if part.few],
    }


def _by(kind: Kind, moved: Part | None) -> float | None:
    """Say what one cause adds to an indicator's change; of anything above, only what the portal does not tell."""
    parts = [part.change for part in moved.parts if part.kind == kind] if moved else []
    return float(sum(parts, Decimal(0))) if parts else None


def _few(moved: Part | None) -> list[Part]:
    return moved.few_cases() if moved else []
