"""`erase`: take out of the store what tells of people."""

from __future__ import annotations

import click

from indicators.cli.options import store_option
from indicators.store.actor import account
from indicators.store.erase import erase as erase_from
from indicators.store.store import Store
from indicators.translation import text


@click.command()
@click.argument("texts", metavar="[TEXT…]", nargs=-1)
@click.option("--dry-run", is_flag=True, help="Say what would be changed, change nothing.")
@click.option("--by", metavar="NAME", help="Who does it; by default the account.")
@store_option
def erase(texts: tuple[str, ...], dry_run: bool, by: str | None, store_url: str) -> None:
    """Take out of the store what tells of people, and what holds one of the texts; all is written anew."""
    erased = erase_from(Store(store_url), by or account().name, texts, dry_run=dry_run)
    if erased.is_nothing:
        click.echo(text("Nothing in {store} tells of people.", store=store_url))
        return
    for table, rows in erased.rows.items():
        if rows:
            click.echo(text("{table}: {rows} rows changed", table=table, rows=rows))
    click.echo(text("raw files replaced by their copies: {files}", files=erased.raw))
