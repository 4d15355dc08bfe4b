"""The command line, for scheduled jobs and for checking: `python -m indicators …`.

Exit code 0 only on success; an error is one line in Vietnamese on standard error.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from importlib import import_module

import click

from indicators.errors import InputProblem
from indicators.store.faults import explained
from indicators.translation import text


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command (by default the one the process was started with); the exit code: 0 only on success."""
    for stream in (sys.stdout, sys.stderr):
        # Windows consoles and pipes default to a code page without all Vietnamese letters.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        # What a command ends with by itself is returned here, and not raised.
        ended = commands.main(args=arguments, prog_name="python -m indicators", standalone_mode=False)
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.UsageError as error:
        return _failed(
            text("The command is not written as it should be: {error}", error=error.format_message())
        )
    except click.Abort:
        return _failed(text("Stopped."))
    except InputProblem as problem:
        return _failed(problem.on_the_command_line())
    except Exception as error:
        # Of a file that may not be read or written its own words tell which: it need not be the store's.
        if not isinstance(error, PermissionError) and (reason := explained(error)) is not None:
            return _failed(reason.on_the_command_line())
        return _failed(text("Unexpected error: {error}", error=f"{type(error).__name__}: {error}"))
    return ended if isinstance(ended, int) else 0


def _failed(sentence: str) -> int:
    click.echo(" ".join(sentence.split()), err=True)
    return 1


# Each command and where it is: its module, with all it needs, is loaded when it is asked for.
MODULES = {
    "demo": "store.demo",
    "import": "store.import_",
    "collect": "store.collect",
    "captures": "store.captures",
    "verify": "store.verify",
    "verify-document": "verify_document.verify_document",
    "backup": "backup.backup",
    "restore": "backup.restore",
    "erase": "erase.erase",
    "procedures": "procedures.procedures",
    "rank": "ranking.rank",
    "explain": "explanation.explain",
    "bulletin": "bulletin.bulletin",
    "watch": "watch.watch",
    "overdue": "overdue.overdue_command",
    "sync": "sync.sync",
    "quality": "quality.quality",
    "breaks": "breaks.breaks",
    "enter-break": "breaks.enter_break",
    "dismiss-break": "breaks.dismiss_break",
    "unrecognised": "decisions.unrecognised",
    "map": "decisions.map_",
    "correct": "decisions.correct",
    "withdraw": "decisions.withdraw",
    "undo": "decisions.undo",
    "history": "decisions.history",
    "export": "export.export",
    "token": "token.token",
}


class _Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in MODULES:
            return None
        module, name = MODULES[cmd_name].split(".")
        found: click.Command = getattr(import_module(f"indicators.cli.{module}"), name)
        return found


@click.group(cls=_Commands)
def commands() -> None:
    """Keep, look into and hand out the province's indicators on the National Public Service Portal."""
