"""The size of type stands in a page's frame: a table draws its words once, as large as words are then."""

from __future__ import annotations

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from indicators.paths import PROJECT

STYLE = (PROJECT / "pages" / "components" / "frame.css").read_text(encoding="utf-8")
ADDED = f"<style>{STYLE}</style></head>".encode()


class FrameStyle:
    """Middleware that puts our first style into Streamlit's frame, before any script draws."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not _is_visit(scope):
            await self.app(scope, receive, send)
            return
        # Streamlit would compress it; that is done once it is whole.
        headers = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
        held: list[Message] = []

        async def send_on(message: Message) -> None:
            if message["type"] == "http.response.start" and _is_frame(message):
                held.append(message)
            elif not held:
                await send(message)
            else:
                held.append(message)
                if not message.get("more_body", False):
                    for part in _with_style(*held):
                        await send(part)

        await self.app({**scope, "headers": headers}, receive, send_on)


def _is_visit(scope: Scope) -> bool:
    """Tell whether somebody's browser goes to a page."""
    asked = scope["type"] == "http" and scope["method"] == "GET"
    return asked and "text/html" in Headers(scope=scope).get("accept", "")


def _is_frame(start: Message) -> bool:
    return start["status"] == 200 and Headers(raw=start["headers"]).get("content-type", "").startswith(
        "text/html"
    )


def _with_style(start: Message, *parts: Message) -> tuple[Message, Message]:
    body = b"".join(part.get("body", b"") for part in parts).replace(b"</head>", ADDED, 1)
    headers = MutableHeaders(scope=start)
    headers["content-length"] = str(len(body))
    # What they tell is the file's own state, and of the style they know nothing.
    for name in ("etag", "last-modified"):
        del headers[name]
    return start, {"type": "http.response.body", "body": body}
