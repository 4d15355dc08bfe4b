"""`verify-document`: a file that was handed out, or the code on it, held against the store."""

from __future__ import annotations

import json
from pathlib import Path

import click

from indicators import formats
from indicators.cli.options import format_option, store_option, write_out
from indicators.errors import InputProblem
from indicators.exports.json_values import json_value
from indicators.exports.verification.check import Verified, verify_code, verify_files
from indicators.exports.verification.words import facts, verdict
from indicators.translation import text
from indicators.warehouse.warehouse import Warehouse

# Figures and differences that are told one by one.
MOST_TOLD = 40


@click.command("verify-document")
@click.argument("asked", metavar="CODE|FILE")
@click.option(
    "--out",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the file anew, as it was.",
)
@format_option("table", "json")
@store_option
def verify_document(asked: str, out: Path | None, style: str, store_url: str) -> None:
    """Tell what a file or its code is of, and what in the file is not as the store has it."""
    warehouse = Warehouse.open(store_url)
    path = Path(asked)
    if path.is_file():
        found = verify_files(warehouse, path.name, path.read_bytes())
    else:
        found = {"": verify_code(warehouse, asked)}
    if out is not None:
        write_out(out, _made(found))
    if style == "json":
        click.echo(
            json.dumps({name: _row(each) for name, each in found.items()}, ensure_ascii=False, indent=1)
        )
    else:
        for name, each in found.items():
            click.echo("\n".join(filter(None, [name, *_lines(each)])))
    wrong = [name or each.code for name, each in found.items() if each.verdict in ("altered", "moved")]
    if wrong:
        raise InputProblem(
            "{count} of {all} files are not as the store has them: {names}.",
            count=len(wrong),
            all=len(found),
            names=", ".join(wrong),
        )


def _made(found: dict[str, Verified]) -> bytes:
    made = [each.made for each in found.values() if each.made]
    if len(made) != 1:
        raise InputProblem("there is not one file to write.", do="Ask for one file or code.")
    return made[0]


def _lines(found: Verified) -> list[str]:
    """Say everything, a line each: the verdict, what it is of, what differs, and what the store says."""
    said = [verdict(found), *(f"{about}: {words}" for about, words in facts(found))]
    for each in found.differences[:MOST_TOLD]:
        was, now = each.was or formats.MISSING, each.now or formats.MISSING
        said.append(f"  {each.place}: {was} → {now}")
    if found.verdict == "unseen":
        said += [f"  {figure.place}: {figure.words}" for figure in found.figures[:MOST_TOLD]]
    rest = len(found.differences or (found.figures if found.verdict == "unseen" else ())) - MOST_TOLD
    if rest > 0:
        said.append(text("  … and {count} more (--format json tells all)", count=formats.count(rest)))
    return said


def _row(found: Verified) -> dict[str, object]:
    return {
        "code": found.code,
        "document": found.document.address,
        "data_version": found.document.data_version,
        "verdict": found.verdict,
        "said": verdict(found),
        "sources": [
            {
                "moment": json_value(source.moment),
                "id": source.identity,
                "digest": source.digest,
                "files": [{"name": name, "sha256": sha256} for name, sha256 in source.files],
            }
            for source in found.sources
        ],
        "differences": [
            {"place": each.place, "was": each.was, "now": each.now} for each in found.differences
        ],
        "figures": [{"place": each.place, "words": each.words} for each in found.figures],
    }
