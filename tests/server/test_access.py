"""Who is answered beside the pages, and where the application starts at all."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import streamlit as st
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from indicators.errors import InputProblem
from server import access as server_access
from server.access import NEEDED, OnlyWhoMay, check_start
from tests.server.asking import answer

Set = Callable[..., None]
ROUTES = [*(f"{path}x" for path in NEEDED), "/_stcore/metrics", "/", "/health"]
ANSWERED = {
    # Role, and what it is answered of: media, search, uploads, metrics; everybody gets the page's shell and the health.
    None: (),
    "viewer": ("/media/x", "/api/x", "/searchx"),
    "analyst": ("/media/x", "/api/x", "/searchx", "/_stcore/upload_file/x"),
    "administrator": tuple(ROUTES),
}
APPLICATION = Starlette(
    routes=[Route("/{path:path}", lambda _: PlainTextResponse("answered"))],
    middleware=[Middleware(OnlyWhoMay)],
)


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Set:
    """Set a server up: its address, whether people sign in, who signed in, and the file of roles."""

    def set_up(address: str, written: str = "", *, signs_in: bool = False, claims: object = None) -> None:
        file = tmp_path / "access.toml"
        file.write_text(written, encoding="utf-8")
        monkeypatch.setenv("INDICATORS_ACCESS", str(file))
        option = st.get_option
        monkeypatch.setattr(st, "get_option", lambda key: address if key == "server.address" else option(key))
        monkeypatch.setattr("pages.components.access.is_sign_in_set_up", lambda: signs_in)
        cookie = json.dumps(claims).encode() if claims else None
        monkeypatch.setattr(server_access, "_get_signed_cookie_with_chunks", lambda *_: cookie)

    return set_up


@pytest.mark.parametrize("route", sorted(set(ROUTES)))
@pytest.mark.parametrize("role", ANSWERED)
def test_each_route_answers_the_roles_that_need_it(settings: Set, role: str | None, route: str) -> None:
    people = f'[people]\n"a@b.vn" = {{ role = "{role}" }}' if role else ""
    claims = {"is_logged_in": True, "iat": 9e9, "email": "a@b.vn"}
    settings("0.0.0.0", people, signs_in=True, claims=claims)  # noqa: S104 - nothing listens
    is_open = route in ("/", "/health")
    expected = [200] if is_open or route in ANSWERED[role] else [401, 403]
    assert answer(APPLICATION, route).status_code in expected


@pytest.mark.parametrize("route", sorted(path for path in ROUTES if path not in ("/", "/health")))
def test_who_did_not_sign_in_is_answered_nothing_of_the_data(settings: Set, route: str) -> None:
    settings("127.0.0.1", signs_in=True)
    refused = answer(APPLICATION, route)
    assert refused.status_code == (401 if route.startswith("/api/") else 403)
    assert "cần vai trò" in refused.text


@pytest.mark.parametrize("address", ["127.0.0.1", "localhost", "::1"])
def test_on_ones_own_machine_it_starts_and_answers_without_a_sign_in(settings: Set, address: str) -> None:
    settings(address)
    check_start()
    assert answer(APPLICATION, "/_stcore/metrics").status_code == 200


@pytest.mark.parametrize("address", ["0.0.0.0", "10.0.0.5", ""])  # noqa: S104 - nothing listens
def test_at_another_address_it_does_not_start_unless_told_so(settings: Set, address: str) -> None:
    settings(address)
    with pytest.raises(InputProblem, match="không ai phải đăng nhập"):
        check_start()
    settings(address, signs_in=True)
    check_start()
    settings(address, 'without_sign_in = "viewer"')
    check_start()
    assert answer(APPLICATION, "/media/x").status_code == 200
    assert answer(APPLICATION, "/_stcore/upload_file/x").status_code == 403


def test_settings_that_may_not_be_read_are_named_before_it_starts(
    settings: Set, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings("127.0.0.1")

    def refused() -> bool:
        raise PermissionError(13, "Permission denied", "/home/chiso/.streamlit/secrets.toml")

    monkeypatch.setattr("pages.components.access.is_sign_in_set_up", refused)
    with pytest.raises(InputProblem, match=r"không được phép đọc /home/chiso/.streamlit/secrets.toml"):
        check_start()


def test_behind_another_server_who_does_not_sign_in_may_what_the_office_set_and_no_more(
    settings: Set,
) -> None:
    settings("127.0.0.1", 'without_sign_in = "viewer"')
    passed_on = {"X-Forwarded-For": "10.1.2.3"}
    assert answer(APPLICATION, "/media/x", passed_on).status_code == 200
    assert answer(APPLICATION, "/_stcore/upload_file/x", passed_on).status_code == 403
    assert answer(APPLICATION, "/metrics", passed_on).status_code == 403


@pytest.mark.parametrize("route", sorted(NEEDED))
def test_under_a_path_of_its_own_each_route_needs_what_it_needs_elsewhere(
    settings: Set, monkeypatch: pytest.MonkeyPatch, route: str
) -> None:
    settings("0.0.0.0", signs_in=True)  # noqa: S104 - nothing listens
    option = st.get_option
    monkeypatch.setattr(
        st, "get_option", lambda key: "chiso/" if key == "server.baseUrlPath" else option(key)
    )
    for path in (f"/chiso{route}x", f"{route}x"):
        assert answer(APPLICATION, path).status_code in (401, 403)


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "X-Real-IP"])
def test_what_another_server_passes_on_needs_a_sign_in(settings: Set, header: str) -> None:
    settings("127.0.0.1")
    assert answer(APPLICATION, "/", {header: "10.1.2.3"}).status_code == 403
    settings("127.0.0.1", signs_in=True)
    assert answer(APPLICATION, "/", {header: "10.1.2.3"}).status_code == 200


def test_under_a_name_nobody_allowed_nothing_is_answered_but_the_health(settings: Set) -> None:
    """A page elsewhere whose name is made to lead to this machine would read all through its visitor's browser."""
    settings("127.0.0.1")
    for route in sorted({*ROUTES, "/ranking"} - {"/health"}):
        for host in ("elsewhere.example", "127.0.0.1.elsewhere.example:8501", ""):
            refused = answer(APPLICATION, route, {"Host": host})
            assert refused.status_code == 403, (route, host)
            assert "không phục vụ dưới tên" in refused.text
        for host in ("localhost:8501", "127.0.0.1", "[::1]:8501"):
            assert answer(APPLICATION, route, {"Host": host}).status_code == 200, (route, host)
    assert answer(APPLICATION, "/health", {"Host": "elsewhere.example"}).status_code == 200


def test_who_signed_in_comes_back_to_the_page_they_asked_for() -> None:
    def callback(_: object) -> PlainTextResponse:
        return PlainTextResponse("", 302, {"location": "/"})

    application = Starlette(
        routes=[Route("/auth/login", callback), Route("/oauth2callback", callback)],
        middleware=[Middleware(OnlyWhoMay)],
    )

    def comes_back(page: str) -> str:
        asked = answer(application, "/auth/login", {"Referer": f"http://127.0.0.1{page}"})
        cookie = asked.headers.get("set-cookie", "").split(";")[0]
        return answer(application, "/oauth2callback", {"Cookie": cookie}).headers["location"]

    assert comes_back("/ranking?node=total&lang=en") == "/ranking?node=total&lang=en"
    assert comes_back("//elsewhere.example/x") == "/"
    assert answer(application, "/oauth2callback").headers["location"] == "/"
    elsewhere = answer(application, "/auth/login", {"Referer": "http://elsewhere.example/x"})
    assert "set-cookie" not in elsewhere.headers
