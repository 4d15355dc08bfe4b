"""An agency in words: who it is, where it stands among its peers, what sets it apart."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from indicators import formats
from indicators.analysis import doors
from indicators.analysis.corrections import corrections_in_words
from indicators.analysis.profile import Profile, captures_listing, known_units, profile
from indicators.analysis.rank_ranges import RankRanges
from indicators.analysis.ranking import Ranking
from indicators.analysis.signals import Sign
from indicators.analysis.statements import peers
from indicators.analysis.statements.model import Link
from indicators.markup import Markdown
from indicators.reference.agencies import Agency
from indicators.translation import text
from indicators.warehouse.warehouse import Warehouse
from pages.components import access, page_frame, page_record, pickers, plain
from pages.components.statements import linked_sentence
from pages.sections import overview


def choose_reading(warehouse: Warehouse) -> tuple[str, str, Profile]:
    """Ask for an agency, a period and a reading; return the province, the agency and how it stands there."""
    scope = pickers.scope(warehouse)
    known = known_units(warehouse, scope)
    if known.empty:
        pickers.stop_without_captures(scope)
    columns = st.columns([3.4, 1.7, 1.5, 1.3, 1.2], vertical_alignment="bottom")
    with columns[0]:
        agency = pickers.agency(known)
    captures = captures_listing(warehouse, scope, agency)
    with columns[1]:
        period = pickers.period(captures)
    with columns[2]:
        day = pickers.reading(captures, period)
    with columns[4]:
        pickers.language()
    return scope, agency, page_frame.kept(profile, scope, agency, period, day)


def heading(shown: Profile) -> None:
    """Write the agency's name, its peer group and code, whom it took over from and who took over."""
    entry = shown.entry
    facts = [formats.level(shown.level)]
    if entry is None:
        facts.append(text("not in the register of agencies"))
    elif entry.portal_code:
        facts.append(entry.portal_code)
    if entry and entry.valid_from:
        facts.append(text("since {day}", day=formats.day(entry.valid_from)))
    if entry and entry.valid_to:
        facts.append(text("until {day}", day=formats.day(entry.valid_to)))
    page_record.words(Markdown("## {} :small[:gray[{}]]").format(shown.name, " · ".join(facts)))
    _links(text("Took over from:"), shown.before)
    _links(text("Taken over by:"), shown.after)


def to_ranking(version: str, level: str, agency: str, code: str) -> Link:
    """Link to where an agency stands among its peers by a node."""
    return doors.to_node_of(version, code, level, agency)


def _links(words: str, agencies: Sequence[Agency]) -> None:
    """Write other agencies, each a link to its own page."""
    if not agencies:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        plain.caption(words, width="content")
        for other in agencies:
            name = other.short_name_vi or other.display_name
            plain.door(doors.to_unit(other.agency_id), name, icon=None, width="content")


def total(shown: Profile, ranking: Ranking | None, ranges: RankRanges | None, sign: Sign) -> None:
    """Show the total against its maximum, its rating, its change, its rank among its peers; `sign`: of its series."""
    row = shown.total
    maximum = formats.number(row.max_value, 0)
    page_record.figure(
        text("Total points"), Markdown("{} :small[:gray[/{}]]").format(formats.number(row.value), maximum)
    )
    rating = shown.rating.name() if shown.rating else text("no rating")
    moved = overview.change_in_words(row.value_change, sign, shown.capture, shown.comparison)
    if sign == "unknown" and formats.as_shown(row.value_change):
        moved = Markdown("{}, {}").format(moved, text("not enough to call it a rise or fall"))
    page_record.words(Markdown("**{}** · {}").format(rating, moved))
    place = peers.place_of_agency(shown, ranking, ranges)
    page_record.words(str(place) if place else Markdown(":gray[{}]").format(text("no rank")))


def corrections(shown: Profile) -> None:
    """Tell what was corrected of it at this reading: from what to what, by whom, when and why; lead to the form."""
    if access.may_change():
        to_form = doors.to_correction(shown.agency_id, shown.capture.capture_id)
        plain.door(to_form, text("Correct a value of this agency"), icon=":material/edit:")
    if shown.corrections.empty:
        return
    page_record.words(Markdown("**{}**").format(text("Corrected values")))
    page_record.words(plain.listed(corrections_in_words(shown.corrections, shown.index)))


def sides(shown: Profile) -> None:
    """Show what is furthest above and below the median of its peers."""
    _side(shown, text("Above the peers' median"), shown.strengths)
    _side(shown, text("Below the peers' median"), shown.weaknesses)


def _side(shown: Profile, title: str, rows: pd.DataFrame) -> None:
    page_record.words(Markdown("**{}**  :small[:gray[{}]]").format(title, text("in points")))
    for row in rows.to_dict("records"):
        said = f"{row['short_name']}: {formats.number(row['value'])} ({formats.change(row['distance'])})"
        linked_sentence(said, to_ranking(shown.index.version, shown.level, shown.agency_id, row["node"]))
    if rows.empty:
        page_record.words(text("nothing"))
