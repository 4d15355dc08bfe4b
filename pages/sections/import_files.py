"""What is brought in on the page: files and what is told of them, or a period collected from the portal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import streamlit as st

from indicators import formats
from indicators.errors import InputProblem
from indicators.exports.import_templates import templates as all_templates
from indicators.intake import pipeline
from indicators.intake.file_by_file import Brought, apart, prepare_each
from indicators.intake.pipeline import Collectable
from indicators.markup import Markdown
from indicators.periods import Period
from indicators.sources import Contents
from indicators.sources.files import Request, SourceFile, is_request, requests_told
from indicators.translation import plural, text
from pages.components import page_frame, plain, uploader
from pages.components.url_choice import choose
from pages.sections import import_answers
from pages.sections.import_next_step import MADE, READ

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Seven answers of the province and the nation's; some have pages beyond the first.
FEWEST_ANSWERS = 8
# What became of reading one file dropped: what each file in it says, by their names, or why it cannot be read.
Read = dict[str, Contents] | InputProblem


def is_collecting() -> bool:
    """Tell whether the portal is asked, and not files dropped."""
    names = {"files": text("From files"), "portal": text("Collect from the portal")}
    chosen = choose(
        text("From where"),
        "from",
        list(names),
        written=lambda code: names[code],
        widget=st.radio,
        horizontal=True,
        label_visibility="collapsed",
    )
    return chosen == "portal"


def dropped() -> tuple[Brought, dict[str, str]] | None:
    """Prepare the dropped files, each by itself; with their names by their keys, None where there are none."""
    files = _files()
    if not files:
        return None
    names = _names(files)
    read = _read_once(files, names)
    contents: dict[str, Contents] = {}
    for key, said in read.items():
        if isinstance(said, InputProblem):
            continue
        for number, (name, of_file) in enumerate(said.items()):
            # What lies in a zip is one file of several.
            inside = f"{key}-{number}" if len(said) > 1 else key
            contents[inside], names[inside] = of_file, name
    asked = (list(contents), {key: import_answers.of([key]) for key in contents})
    if st.session_state.get(MADE, (None, None))[0] != asked:
        st.session_state[MADE] = (asked, prepare_each(contents, import_answers.given()))
    made: Brought = st.session_state[MADE][1]
    problems = {key: said for key, said in read.items() if isinstance(said, InputProblem)}
    return replace(made, refused={**problems, **made.refused}), names


def _names(files: Sequence[Any]) -> dict[str, str]:
    """Name the files by their keys, each otherwise: of two of one name it is told which is meant."""
    names, seen = dict[str, str](), Counter[str]()
    for file in files:
        seen[file.name] += 1
        number = seen[file.name]
        names[file.file_id] = file.name if number == 1 else f"({number}) {file.name}"
    return names


def _read_once(files: Sequence[Any], names: Mapping[str, str]) -> dict[str, Read]:
    """Read each file when it comes and never again: what it says, or why it cannot be read.

    The requests that portal answers answer may lie beside them, as they were saved.
    """
    known: dict[str, Read] = st.session_state.get(READ, {})
    new = [file for file in files if file.file_id not in known]
    requests: dict[str, Request] = {}
    for file in [file for file in new if is_request(file.name)]:
        new.remove(file)
        try:
            requests |= requests_told(SourceFile(file.name, file.getvalue()), list(names.values()))
            known[file.file_id] = {}
        except InputProblem as problem:
            known[file.file_id] = problem
    bar = st.progress(0.0, text("Reading…")) if new else None
    for number, file in enumerate(new):

        def told(done: int, total: int, number: int = number) -> None:
            if bar:
                bar.progress(min((number + done / max(total, 1)) / len(new), 1.0), text("Reading…"))

        name = names[file.file_id]
        try:
            source = SourceFile(name, file.getvalue(), requests.get(name))
            known[file.file_id] = apart(pipeline.read([source], told))
        except InputProblem as problem:
            known[file.file_id] = problem
    if bar:
        bar.empty()
    # Of those that were taken away again nothing is held.
    st.session_state[READ] = {file.file_id: known[file.file_id] for file in files}
    return dict(st.session_state[READ])


def _files() -> Sequence[Any]:
    """Return the files dropped."""
    plain.caption(
        text(
            "Portal answers (JSON, ZIP), score tables, statistics, lists of overdue dossiers, own "
            "counts (XLSX, XLS, "
            "ODS, DOCX, CSV), as many as there are: each is read by itself, and a bad one stops no other."
        )
    )
    return uploader.files(text("Files"), key=f"files-{st.session_state.get('round', 0)}")


def collected() -> tuple[Brought, dict[str, str]] | None:
    """Return what the portal answered for the chosen period, asked politely; None before it was asked."""
    periods = pipeline.collectable(page_frame.warehouse(), datetime.now(UTC))
    left, right = st.columns([4, 5], gap="medium", vertical_alignment="bottom")
    with left:
        chosen = st.selectbox(text("Period to collect"), periods, format_func=_collectable)
    with right:
        is_asked = st.button(text("Collect"), icon=":material/cloud_download:")
        is_afresh = st.checkbox(
            text("Begin anew"),
            help=text(
                "Throws away what came before a break, where the portal's answers no longer fit together."
            ),
        )
    plain.caption(
        text(
            "One request at a time, with pauses: about a minute. What comes is shown first and kept only "
            "when you say so. Where the portal refuses, save its answers and drop them as files. A "
            "schedule is set up by who runs the server."
        )
    )
    if is_asked:
        _collect(chosen.period, is_afresh)
    key, made = st.session_state.get(MADE, ("", None))
    return (made, {}) if key == _key(chosen.period) else None


def _collectable(one: Collectable) -> str:
    named = formats.period(one.period, one.is_open)
    return text("{period}, collected already", period=named) if one.is_collected else named


def _key(period: Period) -> str:
    return f"collected {period}"


def _collect(period: Period, is_afresh: bool) -> None:
    heard: list[str] = []
    bar = st.progress(0.0, text("Collecting…"))

    def told(sentence: str) -> None:
        heard.append(sentence)
        share = min(len(heard) / FEWEST_ANSWERS, 1.0)
        bar.progress(
            share,
            plural(
                len(heard),
                "{count} answer has come",
                "{count} answers have come",
                count=formats.count(len(heard)),
            ),
        )

    try:
        made = pipeline.collect(period, told=told, is_afresh=is_afresh)
        st.session_state[MADE] = (_key(period), Brought.whole(made))
    except InputProblem as problem:
        plain.error(str(problem))
        if heard:
            plain.warning(heard[-1], icon=":material/hourglass_empty:")
    finally:
        bar.empty()


def templates() -> None:
    """Offer tables to fill in, one of every format that is read."""
    plain.markdown(Markdown("**{}**").format(text("Templates")))
    with st.container(horizontal=True):
        for template in all_templates():
            st.download_button(
                template.name,
                template.make,
                file_name=f"{template.file}.xlsx",
                mime=XLSX,
                icon=":material/download:",
                on_click="ignore",
            )
