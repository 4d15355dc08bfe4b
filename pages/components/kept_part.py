"""Parts of a page that follow from the data and from what is chosen alone: drawn once for all who choose the same.

To work out, word and draw a part takes many times longer than to send it. What Streamlit sends of it is caught, kept,
and sent again, as is what it leaves for paper. A part in which anything can be filled in, ticked or pressed, or in
which something went wrong, is drawn each time: Streamlit has to know of its fields.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar

import streamlit as st
from streamlit.cursor import RunningCursor
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.scriptrunner import get_script_run_ctx

from indicators.exports.page import Part
from pages.components import page_frame, page_record, phone, url_choice

T = TypeVar("T")
# What Streamlit sends of words, pictures and tables, and of how they stand; a message about a fault is none of them.
ELEMENTS = frozenset({"html", "markdown", "heading", "metric", "page_link", "dataframe"})
BLOCKS = frozenset({"vertical", "horizontal", "column", "flex_container"})


@dataclass(frozen=True, slots=True)
class Kept:
    """A part as it was sent: messages, their places counted from where it begins; how many places it took; for paper.

    Without `messages` (None) it is one that is drawn each time.
    """

    messages: tuple[bytes, ...] | None = None
    places: int = 0
    printed: tuple[Part, ...] = ()


def once_for_choice(make: Callable[..., T], *given: Any, apart: str = "") -> T:
    """Return what `make` makes of what was given, once for all of one choice; all share it, so it must not change.

    What is given follows from what is chosen on this page before, and from the data; `apart` tells what is made by
    one name from each other.
    """
    visit = url_choice.visit()
    return page_frame.warehouse().kept(
        lambda: make(*given),
        (make.__module__, make.__qualname__, apart),
        page_record.page().name,
        tuple(sorted(visit.chosen.items())),
        (page_frame.theme(), phone.is_phone(), visit.role),
    )


def shown_once(draw: Callable[..., None], *given: Any, apart: str = "") -> None:
    """Have `draw` draw a part of what was given, once for all of one choice (see `once_for_choice`)."""
    is_drawn = False

    @wraps(draw)
    def drawn() -> Kept:
        nonlocal is_drawn
        is_drawn = True
        return _caught(draw, given)

    part = once_for_choice(drawn, apart=apart)
    if is_drawn:
        return
    if part.messages is None:
        draw(*given)
    else:
        _send(part.messages, part)


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


def _send(messages: Iterable[bytes], part: Kept) -> None:
    """Send the messages of a part again, to where the page stands now."""
    place, context = _place(), get_script_run_ctx()
    *around, first = place.delta_path
    for kept in messages:
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
