"""Parts of a page that follow from the data and from what is chosen alone: drawn once for all who choose the same.

To work out, word and draw a part takes many times longer than to send it. What Streamlit sends of it is caught, kept,
and sent again, as is what it leaves for paper. A part in which anything can be filled in, ticked or pressed, or in
which something went wrong, is drawn each time: Streamlit has to know of its fields.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import streamlit as st
from streamlit.cursor import RunningCursor
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.scriptrunner import get_script_run_ctx

from indicators.exports.page import Part
from pages.components import access, page_frame, page_record, phone, url_choice

# What Streamlit sends of words, pictures and tables, and of how they stand; a message about a fault is none of them.
ELEMENTS = frozenset({"html", "markdown", "heading", "metric", "page_link", "dataframe"})
BLOCKS = frozenset({"vertical", "horizontal", "column", "flex_container"})


@dataclass(frozen=True, slots=True)
class Kept:
    """A part as it was sent: messages, their places counted from where it begins; how many places it took; for paper.

    Without `messages` it is one that is drawn each time.
    """

    messages: tuple[bytes, ...] = ()
    places: int = 0
    printed: tuple[Part, ...] = ()


def shown_once(draw: Callable[..., None], *given: Any, apart: str = "") -> None:
    """Have `draw` draw a part of what was given, once for all of one choice.

    What is given follows from what is chosen on this page before, and from the data; `apart` tells parts of one name
    from each other.
    """
    is_drawn = False

    def drawn() -> Kept:
        nonlocal is_drawn
        is_drawn = True
        return _caught(draw, given)

    part = page_frame.warehouse().kept(
        drawn,
        Kept,
        (draw.__module__, draw.__qualname__, apart),
        page_record.page().name,
        tuple(sorted(url_choice.visit().chosen.items())),
        (page_frame.theme(), phone.is_phone(), access.actor().role),
    )
    if is_drawn:
        return
    if part.messages:
        _send(part)
    else:
        draw(*given)


def _caught(draw: Callable[..., None], given: tuple[Any, ...]) -> Kept:
    """Draw a part and return what was sent of it."""
    place, printed = _place(), page_record.page().parts
    begins_at, before = place.delta_path, len(printed)
    with _catching() as sent:
        draw(*given)
    *around, first = begins_at
    kept = []
    for message in sent:
        path = [*message.metadata.delta_path]
        if path[: len(around)] != around or not _is_only_shown(message):
            return Kept()
        message.metadata.delta_path[:] = [path[len(around)] - first, *path[len(begins_at) :]]
        kept.append(message.SerializeToString())
    return Kept(tuple(kept), place.index - first, tuple(printed[before:]))


def _send(part: Kept) -> None:
    """Send a part again, to where the page stands now."""
    place, context = _place(), get_script_run_ctx()
    *around, first = place.delta_path
    for kept in part.messages:
        message = ForwardMsg.FromString(kept)
        begins, *within = message.metadata.delta_path
        message.metadata.delta_path[:] = [*around, first + begins, *within]
        context.enqueue(message)  # type: ignore[union-attr]
    for _ in range(part.places):
        place.lock_element()
    page_record.page().parts.extend(part.printed)


def _place() -> RunningCursor:
    """Return where the next element of the page goes."""
    return st._main._active_dg._cursor  # type: ignore[return-value]


@contextmanager
def _catching() -> Iterator[list[ForwardMsg]]:
    """Catch what is sent meanwhile, and send it."""
    context: Any = get_script_run_ctx()
    send, known = context._enqueue, context.cached_message_hashes
    caught: list[ForwardMsg] = []

    def pass_on(message: ForwardMsg) -> None:
        copy = ForwardMsg()
        copy.CopyFrom(message)
        caught.append(copy)
        send(message)

    # Else of what a browser has already a name alone would be sent.
    context._enqueue, context.cached_message_hashes = pass_on, frozenset()
    try:
        yield caught
    finally:
        context._enqueue, context.cached_message_hashes = send, known


def _is_only_shown(message: ForwardMsg) -> bool:
    """Tell whether a message is of something that is only looked at."""
    kind = message.delta.WhichOneof("type")
    if kind == "add_block":
        block = message.delta.add_block
        return not block.id and block.WhichOneof("type") in BLOCKS
    if kind != "new_element":
        return False
    element = message.delta.new_element
    name = element.WhichOneof("type")
    return name in ELEMENTS and not getattr(getattr(element, name), "id", "")
