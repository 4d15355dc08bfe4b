"""Small faults put into the analysis and its SQL, one at a time: `python -m tests.mutants [FILE …] [--most N]`.

Every file is one of indicators/analysis or indicators/warehouse/queries; by default all of them. A fault swaps one
sign, word or number ("<" for "<=", AND for OR, 7 for 8) in a copy of the project, in which the nearest tests run and
then those of the whole analysis. Prints the faults that no test noticed, and the score. As there are thousands, so
many are drawn by chance, always the same ones for a seed.
"""

from __future__ import annotations

import argparse
import io
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
import tokenize
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from indicators import demo
from indicators.paths import PROJECT
from indicators.store.store import Store
from tests.conftest import DEMONSTRATION

ANALYSIS, QUERIES = Path("indicators/analysis"), Path("indicators/warehouse/queries")
# What is asked of a fault that the nearest tests let pass.
NET = ("tests/analysis", "tests/warehouse", "tests/store/test_decisions.py")
# Times what the tests take as it is: a fault that lets them run longer was noticed.
PATIENCE = 5

PYTHON = {
    **{"<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "=="},
    **{"+": "-", "-": "+", "/": "*", "and": "or", "or": "and", "not": "", "True": "False", "False": "True"},
    **{"min": "max", "max": "min"},
}
SQL = {
    **{"<": "<=", "<=": "<", ">": ">=", ">=": ">", "=": "<>", "<>": "="},
    **{"+": "-", "-": "+", "/": "*", "AND": "OR", "OR": "AND", "NOT": "", "DESC": "ASC"},
    **{"min": "max", "max": "min", "greatest": "least", "least": "greatest", "lag": "lead", "lead": "lag"},
}
# Comments, texts and the AND of a range are no places for a fault.
_SQL_TOKEN = re.compile(
    r"--.*|'[^']*'|\bBETWEEN\s+[\w.$]+\s+AND\b|(?P<token><=|>=|<>|->|=>|[-<>=+/]|\b[A-Za-z_]+\b|\b\d+\b)"
)


@dataclass(frozen=True, slots=True)
class Mutant:
    """A file of the project with one token, at an offset of its text, written otherwise."""

    file: Path
    start: int
    before: str
    after: str

    def applied(self, text: str) -> str:
        """The file's text with the fault in it."""
        return text[: self.start] + self.after + text[self.start + len(self.before) :]

    def described(self, text: str) -> str:
        """Where the fault is, and what it is."""
        line = text.count("\n", 0, self.start)
        said = text.splitlines()[line].strip()
        return f"{self.file}:{line + 1}: “{self.before}” → “{self.after}” in: {said}"


def mutants(file: Path, text: str) -> Iterator[Mutant]:
    """Every fault of a file."""
    tokens, swaps = (_python(text), PYTHON) if file.suffix == ".py" else (_sql(text), SQL)
    for start, token in tokens:
        if token.isdigit():
            yield Mutant(file, start, token, str(int(token) + 1))
        elif token in swaps:
            yield Mutant(file, start, token, swaps[token])


def _python(text: str) -> Iterator[tuple[int, str]]:
    starts = [0]
    for line in text.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        # How a class is kept in memory is nothing that a reader sees.
        is_decorator = token.line.lstrip().startswith("@")
        if token.type in (tokenize.OP, tokenize.NAME, tokenize.NUMBER) and not is_decorator:
            yield starts[token.start[0] - 1] + token.start[1], token.string


def _sql(text: str) -> Iterator[tuple[int, str]]:
    for found in _SQL_TOKEN.finditer(text):
        if token := found["token"]:
            yield found.start("token"), token


def nearest(file: Path) -> list[str]:
    """The tests of a module, or of the modules that ask a query."""
    modules = [file]
    if file.suffix == ".sql":
        asking = (PROJECT / ANALYSIS).rglob("*.py")
        modules = [
            one.relative_to(PROJECT) for one in asking if f'"{file.stem}"' in one.read_text(encoding="utf-8")
        ]
    folders = {module: Path("tests") / module.parent.relative_to("indicators") for module in modules}
    own = [folder / f"test_{module.stem}.py" for module, folder in folders.items()]
    # Where a module of a package has no tests of its own, those of the package are nearest.
    packages = [folder for module, folder in folders.items() if module.parent != ANALYSIS]
    for tests in (own, packages):
        if found := sorted({str(test) for test in tests if (PROJECT / test).exists()}):
            return found
    return []


def not_copied(folder: str, names: list[str]) -> set[str]:
    """What of a folder the tests do without: all that is hidden or made, and of the data all but the settings."""
    is_data = Path(folder) == PROJECT / "data"
    return {
        name
        for name in names
        if name.startswith(".") or name == "__pycache__" or (is_data and name != "reference")
    }


def is_green(tree: Path, tests: Sequence[str], patience: float | None = None) -> bool:
    """Whether these tests pass in a copy of the project, within so many seconds."""
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *tests]
    try:
        run = subprocess.run(command, cwd=tree, capture_output=True, timeout=patience, check=False)
    except subprocess.TimeoutExpired:
        return False
    return run.returncode == 0


def unnoticed(tree: Path, drawn: Sequence[Mutant], only_nearest: bool) -> Iterator[Mutant]:
    """The faults that no test notices, put one after the other into a copy of the project."""
    tests = {}
    for file in {mutant.file for mutant in drawn}:
        near = nearest(file)
        tests[file] = (*near,) if near and only_nearest else (*near, *NET)
    patience: dict[tuple[str, ...], float] = {}
    for each in set(tests.values()):
        begun = time.monotonic()
        if not is_green(tree, each):
            sys.exit(f"Not green as it is: {' '.join(each)}")
        patience[each] = PATIENCE * (time.monotonic() - begun)
    for mutant in drawn:
        place, each = tree / mutant.file, tests[mutant.file]
        text = place.read_text(encoding="utf-8")
        place.write_text(mutant.applied(text), encoding="utf-8")
        if is_green(tree, each, patience[each]):
            yield mutant
        place.write_text(text, encoding="utf-8")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("files", nargs="*", type=Path, help="by default all of the analysis and its SQL")
    asked.add_argument("--most", type=int, default=200, help="how many faults to draw (default: 200)")
    asked.add_argument("--seed", type=int, default=0)
    asked.add_argument(
        "--nearest", action="store_true", help="run the nearest tests only, where there are any"
    )
    options = asked.parse_args()
    files = options.files or [
        one.relative_to(PROJECT)
        for one in (*sorted((PROJECT / ANALYSIS).rglob("*.py")), *sorted((PROJECT / QUERIES).glob("*.sql")))
    ]
    texts = {file: (PROJECT / file).read_text(encoding="utf-8") for file in files}
    found = [mutant for file, text in texts.items() for mutant in mutants(file, text)]
    drawn = random.Random(options.seed).sample(found, min(options.most, len(found)))  # noqa: S311
    survived = 0
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "project"
        shutil.copytree(PROJECT, tree, ignore=not_copied)
        # No fault is put into what makes the demonstration: it is made once and not for every fault.
        os.environ[DEMONSTRATION] = str(Path(folder) / "demonstration")
        demo.fill(Store(os.environ[DEMONSTRATION]))
        for mutant in unnoticed(tree, drawn, options.nearest):
            survived += 1
            print(mutant.described(texts[mutant.file]), flush=True)
    noticed = len(drawn) - survived
    print(
        f"{noticed} of {len(drawn)} faults noticed ({noticed / max(len(drawn), 1):.0%}), of {len(found)} there are."
    )


if __name__ == "__main__":
    main()
