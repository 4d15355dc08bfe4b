"""What is about to be kept, shown before it is: what it is, who is in it, what would change, what is odd."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from indicators import catalogue, formats
from indicators.analysis.import_preview import CapturePreview, capture_preview, still_unrecognised
from indicators.analysis.import_sums import capture_sums, own_sums
from indicators.catalogue.own_measures import MEASURES
from indicators.intake import pipeline
from indicators.intake.pipeline import Outcomes, Prepared
from indicators.intake.statuses import unknown_statuses
from indicators.markup import Markdown
from indicators.periods import Period
from indicators.store.capture import Capture
from indicators.translation import plural, text
from pages.components import access, page_frame, plain
from pages.components.tables import show
from pages.sections import import_preview_list

MOST_CHANGES, SHOWN_ROWS, NAMED = 200, 10, 8


def was_kept_before() -> None:
    """Say once what became of the import before, and the way on."""
    sentences = st.session_state.pop("kept", [])
    for sentence in sentences:
        plain.success(sentence)
    if sentences:
        with st.container(horizontal=True):
            plain.page_link("overview.py", text("Overview"))
            plain.page_link("quality.py", text("Data quality"))
            plain.page_link("history.py", text("History"))


def keep_or_cancel(made: Prepared) -> None:
    """Ask before anything is kept; above the details, so that it is seen however long they are."""
    store = page_frame.warehouse().store
    checked = made.check(store)
    states = [outcome.status for kind in (checked.captures, checked.lists, checked.own) for outcome in kind]
    is_new = "checked" in states
    is_accepted = _accepts_totals(made) and _is_dated(made)
    import_preview_list.ask(made.lists)
    is_told = not unknown_statuses(made.lists)
    with st.container(horizontal=True, vertical_alignment="center"):
        is_kept = st.button(
            text("Keep"),
            type="primary",
            icon=":material/save:",
            disabled=not (is_new and is_accepted and is_told),
        )
        is_cancelled = st.button(text("Cancel"), icon=":material/close:")
        plain.markdown(
            text("Nothing is kept yet. Look at what would be, then keep it.")
            if is_new
            else text("The same bytes are kept already: there is nothing new.")
        )
    if is_kept:
        with st.spinner(text("Keeping…")):
            st.session_state["kept"] = _sentences(
                made.keep(store, access.actor(), accept_differing_total=is_accepted)
            )
    if is_kept or is_cancelled:
        for name in ("prepared", "undated"):
            st.session_state.pop(name, None)
        st.session_state["round"] = st.session_state.get("round", 0) + 1
        st.rerun()


def _is_dated(made: Prepared) -> bool:
    """Tell whether every count has its period; where one has none, what to do is said."""
    undated = [own for own in made.own if own.counts["period"].null_count]
    if undated:
        plain.info(text("The file tells no period: choose it above, then the counts can be kept."))
    return not undated


def _accepts_totals(made: Prepared) -> bool:
    """Tell whether no total differs, or whoever sees both figures keeps the rows all the same."""
    if not made.differing:
        return True
    import_preview_list.warn([total.sentence() for total in made.differing])
    return st.checkbox(text("I have seen that these totals differ; keep the rows as they were read"))


def _sentences(outcomes: Outcomes) -> list[str]:
    return [
        *(
            f"{formats.period(outcome.capture.period)}, {formats.moment(outcome.capture.captured_at)}: "
            f"{_state(outcome.status)}{text('; partial') if outcome.is_partial else ''}"
            for outcome in outcomes.captures
        ),
        *(f"{formats.moment(made.overdue.listed_at)}: {_state(made.status)}" for made in outcomes.lists),
        *(f"{formats.moment(outcome.own.counted_at)}: {_state(outcome.status)}" for outcome in outcomes.own),
    ]


def capture_preview_view(made: Prepared) -> None:
    """Show what would be kept, and beside it what is there."""
    checked = made.check(page_frame.warehouse().store)
    in_time = sorted(checked.captures, key=lambda outcome: outcome.capture.captured_at)
    for number, outcome in enumerate(in_time):
        with st.container(border=True):
            _capture(outcome, made.captures, number)
    for one in checked.lists:
        with st.container(border=True):
            import_preview_list.list_preview_view(one.overdue, _state(one.status))
    for own in checked.own:
        with st.container(border=True):
            _own(own)


def _state(status: str) -> str:
    return {
        "known": text("the same bytes are kept already"),
        "checked": text("new"),
        "imported": text("kept"),
    }[status]


def _capture(outcome: pipeline.Outcome, beside: Sequence[Capture], number: int) -> None:
    capture = outcome.capture
    found = capture_preview(page_frame.warehouse(), capture, beside)
    source = formats.source(capture.source)
    heading = text(
        "{source}: {period}, {reading}; {agencies} units",
        source=f"{source[:1].upper()}{source[1:]}",
        period=formats.period(capture.period, capture.is_open),
        reading=formats.reading(capture.captured_at, capture.captured_at_given),
        agencies=formats.count(capture.agencies),
    )
    files = ", ".join(dict.fromkeys(file.name for file in capture.files))
    plain.markdown(Markdown("**{}** · {}  :small[:gray[{}]]").format(heading, _state(outcome.status), files))
    _unmatched(found.unmatched)
    import_preview_list.warn(capture.warnings)
    left, right = st.columns([4, 6], gap="medium")
    with left:
        _units(found, number)
    with right:
        _changes(found, catalogue.load()[capture.index_version], number)
    _sums(capture, number)


def _sums(capture: Capture, number: int) -> None:
    """Show what was read as what, with the sums of all units, to be held against the file."""
    rows, index = capture_sums(capture), catalogue.load()[capture.index_version]
    names = [index.nodes[code].name() if code in index.nodes else code for code in rows.node]
    value = st.column_config.NumberColumn
    with st.expander(text("What was read, and its sums")):
        show(
            rows.assign(name=names),
            {
                "name": st.column_config.TextColumn(text("Read as"), width=420),
                "units": value(text("Units"), width=80),
                "points": value(text("Sum of the points"), width=140),
            },
            writers={"units": formats.count, "points": formats.number},
            most=SHOWN_ROWS,
            alt=text("{capture}: table of what was read and its sums", capture=_named(capture)),
            key=f"sums-{number}",
        )


def _named(capture: Capture) -> str:
    """Name which capture a table is of, for those who hear it read out."""
    return f"{capture.scope}, {formats.period(capture.period)}, {formats.moment(capture.captured_at)}"


def _units(found: CapturePreview, number: int) -> None:
    """Show who is in it, level by level, and who of the register is not."""
    levels = [formats.MISSING if pd.isna(level) else formats.level(level) for level in found.units.level]
    value = st.column_config.NumberColumn
    show(
        found.units.assign(level=levels),
        {
            "level": st.column_config.TextColumn(text("Level"), width=120),
            "matched": value(text("Matched"), width=80),
            "unmatched": value(text("Unmatched"), width=110),
            "expected": value(text("In the register"), width=130),
        },
        alt=text("{capture}: table of the units by level", capture=_named(found.capture)),
        key=f"units-{number}",
    )
    if found.absent:
        plain.markdown(Markdown(":gray[{}]").format(text("Not in it: {names}", names=_listed(found.absent))))


def _changes(found: CapturePreview, index: catalogue.Catalogue, number: int) -> None:
    if found.previous_at is None:
        first = text("There is no earlier capture of this period to compare with.")
        plain.markdown(Markdown(":gray[{}]").format(first))
        return
    plain.markdown(
        text(
            "Against {previous}: {changes} values differ, {appeared} units are new, {vanished} are missing",
            previous=formats.moment(found.previous_at),
            changes=formats.count(len(found.changes)),
            appeared=formats.count(len(found.appeared)),
            vanished=formats.count(len(found.vanished)),
        )
    )
    if found.vanished:
        plain.warning(
            text("Missing, but in the reading before: {names}", names=_listed(found.vanished)),
            icon=":material/person_off:",
        )
    if found.changes.empty:
        return
    rows = found.changes.head(MOST_CHANGES)
    rows = rows.assign(name=[index.nodes[code].short_name() for code in rows.node])
    value = st.column_config.NumberColumn
    show(
        rows,
        {
            "unit_name": st.column_config.TextColumn(text("Unit"), width=210),
            "name": st.column_config.TextColumn(text("Indicator"), width=160),
            "before": value(text("Was"), width=70),
            "now": value(text("Now"), width=70),
            "change": value(text("Change"), width=80),
        },
        writers={"before": formats.number, "now": formats.number, "change": formats.change},
        most=SHOWN_ROWS,
        alt=plural(
            len(rows),
            "{capture}: table of {count} change, the largest first",
            "{capture}: table of {count} changes, the largest first",
            capture=_named(found.capture),
            count=formats.count(len(rows)),
        ),
        key=f"changes-{number}",
    )


def _own(outcome: pipeline.OwnOutcome) -> None:
    own = outcome.own
    counted = text(
        "Own count: {counts} counts, {dossiers} dossiers",
        counts=formats.count(own.counts.num_rows),
        dossiers=formats.count(own.dossiers.num_rows),
    )
    plain.markdown(
        Markdown("**{}**, {} · {}").format(counted, formats.moment(own.counted_at), _state(outcome.status))
    )
    import_preview_list.warn(own.warnings)
    sums = own_sums(own)
    if not sums.empty:
        value, words = st.column_config.NumberColumn, st.column_config.TextColumn
        show(
            sums.assign(
                name=[MEASURES[code].name() for code in sums.measure],
                told=[
                    formats.MISSING if pd.isna(written) else formats.period(Period.parse(written))
                    for written in sums.period
                ],
            ),
            {
                "told": words(text("Period"), width=110),
                "columns": words(text("Column"), width=320),
                "name": words(text("Read as"), width=300),
                "agencies": value(text("Agencies"), width=80),
                "dossiers": value(text("Dossiers"), width=100),
            },
            writers=dict.fromkeys(("agencies", "dossiers"), formats.count),
            most=SHOWN_ROWS,
            alt=text("Table of {count} measures and their sums", count=formats.count(len(sums))),
        )
    if own.unread_codes:
        plain.warning(
            plural(
                own.unread_codes,
                "{count} cell of the code column holds no code.",
                "{count} cells of the code column hold no code.",
                count=formats.count(own.unread_codes),
            ),
            icon=":material/warning:",
        )
    _unmatched(still_unrecognised(page_frame.warehouse(), own.unrecognised))


def _unmatched(names: Sequence[str]) -> None:
    if names:
        plain.warning(
            text(
                "Units that are not in the register: {count} ({names}). They are kept, and can be recognised on "
                "the page History.",
                count=formats.count(len(names)),
                names=_listed(names),
            ),
            icon=":material/help:",
        )


def _listed(names: Sequence[str]) -> str:
    written = ", ".join(names[:NAMED])
    return f"{written}, …" if len(names) > NAMED else written
