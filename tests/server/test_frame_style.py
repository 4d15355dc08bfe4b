"""How large words are stands in the frame that Streamlit sends, and in nothing else."""

from __future__ import annotations

from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route
from streamlit.file_util import get_static_dir

from server.frame_style import STYLE, FrameStyle
from tests.server.asking import answer

FRAME = Path(get_static_dir()) / "index.html"
APPLICATION = Starlette(
    routes=[
        Route("/", lambda _: FileResponse(FRAME)),
        Route("/number", lambda _: JSONResponse(1)),
        Route("/unchanged", lambda _: Response(status_code=304, media_type="text/html")),
    ],
    # Within is another that compresses, as Streamlit does.
    middleware=[Middleware(FrameStyle), Middleware(GZipMiddleware, minimum_size=1)],
)
VISIT = {"accept": "text/html,*/*", "accept-encoding": "gzip"}


def test_the_frame_tells_the_size_of_type_before_any_table_is_drawn() -> None:
    got = answer(APPLICATION, "/", VISIT)
    head, _ = got.text.split("</head>")
    assert head.endswith(f"<style>{STYLE}</style>")
    assert "font-size" in STYLE
    assert got.text.replace(f"<style>{STYLE}</style>", "") == FRAME.read_text(encoding="utf-8")
    # A browser that kept the frame without it, or with another, asks anew.
    assert "etag" not in got.headers


def test_other_answers_are_passed_on_as_they_are() -> None:
    assert answer(APPLICATION, "/number", VISIT).text == "1"
    assert answer(APPLICATION, "/unchanged", VISIT).status_code == 304
