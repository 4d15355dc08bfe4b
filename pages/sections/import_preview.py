"""What is about to be kept, part by part: each with its files, its questions, what was read, what would change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from indicators import formats
from indicators.analysis.import_doubts import Question, questions
from indicators.analysis.import_preview import silent_agencies
from indicators.analysis.import_provenance import kind_name, of_new
from indicators.analysis.provenance import Provenance
from indicators.intake.file_by_file import Brought, Part
from indicators.intake.pipeline import Status
from indicators.intake.statuses import unknown_statuses
from indicators.markup import Markdown
from indicators.store.capture import Capture
from indicators.store.overdue_list import OverdueList
from indicators.translation import plural, text
from pages.components import page_frame, plain
from pages.sections import import_answers, import_doubts
from pages.sections.import_next_step import ANCHOR, next_step, state
from pages.sections.import_preview_capture import capture_view
from pages.sections.import_preview_list import list_view
from pages.sections.import_preview_own import own_view

# Up to so many parts are all opened: more are looked at one by one.
OPENED = 2


def previews(brought: Brought, names: Mapping[str, str]) -> None:
    """Draw the next step, what was refused, then every part; `names` are of the files, by their keys."""
    warehouse = page_frame.warehouse()
    asked = [questions(warehouse, part, import_answers.of(part.files)) for part in brought.parts]
    undated = sum(
        len(set(sheets) - import_answers.of([file]).sheet_periods.keys()) or 1
        for file, sheets in brought.undated.items()
    )
    statuses = [_status(part) for part in brought.parts]
    # Its place is above, what it says is known below.
    step = st.container()
    for file, problem in brought.refused.items():
        plain.error(str(problem))
        import_answers.ask_again(file)
    anchors = iter([ANCHOR])
    if len(plain_files := [file for file, sheets in brought.undated.items() if not sheets]) > 1:
        _anchor(next(anchors))
        import_answers.ask_period_of_all(plain_files)
    for file, sheets in brought.undated.items():
        _undated(file, names[file], sheets, next(anchors, ""))
    import_doubts.begin()
    for number, (part, status, open_ones) in enumerate(zip(brought.parts, statuses, asked, strict=True)):
        is_opened = bool(open_ones) or len(brought.parts) <= OPENED
        anchor = next(anchors, "") if open_ones else ""
        _part(part, status, open_ones, names, is_opened, anchor, number, brought)
    with step:
        next_step(brought, sum(map(len, asked)) + undated, "checked" in statuses)


def _status(part: Part) -> Status:
    """Say whether the store has the same bytes already."""
    return "known" if page_frame.warehouse().store.known(part.made) else "checked"


def _undated(file: str, name: str, sheets: Sequence[str], anchor: str) -> None:
    """Ask the period of a file that does not say it: nothing more is known of it before somebody does."""
    _anchor(anchor)
    with st.container(border=True):
        left, right = st.columns([6, 4], vertical_alignment="center")
        with left:
            lacks = text("does not say which period it reports: choose it, then it can be looked at")
            plain.markdown(Markdown(":material/help: **{}** · {}").format(name, lacks))
        with right:
            import_answers.ask_period([file], sheets)


def _anchor(name: str) -> None:
    """Mark where the next step leads to."""
    if name:
        plain.html(f'<span id="{name}"></span>')


def _part(
    part: Part,
    status: Status,
    open_ones: Sequence[Question],
    names: Mapping[str, str],
    is_opened: bool,
    anchor: str,
    number: int,
    brought: Brought,
) -> None:
    record = of_new(part.made)
    files = ", ".join(names[file] for file in part.files)
    _anchor(anchor)
    heading = Markdown("**{}** · {} · {}").format(kind_name(part.made), _of_what(part, record), state(status))
    with st.expander(
        str(Markdown("{}  :small[:gray[{}]]").format(heading, files) if files else heading),
        expanded=is_opened,
        icon=":material/help:" if open_ones else ":material/check_circle:",
    ):
        left, right = st.columns([6, 4], gap="medium")
        with left:
            plain.caption(record.line())
            if len(part.files) > 1:
                count = formats.count(len(part.files))
                plain.caption(text("Of {count} files, kept as one: {files}.", count=count, files=files))
            _questions(part, open_ones)
        with right:
            # Of a file that makes several parts it is asked with the first.
            if part is next(other for other in brought.parts if other.files[:1] == part.files[:1]):
                _told(part, open_ones)
        import_doubts.ask(part, number)
        if isinstance(part.made, Capture):
            beside = [other.made for other in brought.parts if isinstance(other.made, Capture)]
            capture_view(part.made, beside, number)
        elif isinstance(part.made, OverdueList):
            list_view(part.made, number)
        else:
            own_view(part.made, number)


def _of_what(part: Part, record: Provenance) -> str:
    """Tell in short of when a part is, and how much of what it holds."""
    made = part.made
    if isinstance(made, Capture):
        size = plural(made.agencies, "{count} unit", "{count} units", count=formats.count(made.agencies))
    elif count := made.dossiers.num_rows:
        size = plural(count, "{count} dossier", "{count} dossiers", count=formats.count(count))
    else:
        count = made.counts.num_rows
        size = plural(count, "{count} row of counts", "{count} rows of counts", count=formats.count(count))
    return f"{record.basis()}, {size}"


def _questions(part: Part, open_ones: Sequence[Question]) -> None:
    """Ask what has to be answered, and what was answered already."""
    made, answers = part.made, import_answers.of(part.files)
    if not part.files:
        return
    if part.differing:
        plain.warning(plain.listed([total.sentence() for total in part.differing]))
        import_answers.ask_differing_total(part.files)
    if isinstance(made, OverdueList):
        if silent := silent_agencies(page_frame.warehouse(), made).warning():
            plain.warning(silent)
        if silent or answers.is_part is not None:
            import_answers.ask_part(part.files)
        if made.contradicting:
            import_answers.ask_agency_from(part.files)
        import_answers.ask_statuses(part.files, [*unknown_statuses([made])])


def _told(part: Part, open_ones: Sequence[Question]) -> None:
    """Ask the period, where the files do not say it, when they were read or drawn up, what computed their points."""
    answers = import_answers.of(part.files)
    if not part.files:
        return
    if "period" in open_ones or answers.period or answers.sheet_periods:
        import_answers.ask_period(part.files, [*answers.sheet_periods])
    import_answers.ask_moment(part.files)
    if isinstance(part.made, Capture) and part.made.source == "score_table":
        import_answers.ask_system(part.files, part.made.system)
