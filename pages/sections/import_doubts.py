"""Units nobody knows and values above their maximum: answered beside them, decided as soon as they are kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import streamlit as st

from indicators import formats
from indicators.analysis.import_doubts import DoubtfulValue, UnknownUnit, doubtful_values, unknown_units
from indicators.intake.file_by_file import Part
from indicators.markup import Markdown
from indicators.reference.agencies import load_register
from indicators.sources.numbers import parse_number
from indicators.store.capture import Capture
from indicators.translation import plural, text
from pages.components import page_frame, plain

# Under this name the session keeps what was said.
KEPT = "import_decided"
MOST = 8


@dataclass(slots=True)
class Decided:
    """Who units are, by what they were seen as and their level; values that are right, by capture, agency, node."""

    units: dict[tuple[str, str], str] = field(default_factory=dict)
    values: dict[tuple[str, str, str], tuple[DoubtfulValue, str]] = field(default_factory=dict)
    reason: str = ""
    asked: set[tuple[str, str | None]] = field(default_factory=set)


def decided() -> Decided:
    """Give what was said of what is drawn now."""
    said: Decided = st.session_state.setdefault(KEPT, Decided())
    return said


def ask(part: Part, number: int) -> None:
    """Ask all that is doubtful of one part; nothing has to be answered."""
    units, others = unknown_units(page_frame.warehouse(), part.made, MOST)
    units = [unit for unit in units if (unit.seen_id, unit.level) not in decided().asked]
    if units:
        _ask_units(units, others, number)
    if isinstance(part.made, Capture) and (values := doubtful_values(part.made)):
        _ask_values(part.made, values)


def _ask_units(units: Sequence[UnknownUnit], others: Sequence[str], number: int) -> None:
    in_all = len(units) + len(others)
    count = formats.count(in_all)
    title = plural(
        in_all,
        "{count} unit is not in the register",
        "{count} units are not in the register",
        count=count,
    )
    plain.markdown(Markdown("**{}**").format(title))
    plain.caption(
        text(
            "Say which agency each is: all captures and lists follow. Left open it is kept as an unrecognised "
            "unit, and can be recognised later on the page History."
        )
    )
    columns = st.columns(2, gap="small")
    for place, unit in enumerate(units):
        decided().asked.add((unit.seen_id, unit.level))
        with columns[place % 2]:
            key = f"unit-{number}-{unit.seen_id}-{unit.level}"
            chosen = st.selectbox(
                plain.label(unit.name),
                list(unit.candidates),
                index=None,
                format_func=lambda one, unit=unit: load_register().offered(  # type: ignore[misc]
                    one, unit.candidates[one].display_name
                ),
                placeholder=text("Choose; the nearest names come first"),
                key=key,
            )
            if chosen:
                decided().units[unit.seen_id, unit.candidates[chosen].level] = chosen
    if others:
        plain.caption(text("Also not in the register: {names}.", names=", ".join(others)))


def _ask_values(capture: Capture, values: Sequence[DoubtfulValue]) -> None:
    title = plural(
        len(values),
        "{count} value is above its maximum",
        "{count} values are above their maximum",
        count=formats.count(len(values)),
    )
    plain.markdown(Markdown("**{}**").format(title))
    plain.caption(
        text("Write the value that is right. Left empty it is kept as it came, marked and ranked nowhere.")
    )
    columns = st.columns(2, gap="small")
    written = []
    for number, value in enumerate(values[:MOST]):
        with columns[number % 2]:
            label = text(
                "{unit}, {node}: {score} of {maximum}",
                unit=value.unit_name,
                node=value.node_name,
                score=formats.number(value.score),
                maximum=formats.number(value.maximum),
            )
            key = f"value-{capture.content_key}-{value.agency_id}-{value.node}"
            right = st.text_input(plain.label(label), placeholder=formats.number(value.score), key=key)
            decided().values.pop((capture.content_key, value.agency_id, value.node), None)
            if right.strip():
                decided().values[capture.content_key, value.agency_id, value.node] = (value, right)
                written.append(right)
    if written:
        reason = st.text_input(
            text("Reason and document, without names of persons"), key=f"reason-{capture.content_key}"
        )
        decided().reason = reason


def begin() -> None:
    """Forget what was said before the parts are drawn: they ask it anew."""
    st.session_state[KEPT] = Decided()


def lacking() -> str:
    """Say what of the corrections cannot be kept as it is written; "" where nothing."""
    said = decided()
    for _, written in said.values.values():
        try:
            parse_number(written)
        except ValueError:
            return text("“{written}” is no number.", written=written)
    return text("A correction has a reason: write it beside it.") if said.values and not said.reason else ""
