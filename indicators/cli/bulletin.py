"""`bulletin`: the weekly bulletin, to be read, sent, printed or shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import click

from indicators.analysis.bulletin import Bulletin
from indicators.analysis.bulletin import bulletin as bulletin_of
from indicators.cli import output
from indicators.cli.options import converted, ensure_ending, opened, period_option, store_option, write_out
from indicators.errors import InputProblem
from indicators.exports.bulletin import bulletin_docx, bulletin_slide
from indicators.exports.bulletin_html import bulletin_html
from indicators.exports.bulletin_rows import bulletin_rows
from indicators.exports.bulletin_text import bulletin_text, bulletin_zalo
from indicators.periods import Period, parse_reading

# What is read on screen, and what is a file alone.
WORDS: Mapping[str, Callable[[Bulletin, str], str]] = {
    "text": lambda told, _address: bulletin_text(told),
    "zalo": lambda told, _address: bulletin_zalo(told),
    "html": bulletin_html,
    "json": lambda told, _address: output.written(output.frame_rows(bulletin_rows(told)), "json"),
}
FILES: Mapping[str, Callable[[Bulletin], bytes]] = {"docx": bulletin_docx, "slide": bulletin_slide}
ENDINGS = {
    "text": ".txt",
    "zalo": ".txt",
    "html": ".html",
    "json": ".json",
    "docx": ".docx",
    "slide": ".pptx",
}


@click.command()
@click.option(
    "--format", "style", type=click.Choice([*WORDS, *FILES]),
    help="Words; a message of 2,000 characters; mail; rows; a Word document; a slide. By default what FILE ends with.",
)  # fmt: skip
@click.option("--out", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--scope", metavar="PROVINCE", help="A province's portal code, for instance H44.")
@period_option
@click.option("--captured-on", metavar="DATE[TTIME]", callback=converted(parse_reading))
@click.option("--since", metavar="DATE[TTIME]", callback=converted(parse_reading), help="Changes since then.")
@click.option("--address", metavar="URL", default="", help="Of the application, for the links in a mail.")
@store_option
def bulletin(
    style: str | None,
    out: Path | None,
    scope: str | None,
    period: Period | None,
    captured_on: date | None,
    since: date | None,
    address: str,
    store_url: str,
) -> None:
    """Tell the week: where the province stands, what moved, what is to be done."""
    if out is not None:
        ensure_ending(out, *([ENDINGS[style]] if style else dict.fromkeys(ENDINGS.values())))
    style = style or _style_of(out)
    if style in FILES and out is None:
        raise InputProblem("this format is a file.", do="Say where it is to go: --out FILE.")
    warehouse, scope = opened(store_url, scope)
    told = bulletin_of(warehouse, scope, period, captured_on, since)
    if out is None:
        click.echo(WORDS[style](told, address))
    else:
        write_out(out, FILES[style](told) if style in FILES else WORDS[style](told, address).encode())


def _style_of(out: Path | None) -> str:
    """Return what a file's name asks for; words where it asks for nothing."""
    ending = out.suffix.lower() if out else ""
    return next((style for style, its in ENDINGS.items() if its == ending), "text")
