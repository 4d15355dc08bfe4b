"""`overdue`: who has how many overdue dossiers, an agency's own, or how far an order has come."""

from __future__ import annotations

from datetime import date

import click

from indicators.analysis import capture_selection, dossier_history, overdue
from indicators.analysis.campaign import find_campaign, progress
from indicators.analysis.overdue import Filter
from indicators.cli import output
from indicators.cli.options import converted, day, format_option, store_option
from indicators.warehouse.warehouse import Warehouse


@click.command("overdue")
@click.option("--agency", metavar="ID", help="An agency's own dossiers, the longest overdue first.")
@click.option("--as-of", metavar="DATE", callback=converted(day), help="The last list up to this day.")
@click.option("--campaign", metavar="ID", help="How far an order has come, by agency.")
@click.option("--dossier", metavar="CODE", help="One dossier in every list: since when, cleared, back again.")
@click.option(
    "--ended", is_flag=True, help="What the list has that is no backlog: finished late, paused, withdrawn."
)
@click.option("--scope", metavar="PROVINCE", help="A province's portal code, for instance H44.")
@store_option
@format_option("table", "json", "csv")
def overdue_command(
    agency: str | None,
    as_of: date | None,
    campaign: str | None,
    dossier: str | None,
    ended: bool,
    scope: str | None,
    store_url: str,
    style: str,
) -> None:
    """Overdue dossiers of the last list: by agency, an agency's own, those of an order, or one's life."""
    warehouse = Warehouse.open(store_url)
    scope = scope or capture_selection.default_scope(warehouse)
    if dossier:
        rows = dossier_history.dossier_history(warehouse, scope, dossier)
    elif campaign:
        rows = progress(warehouse, find_campaign(warehouse, scope, campaign), as_of).table
        rows = rows[rows.agency_id == agency] if agency else rows
    else:
        step = overdue.last_step(warehouse, scope, as_of)
        if ended:
            rows = overdue.ended(warehouse, step)
            rows = rows[rows.agency_id == agency] if agency else rows
        elif agency:
            rows = overdue.dossiers(warehouse, step, Filter(agency_id=agency)).drop(columns="in_all")
        else:
            rows = overdue.backlog(warehouse, step, "agency").rename(
                columns={"part": "agency_id", "name": "agency_name"}
            )
    click.echo(output.written(output.frame_rows(rows), style))
