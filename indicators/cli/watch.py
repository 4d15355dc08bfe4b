"""`watch`: whom the rules of the watch list found, for people and for jobs."""

from __future__ import annotations

from datetime import date

import click

from indicators.analysis.watch import Watched
from indicators.analysis.watch import watch as watch_of
from indicators.cli import output
from indicators.cli.options import converted, opened, period_option, store_option
from indicators.errors import InputProblem
from indicators.periods import Period, parse_reading

# What the command ends with where a rule found somebody: a job can tell it from a fault, which is 1.
FOUND = 2


@click.command()
@click.option("--scope", metavar="PROVINCE", help="A province's portal code, for instance H44.")
@period_option
@click.option("--captured-on", metavar="DATE[TTIME]", callback=converted(parse_reading))
@store_option
@click.option(
    "--format", "style", type=click.Choice(["text", "json", "csv"]), default="text", show_default=True
)
@click.pass_context
def watch(
    context: click.Context,
    scope: str | None,
    period: Period | None,
    captured_on: date | None,
    store_url: str,
    style: str,
) -> None:
    """Hold the rules of data/reference/watch.toml against a reading; the exit code is 2 where they find somebody."""
    warehouse, scope = opened(store_url, scope)
    found = watch_of(warehouse, scope, period, captured_on)
    click.echo(_text(found) if style == "text" else output.written(_rows(found), style))
    context.exit(FOUND if found.hits else 0)


def tell_after_import(store_url: str) -> None:
    """Say on standard error whom the rules find now, once something was brought in; nothing where they find nobody."""
    try:
        found = watch_of(*opened(store_url, None))
    except InputProblem as problem:
        # What was brought in is kept, whatever is wrong with the rules.
        click.echo(problem.on_the_command_line(), err=True)
        return
    if found.hits:
        click.echo(found.sentence(), err=True)


def _text(found: Watched) -> str:
    lines = [found.sentence()]
    for place, rule in enumerate(found.rules):
        if hits := found.of(rule):
            lines += ["", rule.name(), *(f"- {hit.statement.sentence()}" for hit in hits)]
        elif place in found.not_held:
            lines += ["", rule.name(), f"- {found.why_nobody(place)}"]
    return "\n".join(lines)


def _rows(found: Watched) -> list[output.Row]:
    return [
        {
            "rule": hit.rule.name(),
            "kind": hit.rule.kind,
            "level": hit.rule.level,
            "node": hit.rule.node,
            "agency_id": hit.agency_id,
            "unit": hit.name,
            "sentence": hit.statement.sentence(),
            **{name: hit.statement.numbers.get(name) for name in NUMBERS},
        }
        for hit in found.hits
    ]


# What the sentences of the different rules say in numbers; what another rule says is null.
NUMBERS = ("value", "limit", "times", "by", "places", "was", "place", "dossiers")
