"""What a file, a portal, an address or a form says is drawn as it is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.exports.markdown import markdown_paragraphs
from indicators.markup import JOINER, Markdown, unescaped

PLANTED = (
    "[bấm](http://evil.example/x)",
    "![](http://evil.example/i.png)",
    "<img src=http://evil.example/y>",
    "**đậm**, _nghiêng_, `mã`, ~~xóa~~, $x$",
    "www.evil.example, ai@evil.example, http://evil.example",
    ":smile: :red[đỏ] :material/home:",
    "# lớn",
    "- dòng",
    "1. dòng",
    "a -> b",
    "&lt;b&gt;",
)


@pytest.mark.parametrize("words", PLANTED)
def test_words_filled_into_markdown_are_read_again_as_they_were_written(words: str) -> None:
    marked = Markdown("**{}**").format(words)
    assert markdown_paragraphs(marked, "words")[0]["runs"] == [
        {"words": words, "bold": True, "small": False, "colour": ""}
    ]


@given(st.text(st.characters(codec="utf-8", exclude_characters=JOINER)))
def test_no_words_are_lost(words: str) -> None:
    assert unescaped(Markdown.escape(words)).split() == words.split()


def test_markup_of_ours_stays_and_is_not_escaped_twice() -> None:
    bold = Markdown("**{}**").format("a*b")
    assert Markdown(" · ").join([bold, "[c]"]) == r"**a\*b** · \[c\]"
    assert Markdown.escape(Markdown.escape("a*b")) == r"a\*b"


def test_numbers_days_and_names_are_left_as_they_are() -> None:
    for words in (
        "10.000 đơn vị",
        "10/10/2026 07:30",
        "UBND xã Ia O (2)",
        "Nguồn: Cổng",
        "– 3,5%",
        "▲\u00a00,05",
    ):
        assert Markdown.escape(words) == words
