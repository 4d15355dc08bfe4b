"""The weekly bulletin on screen: its chapters, the files it is handed out as, the message to be copied."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import streamlit as st

from indicators.analysis.bulletin import Bulletin, bulletin
from indicators.exports.bulletin import bulletin_docx, bulletin_slide
from indicators.exports.bulletin_html import bulletin_html
from indicators.exports.bulletin_text import bulletin_zalo
from indicators.markup import Markdown
from indicators.translation import text
from indicators.warehouse.warehouse import Warehouse
from pages.components import page_record
from pages.components.statements import linked_sentence
from pages.sections.documents import take


def heading(told: Bulletin) -> None:
    """Write which week it is, and of whom and when its numbers are."""
    about = told.about()
    page_record.words(
        Markdown("## {}  \n:small[:gray[{}]]").format(told.heading(), f"{about[:1].upper()}{about[1:]}")
    )


def files(told: Bulletin) -> None:
    """Offer the bulletin as document, slide and mail."""
    record, named = told.provenance, lambda: [text("weekly bulletin")]
    with st.container(horizontal=True, vertical_alignment="center"):
        take(text("Document (Word)"), lambda: bulletin_docx(told), record, named, "docx")
        take(text("One slide (PowerPoint)"), lambda: bulletin_slide(told), record, named, "pptx")
        take(text("Mail (HTML)"), lambda: bulletin_html(told).encode(), record, named, "html")


def in_words(warehouse: Warehouse, *asked: Any) -> tuple[dict[str, tuple[str, ...]], str]:
    """Write the sentences of a bulletin's chapters, by their keys, and the message for Zalo."""
    told = bulletin(warehouse, *asked)
    return {chapter.key: tuple(chapter.sentences()) for chapter in told.chapters}, bulletin_zalo(told)


def chapters(told: Bulletin, keys: Collection[str], sentences: Mapping[str, Sequence[str]]) -> None:
    """Show some of the chapters, each of the `sentences` a link to its numbers."""
    for chapter in told.chapters:
        if chapter.key not in keys:
            continue
        with st.container(border=True, gap="xxsmall"):
            page_record.words(Markdown("**{}**").format(chapter.title))
            for said, sentence in zip(chapter.said, sentences[chapter.key], strict=True):
                linked_sentence(sentence, said.statement.link)


def message(written: str) -> None:
    """Show the message for Zalo, to be copied with one click."""
    with st.expander(text("Message for Zalo (at most 2,000 characters)"), icon=":material/chat:"):
        st.code(written, language=None, wrap_lines=True)
