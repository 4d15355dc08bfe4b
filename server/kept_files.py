"""Files that never change, compressed once: Streamlit's scripts are megabytes, and each visitor asks for all."""

from __future__ import annotations

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Bytes kept in all; a first visit needs about 2 MB.
MOST = 32 * 2**20


class KeptFiles:
    """Middleware that keeps what is answered for ever alike, as it was sent compressed, and answers with it again."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._kept: dict[str, list[Message]] = {}
        self._bytes = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not _asks_for_whole(scope):
            await self.app(scope, receive, send)
            return
        path = scope["path"]
        if path in self._kept:
            for message in self._kept[path]:
                await send(message)
            return
        sent: list[Message] = []

        async def send_on(message: Message) -> None:
            sent.append(message)
            await send(message)

        await self.app(scope, receive, send_on)
        start, *parts = sent
        body = b"".join(part.get("body", b"") for part in parts)
        if _is_for_ever(start) and self._bytes + len(body) <= MOST:
            # In one piece, of a length that is told: to pass on many takes longer.
            MutableHeaders(scope=start)["content-length"] = str(len(body))
            self._kept[path] = [start, {"type": "http.response.body", "body": body}]
            self._bytes += len(body)


def _asks_for_whole(scope: Scope) -> bool:
    """Tell whether a request is for a whole file, and takes it compressed."""
    if scope["type"] != "http" or scope["method"] != "GET":
        return False
    headers = Headers(scope=scope)
    asks_for_part = "range" in headers or "if-none-match" in headers or "if-modified-since" in headers
    return "gzip" in headers.get("accept-encoding", "") and not asks_for_part


def _is_for_ever(start: Message) -> bool:
    """Tell whether an answer is a file that says of itself that it stays as it is."""
    return start["status"] == 200 and "immutable" in Headers(raw=start["headers"]).get("cache-control", "")
