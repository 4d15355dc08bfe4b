"""What a browser is told it may do with our pages."""

from __future__ import annotations

import re

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from server.security_headers import SecurityHeaders, content_security_policy
from tests.server.asking import answer


def directives() -> dict[str, list[str]]:
    parts = (part.split() for part in content_security_policy().split("; "))
    return {name: sources for name, *sources in parts}


def test_no_other_host_is_allowed_anything_and_nobody_may_frame_a_page() -> None:
    sources = {source for allowed in directives().values() for source in allowed}
    assert not [source for source in sources if re.search(r"\*|//|\.", source)]
    assert directives()["default-src"] == ["'none'"]
    assert directives()["frame-ancestors"] == ["'self'"]


def test_of_scripts_within_a_page_only_known_ones_run() -> None:
    own, *known = directives()["script-src"]
    assert own == "'self'"
    assert known
    assert all(re.fullmatch(r"'sha256-[A-Za-z0-9+/]{43}='", source) for source in known)


def test_every_answer_has_the_headers_also_one_that_nothing_was_found() -> None:
    application = Starlette(
        routes=[Route("/", lambda _: PlainTextResponse("x"))], middleware=[Middleware(SecurityHeaders)]
    )
    for address in ("/", "/not-there"):
        headers = answer(application, address).headers
        assert headers["content-security-policy"] == content_security_policy()
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert headers["x-frame-options"] == "SAMEORIGIN"
