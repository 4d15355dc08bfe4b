"""A statement on a page: its sentence, which leads to the numbers behind it."""

from __future__ import annotations

from indicators.analysis.statements import Link
from indicators.markup import Markdown
from pages.components import page_record, plain


def linked_sentence(sentence: str, link: Link) -> None:
    """Write a sentence that is a link to the page behind it, and a line of a list on paper."""
    page_record.print_words(Markdown("- {}").format(sentence))
    plain.door(link, sentence)
