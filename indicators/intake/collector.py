"""The polite collector: asks the portal for one period's answers, one at a time, and keeps each as it came.

It stops at the first refusal and never evades one. An answer is understood before it is kept, and a collection
that was cut off goes on where it stopped.
"""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from indicators import catalogue
from indicators.codes import NATIONAL_SCOPE
from indicators.errors import InputProblem
from indicators.intake.portal_client import ADDRESS, PortalRequest, ask, heed_refusal
from indicators.periods import Period
from indicators.sources.encodings import decoded
from indicators.sources.files import SourceFile
from indicators.sources.portal_answer import SERVICE_RESULTS, Answer, open_answer, page_count
from indicators.sources.portal_envelope import parsed
from indicators.sources.reader_process import read_apart
from indicators.sources.records import Extract
from indicators.translation import text

BASE_URL = "https://dichvucong.gov.vn"
UNFINISHED, BEGUN = ".unfinished", "%Y%m%dT%H%M%S%fZ"
# An open period's values move: answers further apart than this are not put together.
GOES_ON_WITHIN = timedelta(hours=24)
# Seconds of a whole collection, and pages of one endpoint: 149 units have two.
COLLECTED_WITHIN, MOST_PAGES = 1800, 100
LOCK = "collecting.lock"


def requests_for(period: Period, root_id: str) -> list[PortalRequest]:
    """Return the first page of every endpoint for a province, and the national list; no half-years."""
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
    """Keep others from collecting into the folder, or reading from it, meanwhile.

    InputProblem where somebody does.

    The operating system holds the lock: it ends with the process, however that ends.
    """
    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / LOCK, blocking=False)
    try:
        lock.acquire()
    except Timeout:
        raise InputProblem(
            "another collection is under way.",
            do="Wait until it has ended; the portal is asked one thing at a time.",
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
    is_afresh: bool = False,
) -> Path:
    """Ask for all answers of a period and return the folder that holds them, each beside its request.

    `folder` is where collections lie. One that was cut off goes on where it stopped: of a closed period at
    any time, of an open one within a day; `is_afresh` throws it away and begins anew. `told` hears of each
    answer, and at a break of what is missing. Raises InputProblem where the portal refuses or did so within
    the last hours, cannot be reached, or answers something else, and where another process collects already.
    """
    with single_collector_lock(folder):
        heed_refusal(folder, base_url)
        if is_afresh:
            for begun in _begun(folder, period, root_id):
                shutil.rmtree(begun)
        return _Collection(folder, period, root_id, base_url, told).run()


def _begun(folder: Path, period: Period, root_id: str) -> list[Path]:
    """List the folders of collections of a period that were cut off, the last one first."""
    return sorted(folder.glob(f"{_name(period, root_id)}-*Z{UNFINISHED}"), reverse=True)


def _name(period: Period, root_id: str) -> str:
    return f"{root_id}-{period}".replace(":", "-")


def _unfinished(folder: Path, period: Period, root_id: str, now: datetime) -> Path:
    """Return the folder of the collection that was cut off and may go on, or of a new one."""
    for begun in _begun(folder, period, root_id):
        written = begun.name.removesuffix(UNFINISHED).rpartition("-")[2]
        at = datetime.strptime(written, BEGUN).replace(tzinfo=UTC)
        if now - at < GOES_ON_WITHIN or not period.is_open(at):
            return begun
    return folder / f"{_name(period, root_id)}-{now:{BEGUN}}{UNFINISHED}"


class _Collection:
    """One collection under way."""

    def __init__(
        self, folder: Path, period: Period, root_id: str, base_url: str, told: Callable[[str], None]
    ) -> None:
        self._folder, self._base_url, self._told = folder, base_url, told
        self._kept = _unfinished(folder, period, root_id, datetime.now(UTC))
        self._requests = requests_for(period, root_id)
        self._last = time.monotonic() + COLLECTED_WITHIN
        # The provinces that answers told of, and by endpoint the units.
        self._scopes: set[str] = set()
        self._units: dict[str, set[str]] = {}

    def run(self) -> Path:
        try:
            for first in self._requests:
                scopes = [self._collect(page) for page in self._pages(first)]
                self._scopes = self._scopes.union(*scopes)
        except InputProblem:
            missing = [asked.name for asked in self._requests if not (self._kept / asked.name).exists()]
            self._told(text("Not answered yet: {names}", names=", ".join(missing)))
            raise
        return self._kept.rename(self._kept.with_name(self._kept.name.removesuffix(UNFINISHED)))

    def _pages(self, first: PortalRequest) -> Iterator[PortalRequest]:
        """Yield the request of the first page, then those of the others, once it has said how many."""
        yield first
        pages = page_count(self._opened(first, (self._kept / first.name).read_bytes()))
        for page in range(2, pages + 1):
            name = first.name.replace(".json", f".page-{page}.json")
            yield PortalRequest(first.endpoint, {**first.payload, "currentPage": page}, name)

    def _collect(self, asked: PortalRequest) -> set[str]:
        """Understand an answer that is there, or ask for it, and the province it tells of.

        One that cannot be understood is not kept: it is asked for again.
        """
        path = self._kept / asked.name
        if path.exists():
            with suppress(InputProblem):
                return self._understood(asked, path.read_bytes())[0]
            path.unlink()
        if time.monotonic() > self._last:
            raise InputProblem(
                "collecting takes longer than {minutes} minutes; what came is kept.",
                do="Start it again: it goes on where it stopped.",
                minutes=COLLECTED_WITHIN // 60,
            )
        content = ask(self._folder, self._base_url, asked)
        scopes, public = self._understood(asked, content)
        _keep(path, asked, public, self._base_url)
        self._told(asked.name)
        return scopes

    def _understood(self, asked: PortalRequest, content: bytes) -> tuple[set[str], bytes]:
        """Return the province an answer tells of, and the answer without what may tell of people.

        InputProblem where it is none, repeats a page, or is of another.
        """
        read = read_apart([SourceFile(asked.name, content)])
        if not read.extracts:
            raise InputProblem(
                "the portal's answer holds no values.", do="Fetch it again later.", file=asked.name
            )
        extract, answer = read.extracts[0], self._opened(asked, content)
        if (pages := page_count(answer)) > MOST_PAGES:
            raise InputProblem(
                "the portal says that “{endpoint}” has {pages} pages: no province has so many units.",
                do="Try again later; where it stays so, begin anew.",
                command="--afresh",
                endpoint=asked.endpoint,
                pages=pages,
            )
        self._check_scope(asked, answer, extract)
        key = asked.name.partition(".page-")[0].removesuffix(".json")
        units, seen = answer.unit_ids(), self._units.setdefault(key, set())
        if units & seen:
            raise InputProblem(
                "the portal gave units of an earlier page of “{endpoint}” again.",
                do="Try again later; where it stays so, begin anew.",
                command="--afresh",
                endpoint=asked.endpoint,
            )
        seen |= units
        scopes = {extract.scope} if extract.scope and "rootDepartmentId" in asked.payload else set()
        return scopes, read.raw[0]

    def _check_scope(self, asked: PortalRequest, answer: Answer, extract: Extract) -> None:
        root_id = asked.payload.get("rootDepartmentId")
        about = answer.root.fields.get("departmentId") if answer.root and root_id else None
        expected = self._scopes if root_id else {NATIONAL_SCOPE}
        told = {extract.scope} if extract.scope else set()
        if about not in (None, root_id) or (expected and not told <= expected):
            raise InputProblem(
                "the portal answered “{endpoint}” for another department ({about}).",
                do="Try again later, and check the root given.",
                endpoint=asked.endpoint,
                about=str(about or extract.scope),
            )

    def _opened(self, asked: PortalRequest, content: bytes) -> Answer:
        return open_answer(asked.name, parsed(asked.name, decoded(asked.name, content)))


def _keep(path: Path, asked: PortalRequest, public: bytes, base_url: str) -> None:
    """Write the request first, then the answer: one that is there is complete."""
    request = {
        "url": f"{base_url.rstrip('/')}{ADDRESS}/{asked.endpoint}",
        "payload": asked.payload,
        "capturedAt": datetime.now(UTC).isoformat(),
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.with_name(f"{path.name}.request.json").write_text(
        json.dumps(request, ensure_ascii=False), encoding="utf-8"
    )
    aside = path.with_name(f".{path.name}.part")
    aside.write_bytes(public)
    aside.replace(path)
