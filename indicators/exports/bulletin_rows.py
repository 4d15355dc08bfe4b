"""The bulletin for other programs: a row a sentence, with the numbers it says and the page that shows them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from urllib.parse import urlencode

import pandas as pd

from indicators.analysis.bulletin import Bulletin, Chapter
from indicators.analysis.statements import Link

COLUMNS = ("point", "chapter", "kind", "sentence", "subject", "numbers", "address")


def bulletin_rows(told: Bulletin) -> pd.DataFrame:
    """Return a row a sentence: COLUMNS.

    `point` is which of the twelve it belongs to, `subject` the codes of whom or what it is about, `numbers` what it
    says of them by name, written as JSON, `address` the page that shows them. Each sentence stands for itself.
    """
    rows = [row for chapter in told.chapters for row in _rows(chapter)]
    return pd.DataFrame(rows, columns=[*COLUMNS])


def _rows(chapter: Chapter) -> Iterator[tuple[object, ...]]:
    for said in chapter.said:
        claim = said.statement
        numbers = json.dumps(dict(claim.numbers), ensure_ascii=False, allow_nan=False)
        told = (claim.kind, claim.sentence(), list(claim.subject), numbers, address(claim.link))
        yield said.point, chapter.key, *told


def address(link: Link) -> str:
    """Write the address of the page behind a sentence, from the root of the application."""
    page = "" if link.page == "overview" else link.page
    return f"/{page}?{urlencode(dict(link.query))}" if link.query else f"/{page}"
