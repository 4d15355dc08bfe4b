"""Files that arrive: files, folders and zips opened into named bytes, each with the request it answers.

An answer of the portal does not say its period; the request that was sent for it does, and is looked for in
two places beside the answer:

- `MANIFEST.json` in the same folder: `{"files": [{"file": "transparency.year.json", "url": "https://…",
  "payload": {"timeType": "year", "year": 2026, …}, "capturedAt": "2026-09-26T11:20:53Z"}, …]}`;
- `transparency.year.json.request.json` or `transparency.year.request.json` beside `transparency.year.json`:
  `{"url": …, "payload": …, "capturedAt": …}`, with "endpoint" allowed in place of "url".

Everything but the payload may be missing. `payload` holds timeType with year, quarter or month, or fromDate
and toDate; these name a period only when they are exactly its first and last day.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import parse_qsl, urlsplit
from zipfile import ZipFile

from indicators.errors import InputProblem
from indicators.periods import MONTHS, Period, parse_instant
from indicators.privacy.labels import public_label, public_paths
from indicators.sources.zips import OF_NOTHING, SIGNATURE, Allowance, damaged, is_document, open_zip, unpacked

MANIFEST = "MANIFEST.json"
REQUEST_ENDING = ".request.json"
# A list of 100,000 dossiers has 6 MB as a workbook and 25 MB as CSV.
MAX_FILE_BYTES = 100 * 2**20


@dataclass(frozen=True, slots=True)
class Request:
    """The request an answer was given to; None where what was kept does not say.

    `procedure_id` is of the one procedure it was narrowed to, None of a request for all.
    """

    endpoint: str | None = None
    period: Period | None = None
    root_department_id: str | None = None
    captured_at: datetime | None = None
    procedure_id: str | None = None


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file's bytes. `name` is its path as the user would recognise it: "answers.zip/progress.json"."""

    name: str
    content: bytes
    request: Request | None = None


def gather(given: Iterable[Path | SourceFile]) -> Iterator[SourceFile]:
    """Yield the data files among what was given, one at a time: files, folders with all they hold, zips.

    Of each only what is needed is in memory. Hidden files, README files and the requests kept beside answers
    are not data. Raises InputProblem for a path that is not there, a folder or zip without data, a zip that
    cannot be opened, and for more files, or more bytes once unpacked, than one import can have.
    """
    allowance = Allowance()
    for item in given:
        if isinstance(item, Path):
            yield from _of_path(item, allowance)
        else:
            for file in _data(item.name, {item.name: lambda item=item: item.content}, allowance):  # type: ignore[misc]
                yield replace(file, request=item.request) if item.request else file


def period_of(time_type: object, year: object, index: object) -> Period | None:
    """Return the period of a timeType ("month", "quarter", "year") with its year and number.

    None if not said.
    """
    written = str(time_type).strip().casefold()
    kind = next((kind for kind in MONTHS if kind == written), None)
    try:
        return Period(kind, int(str(year)), 1 if kind == "year" else int(str(index))) if kind else None
    except ValueError:
        return None


Read = Callable[[], bytes]


def _of_path(path: Path, allowance: Allowance) -> Iterator[SourceFile]:
    if not path.exists():
        raise InputProblem("there is no such file or folder.", file=public_label(str(path)))
    given = path.resolve()
    if given.is_file():
        files = {given.name: given}
    else:
        files = {
            (given.name / inside).as_posix(): file
            for file in sorted(given.rglob("*"))
            if file.is_file() and not _is_aside((inside := file.relative_to(given)).as_posix())
        }
    # A name that is no text cannot be shown or kept as it is.
    named = {name.encode("utf-8", "replace").decode(): file for name, file in files.items()}
    readers = {name: partial(_content, file, name) for name, file in named.items()}
    yield from _data(str(path), readers, allowance)


def _content(file: Path, name: str) -> bytes:
    refuse_larger(public_label(name), file.stat().st_size, MAX_FILE_BYTES)
    return file.read_bytes()


def refuse_larger(name: str, size: int, most: int) -> None:
    """Raise InputProblem where a file has more bytes than one of its kind can need."""
    if size > most:
        raise InputProblem(
            "it has {size} MB, more than a data file can sensibly have.",
            do="Import the one sheet or period that is needed.",
            file=name,
            size=round(size / 2**20),
        )


def _data(given: str, files: Mapping[str, Read], allowance: Allowance) -> Iterator[SourceFile]:
    """Yield the data files of a file, folder or zip, each with its request: those are read before."""
    requests: dict[str, Request] = {}
    for name, read in files.items():
        if is_request(name):
            requests |= _requests(name, read(), files)
    public = public_paths(name for name in files if not is_request(name))
    is_empty = True
    for name in public:
        content = files[name]()
        if content.startswith(OF_NOTHING):
            continue
        allowance.take(public[name], len(content))
        if content.startswith(SIGNATURE) and (members := _members(name, content)) is not None:
            arrived = _data(name, members, allowance)
        else:
            arrived = iter([SourceFile(public[name], content, requests.get(name))])
        for file in arrived:
            is_empty = False
            yield file
    if is_empty:
        raise InputProblem("there is no data file in it.", file=public_label(given))


def _members(name: str, content: bytes) -> dict[str, Read] | None:
    """List the files in a zip; None of one that is a workbook."""
    shown = public_label(name)
    archive = open_zip(shown, content)
    if is_document(archive):
        return None
    found: dict[str, Read] = {}
    for member in archive.infolist():
        path = member.filename.replace("\\", "/")
        if path.endswith("/") or (path.strip("./") and _is_aside(path)):
            continue
        # One name for two files, or none: one of them would be lost without a word.
        if f"{name}/{path}" in found or not path.strip("./"):
            raise damaged(shown)
        found[f"{name}/{path}"] = partial(_member, name, archive, member.filename)
    return found


def _member(name: str, archive: ZipFile, member: str) -> bytes:
    shown = public_label(name)
    content = unpacked(shown, archive, member)
    if content.startswith(SIGNATURE) and _members(name, content) is not None:
        inner = public_label(f"{name}/{member}")
        raise InputProblem("a zip lies within the zip.", do="Unpack it and import the folder.", file=inner)
    return content


def _is_aside(name: str) -> bool:
    """Tell whether a file is no data: hidden, a README, or what Windows, macOS and Excel leave behind."""
    parts = PurePosixPath(name).parts
    hidden = any(part.startswith((".", "~$", "__MACOSX")) for part in parts)
    return hidden or parts[-1].casefold().startswith(("readme.", "desktop.ini", "thumbs.db"))


def requests_told(file: SourceFile, beside: Container[str]) -> dict[str, Request]:
    """Read the requests that a file tells of, by the names of the files `beside` it that answer them."""
    return _requests(file.name, file.content, beside)


def is_request(name: str) -> bool:
    """Whether a file of this name is no data, but tells of the requests that others answer."""
    return PurePosixPath(name).name == MANIFEST or name.endswith(REQUEST_ENDING)


def _requests(name: str, content: bytes, files: Container[str]) -> dict[str, Request]:
    """Read the requests that a file tells of, by the names of the answers to them."""
    path = PurePosixPath(name)
    if path.name == MANIFEST:
        return {str(path.parent / file): request for file, request in _manifest(name, content)}
    answer = name.removesuffix(REQUEST_ENDING)
    return {answer if answer in files else f"{answer}.json": _request(name, _parsed(name, content))}


def _manifest(name: str, content: bytes) -> Iterator[tuple[str, Request]]:
    kept = _parsed(name, content)
    entries = kept.get("files")
    if not isinstance(entries, list):
        raise _not_a_request(name)
    for entry in entries:
        if not isinstance(entry, dict) or not isinstance(entry.get("file"), str):
            raise _not_a_request(name)
        yield entry["file"], _request(name, entry)


def _parsed(name: str, content: bytes) -> dict[str, Any]:
    try:
        kept = json.loads(content)
    except (ValueError, RecursionError):
        raise _not_a_request(name) from None
    if not isinstance(kept, dict):
        raise _not_a_request(name)
    return kept


def _not_a_request(name: str) -> InputProblem:
    return InputProblem(
        "it should hold the requests sent to the portal, and cannot be understood.",
        do="Correct it, or remove it and give the period yourself.",
        file=public_label(name),
    )


def _request(name: str, kept: Mapping[str, Any]) -> Request:
    payload = kept.get("payload")
    if not isinstance(payload, dict):
        raise _not_a_request(name)
    captured_at, root_id = kept.get("capturedAt"), payload.get("rootDepartmentId")
    try:
        url = urlsplit(str(kept.get("endpoint") or kept.get("url") or ""))
        instant = parse_instant(str(captured_at)) if captured_at else None
    except (InputProblem, ValueError):
        raise _not_a_request(name) from None
    return Request(
        endpoint=url.path.rstrip("/").rsplit("/", 1)[-1] or None,
        period=_period(payload),
        root_department_id=str(root_id) if root_id else None,
        captured_at=instant,
        procedure_id=_procedure({**dict(parse_qsl(url.query)), **payload}),
    )


def _procedure(payload: Mapping[str, Any]) -> str | None:
    """Read the procedure a request names, by whichever spelling its address takes."""
    named = (value for key, value in payload.items() if key.casefold().startswith("formalit") and value)
    return next(map(str, named), None)


def _period(payload: Mapping[str, Any]) -> Period | None:
    if "timeType" in payload:
        kind = payload["timeType"]
        return period_of(kind, payload.get("year"), payload.get(str(kind)))
    try:
        first, last = (date.fromisoformat(str(payload[key])) for key in ("fromDate", "toDate"))
    except (KeyError, ValueError):
        return None
    return period_between(first, last)


def period_between(first: date, last: date) -> Period | None:
    """Return the month, quarter, half or year with exactly these first and last days."""
    for kind, months in MONTHS.items():
        try:
            period = Period(kind, first.year, (first.month - 1) // months + 1)
        except ValueError:
            return None
        if (period.start, period.end) == (first, last):
            return period
    return None
