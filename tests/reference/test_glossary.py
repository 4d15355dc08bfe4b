"""Every word of the glossary is explained in both languages, once."""

from __future__ import annotations

from indicators import formats, translation
from indicators.reference.glossary import load_glossary


def test_every_word_is_explained_once_in_both_languages() -> None:
    entries = load_glossary()
    assert all(entry.meaning_vi and entry.meaning_en for entry in entries)
    for terms in ([entry.term_vi for entry in entries], [entry.term_en for entry in entries]):
        assert len(terms) == len(set(terms))


def test_the_marks_that_pages_write_are_explained() -> None:
    terms = {entry.term() for entry in load_glossary()}
    assert formats.MISSING in terms
    assert formats.rank(12, tied=True) in terms


def test_it_speaks_the_sessions_language() -> None:
    first = load_glossary()[0]
    translation.use_language("en")
    try:
        assert (first.term(), first.meaning()) == (first.term_en, first.meaning_en)
    finally:
        translation.use_language("vi")
    assert (first.term(), first.meaning()) == (first.term_vi, first.meaning_vi)
