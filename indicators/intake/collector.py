"""The polite collector: asks the portal for one period's answers, one at a time, and keeps each as it came.

It says who it is, pauses between requests, tries again only where the connection failed, and stops at the
first refusal; it never evades one. A collection that was cut off goes on where it stopped.
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
from filelock import FileLock, Timeout

from indicators import __version__, catalogue, sources
from indicators.codes import NATIONAL_SCOPE
from indicators.errors import InputProblem
from indicators.periods import Period
from indicators.sources.files import SourceFile
from indicators.sources.portal_answer import SERVICE_RESULTS, open_answer, parsed
from indicators.translation import text

BASE_URL = "https://dichvucong.gov.vn"
UNFINISHED, BEGUN = ".unfinished", "%Y%m%dT%H%M%S%fZ"
# An open period's values move: answers further apart than this are not put together.
GOES_ON_WITHIN = timedelta(hours=24)
TRIES = 3
TIMEOUT = httpx.Timeout(120, connect=20)
# Seconds and bytes of one answer, whole: the largest real one has 2 MB and comes in seconds.
ANSWERED_WITHIN, LARGEST = 300, 50_000_000
LOCK = "collecting.lock"
REFUSALS = (401, 403, 429)


@dataclass(frozen=True, slots=True)
class PortalRequest:
    """One request: its endpoint, what it says, and the name its answer is kept under."""

    endpoint: str
    payload: dict[str, Any]
    name: str


def pause() -> None:
    """Two to five seconds, never the same, so that the portal has room for people."""
    time.sleep(random.uniform(2, 5))  # noqa: S311 - no secret is made of it


def requests_for(period: Period, root_id: str) -> list[PortalRequest]:
    """The first page of every endpoint for a province, and the national list; no half-years."""
    if period.kind == "half":
        raise InputProblem(
            "the portal does not answer for half-years.", do="Collect a month, a quarter or a year."
        )
    when: dict[str, Any] = {"timeType": period.kind, "year": period.year}
    if period.kind != "year":
        when[period.kind] = period.index
    days = {"fromDate": period.start.isoformat(), "toDate": period.end.isoformat()}
    root = {"rootDepartmentId": root_id}
    asked = []
    for endpoint in catalogue.current().portal_endpoints:
        payload = {**(days if endpoint.asks_for_days else when), **root}
        payload |= {"currentPage": 1, "pageSize": endpoint.page_size}
        asked.append(PortalRequest(endpoint.name, payload, f"province/{endpoint.name}.json"))
    # Those that say of which department they are come first: this one tells its province only, has no pages,
    # and is held against them.
    summary = PortalRequest(SERVICE_RESULTS, {**when, **root}, f"province/{SERVICE_RESULTS}.json")
    national = {**when, "departmentType": "ADMINISTRATIVE_UNIT"}
    return [*asked, summary, PortalRequest(SERVICE_RESULTS, national, f"national/{SERVICE_RESULTS}.json")]


@contextmanager
def single_collector_lock(folder: Path) -> Iterator[None]:
    """Nobody else collects into the folder, or reads from it, meanwhile; InputProblem where somebody does.

    The operating system holds the lock: it ends with the process, however that ends.
    """
    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / LOCK, blocking=False)
    try:
        lock.acquire()
    except Timeout:
        raise InputProblem(
            "another collection is under way in {folder}.",
            do="Wait until it has ended; the portal is asked one thing at a time.",
            folder=folder,
        ) from None
    try:
        yield
    finally:
        lock.release()


def collect(
    folder: Path,
    period: Period,
    root_id: str,
    *,
    base_url: str = BASE_URL,
    told: Callable[[str], None] = lambda _: None,
) -> Path:
    """Ask for all answers of a period and return the folder that holds them, each beside its request.

    `folder` is where collections lie. One that was cut off goes on where it stopped: of a closed period at
    any time, of an open one within a day. `told` hears of each answer, and at a break of what is
    missing. Raises InputProblem where the portal refuses, cannot be reached, or answers something else, and
    where another process collects already.
    """
    with single_collector_lock(folder):
        return _collect(folder, period, root_id, base_url, told)


def _collect(folder: Path, period: Period, root_id: str, base_url: str, told: Callable[[str], None]) -> Path:
    kept = _unfinished(folder, period, root_id, datetime.now(UTC))
    requests = requests_for(period, root_id)
    headers = {"User-Agent": f"indicators/{__version__} (provincial monitoring of public service indicators)"}
    with httpx.Client(base_url=base_url, headers=headers, timeout=TIMEOUT) as client:
        try:
            scopes: set[str] = set()
            for first in requests:
                scopes |= _collect_pages(client, first, kept, scopes, told)
        except InputProblem:
            missing = [one.name for one in requests if not (kept / one.name).exists()]
            told(text("Not answered yet: {names}", names=", ".join(missing)))
            raise
    return kept.rename(kept.with_name(kept.name.removesuffix(UNFINISHED)))


def _unfinished(folder: Path, period: Period, root_id: str, now: datetime) -> Path:
    """The folder of the collection that was cut off and may go on, or of a new one, named by its begin."""
    name = f"{root_id}-{period}".replace(":", "-")
    for begun in sorted(folder.glob(f"{name}-*Z{UNFINISHED}"), reverse=True):
        written = begun.name.removesuffix(UNFINISHED).rpartition("-")[2]
        at = datetime.strptime(written, BEGUN).replace(tzinfo=UTC)
        if now - at < GOES_ON_WITHIN or not period.is_open(at):
            return begun
    return folder / f"{name}-{now:{BEGUN}}{UNFINISHED}"


def _collect_pages(
    client: httpx.Client, first: PortalRequest, kept: Path, scopes: set[str], told: Callable[[str], None]
) -> set[str]:
    """All pages of an endpoint that are not there yet, and the provinces they tell of."""
    seen: set[str] = set()
    for asked in _pages(first, kept):
        path = kept / asked.name
        is_new = not path.exists()
        content = _answer(client, asked) if is_new else path.read_bytes()
        scopes = scopes | _checked_scope(asked, content, scopes)
        answer = open_answer(asked.name, parsed(asked.name, content.decode("utf-8-sig")))
        units = {str(unit.fields.get("departmentId")) for unit in answer.units}
        if units & seen:
            raise InputProblem(
                "the portal gave units of an earlier page of “{endpoint}” again.",
                do="Try again later: what was answered is not asked again.",
                endpoint=asked.endpoint,
            )
        seen |= units
        if is_new:
            _keep(path, asked, content, str(client.base_url))
            told(asked.name)
    return scopes


def _pages(first: PortalRequest, kept: Path) -> Iterator[PortalRequest]:
    """The request of the first page, then those that follow as soon as it has said how many there are."""
    yield first
    pages = (json.loads((kept / first.name).read_bytes())["data"].get("pagination") or {}).get("totalPages")
    for page in range(2, (pages or 1) + 1):
        name = first.name.replace(".json", f".page-{page}.json")
        yield PortalRequest(first.endpoint, {**first.payload, "currentPage": page}, name)


def _answer(client: httpx.Client, asked: PortalRequest) -> bytes:
    """The bytes of the portal's answer; tries again only where the connection failed."""
    for left in reversed(range(TRIES)):
        pause()
        try:
            response, content = _read(client, asked)
        except httpx.TransportError as error:
            if left:
                continue
            raise InputProblem(
                "the portal cannot be reached for “{endpoint}” ({error}).",
                do="Try again later: what was answered is not asked again.",
                endpoint=asked.endpoint,
                error=type(error).__name__,
            ) from None
        if response.status_code in REFUSALS or b"Request Rejected" in content[:2000]:
            raise InputProblem(
                "the portal refused “{endpoint}” (HTTP {status}); nothing more was asked.",
                do="Wait some hours, or import answers saved by hand.",
                endpoint=asked.endpoint,
                status=response.status_code,
            )
        if response.is_success:
            return content
        raise InputProblem(
            "the portal answered “{endpoint}” with an error (HTTP {status}).",
            do="Try again later: what was answered is not asked again.",
            endpoint=asked.endpoint,
            status=response.status_code,
        )
    raise AssertionError("the last try returns or raises")


def _read(client: httpx.Client, asked: PortalRequest) -> tuple[httpx.Response, bytes]:
    """The portal's response and all its bytes; InputProblem where they come for ever, or are no answer's."""
    content, begun = bytearray(), time.monotonic()
    address = f"/api/v1/reporting/evaluation/{asked.endpoint}"
    with client.stream("POST", address, json=asked.payload) as response:
        for part in response.iter_bytes():
            content += part
            if len(content) > LARGEST:
                raise InputProblem(
                    "the portal's answer to “{endpoint}” is larger than {megabytes} MB: no answer is.",
                    do="Try again later: what was answered is not asked again.",
                    endpoint=asked.endpoint,
                    megabytes=LARGEST // 1_000_000,
                )
            if time.monotonic() - begun > ANSWERED_WITHIN:
                raise InputProblem(
                    "the portal did not end its answer to “{endpoint}” within {seconds} seconds.",
                    do="Try again later: what was answered is not asked again.",
                    endpoint=asked.endpoint,
                    seconds=ANSWERED_WITHIN,
                )
    return response, bytes(content)


def _checked_scope(asked: PortalRequest, content: bytes, scopes: set[str]) -> set[str]:
    """The province an answer tells of; InputProblem where it cannot be read, or is of another department.

    `scopes` is the province that the answers before told of, if any did.
    """
    (reading,) = sources.read([SourceFile(asked.name, content)]).readings
    data = json.loads(content)["data"]
    root_id = asked.payload.get("rootDepartmentId")
    about = (data.get("overview") or data.get("parent") or {}).get("departmentId") if root_id else None
    expected = scopes if root_id else {NATIONAL_SCOPE}
    told = {reading.scope} if reading.scope else set()
    if about not in (None, root_id) or (expected and not told <= expected):
        raise InputProblem(
            "the portal answered “{endpoint}” for another department ({about}).",
            do="Try again later, and check the root given.",
            endpoint=asked.endpoint,
            about=about or reading.scope,
        )
    return told if root_id else set()


def _keep(path: Path, asked: PortalRequest, content: bytes, base_url: str) -> None:
    """The request first, then the answer: an answer that is there is complete."""
    request = {
        "url": f"{base_url.rstrip('/')}/api/v1/reporting/evaluation/{asked.endpoint}",
        "payload": asked.payload,
        "capturedAt": datetime.now(UTC).isoformat(),
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.with_name(f"{path.name}.request.json").write_text(
        json.dumps(request, ensure_ascii=False), encoding="utf-8"
    )
    aside = path.with_name(f".{path.name}.part")
    aside.write_bytes(content)
    aside.replace(path)
