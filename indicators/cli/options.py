"""What the commands share: their options, how written values are read, and the progress bar."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from indicators import paths
from indicators.analysis.scopes import default_scope
from indicators.errors import InputProblem
from indicators.periods import Period
from indicators.sources.overdue_list import Told
from indicators.warehouse.warehouse import Warehouse

Command = TypeVar("Command", bound=Callable[..., Any])


def converted(convert: Callable[[str], Any]) -> Callable[[click.Context, click.Parameter, str | None], Any]:
    """Make a click callback that reads one written value."""
    return lambda _context, _parameter, value: None if value is None else convert(value)


def day(written: str) -> date:
    try:
        return date.fromisoformat(written.strip())
    except ValueError:
        raise InputProblem(
            "“{day}” is not a date.", do="Write for instance 2026-10-10.", day=written
        ) from None


def sheet_periods_given(
    _context: click.Context, _parameter: click.Parameter, written: tuple[str, ...]
) -> dict[str, Period]:
    """Read sheets and their periods, each written "sheet=period"; InputProblem for anything else."""
    sheets = {}
    for pair in written:
        sheet, separator, period = pair.rpartition("=")
        if not separator:
            raise InputProblem(
                "“{pair}” does not give a sheet its period.",
                do="Write for instance {example}.",
                pair=pair,
                example="Điểm tháng=month:2025-10",
            )
        sheets[sheet.strip()] = Period.parse(period)
    return sheets


store_option = click.option(
    "--store", "store_url", metavar="URL", default=paths.default_store, help="INDICATORS_STORE, or data/store"
)
period_option = click.option("--period", metavar="PERIOD", callback=converted(Period.parse))
# What the names of files end with that a program is chosen by.
FILE_ENDINGS = (
    ".docx",
    ".pptx",
    ".xlsx",
    ".pdf",
    ".zip",
    ".html",
    ".json",
    ".csv",
    ".txt",
    ".doc",
    ".ppt",
    ".xls",
)


def opened(store_url: str, scope: str | None) -> tuple[Warehouse, str]:
    """Open the warehouse, and tell whose captures are asked for: of the scope given, else of the home province."""
    warehouse = Warehouse.open(store_url)
    return warehouse, scope or default_scope(warehouse)


def out_option(ending: str) -> Callable[[Command], Command]:
    """Where one file goes; a name that another program would open, and fail with, is refused before any work."""

    def fitting(_context: click.Context, _parameter: click.Parameter, out: Path) -> Path:
        ensure_ending(out, ending)
        return out

    return click.option(
        "--out",
        metavar="FILE",
        required=True,
        type=click.Path(path_type=Path, dir_okay=False),
        callback=fitting,
    )


def ensure_ending(out: Path, *endings: str) -> None:
    """Raise InputProblem for a name that ends as files of another kind do."""
    if out.suffix.lower() in FILE_ENDINGS and out.suffix.lower() not in endings:
        raise InputProblem(
            "this name is of another kind of file than what is written.",
            do="Let it end with {endings}.",
            file=out.name,
            endings=", ".join(endings),
        )


def write_out(out: Path, content: bytes) -> None:
    """Write a file where it was asked for, whole or not at all, in a folder that is made where it is not there.

    InputProblem where it cannot be written: what stood there stays.
    """
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        _write_whole(out, content)
    except OSError as fault:
        raise InputProblem(
            "it cannot be written: {fault}.",
            do="Choose another folder, or free the place, and do it again.",
            file=str(out),
            fault=fault.strerror or str(fault),
        ) from None


def _write_whole(out: Path, content: bytes) -> None:
    if out.exists() and not out.is_file():
        # A pipe, or another thing that only takes what comes.
        out.write_bytes(content)
        return
    part = out.with_name(f"{out.name}.{os.getpid()}.part")
    try:
        part.write_bytes(content)
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)


def format_option(*formats: str) -> Callable[[Command], Command]:
    return click.option("--format", "style", type=click.Choice(formats), default="table", show_default=True)


@contextlib.contextmanager
def progress() -> Iterator[Told | None]:
    """Draw a bar on a terminal's standard error; nothing where the output goes into a file."""
    if not sys.stderr.isatty():
        yield None
        return
    with click.progressbar(length=1, file=sys.stderr) as bar:

        def told(done: int, total: int) -> None:
            bar.length = total
            bar.update(done - bar.pos)

        yield told
