"""A portal of our own on this machine: it speaks the real one's contract, with its faults when told to."""

from __future__ import annotations

import gzip
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.overdue_files import NAME
from tests.portal_answers import envelope

ROOT = "019d2be3-6a85-74ec-a346-6489e82ae4c7"
PROVINCE = {"departmentId": ROOT, "departmentName": "UBND tỉnh Gia Lai", "departmentCode": "H21"}
FINANCE = {
    "departmentId": "unit-1",
    "departmentName": "Sở Tài chính - tỉnh Gia Lai",
    "departmentCode": "H21.13",
}
COMMUNE = {"departmentId": "unit-2", "departmentName": "UBND phường An Bình", "departmentCode": "H21.100"}
# Seconds; whoever tests with it waits less.
SLOW = 2.5
# How often the server looks whether it is to end.
POLLED = 0.05
LEVELS = {"unit-1": "PROVINCE", "unit-2": "COMMUNE"}
METRICS = {
    "transparency": ("PUBLISH_ON_TIME", 6, 18),
    "dossier-digitized": ("ORIGINAL_RESULT_AVAILABLE", 6, 22),
    "handling-satisfaction": ("DOSSIER_RECEIVING_SATISFACTION", 6, 18),
}
TREES = {
    "dvc-progress-tree": (20, {"totalReceived": 10, "totalOnTime": 9, "avgProcessingDays": 2.5}),
    "provide-online-tree": (12, {"authorityCount": 10, "channelOnlineSum": 5, "channelTotalSum": 10}),
    "formality-online-payment-tree": (
        10,
        {"totalDossierOnlinePaymentSuccess": 1, "totalDossierFinancialObligation": 2, "totalFeeFormality": 4},
    ),
}


def answer(endpoint: str, asked: dict[str, Any]) -> bytes:
    """What the portal answers to a well-formed request: two units, one point lost in everything."""
    if endpoint == "service-results":
        return _results("departmentType" in asked)
    if endpoint in METRICS:
        code, points, maximum = METRICS[endpoint]
        metric = {
            "code": code,
            "numerator": 9,
            "denominator": 10,
            "ratio": 90,
            "score": points - 1,
            "maxScore": points,
        }
        own = {"totalScore": maximum - 1, "totalMaxScore": maximum, "ratio": 90, "metrics": [metric]}
        units = [
            {**unit, "departmentLevel": LEVELS[str(unit["departmentId"])], **own}
            for unit in (FINANCE, COMMUNE)
        ]
        pages = {"total": 2, "currentPage": asked["currentPage"], "pageSize": 1, "totalPages": 2}
        page = units[asked["currentPage"] - 1 : asked["currentPage"]]
        return envelope(
            {"overview": {**PROVINCE, **own}, "evaluation": page, "pagination": pages, "brandNew": 1}
        )
    maximum, counts = TREES[endpoint]
    points = {"totalScore": maximum - 1, "totalMaxScore": maximum, "score": maximum - 1, "maxScore": maximum}
    children = [
        {**unit, "level": LEVELS[str(unit["departmentId"])], **counts, **points}
        for unit in (FINANCE, COMMUNE)
    ]
    return envelope({"parent": {**PROVINCE, **counts, **points}, "children": children})


def _results(is_national: bool) -> bytes:
    if is_national:
        scores = {"CKMB": 17, "TDGQ": 19, "CLGQ": 11, "TTTT": 9, "MDHL": 17, "MDSH": 21}
        evaluation = [{**PROVINCE, "totalScore": 94, "childGroup": None, "groupScores": scores}]
        overview = {
            "departmentName": "Cả nước",
            "departmentCode": None,
            "totalScore": 90,
            "totalMaxScore": 100,
        }
        return envelope({"overview": overview, "radar": [], "evaluation": evaluation})
    overview = {
        "departmentName": "UBND tỉnh Gia Lai",
        "departmentCode": "H21",
        "totalScore": 94,
        "totalMaxScore": 100,
    }
    evaluation = [
        {**FINANCE, "totalScore": 94, "childGroup": "AGENCY"},
        {**COMMUNE, "totalScore": 94, "childGroup": "COMMUNE"},
    ]
    return envelope({"overview": overview, "radar": [], "evaluation": evaluation})


class Portal:
    """The running server: its address, what it was asked, and the faults it shows next, one a request.

    Faults: slow (it answers after `SLOW` seconds), cut (the connection ends), half (it ends in the middle of
    the answer), drip (a byte now and then, without end), refuse (403), busy (429), html (a page that says no,
    with HTTP 200), error (500), schema (another shape), stranger (another department), neighbour (another
    province), again (the page before), layers (folded twice), bomb (100 MB folded small), pages (a thousand
    million of them), number (a count of four hundred digits), headers (ten thousand), endless headers,
    person (one is named in a field nobody knows).
    None is no fault.
    """

    def __init__(self, address: str) -> None:
        self.address = address
        self.asked: list[tuple[str, dict[str, Any], str]] = []
        self.faults: list[str | None] = []


@contextmanager
def running() -> Iterator[Portal]:
    portal = Portal("")

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            written = self.rfile.read(int(self.headers["Content-Length"]))
            if not written:  # Whoever asked was stopped in the middle of asking.
                return
            asked = json.loads(written)
            endpoint = self.path.removeprefix("/api/v1/reporting/evaluation/")
            portal.asked.append((endpoint, asked, self.headers["User-Agent"]))
            fault = portal.faults.pop(0) if portal.faults else None
            if fault == "cut":
                self.close_connection = True
                self.connection.close()
                return
            if fault == "slow":
                time.sleep(SLOW)
            if fault == "drip":
                self._drip()
                return
            if fault in ("layers", "bomb"):
                self._fold(fault)
                return
            if fault in ("headers", "endless headers"):
                self._head(10_000 if fault == "headers" else 1_000_000)
                return
            if fault == "again":
                asked["currentPage"] -= 1
            status = {"refuse": 403, "busy": 429, "error": 500}.get(fault or "", 201)
            self._send(status, faulty(fault, endpoint, asked), is_half=fault == "half")

        def _send(self, status: int, content: bytes, *, is_half: bool) -> None:
            # Whoever asked may have given up by now.
            with suppress(ConnectionError):
                self.send_response(status)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content[: len(content) // 2] if is_half else content)
            self.close_connection = is_half

        def _fold(self, fault: str) -> None:
            with suppress(ConnectionError):
                content = gzip.compress(bytes(100_000_000))
                self.send_response(201)
                self.send_header("Content-Encoding", "gzip, gzip" if fault == "layers" else "gzip")
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

        def _head(self, count: int) -> None:
            with suppress(ConnectionError):
                self.wfile.write(b"HTTP/1.1 201 Created\r\n")
                for number in range(count):
                    self.wfile.write(f"X-{number}: {number:0100}\r\n".encode())
                    if count > 10_000:
                        time.sleep(0.05)
                self.close_connection = True

        def _drip(self) -> None:
            with suppress(ConnectionError):
                self.send_response(201)
                self.end_headers()
                while True:
                    self.wfile.write(b" ")
                    time.sleep(0.05)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    portal.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(POLLED,), daemon=True)
    thread.start()
    try:
        yield portal
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def faulty(fault: str | None, endpoint: str, asked: dict[str, Any]) -> bytes:
    if fault in ("html", "refuse", "busy"):
        return b"<html><head><title>Request Rejected</title></head><body>Request Rejected</body></html>"
    if fault == "schema":
        return envelope({"rows": []})
    content = answer(endpoint, asked)
    if fault == "pages":
        return content.replace(b'"totalPages": 2', b'"totalPages": 1000000000')
    if fault == "number":
        return content.replace(b'"totalMaxScore"', b'"totalScore": 1' + b"0" * 400 + b', "totalMaxScore"', 1)
    if fault == "person":
        return content.replace(b'"departmentName"', f'"ghiChu": "{NAME}", "departmentName"'.encode(), 1)
    if fault == "stranger":
        return content.replace(ROOT.encode(), b"somebody-else")
    return content.replace(b'"H21', b'"H44') if fault == "neighbour" else content
