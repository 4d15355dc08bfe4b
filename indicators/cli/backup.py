"""`backup` and `restore`: everything that is kept, written into a folder and put back from it."""

from __future__ import annotations

import json
from pathlib import Path

import click

from indicators.cli.options import store_option
from indicators.errors import InputProblem
from indicators.store.archive import export_data, import_data, other_reference, restore_reference
from indicators.store.store import Store
from indicators.store.verify import verify
from indicators.translation import text


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@store_option
def backup(folder: Path, store_url: str) -> None:
    """Write tables, raw files, decisions, data/reference into a new folder; never of a store that is not whole."""
    click.echo(json.dumps(export_data(Store(store_url), folder).rows))


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--reference",
    type=click.Choice(["keep", "replace"]),
    help="Settings in data/reference that differ from the backup's: keep those here, or replace them.",
)
@store_option
def restore(folder: Path, reference: str | None, store_url: str) -> None:
    """Put back what a backup holds and the store does not, and look whether the store then is whole."""
    if reference is None and (others := other_reference(folder)):
        raise InputProblem(
            "the backup has other settings than data/reference here: {files}.",
            do="Say --reference keep to keep those here, or --reference replace to take the backup's.",
            files=", ".join(others),
        )
    store = Store(store_url)
    put = import_data(store, folder)
    restore_reference(folder, is_replaced=reference == "replace")
    if findings := verify(store).findings:
        raise InputProblem(
            "the store {store} is not whole: {findings}",
            do="Restore into a new folder.",
            store=store.url,
            findings=" ".join(findings),
        )
    click.echo(json.dumps(put.rows))
    click.echo(text("The backup is back, and the store is whole."), err=True)
