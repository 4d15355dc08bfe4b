"""What the search of the pages looks through, sent once and kept by the browser until something is imported."""

from __future__ import annotations

import hashlib

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from indicators import __version__, translation
from indicators.analysis.search import search_index
from indicators.warehouse.own_dossiers import see_dossiers_of
from pages.components import page_frame
from server.access import signed_in


def index(request: Request) -> Response:
    """Answer with all entries: kind, name, note, folded words, address; 304 where nothing changed."""
    person, warehouse = signed_in(request), page_frame.warehouse()
    own = person.agency_id if person else None
    asked = request.query_params.get("lang", translation.FIRST)
    language = asked if asked in translation.languages() else translation.FIRST
    told = (warehouse.version(), __version__, language, own)
    tag = f'"{hashlib.sha256(repr(told).encode()).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-cache", "Vary": "Authorization, Cookie"}
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    see_dossiers_of(own)
    with translation.in_language(language):
        entries = [
            [entry.kind, entry.name, entry.note, entry.keys, entry.link.address]
            for entry in search_index(warehouse)
        ]
    return JSONResponse(entries, headers=headers)


ROUTES = [Route("/search", index)]
