"""An S3 server for tests, which writes down what it was asked for: `python -m tests.store.s3_server PORT LOG`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from moto.server import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import run_simple

Environment = dict[str, Any]


class Recorded:
    """Another application, of whose answers method, path and bytes are written down, a line each.

    While there is a file `refusing` beside the log, it refuses everything.
    """

    def __init__(self, application: Any, log: Path) -> None:
        self._application, self._log = application, log.open("a", encoding="utf-8")
        self._refusing = log.with_name("refusing")

    def __call__(self, environment: Environment, start: Callable[..., Any]) -> Iterable[bytes]:
        if self._refusing.exists():
            start("403 Forbidden", [("Content-Length", "0")])
            return []

        def started(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            size = {name.lower(): value for name, value in headers}.get("content-length", "0")
            asked = environment["REQUEST_METHOD"], environment["PATH_INFO"], size
            print(*asked, sep="\t", file=self._log, flush=True)
            return start(status, headers, *more)

        answer: Iterable[bytes] = self._application(environment, started)
        return answer


if __name__ == "__main__":
    recorded = Recorded(DomainDispatcherApplication(create_backend_app), Path(sys.argv[2]))
    run_simple("127.0.0.1", int(sys.argv[1]), recorded, threaded=True)
