"""`sync`: what reached the portal, by the portal's own count or beside the province's."""

from __future__ import annotations

import click
import pandas as pd

from indicators import catalogue
from indicators.analysis import own_counts, synchronisation
from indicators.analysis.ranking import rank
from indicators.catalogue.own_measures import MEASURES, RECEIVED
from indicators.cli import output
from indicators.cli.options import converted, format_option, opened, period_option, store_option
from indicators.codes import find_level
from indicators.errors import InputProblem
from indicators.periods import Period
from indicators.warehouse.warehouse import Warehouse


@click.command()
@click.option("--agency", metavar="ID", help="One agency only.")
@click.option(
    "--level", metavar="LEVEL", default="department", callback=converted(find_level), show_default=True
)
@click.option("--own", is_flag=True, help="The province's own count beside the portal's.")
@click.option(
    "--measure",
    type=click.Choice(tuple(MEASURES)),
    default=RECEIVED,
    show_default=True,
    help="Of --own: what was counted.",
)
@click.option("--codes", is_flag=True, help="Dossiers that by the own list have not reached the portal.")
@click.option("--scope", metavar="PROVINCE", help="A province's portal code, for instance H44.")
@period_option
@store_option
@format_option("table", "json", "csv")
def sync(
    agency: str | None,
    level: str,
    own: bool,
    measure: str,
    codes: bool,
    scope: str | None,
    period: Period | None,
    store_url: str,
    style: str,
) -> None:
    """Show the synchronisation of dossiers with the portal, by agency."""
    warehouse, scope = opened(store_url, scope)
    if codes or own:
        rows = (
            synchronisation.lacking_codes(warehouse, scope)
            if codes
            else _own(warehouse, scope, period, measure)
        )
        told = output.frame_rows(rows)
    else:
        node = catalogue.node_in_role("synchronisation").code
        told = output.ranking_rows(rank(warehouse, node=node, level=level, scope=scope, period=period))
    chosen = [row for row in told if agency in (None, row["agency_id"])]
    click.echo(output.written(chosen, style))


def _own(warehouse: Warehouse, scope: str, period: Period | None, measure: str) -> pd.DataFrame:
    counted = own_counts.counted_periods(warehouse, scope, measure)
    if not counted:
        raise InputProblem(
            "no count of the province's own was imported yet.",
            do="Import one: agency, period, number of dossiers.",
        )
    return own_counts.reconcile(warehouse, scope, period or counted[0], measure).rows
