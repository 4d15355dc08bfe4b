"""Choices kept in the address, by code, so that a link gives the same view later.

The address is the truth: a page reads what it shows there, and what stands there is only what differs from the
default. A choice writes it once, which is one step back for the browser. A visit writes nothing: whoever goes to
another page takes along what is chosen (`page.js`), and superfluous words of an address are taken out there, too.
Streamlit's own binding writes the labels that are seen, which change with the language.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any, NoReturn, TypeVar
from urllib.parse import urlencode

import streamlit as st

from indicators.store.actor import Role
from indicators.translation import text
from pages.components import page_record, plain

T = TypeVar("T")
# Between several codes in one parameter.
SEPARATOR = ","
# What is chosen of how the page speaks, and not of what it shows.
OF_THE_SCREEN = ("lang", "separator")
# What stays in the address of every page, also of those that do not ask for it: `page.js` has the same.
OF_EVERY_PAGE = ("scope", "period", "read", *OF_THE_SCREEN)
VISIT = "visit"


class PageEnds(Exception):
    """Ends a page before its last line: Streamlit's own stop would keep what is told the browser at the end, too."""


@dataclass
class Visit:
    """What a page shows: all that is `chosen`, by parameter; the part that its `address` has; what it `asked` for.

    `of` is the address it was begun with, `role` what its reader may do; `missed` is what was asked for and is not
    there, told once; `goes` is the address the reader is sent to.
    """

    of: str = ""
    role: Role | None = None
    chosen: dict[str, str] = field(default_factory=dict)
    address: dict[str, str] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)
    missed: set[tuple[str, str]] = field(default_factory=set)
    is_first: bool = True
    goes: str = ""

    def keep(self, name: str, value: str, default: str) -> None:
        """Keep a choice: in the address where it is not what is shown anyway."""
        self.chosen[name] = value
        if value in ("", default):
            self.address.pop(name, None)
        else:
            self.address[name] = value


def begin_visit(role: Role | None = None) -> None:
    """Begin a page with the address it was asked by, for a reader of a role; None where nobody may come in."""
    before, address = st.session_state.get(VISIT), st.query_params.to_dict()
    st.session_state[VISIT] = Visit(
        of=urlencode(address),
        role=role,
        address=address,
        missed=before.missed if before else set(),
        is_first=not before,
    )


def visit() -> Visit:
    """Return the visit as far as the page is drawn."""
    kept: Visit = st.session_state[VISIT]
    return kept


def end_visit(page: str) -> str:
    """Take what the page did not ask for out of its address; what `page.js` is told, as an element."""
    now = visit()
    now.address = {
        name: value for name, value in now.address.items() if name in now.chosen or name in OF_EVERY_PAGE
    }
    told = {
        "page": page,
        "of": now.of,
        "address": urlencode(now.address),
        "asked": " ".join(sorted(now.asked)),
        "goes": now.goes,
    }
    attributes = " ".join(f'data-{name}="{escape(value)}"' for name, value in told.items())
    return f"<span {attributes}></span>"


def choose(
    label: str,
    name: str,
    options: Sequence[T],
    *,
    written: Callable[[T], str],
    code: Callable[[T], str] = str,
    resets: Sequence[str] = (),
    widget: Callable[..., Any] = st.selectbox,
    default: T | None = None,
    meant: Callable[[str], str] = str,
    is_spelled_out: bool = False,
    **look: Any,
) -> T:
    """Show a select box, or another `widget`, for the parameter `name`; by default the first option.

    `meant` gives the code that is meant by what the address says, where that may be said in several ways. What is
    asked for and not there falls back to the default, and says so. A new choice forgets those named
    in `resets`, which depend on it. `is_spelled_out` has the address say the default, too.
    """
    by_code = {code(option): option for option in options}
    first = next(iter(by_code)) if default is None else code(default)
    asked = st.query_params.get(name, first)
    current = asked if asked in by_code else meant(asked)
    if current not in by_code:
        _miss(name, label, asked, written(by_code[first]))
        current = first
    else:
        visit().asked.add(name)
    key = _set(name, current, written(by_code[current]))
    widget(
        label,
        list(by_code),
        format_func=lambda option: written(by_code[option]),
        key=key,
        on_change=_changed,
        args=(name, key, first, resets),
        **look,
    )
    visit().keep(name, current, "" if is_spelled_out else first)
    if current and name not in OF_THE_SCREEN:
        page_record.chose(label, written(by_code[current]), current)
    return by_code[current]


def choose_many(
    label: str,
    name: str,
    options: Mapping[str, str],
    *,
    most: int | None = None,
    placeholder: str = "",
    **look: Any,
) -> list[str]:
    """Ask for some of the `options` (code to what is written), up to `most`, for the parameter `name`.

    At first none of them is chosen; `placeholder` says what that means.

    What is asked for and not there is left out, and said.
    """
    asked = [code for code in dict.fromkeys(st.query_params.get(name, "").split(SEPARATOR)) if code]
    current = [code for code in asked if code in options][:most]
    if len(current) < len(asked):
        lost = ", ".join(code for code in asked if code not in current)
        _miss(name, label, lost, ", ".join(options[code] for code in current) or "–")
    else:
        visit().asked.add(name)
    widget = _set(name, current, [options[code] for code in current])
    st.multiselect(
        label,
        list(options),
        format_func=lambda code: options[code],
        key=widget,
        max_selections=most,
        placeholder=placeholder or text("Choose up to {most}", most=most),
        # Where a few are chosen, "all" would be the first few.
        select_all=most is None,
        on_change=_changed,
        args=(name, widget, ""),
        **look,
    )
    visit().keep(name, SEPARATOR.join(current), "")
    if current:
        page_record.chose(label, ", ".join(options[code] for code in current), SEPARATOR.join(current))
    return current


def _set(name: str, current: object, words: object) -> str:
    """Have a picker show what the address says, in the words of now; its key.

    Where it does already it is left alone: a picker that is set anew forgets what somebody is typing in it.
    """
    key, shown = f"choose_{name}", f"shown_{name}"
    before, in_words = st.session_state.get(shown, (None, None))
    # What somebody has just chosen stands there already; what was there before may be in another language.
    if st.session_state.get(key) != current or (before == current and in_words != words):
        st.session_state[key] = current
    st.session_state[shown] = current, words
    return key


def given(name: str) -> str:
    """Return what the address says for `name`, which no picker asks for; it stays there while the page does."""
    value = st.query_params.get(name, "")
    visit().keep(name, value, "")
    return value


def open_page(page: str, **asked: str) -> NoReturn:
    """Go to another page for what was clicked: the browser does, as Streamlit would make two steps of it."""
    visit().goes = f"{page}?{urlencode(asked)}"
    raise PageEnds


def _miss(name: str, label: str, asked: str, shown: str) -> None:
    """Say once that what an address asks for is not there, and what is shown.

    Of what was taken along from another page only the reading is missed.
    """
    now = visit()
    if (now.is_first or name in OF_EVERY_PAGE) and (name, asked) not in now.missed:
        now.missed.add((name, asked))
        plain.toast(
            text(
                "“{asked}” is not there for “{label}”; shown is: {shown}.",
                asked=asked,
                label=label,
                shown=shown,
            )
        )


def _changed(name: str, widget: str, default: str, resets: Sequence[str] = ()) -> None:
    chosen = st.session_state[widget]
    value = SEPARATOR.join(chosen) if isinstance(chosen, list) else chosen
    _write(name, value, default, resets)


def _write(name: str, value: str, default: str, resets: Sequence[str] = ()) -> None:
    """Write the address anew, at once: each writing is a step back for the browser."""
    for other in resets:
        visit().address.pop(other, None)
    visit().keep(name, value, default)
    st.query_params.from_dict(visit().address)
