"""What Streamlit says itself, in the session's language: it is English, and most of it cannot be given."""

from __future__ import annotations

import json
from functools import cache
from html import escape
from pathlib import Path

from indicators.translation import text

WORDS_SCRIPT = Path(__file__).with_name("streamlit_words.js").read_text(encoding="utf-8")
# What stands for a number or a name, in their words and in ours.
THEIRS = "{n}"


@cache
def told(_: str) -> str:
    """Have the browser put our words, of the session's language, in the place of Streamlit's wherever they appear."""
    words = {
        "{n} more": text("more pages ({n})", n=THEIRS),
        "No results": text("Nothing found"),
        "Page not found": text("There is no such page"),
        "The page that you have requested does not seem to exist. Running the app's main page.": text(
            "There is no page at this address. Shown is the overview."
        ),
        "Close": text("Close"),
        "Dismiss": text("Close"),
        "Clear": text("Clear"),
        "Clear value": text("Clear"),
        "Clear all": text("Clear all"),
        "Link to heading": text("Address of this part"),
        "Show/hide columns": text("Show or hide columns"),
        "Show/hide columns: {n}": text("Show or hide columns: {n}", n=THEIRS),
        "Download as CSV": text("As CSV"),
        "Download as CSV: {n}": text("As CSV: {n}", n=THEIRS),
        "Search": text("Search"),
        "Search: {n}": text("Search: {n}", n=THEIRS),
        "Fullscreen": text("Full screen"),
        "Fullscreen: {n}": text("Full screen: {n}", n=THEIRS),
        "Close fullscreen": text("Leave full screen"),
        "Press Enter to apply": text("Enter applies it"),
        "Press Enter to submit form": text("Enter keeps it"),
        "Copy to clipboard": text("Copy to clipboard"),
        "Copied": text("Copied"),
        "Select all": text("All"),
        "Skip to main content": text("To the content"),
        "Sidebar": text("Menu"),
        "Open sidebar": text("Open the menu"),
        "Close sidebar": text("Close the menu"),
        "Running...": text("working"),
        "Open": text("Open"),
        "Choose an option": text("Choose"),
        "Selected values": text("Chosen"),
        "Expand sidebar": text("Open the menu"),
        "Collapse sidebar": text("Close the menu"),
        "Stop": text("Stop"),
        "Connecting": text("connecting"),
        "Help": text("Help"),
        "Type to search": text("Type to search"),
        "Sort ascending": text("Lowest first"),
        "Sort descending": text("Highest first"),
        "Autosize": text("As wide as its content"),
        "Pin column": text("Keep this column in sight"),
        "Unpin column": text("Do not keep this column in sight"),
        "Hide column": text("Hide this column"),
        "Format": text("Format"),
        "App pages": text("Menu"),
        "Upload": text("Choose files"),
        "{n}MB per file": text("up to {n} MB each", n=THEIRS),
        "file upload": text("Files"),
        "Help for {n}": text("Help: {n}", n=THEIRS),
        "Increment": text("One more"),
        "Decrement": text("One less"),
        "Choose date": text("Choose the day"),
        "Selected Date: {n}": text("A day is chosen"),
        "day, {n}": text("day, {n}", n=THEIRS),
        "month, {n}": text("month, {n}", n=THEIRS),
        "year, {n}": text("year, {n}", n=THEIRS),
        "dd": text("day"),
        "mm": text("month"),
        "yyyy": text("year"),
    }
    told = f'<span id="streamlit-words" data-words="{escape(json.dumps(words))}"></span>'
    return f"{told}<script>{WORDS_SCRIPT}</script>"
