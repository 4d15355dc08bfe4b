"""What a first page needs beside Streamlit's frame is fetched with it, and not only when the page's words arrive."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.file_util import get_static_dir

# What nearly every page of ours is made of, as Streamlit names its sources.
NEEDED = ("Html", "Selectbox", "Metric", "PageLink", "DownloadButton", "LinkButton")
# What most other pages are made of: fetched once the browser has nothing else to do.
LATER = ("ReadOnlyGrid",)


class Preloaded:
    """Middleware that has a browser fetch these scripts while it still reads the page's frame."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        at_once, later = scripts_of(NEEDED), scripts_of(LATER)
        told = [(file, "modulepreload") for file in at_once]
        told += [(file, "prefetch") for file in later if file not in at_once]
        self.links = ", ".join(f"<./{file}>; rel={when}" for file, when in told)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_on(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if headers.get("content-type", "").startswith("text/html"):
                    headers["Link"] = self.links
            await send(message)

        await self.app(scope, receive, send_on)


def scripts_of(elements: tuple[str, ...]) -> list[str]:
    """List the scripts of some elements, and those they ask for, without what the frame itself names."""
    static = Path(get_static_dir())
    frame = (static / "index.html").read_text(encoding="utf-8")
    parts = json.loads((static / "manifest.json").read_text(encoding="utf-8"))
    named = [name for name in parts if Path(name).stem in elements and Path(name).suffix == ".tsx"]

    def files(name: str) -> Iterator[str]:
        yield parts[name]["file"]
        for asked in parts[name].get("imports", []):
            yield from files(asked)

    found = dict.fromkeys(file for name in named for file in files(name))
    return [file for file in found if file not in frame]
