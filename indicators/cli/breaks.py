"""`breaks`, `enter-break`, `dismiss-break`: where the portal's numbers break, known and proposed."""

from __future__ import annotations

from datetime import date
from typing import get_args

import click
import pandas as pd

from indicators.analysis import break_decisions
from indicators.analysis.break_proposals import proposed_breaks
from indicators.analysis.comparability import break_reason, known_breaks
from indicators.analysis.scopes import provinces
from indicators.analysis.statements.data_quality import moved_together
from indicators.cli import output
from indicators.cli.decisions import actor_option, reason_option
from indicators.cli.options import converted, day, format_option, store_option
from indicators.codes import DayOf, PortalSystem
from indicators.store.actor import Actor
from indicators.warehouse.warehouse import Warehouse, records


@click.command()
@store_option
@format_option("table", "json", "csv")
def breaks(store_url: str, style: str) -> None:
    """Show every break of the data, those that stand, those withdrawn, and those that are proposed."""
    warehouse = Warehouse.open(store_url)
    rows = [
        {
            "break_id": one.break_id,
            "state": "stands" if one.stands else "withdrawn",
            "from_day": f"{one.from_day:%Y-%m-%d}",
            "to_day": None if pd.isna(one.to_day) else f"{one.to_day:%Y-%m-%d}",
            "day_of": one.day_of,
            "system": None if pd.isna(one.system) else one.system,
            "nodes": list(one.nodes),
            "reason": break_reason(one.reason_vi, one.reason_en),
            "source": one.source,
            "entered_by": one.entered_by,
        }
        for one in records(known_breaks(warehouse))
    ]
    rows += [
        {
            "break_id": one.proposal_id,
            "state": "proposed",
            "from_day": f"{one.from_day:%Y-%m-%d}",
            "to_day": None,
            "day_of": one.day_of,
            "system": None,
            "nodes": [one.node],
            "reason": str(moved_together(one)),
            "source": None,
            "entered_by": None,
        }
        for scope in sorted(provinces(warehouse))
        for one in proposed_breaks(warehouse, scope)
    ]
    click.echo(output.written(rows, style))


@click.command("enter-break")
@click.option("--from", "from_day", metavar="DAY", required=True, callback=converted(day))
@click.option(
    "--to", "to_day", metavar="DAY", callback=converted(day), help="Until then numbers were in motion."
)
@click.option(
    "--day-of",
    type=click.Choice(get_args(DayOf)),
    default="period",
    show_default=True,
    help="What the days are of: the reading, or the day the numbers stand at.",
)
@click.option(
    "--system", type=click.Choice(get_args(PortalSystem)), help="Whose numbers break; all where not told."
)
@click.option(
    "--node", "nodes", metavar="CODE", multiple=True, help="What breaks; everything where not told."
)
@click.option("--source", metavar="TEXT", required=True, help="What says so.")
@reason_option
@actor_option
@store_option
def enter_break(
    from_day: date,
    to_day: date | None,
    day_of: DayOf,
    system: PortalSystem | None,
    nodes: tuple[str, ...],
    source: str,
    reason: str,
    actor: Actor,
    store_url: str,
) -> None:
    """Enter a break of the data: nothing is compared across it; `withdraw` takes it back."""
    told = break_decisions.enter_break(
        Warehouse.open(store_url),
        from_day=from_day,
        to_day=to_day,
        day_of=day_of,
        system=system,
        nodes=nodes,
        reason=reason,
        source=source,
        actor=actor,
    )
    click.echo(told.break_id)


@click.command("dismiss-break")
@click.argument("proposal", metavar="PROPOSED-BREAK")
@reason_option
@actor_option
@store_option
def dismiss_break(proposal: str, reason: str, actor: Actor, store_url: str) -> None:
    """Say of a proposed break that it is none."""
    warehouse, scope = Warehouse.open(store_url), proposal.partition(" ")[0]
    decision = break_decisions.dismiss_proposal(warehouse, scope, proposal, reason=reason, actor=actor)
    click.echo(decision.entry_id)
