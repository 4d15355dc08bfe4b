"""`procedures`: bring in a fuller catalogue of procedures."""

from __future__ import annotations

from pathlib import Path

import click

from indicators.intake.procedure_catalogue import extend_catalogue
from indicators.sources.files import SourceFile
from indicators.translation import text


@click.command()
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, dir_okay=False)
)
def procedures(files: tuple[Path, ...]) -> None:
    """Add the procedures of tables (code, name, field) or of the portal's answers to the province's catalogue."""
    done = extend_catalogue([SourceFile(file.name, file.read_bytes()) for file in files])
    click.echo(
        text(
            "{added} procedures were added to {file}, {known} were known; the application reads them at its next "
            "start.",
            added=done.added,
            file=done.file,
            known=done.known,
        )
    )
    if done.left_out:
        click.echo(
            text("left out, for their names may tell of a person: {codes}", codes=", ".join(done.left_out)),
            err=True,
        )
