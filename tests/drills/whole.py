"""The whole application at once, as a drill looks at it: every page, and every file that is handed out."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from streamlit.testing.v1 import AppTest

from indicators.cli.main import main
from indicators.store.store import Store
from tests.page_names import files_of_pages, groups_today
from tests.page_runner import open_page

FILES = {
    "deck": "deck.pptx",
    "pdf": "deck.pdf",
    "report": "report.docx",
    "workbook": "workbook.xlsx",
    "packs": "packs.zip",
    "reminders": "reminders.zip",
}


def every_page(
    store: Store, monkeypatch: pytest.MonkeyPatch, only: Collection[str] = (), **asked: str
) -> dict[str, str]:
    """All that is written on each page, tables and charts too, by its address; none of them fails.

    `only` some pages where others are not looked at; `asked` are parameters of their addresses.
    """
    shown = {}
    for page in only or [*files_of_pages(), *groups_today()]:
        application = open_page(store.url, monkeypatch, page, **asked)
        assert not application.exception, page
        assert not application.error, page
        assert not application.toast, page
        shown[page] = written(application)
    return shown


def written(page: AppTest) -> str:
    """All that a page sends, its tables and charts too."""
    return "\n".join(_sent(page._tree))


def every_file(store: Store, folder: Path, *asked: str) -> dict[str, str]:
    """All that is written in each file that is handed out, by the name of the command that makes it."""
    made = {}
    for command, name in FILES.items():
        file = folder / name
        assert main(["export", command, "--out", str(file), "--store", store.url, *asked]) == 0, command
        made[command] = words_in(file.read_bytes())
    return made


def words_in(content: bytes) -> str:
    """Everything that can be read in a file: of an archive in all that is in it, of a PDF on all pages."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return "\n".join(f"{name}\n{words_in(archive.read(name))}" for name in archive.namelist())
    if content.startswith(b"%PDF"):
        pages = pypdfium2.PdfDocument(content)
        return "\n".join(page.get_textpage().get_text_range() for page in pages)
    return content.decode("utf-8", errors="ignore")


def _sent(block: Any) -> Iterator[str]:
    for child in block.children.values():
        if child.proto is not None:
            # What is written travels as it is, in tables and charts too.
            yield child.proto.SerializeToString().decode("utf-8", errors="ignore")
        if hasattr(child, "children"):
            yield from _sent(child)
