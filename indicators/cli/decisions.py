"""`unrecognised`, `map`, `correct`, `withdraw`, `undo`, `history`: what people decide of what was kept."""

from __future__ import annotations

import click

from indicators.analysis import decisions
from indicators.cli import output
from indicators.cli.options import converted, format_option, store_option
from indicators.codes import find_level
from indicators.store.actor import Actor, account
from indicators.warehouse.warehouse import Warehouse

actor_option = click.option(
    "--by",
    "actor",
    metavar="NAME",
    default=lambda: account().name,
    callback=converted(Actor),
    help="Who decides.",
)
reason_option = click.option("--reason", metavar="TEXT", required=True)


@click.command()
@store_option
@format_option("table", "json")
def unrecognised(store_url: str, style: str) -> None:
    """Units that the register does not hold, and agencies of the nearest names; without a level where none was told."""
    rows = [
        {
            "seen_id": unit.seen_id,
            "name": unit.name,
            "level": unit.level,
            "captures": unit.captures,
            "lists": unit.lists,
            "last_seen": unit.last_seen,
            "nearest": list(unit.candidates)[:3],
        }
        for unit in decisions.unrecognised_units(Warehouse.open(store_url))
    ]
    click.echo(output.written(rows, style))


@click.command("map")
@click.argument("unit", metavar="UNIT")
@click.argument("agency", metavar="AGENCY")
@click.option("--level", metavar="LEVEL", required=True, callback=converted(find_level))
@click.option("--reason", metavar="TEXT", default="")
@actor_option
@store_option
def map_(unit: str, agency: str, level: str, reason: str, actor: Actor, store_url: str) -> None:
    """Say which agency an unrecognised unit is; all captures and lists follow."""
    warehouse = Warehouse.open(store_url)
    click.echo(decisions.map_agency(warehouse, unit, level, agency, reason=reason, actor=actor).entry_id)


@click.command()
@click.argument("capture")
@click.option("--agency", metavar="ID", required=True)
@click.option("--node", metavar="CODE", required=True)
@click.option("--expected", type=float, required=True, help="The value that is there now.")
@click.option("--value", type=float, required=True, help="The value that is right.")
@click.option("--document", metavar="TEXT", default="", help="What says so.")
@reason_option
@actor_option
@store_option
def correct(
    capture: str,
    agency: str,
    node: str,
    expected: float,
    value: float,
    document: str,
    reason: str,
    actor: Actor,
    store_url: str,
) -> None:
    """Correct a published value; what was published is kept beside it."""
    warehouse = Warehouse.open(store_url)
    decision = decisions.correct(
        warehouse,
        capture,
        agency,
        node,
        expected=expected,
        value=value,
        reason=reason,
        document=document,
        actor=actor,
    )
    click.echo(decision.entry_id)


@click.command()
@click.argument("subject", metavar="CAPTURE-OR-LIST")
@reason_option
@actor_option
@store_option
def withdraw(subject: str, reason: str, actor: Actor, store_url: str) -> None:
    """Show a capture, a list or an order no longer; it is kept, and the withdrawal can be undone."""
    click.echo(decisions.withdraw(Warehouse.open(store_url), subject, reason=reason, actor=actor).entry_id)


@click.command()
@click.argument("entry")
@actor_option
@store_option
def undo(entry: str, actor: Actor, store_url: str) -> None:
    """Undo a mapping, a correction or a withdrawal."""
    click.echo(decisions.undo(Warehouse.open(store_url), entry, actor=actor).entry_id)


@click.command()
@store_option
@format_option("table", "json", "csv")
def history(store_url: str, style: str) -> None:
    """Everything that was done to the store, the last first."""
    click.echo(output.written(output.frame_rows(decisions.history(Warehouse.open(store_url))), style))
