"""The overview in words: its heading, the province's total, and what deserves a look."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from functools import partial

from indicators import catalogue, charts, formats
from indicators.analysis import doors
from indicators.analysis.capture_names import earlier
from indicators.analysis.capture_selection import CaptureInfo, Comparison
from indicators.analysis.follow_up import follow_up
from indicators.analysis.insight import insight
from indicators.analysis.overview import Overview, Place, overview
from indicators.analysis.provenance import of_capture
from indicators.analysis.signals import Sign, bears
from indicators.analysis.statements import Statement, movement, province
from indicators.analysis.watch import Watched
from indicators.catalogue import Node
from indicators.intake.unit_identity import province_identity
from indicators.markup import Markdown
from indicators.periods import Period
from indicators.reference.targets import Target, judged, targets_for
from indicators.reference.update_rhythms import LATE_AFTER
from indicators.translation import text
from indicators.warehouse.warehouse import Warehouse
from pages.components import page_frame, page_record, pickers, pictures, plain
from pages.components.statements import linked_sentence

# An open period is followed every week; what was read earlier is marked.
STALE = timedelta(days=LATE_AFTER["week"])


def heading(view: Overview) -> None:
    """Write whose numbers, of which period, how fresh."""
    capture, now = view.capture, datetime.now(UTC)
    ago = formats.ago(capture.captured_at, now)
    if capture.is_open and now - capture.captured_at > STALE:
        ago = Markdown(":orange[{}]").format(ago)
    read = of_capture(capture).reading()
    name, period = pickers.province(capture.scope), formats.period(capture.period, capture.is_open)
    page_record.words(Markdown("## {} · {} :small[:gray[· {}, {}]]").format(name, period, read, ago))


def province_total(view: Overview, basis: str) -> None:
    """Show the total against its maximum, rating, change, place among provinces, its way so far."""
    rating = view.rating.name() if view.rating else text("no rating")
    maximum = formats.number(view.total.max_value, 0)
    is_sum = view.total.origin == "derived"
    label = text("Total points, computed from the six components") if is_sum else text("Total points")
    page_record.figure(
        label, Markdown("{} :small[:gray[/{}]]").format(formats.number(view.total.value), maximum)
    )
    sign = view.signs.get(view.index.root.code, "unknown")
    moved = change_in_words(view.total.value_change, sign, view.capture, view.comparison)
    targets, root = _targets(view)
    told = Markdown("**{}** · {}  \n{}").format(rating, moved, _place(view.place, view.capture))
    if targets:
        met = judged(targets, root, view.total.value, None)
        told += Markdown("  \n:small[{}: {}]").format(text("Target"), met)
    sources = Markdown("  \n").join(target.source for target in targets)
    page_record.words(told, help=str(sources) or None)
    line = partial(charts.history_line, view.history, basis)
    page_frame.plot(line, pictures.THIRD, partial(doors.whatever, doors.to_trends(view.capture.scope)))


def _targets(view: Overview) -> tuple[list[Target], Node]:
    """Return the province's targets for its total, and what they are for."""
    root = catalogue.load()[view.capture.index_version].root
    agency = province_identity(view.capture.scope, view.capture.captured_on)
    return targets_for(root, "province", view.capture.day, agency, kind=view.capture.period.kind), root


def mark_legend(mark: str, view: Overview) -> str:
    """Say what a chart's hollow mark stands for; nothing where there is no previous capture."""
    previous = _previous(view)
    return f"({mark} {previous})" if previous else ""


def why_no_moves(view: Overview) -> str:
    """Say why no moves can be drawn."""
    if view.comparison.previous is None:
        return view.comparison.said
    still = movement.nobody_moved(view.rankings.values())
    return " ".join(said.sentence() for said in still) or text("No change is known.")


def _previous(view: Overview) -> str | None:
    """Name the previous capture: its day within one period, else its period."""
    previous = view.comparison.previous
    if previous is None:
        return None
    return earlier(previous, view.capture)


def remarks(warehouse: Warehouse, scope: str, period: Period, day: date) -> list[Statement]:
    """Return what the first screen says of a reading."""
    view = overview(warehouse, scope, period, day)
    return insight(warehouse, view, follow_up(warehouse, view.capture))


def highlight_list(remarks: Sequence[Statement]) -> None:
    """Sentences, each a link to the page behind it."""
    page_record.words(Markdown("**{}**").format(text("Worth a look")))
    if not remarks:
        page_record.note(text("Nothing stands out in what is known."))
    for remark in remarks:
        linked_sentence(remark.sentence(), remark.link)


def watched(found: Watched) -> None:
    """Lead to the watch list, with how many units it holds: a way on, for the screen alone."""
    if found.capture and found.rules:
        capture = found.capture
        asked = {"period": str(capture.period), "read": capture.reading}
        plain.page_link("watch.py", found.sentence(), query_params=asked)


def change_in_words(
    value: float | None, sign: Sign, capture: CaptureInfo, comparison: Comparison
) -> Markdown:
    """Say a change and against what, in colour only where the series says so (`sign`); or why there is none."""
    since = compared_with(capture, comparison)
    if comparison.previous is None:
        return Markdown(":gray[{}]").format(since)
    said = Markdown("{} {}").format(page_frame.coloured(value, is_signal=bears(sign, value)), since)
    if sign != "same" or not formats.as_shown(value):
        return said
    return Markdown("{}, {}").format(said, text("hardly changed"))


def compared_with(capture: CaptureInfo, comparison: Comparison) -> str:
    """Say since when changes are counted, or why there are none."""
    previous = comparison.previous
    if previous is None:
        return comparison.said
    return text("against {previous}", previous=earlier(previous, capture))


def _place(place: Place | None, at: CaptureInfo) -> Markdown:
    """Say the rank among provinces; with the day of the national capture, where it is another one."""
    if place is None:
        return Markdown(":gray[{}]").format(text("rank among provinces: no national data"))
    words = province.place_in_words(place, at)
    # What the series says is of points: whether a place was lost by chance nobody knows.
    return Markdown("{} :gray[{}]").format(words, formats.rank_change(place.rank_change))
