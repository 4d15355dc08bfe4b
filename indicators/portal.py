"""The polite collector: asks the portal for one period's answers, one at a time, and keeps each as it came.

It says who it is, pauses between requests, tries again only where the connection failed, and stops at the
first refusal; it never evades one. What was answered before a break is not asked again the same day.
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx

from indicators import __version__, sources
from indicators.periods import Period, vietnam_day
from indicators.problems import InputProblem
from indicators.sources.archive import gather_bytes

BASE_URL = "https://dichvucong.gov.vn"
# Units a page, as the portal's own screens ask for them; None where the answer has no pages.
ENDPOINTS: dict[str, int | None] = {
    "service-results": None,
    "transparency": 200,
    "dvc-progress-tree": 100,
    "provide-online-tree": 200,
    "formality-online-payment-tree": 100,
    "handling-satisfaction": 200,
    "dossier-digitized": 200,
}
TRIES = 3
TIMEOUT = httpx.Timeout(120, connect=20)
REFUSALS = (401, 403, 429)


@dataclass(frozen=True, slots=True)
class Asked:
    """One request: its endpoint, what it says, and the name its answer is kept under."""

    endpoint: str
    payload: dict[str, Any]
    name: str


def pause() -> None:
    """Two to five seconds, never the same, so that the portal has room for people."""
    time.sleep(random.uniform(2, 5))  # noqa: S311 - no secret is made of it


def requests_for(period: Period, root_id: str) -> list[Asked]:
    """The first page of every endpoint for a province, and the national list; no half-years."""
    if period.kind == "half":
        raise InputProblem(
            "the portal does not answer for half-years.", do="Collect a month, a quarter or a year."
        )
    when: dict[str, Any] = {"timeType": period.kind, "year": period.year}
    if period.kind != "year":
        when[period.kind] = period.index
    days = {"fromDate": period.start.isoformat(), "toDate": period.end.isoformat()}
    asked = []
    for endpoint, size in ENDPOINTS.items():
        payload = {**(days if endpoint == "handling-satisfaction" else when), "rootDepartmentId": root_id}
        if size:
            payload |= {"currentPage": 1, "pageSize": size}
        asked.append(Asked(endpoint, payload, f"province/{endpoint}.json"))
    national = {**when, "departmentType": "ADMINISTRATIVE_UNIT"}
    return [*asked, Asked("service-results", national, "national/service-results.json")]


def collect(
    folder: Path,
    period: Period,
    root_id: str,
    *,
    base_url: str = BASE_URL,
    told: Callable[[str], None] = lambda _: None,
) -> Path:
    """Ask for all answers of a period and return the folder that holds them, each beside its request.

    `folder` is where collections lie; this one's is named by root, period and day, so that a collection that
    was cut off goes on where it stopped, and never mixes two days. `told` hears of each answer. Raises
    InputProblem where the portal refuses, cannot be reached, or answers something else.
    """
    day = vietnam_day(datetime.now(UTC))
    kept = folder / f"{root_id}-{period}-{day:%Y%m%d}".replace(":", "-")
    headers = {"User-Agent": f"indicators/{__version__} (provincial monitoring of public service indicators)"}
    with httpx.Client(base_url=base_url, headers=headers, timeout=TIMEOUT) as client:
        for asked in _all_pages(requests_for(period, root_id), kept):
            if (kept / asked.name).exists():
                continue
            content = _answer(client, asked)
            _check(asked, content, root_id)
            _keep(kept, asked, content, base_url)
            told(asked.name)
    return kept


def _all_pages(first: list[Asked], kept: Path) -> Iterator[Asked]:
    """Every request; the pages that follow a first one as soon as it has said how many there are."""
    for asked in first:
        yield asked
        written = json.loads((kept / asked.name).read_bytes())
        pages = (written["data"].get("pagination") or {}).get("totalPages") or 1
        for page in range(2, pages + 1):
            payload = {**asked.payload, "currentPage": page}
            yield Asked(asked.endpoint, payload, asked.name.replace(".json", f".page-{page}.json"))


def _answer(client: httpx.Client, asked: Asked) -> bytes:
    """The bytes of the portal's answer; tries again only where the connection failed."""
    for left in reversed(range(TRIES)):
        pause()
        try:
            response = client.post(f"/api/v1/reporting/evaluation/{asked.endpoint}", json=asked.payload)
        except httpx.TransportError as error:
            if left:
                continue
            raise InputProblem(
                "the portal cannot be reached for “{endpoint}” ({error}).",
                do="Try again later: what was answered today is not asked again.",
                endpoint=asked.endpoint,
                error=type(error).__name__,
            ) from None
        if response.status_code in REFUSALS or b"Request Rejected" in response.content[:2000]:
            raise InputProblem(
                "the portal refused “{endpoint}” (HTTP {status}); nothing more was asked.",
                do="Wait some hours, or import answers saved by hand.",
                endpoint=asked.endpoint,
                status=response.status_code,
            )
        if response.is_success:
            return response.content
        raise InputProblem(
            "the portal answered “{endpoint}” with an error (HTTP {status}).",
            do="Try again later: what was answered today is not asked again.",
            endpoint=asked.endpoint,
            status=response.status_code,
        )
    raise AssertionError("the last try returns or raises")


def _check(asked: Asked, content: bytes, root_id: str) -> None:
    """InputProblem unless the answer can be read and is about the department that was asked for."""
    sources.read(gather_bytes(asked.name, content))
    data = json.loads(content)["data"]
    about = (data.get("overview") or data.get("parent") or {}).get("departmentId")
    if "rootDepartmentId" in asked.payload and about not in (None, root_id):
        raise InputProblem(
            "the portal answered “{endpoint}” for another department ({about}).",
            do="Try again later, and check the root given.",
            endpoint=asked.endpoint,
            about=about,
        )


def _keep(folder: Path, asked: Asked, content: bytes, base_url: str) -> None:
    """The request first, then the answer: an answer that is there is complete."""
    request = {
        "url": f"{base_url}/api/v1/reporting/evaluation/{asked.endpoint}",
        "payload": asked.payload,
        "capturedAt": datetime.now(UTC).isoformat(),
    }
    path = folder / asked.name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.with_name(f"{path.name}.request.json").write_text(
        json.dumps(request, ensure_ascii=False), encoding="utf-8"
    )
    aside = path.with_name(f".{path.name}.part")
    aside.write_bytes(content)
    aside.replace(path)
