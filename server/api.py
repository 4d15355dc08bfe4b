"""The interface for other programs: `/api/v1/…`, the pages' numbers as JSON, CSV or Parquet."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from indicators import __version__, translation
from indicators.errors import InputProblem
from indicators.exports.interface import MEDIA_TYPES, QUESTIONS, ask, written
from indicators.periods import VIETNAM
from pages.components import page_frame

ROOT = "/api/v1"
# What every question takes beside its own parameters.
COMMON = {
    "format": f"How the answer is written: {', '.join(MEDIA_TYPES)}; by default json, or as Accept says.",
    "lang": "The language of names and sentences: vi or en.",
}


def answer(request: Request) -> Response:
    """Answer one question: 200 with rows, 304 where nothing changed, 400 with what is wrong in words."""
    name = request.path_params["question"]
    if name not in QUESTIONS:
        return PlainTextResponse(f"{', '.join(QUESTIONS)}", 404)
    asked = {key: value for key, value in request.query_params.items() if value}
    style, language = asked.pop("format", _accepted(request)), asked.pop("lang", translation.FIRST)
    if style not in MEDIA_TYPES or language not in translation.languages():
        return PlainTextResponse(
            f"format: {', '.join(MEDIA_TYPES)}; lang: {', '.join(translation.languages())}", 400
        )
    warehouse = page_frame.warehouse()
    # Whether a period is open, and an order late, is a matter of the day.
    told = (
        warehouse.version(),
        datetime.now(VIETNAM).date(),
        __version__,
        name,
        style,
        language,
        *asked.items(),
    )
    tag = f'"{hashlib.sha256(repr(told).encode()).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-cache", "Vary": "Accept, Authorization, Cookie"}
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    with translation.in_language(language):
        try:
            found = ask(warehouse, name, asked)
            content = written(found, style)
        except InputProblem as problem:
            return JSONResponse({"problem": str(problem)}, 400)
    headers["Content-Disposition"] = f'inline; filename="{name}.{style}"'
    return Response(content, headers=headers, media_type=MEDIA_TYPES[style])


def description(_: Request) -> JSONResponse:
    """Describe the interface as OpenAPI 3.1."""
    return JSONResponse(
        {
            "openapi": "3.1.0",
            "info": {"title": "Indicators of the National Public Service Portal", "version": __version__},
            "servers": [{"url": ROOT}],
            "security": [{"bearer": []}, {"basic": []}],
            "components": {
                "securitySchemes": {
                    "bearer": {"type": "http", "scheme": "bearer"},
                    "basic": {
                        "type": "http",
                        "scheme": "basic",
                        "description": "Any name, the token as password.",
                    },
                }
            },
            "paths": {f"/{name}": {"get": _operation(name)} for name in QUESTIONS},
        }
    )


def _operation(name: str) -> dict[str, Any]:
    question = QUESTIONS[name]
    parameters = {**question.parameters, **COMMON}
    return {
        "operationId": name,
        "summary": question.summary,
        "description": f"The page “/{question.page}” shows the same under the same parameters.",
        "parameters": [
            {
                "name": key,
                "in": "query",
                "required": False,
                "description": words,
                "schema": {"type": "string"},
            }
            for key, words in parameters.items()
        ],
        "responses": {
            "200": {
                "description": "Rows, and for JSON what has to be said about them.",
                "content": {media.split(";")[0]: {} for media in MEDIA_TYPES.values()},
            },
            "304": {"description": "Nothing changed since the ETag given."},
            "400": {"description": "What is wrong with the question, in words."},
            "401": {"description": "No token was given."},
            "403": {"description": "The token is none of this server's."},
        },
    }


def _accepted(request: Request) -> str:
    accepted = request.headers.get("accept", "")
    return next((style for style, media in MEDIA_TYPES.items() if media.split(";")[0] in accepted), "json")


ROUTES = [
    Route(f"{ROOT}/openapi.json", description),
    Route(f"{ROOT}/{{question}}", answer),
]
