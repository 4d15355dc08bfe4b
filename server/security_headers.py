"""What a browser may do with our pages: run our scripts and Streamlit's, and ask no other host for anything."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.file_util import get_static_dir

from indicators.exports.presentation_html import presentation_script
from pages.components.page_frame import PAGE_SCRIPT
from pages.components.phone import DRAWER_SCRIPT
from pages.components.search import SEARCH_SCRIPT
from pages.components.streamlit_words import WORDS_SCRIPT


def content_security_policy() -> str:
    """Return the policy as one line: scripts of this server's files, or equal to one of ours."""
    ours = (PAGE_SCRIPT, SEARCH_SCRIPT, WORDS_SCRIPT, DRAWER_SCRIPT, presentation_script())
    allowed = " ".join(_digest(script) for script in (*_of_streamlit(), *ours))
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self' {allowed}",
            # Streamlit and pictures have styles of their own as they draw; a style can ask no other host either.
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "media-src 'self'",
            "worker-src 'self' blob:",
            "manifest-src 'self'",
            "form-action 'self'",
            "base-uri 'self'",
            # The live page within a presentation's full screen.
            "frame-src 'self'",
            "frame-ancestors 'self'",
        )
    )


class SecurityHeaders:
    """Middleware that gives every answer the same headers."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.headers = {
            "Content-Security-Policy": content_security_policy(),
            # Of browsers that do not know frame-ancestors yet.
            "X-Frame-Options": "SAMEORIGIN",
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "same-origin",
            "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(self.headers)
            await send(message)

        await self.app(scope, receive, send_with_headers)


def _of_streamlit() -> list[str]:
    """Return the scripts that stand in Streamlit's own page, and not in a file."""
    page = (Path(get_static_dir()) / "index.html").read_text(encoding="utf-8")
    return re.findall(r"<script>(.*?)</script>", page, re.DOTALL)


def _digest(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
