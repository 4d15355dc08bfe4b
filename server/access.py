"""Who is let in before a page runs: what the server answers beside the pages, and whether it starts at all."""

from __future__ import annotations

import base64
import json
from contextlib import suppress
from urllib.parse import quote, unquote, urlsplit

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME
from streamlit.web.server.starlette.starlette_websocket import (
    _get_signed_cookie_with_chunks,
    is_host_allowed,
)

from indicators.access import load_access
from indicators.errors import InputProblem
from indicators.store.actor import Actor, Role
from indicators.translation import text
from pages.components import access

# What each route needs: the longest beginning counts; pages themselves ask in their script.
NEEDED = {
    "/media/": Role.VIEWER,
    "/api/": Role.VIEWER,
    "/search": Role.VIEWER,
    "/_stcore/upload_file/": Role.ANALYST,
    "/_stcore/metrics": Role.ADMINISTRATOR,
    "/metrics": Role.ADMINISTRATOR,
}
# What monitors ask for, by whatever name; it tells no number. A name that nobody allowed may be that of a page
# elsewhere that leads here behind its visitor's back; Streamlit looks at it only where a page opens its connection.
UNDER_ANY_NAME = ("/health", "/_stcore/health")
SIGN_IN, CALLBACK = "/auth/login", "/oauth2callback"
# The page that was asked for before the sign-in, by its address on this server.
ASKED = "asked_page"


def check_start() -> None:
    """Refuse to start (InputProblem) where everybody could come in and nobody said that they may.

    Also where settings may not be read: Streamlit would take that for a port that is not free, and look for another.
    """
    try:
        settings, signs_in = load_access(), access.is_sign_in_set_up()
    except PermissionError as refused:
        raise InputProblem(
            "the account that runs the application may not read {settings}.",
            do="Let that account read it, and its folder.",
            settings=str(refused.filename),
        ) from None
    if signs_in or access.is_own_machine() or settings.without_sign_in:
        return
    raise InputProblem(
        "the application would listen at {address}, and nobody has to sign in.",
        do='Set up the sign-in, or say in .streamlit/access.toml with without_sign_in = "viewer" that everybody '
        "who reaches it may look (docs/server.md).",
        address=str(st.get_option("server.address") or text("every address of this machine")),
    )


def signed_in(connection: HTTPConnection) -> Actor | None:
    """Tell who sends a request: a program by its token, people by the cookie of their sign-in.

    Where nobody signs in everybody is who they are by the office's settings.
    """
    if token := _token(connection):
        return load_access().program(token)
    if not access.is_sign_in_set_up():
        return access.without_sign_in()
    cookie = _get_signed_cookie_with_chunks(connection.cookies, USER_COOKIE_NAME)
    return load_access().actor(json.loads(cookie)) if cookie else None


def _token(connection: HTTPConnection) -> str | None:
    """Read the token of a program, given as a bearer's or as the password of any name."""
    scheme, _, given = connection.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return given.strip()
    if scheme.lower() == "basic":
        with suppress(ValueError):
            return base64.b64decode(given).decode().partition(":")[2]
    return None


class OnlyWhoMay:
    """Middleware that answers who may not with a sentence, and brings back who signed in where they were."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        connection = HTTPConnection(scope)
        wrong_name = _wrong_name(connection)
        if refusal := wrong_name or self._refusal(connection):
            if scope["type"] == "websocket":
                await send({"type": "websocket.close", "code": 1008, "reason": "403"})
            else:
                # Excel and Power BI ask for name and password where they are told so.
                asks = not wrong_name and _path(connection).startswith("/api/") and not _token(connection)
                headers = {"WWW-Authenticate": 'Basic realm="indicators", charset="UTF-8"'} if asks else None
                await PlainTextResponse(refusal, 401 if asks else 403, headers)(scope, receive, send)
            return

        async def send_on(message: Message) -> None:
            if message["type"] == "http.response.start":
                _remember_page(connection, MutableHeaders(scope=message))
            await send(message)

        await self.app(scope, receive, send_on)

    def _refusal(self, connection: HTTPConnection) -> str | None:
        """Why a request is not answered; None where it is."""
        try:
            if (
                _is_passed_on(connection)
                and not access.is_sign_in_set_up()
                and not load_access().without_sign_in
            ):
                return text(
                    "Others reach this server through another, and nobody has to sign in: it answers nobody. "
                    "Set up the sign-in first."
                )
            asked = _path(connection)
            needed = next((role for path, role in NEEDED.items() if asked.startswith(path)), None)
            if needed is None:
                return None
            person = signed_in(connection)
        except InputProblem as problem:
            return str(problem)
        if person and person.may(needed):
            return None
        return text(
            "This needs the role “{role}”. Sign in, or ask who administers the application.",
            role=needed.label(),
        )


def _wrong_name(connection: HTTPConnection) -> str | None:
    """Why a request is not answered under the name it came by; None where that is allowed."""
    name = connection.headers.get("host", "")
    if is_host_allowed(name) or _path(connection) in UNDER_ANY_NAME:
        return None
    return text(
        "This server does not answer under the name “{name}”. Use its usual address, or ask who administers it to "
        "allow this one.",
        name=name,
    )


def _path(connection: HTTPConnection) -> str:
    """Give the path that is asked for, without the one under which the whole application may lie."""
    base = str(st.get_option("server.baseUrlPath")).strip("/")
    return connection.url.path.removeprefix(f"/{base}") if base else connection.url.path


def _is_passed_on(connection: HTTPConnection) -> bool:
    """Whether another server passes this request on, for somebody elsewhere."""
    return any(name in connection.headers for name in ("x-forwarded-for", "forwarded", "x-real-ip"))


def _remember_page(connection: HTTPConnection, headers: MutableHeaders) -> None:
    """Keep the page that was asked for while its reader signs in, and send them there afterwards."""
    path = connection.url.path
    if path.endswith(SIGN_IN):
        came_from = urlsplit(connection.headers.get("referer", ""))
        if came_from.netloc == connection.url.netloc:
            page = came_from.path + (f"?{came_from.query}" if came_from.query else "")
            headers.append("set-cookie", _cookie(quote(page), 600))
    elif path.endswith(CALLBACK) and ASKED in connection.cookies:
        page = unquote(connection.cookies[ASKED])
        # Of this server alone: "//" and "/\\" begin the address of another.
        if headers.get("location") and page.startswith("/") and page[1:2] not in ("/", "\\"):
            headers["location"] = page
        headers.append("set-cookie", _cookie("", 0))


def _cookie(value: str, seconds: int) -> str:
    return f"{ASKED}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax"
