"""The meeting's slides full screen, drawn from the store, with a way to the page behind each and back."""

from __future__ import annotations

from indicators.analysis.capture_selection import captures_of
from indicators.exports.presentation_html import deck_stage
from indicators.markup import Markdown
from indicators.translation import text
from pages.components import page_frame, pickers, plain, url_choice
from pages.sections import documents

scope = pickers.scope(page_frame.warehouse())
captures = captures_of(page_frame.warehouse(), scope)
if not captures:
    pickers.stop_without_captures(scope)
heading, period, day = pickers.reading_beside_heading(captures)
before = pickers.compared_with(captures, period, day)
# The slides lie over all of the page: which are presented is chosen where they are handed out.
is_short = url_choice.given("slides") == "short"
deck = documents.deck(scope, period, day, before, is_short=is_short)
page_frame.mark_demonstration(deck.is_demo)
with heading:
    plain.markdown(Markdown("## {}").format(deck.title))
plain.caption(
    text(
        "Keys: arrows, space, page keys and remotes; F5 full screen from the start, F from here; O all slides; "
        "B black; P notes, clock and next slide in a window of their own; L live page and back; Escape leaves."
    )
)
# The slides write their number there themselves.
url_choice.given("slide")
plain.html(deck_stage(deck, page_frame.theme(), "./documents"), runs_script=True)
