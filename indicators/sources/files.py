"""What arrived: files, folders and zips opened into named bytes, each with the request it answers if kept.

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
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from indicators.errors import InputProblem
from indicators.periods import MONTHS, Period, parse_instant
from indicators.privacy.labels import public_label, public_paths
from indicators.sources.zips import SIGNATURE, is_workbook, open_zip, unpacked

MANIFEST = "MANIFEST.json"
REQUEST_ENDING = ".request.json"
# A list of 100,000 dossiers has 6 MB as a workbook and 25 MB as CSV.
MAX_FILE_BYTES = 100 * 2**20


@dataclass(frozen=True, slots=True)
class Request:
    """The request an answer was given to; None where what was kept does not say."""

    endpoint: str | None = None
    period: Period | None = None
    root_department_id: str | None = None
    captured_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file's bytes. `name` is its path as the user would recognise it: "answers.zip/progress.json"."""

    name: str
    content: bytes
    request: Request | None = None


def gather(paths: Iterable[Path]) -> list[SourceFile]:
    """The data files among `paths`: files, folders with all they hold, zips.

    Hidden files, README files and the requests kept beside answers are not data. Raises InputProblem for a
    path that is not there, a folder or zip without data, and a zip that cannot be opened.
    """
    return [arrived for path in paths for arrived in _with_requests(str(path), dict(_files(path)))]


def gather_bytes(name: str, content: bytes) -> list[SourceFile]:
    """The data files of one upload, a file or a zip. Raises InputProblem like `gather`."""
    return _with_requests(name, dict(_opened(name, content)))


def period_of(time_type: object, year: object, index: object) -> Period | None:
    """The period of a timeType ("month", "quarter", "year") with its year and number; None if not said."""
    written = str(time_type).strip().casefold()
    kind = next((kind for kind in MONTHS if kind == written), None)
    try:
        return Period(kind, int(str(year)), 1 if kind == "year" else int(str(index))) if kind else None
    except ValueError:
        return None


def _files(path: Path) -> Iterator[tuple[str, bytes]]:
    if not path.exists():
        raise InputProblem("there is no such file or folder.", file=public_label(str(path)))
    given = path.resolve()
    if given.is_file():
        yield from _opened(given.name, _content(given, given.name))
    for file in sorted(given.rglob("*")):
        inside = file.relative_to(given)
        if file.is_file() and not _is_aside(inside.as_posix()):
            name = (given.name / inside).as_posix()
            yield from _opened(name, _content(file, name))


def _content(file: Path, name: str) -> bytes:
    size = file.stat().st_size
    if size > MAX_FILE_BYTES:
        raise InputProblem(
            "it has {size} MB, more than a data file can sensibly have.",
            do="Import the one sheet or period that is needed.",
            file=public_label(name),
            size=round(size / 2**20),
        )
    return file.read_bytes()


def _opened(name: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    """The file itself; in place of a zip that is no workbook, its members."""
    if not content.startswith(SIGNATURE):
        yield name, content
        return
    shown = public_label(name)
    with open_zip(shown, content) as archive:
        if is_workbook(archive):
            yield name, content
            return
        for member in archive.infolist():
            path = member.filename.replace("\\", "/")
            if member.is_dir() or _is_aside(path):
                continue
            inner = unpacked(shown, archive, member.filename)
            if inner.startswith(SIGNATURE) and not _is_workbook(shown, inner):
                raise InputProblem(
                    "a zip lies within the zip.", do="Unpack it and import the folder.", file=shown
                )
            yield f"{name}/{path}", inner


def _is_workbook(name: str, content: bytes) -> bool:
    with open_zip(name, content) as archive:
        return is_workbook(archive)


def _is_aside(name: str) -> bool:
    """Whether a file is no data: hidden, a README, or what Windows, macOS and Excel leave behind."""
    parts = PurePosixPath(name).parts
    hidden = any(part.startswith((".", "~$", "__MACOSX")) for part in parts)
    return hidden or parts[-1].casefold().startswith(("readme.", "desktop.ini", "thumbs.db"))


def _with_requests(given: str, files: Mapping[str, bytes]) -> list[SourceFile]:
    requests: dict[str, Request] = {}
    for name, content in files.items():
        path = PurePosixPath(name)
        if path.name == MANIFEST:
            requests |= {str(path.parent / file): request for file, request in _manifest(name, content)}
        elif name.endswith(REQUEST_ENDING):
            answer = name.removesuffix(REQUEST_ENDING)
            answer = answer if answer in files else f"{answer}.json"
            requests[answer] = _request(name, _parsed(name, content))
    data = {
        name: content
        for name, content in files.items()
        if PurePosixPath(name).name != MANIFEST and not name.endswith(REQUEST_ENDING)
    }
    if not data:
        raise InputProblem("there is no data file in it.", file=public_label(given))
    public = public_paths(data)
    return [SourceFile(public[name], content, requests.get(name)) for name, content in data.items()]


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
    address = urlsplit(str(kept.get("endpoint") or kept.get("url") or "")).path
    captured_at = kept.get("capturedAt")
    try:
        instant = parse_instant(str(captured_at)) if captured_at else None
    except InputProblem:
        raise _not_a_request(name) from None
    return Request(
        endpoint=address.rstrip("/").rsplit("/", 1)[-1] or None,
        period=_period(payload),
        root_department_id=payload.get("rootDepartmentId"),
        captured_at=instant,
    )


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
    """The month, quarter, half or year with exactly these first and last days."""
    for kind, months in MONTHS.items():
        period = Period(kind, first.year, (first.month - 1) // months + 1)
        if (period.start, period.end) == (first, last):
            return period
    return None
