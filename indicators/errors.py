"""Problems with what a user gives us, in sentences that say how to mend them."""

from __future__ import annotations

from typing import Any

from indicators.translation import text

# Letters: the names of forty sheets are fewer.
LONGEST_REPEATED = 2000


class InputProblem(Exception):
    """Something the user gave cannot be taken; nothing was kept.

    `what` and `do` are English sentences with {placeholders} (see `translation`); `str(problem)` is one line
    in the session's language: where (file, sheet, cell), what is wrong, what to do. They are read on pages, so
    they name no command; `command` (with the same placeholders) is what helps on the command line, which alone
    says it.
    """

    def __init__(
        self,
        what: str,
        *,
        do: str | None = None,
        command: str | None = None,
        file: str | None = None,
        sheet: str | None = None,
        cell: str | None = None,
        **values: Any,
    ) -> None:
        super().__init__(what)
        self.what, self.do, self.command, self.values = what, do, command, values
        self.file, self.sheet, self.cell = file, sheet, cell

    def __str__(self) -> str:
        places = [
            text(label, place=place)
            for label, place in (
                ("file {place}", self.file),
                ("sheet “{place}”", self.sheet),
                ("cell {place}", self.cell),
            )
            if place
        ]
        where = ", ".join(places)
        values = self._short_values()
        sentence = text(self.what, **values)
        if where:
            sentence = f"{where[0].upper()}{where[1:]}: {sentence}"
        return f"{sentence} {text(self.do, **values)}" if self.do else sentence

    def on_the_command_line(self) -> str:
        """Say the same line with the command or option that helps, where there is one."""
        if self.command is None:
            return str(self)
        return text(
            "{problem} By command: {command}",
            problem=self,
            command=self.command.format(**self._short_values()),
        )

    def _short_values(self) -> dict[str, Any]:
        return {name: _short(value) for name, value in self.values.items()}


def _short(value: Any) -> Any:
    """Shorten what a sentence repeats of a file or an answer."""
    is_long = isinstance(value, str) and len(value) > LONGEST_REPEATED
    return f"{value[:LONGEST_REPEATED]}…" if is_long else value
