"""`token`: a secret by which another program asks the server for numbers."""

from __future__ import annotations

import secrets

import click

from indicators.access import digest_of
from indicators.store.actor import Role
from indicators.translation import text


@click.command()
@click.argument("name", metavar="NAME")
@click.option("--role", type=click.Choice([role.value for role in Role]), default=Role.VIEWER.value)
def token(name: str, role: str) -> None:
    """Make a token for a program; only its digest is kept, in the file of roles."""
    made = secrets.token_urlsafe(32)
    click.echo(text("The token, shown once; give it to the program:"))
    click.echo(made)
    click.echo(text("Put this under [tokens] into .streamlit/access.toml:"))
    click.echo(f'"{name}" = {{ sha256 = "{digest_of(made)}", role = "{role}" }}')
