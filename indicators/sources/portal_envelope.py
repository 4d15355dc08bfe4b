"""The envelope around an answer of the portal: opened, or refused with what it says instead of data."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from indicators.errors import InputProblem
from indicators.privacy import public_text

Json = Mapping[str, Any]
# What a service's own errors have in place of data.
_ERRORS = frozenset(("error", "status", "statusCode"))


def parsed(file: str, written: str) -> Any:
    """Parse the JSON that a text is. Raises InputProblem when it is damaged."""
    try:
        told = json.loads(written)
        # Halves of letters, as "\\ud800" alone is, can be neither shown nor kept.
        if "\\ud" in written.casefold():
            json.dumps(told, ensure_ascii=False).encode()
        return told
    except (ValueError, RecursionError):
        raise InputProblem(
            "it begins like JSON but is damaged or was cut off.", do="Fetch it again.", file=file
        ) from None


def data_of(file: str, envelope: Any) -> Json:
    """Return what the envelope holds. Raises InputProblem where it is none, or tells of an error."""
    if error := _error(envelope):
        raise InputProblem(
            "it tells of an error, not of data: {answer}.",
            do="Log in again there, or wait a while, and download it again.",
            file=file,
            answer=public_text(error),
        )
    if not isinstance(envelope, dict) or "code" not in envelope or "data" not in envelope:
        raise InputProblem(
            "it is JSON, but not an answer of the portal: “code” and “data” are missing.",
            do="Import the portal's answer as it came, whole.",
            file=file,
        )
    if envelope["code"] != "OK":
        raise InputProblem(
            "the portal answered with an error: {answer}.",
            do="Fetch it again later.",
            file=file,
            answer=public_text(str(envelope.get("message") or envelope["code"])),
        )
    if not isinstance(envelope["data"], dict):
        raise unknown(file)
    data: Json = envelope["data"]
    return data


def unknown(file: str) -> InputProblem:
    """Return the refusal of an answer of a shape that is not known."""
    return InputProblem(
        "it is an answer of the portal that this version cannot read.",
        do="Import the answers of the seven evaluation addresses only.",
        file=file,
    )


def _error(envelope: Any) -> str | None:
    """Return what a service says in place of an answer: that nobody is logged in, or that it is asked too much."""
    if not isinstance(envelope, dict) or "data" in envelope or not _ERRORS & envelope.keys():
        return None
    told = envelope.get("error")
    inner = told if isinstance(told, dict) else {}
    said = (
        envelope.get("message"),
        inner.get("message"),
        told,
        envelope.get("detail"),
        envelope.get("title"),
    )
    words = next((each for each in said if isinstance(each, str) and each), "")
    number = next((str(each) for key in _ERRORS if isinstance(each := envelope.get(key), int)), "")
    return " ".join(part for part in (number, words) if part) or None
