"""`overdue`: who has how many overdue dossiers, an agency's own, or how far an order has come."""

from __future__ import annotations

from datetime import date

import click
import pandas as pd

from indicators.analysis import dossier_history, overdue
from indicators.analysis.campaign import find_campaign, progress
from indicators.analysis.overdue import Filter
from indicators.cli import output
from indicators.cli.options import converted, day, format_option, opened, store_option
from indicators.store.overdue_list import cause_name, kind_name, status_name

# What columns hold as codes.
_NAMES = {
    "status": status_name,
    "kind": kind_name,
    "cause": cause_name,
    "arrival": dossier_history.event_name,
    "event": dossier_history.event_name,
}


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
    """List overdue dossiers of the last list: by agency, an agency's own, those of an order, or one's life."""
    warehouse, scope = opened(store_url, scope)
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
    click.echo(output.written(output.frame_rows(rows if style == "json" else _in_words(rows)), style))


def _in_words(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows as people read them, in a table or in Excel; programs ask for JSON, with codes."""
    names = {column: name for column, name in _NAMES.items() if column in rows}
    return rows.assign(
        **{column: rows[column].map(name, na_action="ignore") for column, name in names.items()}
    )
