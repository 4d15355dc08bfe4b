"""A fuller catalogue of procedures brought in by an office: what a list may name as a procedure, and keep whole.

It comes as a table with codes and names, or as the portal's own answers that list procedures. What is known
already stays; a procedure that was renamed is known by both names.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

from indicators.errors import InputProblem
from indicators.paths import reference_folder
from indicators.privacy import names_somebody
from indicators.reference.procedures import FILE, Procedure, load_procedures
from indicators.sources.documents import open_document
from indicators.sources.files import SourceFile
from indicators.sources.grids import Grid
from indicators.sources.text_matching import header_key

_CODE = re.compile(r"(?P<code>\d\.\d{6})(?:\.\d{3}\.\d{2}\.\d{2}\.H\d+)?")
_HEADERS = {
    **dict.fromkeys(("code", "ma", "ma thu tuc", "ma tthc", "ma thu tuc hanh chinh", "ma so tthc"), "code"),
    **dict.fromkeys(
        ("name", "ten", "ten thu tuc", "ten tthc", "ten thu tuc hanh chinh", "thu tuc hanh chinh"), "name"
    ),
    **dict.fromkeys(("field", "linh vuc"), "field"),
}


@dataclass(frozen=True, slots=True)
class Extended:
    """What became of the procedures of a file: how many are new, how many were known, which were left out."""

    added: int
    known: int
    left_out: tuple[str, ...]
    file: Path


def extend_catalogue(files: Sequence[SourceFile], folder: Path | None = None) -> Extended:
    """Add the procedures of files to the catalogue of the province's own folder.

    Those whose name may tell of a person are left out, by code. Raises InputProblem where a file names none.
    """
    folder = folder or reference_folder()
    told = [one for file in files for one in _procedures(file)]
    kept = load_procedures(folder)
    names = {(one.code, one.name) for one in kept}
    new = {(one.code, one.name): one for one in told if (one.code, one.name) not in names}
    left_out = {key for key in new if names_somebody(key[1])}
    added = [one for key, one in new.items() if key not in left_out]
    if added:
        _write(folder / FILE, sorted([*kept, *added], key=lambda one: one.code))
    known = len({(one.code, one.name) for one in told} & names)
    return Extended(len(added), known, tuple(sorted(code for code, _ in left_out)), folder / FILE)


def _procedures(file: SourceFile) -> list[Procedure]:
    document = open_document(file)
    found = list(_of_answer(json.loads(document.answer)) if document.answer else _of_tables(document.grids))
    if not found:
        raise InputProblem(
            "it names no procedures.",
            do="Give a table with the columns Mã thủ tục and Tên thủ tục, or the portal's list of procedures.",
            file=file.name,
        )
    return found


def _of_answer(told: Any) -> Iterator[Procedure]:
    """Yield what has a procedure's code and a name, however deep in an answer."""
    if isinstance(told, list):
        for each in told:
            yield from _of_answer(each)
    elif isinstance(told, dict):
        field = told.get("fieldName")
        yield from _procedure(told.get("code"), told.get("name"), field if isinstance(field, str) else "")
        for each in told.values():
            yield from _of_answer(each)


def _of_tables(grids: Sequence[Grid]) -> Iterator[Procedure]:
    for grid in grids:
        columns: dict[str, int] = {}
        for row in range(len(grid.rows)):
            texts = grid.texts(row)
            if "code" in columns and "name" in columns:
                cells = {role: texts[place] if place < len(texts) else "" for role, place in columns.items()}
                yield from _procedure(cells["code"], cells["name"], cells.get("field", ""))
            else:
                roles = ((_HEADERS.get(header_key(cell)), place) for place, cell in enumerate(texts))
                columns = {role: place for role, place in roles if role}


def _procedure(code: Any, name: Any, field: str) -> Iterator[Procedure]:
    if not (isinstance(code, str) and isinstance(name, str)):
        return
    found, plain = _CODE.fullmatch(code.strip()), " ".join(name.split())
    if found and plain:
        yield Procedure(found["code"], plain, "" if names_somebody(field) else " ".join(field.split()))


def _write(file: Path, procedures: Sequence[Procedure]) -> None:
    """Write the whole catalogue beside the one before, then in its place."""
    aside = file.with_name(f".{file.name}.part")
    with aside.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(("code", "name", "field"))
        writer.writerows(astuple(one) for one in procedures)
    aside.replace(file)
