"""The application as a server: its pages, and what is added to every answer. Run with `streamlit run app.py`.

The script of the pages lies in `pages/`, beside them: Streamlit looks for a folder of that name beside its main
script and would, for a link that is a started server's first visit, run the page without what surrounds it.
"""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import Route

from indicators.errors import InputProblem
from server import api, search
from server.access import OnlyWhoMay, check_start
from server.frame_style import FrameStyle
from server.health import health
from server.kept_files import KeptFiles
from server.measures import metrics
from server.memory import giving_back
from server.preloaded import Preloaded
from server.security_headers import SecurityHeaders

try:
    check_start()
except InputProblem as problem:
    raise SystemExit(str(problem)) from None

app = st.App(
    Path(__file__).parent / "pages" / "navigation.py",
    lifespan=giving_back,
    routes=[Route("/health", health), Route("/metrics", metrics), *api.ROUTES, *search.ROUTES],
    # Streamlit sends its own scripts uncompressed: 9 MB at a first visit.
    middleware=[
        Middleware(SecurityHeaders),
        Middleware(OnlyWhoMay),
        Middleware(Preloaded),
        Middleware(KeptFiles),
        Middleware(GZipMiddleware, compresslevel=6),
        Middleware(FrameStyle),
    ],
)
