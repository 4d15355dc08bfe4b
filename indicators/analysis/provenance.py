"""What has to be said about numbers wherever they stand: one record, which pages, slides and files render.

Whose they are, of which period and whether it is open, when they were read or that nobody knows when, whether they
are partial, whether the portal's denominators are provisional, from which system, by which version of the index,
across which breaks, whether they are a demonstration, and which program wrote them. Nobody composes such words of
their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from indicators import PROGRAM, catalogue, codes, formats
from indicators.analysis.capture_selection import CaptureInfo, Comparison
from indicators.analysis.comparability import line_begins
from indicators.analysis.completeness import Shortfalls, partial
from indicators.analysis.corrections import corrected_in_words
from indicators.analysis.overdue import Step
from indicators.analysis.overdue_counts import CountsByAgency
from indicators.analysis.own_counts import Reconciliation
from indicators.analysis.trend import Trend
from indicators.catalogue import Catalogue
from indicators.periods import Period, vietnam_day
from indicators.reference.provinces import scope_name
from indicators.translation import plural, text

# Letters of a property of a Word, PowerPoint or Excel file.
LONGEST_PROPERTY = 255


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where numbers come from and what they hold for, as codes; words are made when it is rendered.

    `read_at` are the moments of one reading or of several in their order, of a list the moment it was drawn up; not
    `read_at_given`, they are those of the import, for nobody told. `breaks` are sentences on what may not be joined
    or compared, `corrections` counts values corrected and sums unlike their parts, `notes` are whatever else is said.
    `data_version` is how many commits the store had, 0 where the numbers are not of one state of it.
    """

    sources: tuple[str, ...] = ()
    scope: str | None = None
    period: Period | None = None
    is_open: bool = False
    is_of_every_period: bool = False
    read_at: tuple[datetime, ...] = ()
    read_at_given: bool = True
    shortfalls: Shortfalls = ()
    has_provisional_denominators: bool = False
    corrections: tuple[int, int] = (0, 0)
    index_versions: tuple[str, ...] = ()
    breaks: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    is_demo: bool = False
    data_version: int = 0

    @property
    def mark(self) -> str:
        """What a demonstration says before anything else; empty for real numbers."""
        return demonstration_mark(self.is_demo)

    def at(self, data_version: int) -> Provenance:
        """Return it of numbers that a state of the store gave."""
        return replace(self, data_version=data_version)

    def facts(self) -> list[tuple[str, str]]:
        """Return all that is to be said, but for the mark: what it is about, and the words."""
        provisional = text("some of the portal’s denominators are provisional")
        told = [
            (text("Source"), ", ".join(map(formats.source, self.sources))),
            (text("Scope"), scope_name(self.scope) if self.scope else ""),
            (text("Period"), self._period()),
            (text("Reading"), self.reading()),
            (text("Completeness"), partial(self.shortfalls, "".join(self.index_versions[-1:]))),
            (text("Denominators"), provisional if self.has_provisional_denominators else ""),
            (text("Corrections"), corrected_in_words(*self.corrections)),
            (text("Index version"), ", ".join(catalogue.load()[one].name() for one in self.index_versions)),
            (text("Breaks"), "; ".join(self.breaks)),
            *((text("Note"), note) for note in self.notes),
        ]
        return [(about, words) for about, words in told if words]

    def line(self) -> str:
        """Say all in one line, for where the mark of a demonstration stands by itself."""
        words = " · ".join(words for _, words in self.facts())
        return text("Source: {words}", words=words) if self.sources else words[:1].upper() + words[1:]

    def marked_line(self) -> str:
        """Say all in one line, a demonstration's mark first."""
        return " · ".join(filter(None, (self.mark, self.line())))

    def properties(self) -> str:
        """Say all as a file says it of itself in its properties, as far as Office has room; the file says the rest."""
        words = "; ".join(filter(None, (self.mark, *(words for _, words in self.facts()))))
        return words if len(words) <= LONGEST_PROPERTY else f"{words[: LONGEST_PROPERTY - 1]}…"

    def rows(self) -> list[list[str]]:
        """Return all as rows of two cells below a table's title, the program that wrote it last."""
        return [*([about, words] for about, words in self.facts()), [text("Made by"), PROGRAM]]

    def reading(self) -> str:
        """Say when it was read, to the minute; that nobody knows, and when it was brought in."""
        if not self.read_at:
            return ""
        if len(self.read_at) > 1:
            first, last = map(formats.moment, (self.read_at[0], self.read_at[-1]))
            count = formats.count(len(self.read_at))
            return text("{count} readings from {first} to {last}", count=count, first=first, last=last)
        if codes.OVERDUE_LIST in self.sources or codes.OWN_LIST in self.sources:
            return formats.drawn_up(self.read_at[0], self.read_at_given)
        return formats.reading(self.read_at[0], self.read_at_given)

    def day(self) -> str:
        """Say the day of the last reading alone; that nobody knows it, and when it was brought in."""
        day = formats.day(vietnam_day(self.read_at[-1])) if self.read_at else formats.MISSING
        return day if self.read_at_given else text("day of reading not known, imported {day}", day=day)

    def read_on(self) -> str:
        """Write the day of the last reading within a sentence, "đọc 10/10/2026", or that nobody knows it."""
        return text("read {day}", day=self.day()) if self.read_at_given else self.day()

    def basis(self) -> str:
        """Say in short of when it is: "Năm 2026 (tạm thời), đọc 10/10/2026"."""
        if self.period is None:
            return text("list of {day}", day=self.day()) if self.read_at_given else self.reading()
        return f"{formats.period(self.period, self.is_open)}, {self.read_on()}"

    def _period(self) -> str:
        if self.is_of_every_period:
            return text("of every period")
        if self.period is None:
            return ""
        state = text("open period, provisional") if self.is_open else text("closed period")
        return f"{formats.period(self.period)} ({state})"

    def beginning_after(self, reasons: Sequence[str]) -> Provenance:
        """Say beside the same why a line over time begins where it does, where that is not said already."""
        if not reasons or any("; ".join(reasons) in told for told in self.breaks):
            return self
        return replace(self, breaks=(*self.breaks, line_begins(reasons)))

    def with_notes(self, *notes: str) -> Provenance:
        """Say the same, with something else last."""
        return replace(self, notes=(*self.notes, *notes))


def demonstration_mark(is_demo: bool) -> str:
    """Return what keeps made-up numbers from being taken for real ones; empty for real numbers."""
    return text("DEMONSTRATION DATA – not real figures") if is_demo else ""


def of_capture(capture: CaptureInfo, comparison: Comparison | None = None) -> Provenance:
    """Say it of the numbers of one capture, and why those before may not be compared with them, where that is so."""
    return Provenance(
        sources=(capture.source,),
        scope=capture.scope,
        period=capture.period,
        is_open=capture.is_open,
        read_at=(capture.captured_at,),
        read_at_given=capture.captured_at_given,
        shortfalls=capture.shortfalls,
        has_provisional_denominators=capture.has_provisional_denominators,
        corrections=(capture.corrected, capture.unlike_parts),
        index_versions=(capture.index_version,),
        breaks=(comparison.said,) if comparison and comparison.breaks else (),
        notes=(comparison.said,) if comparison and comparison.why_none and not comparison.breaks else (),
        is_demo=capture.is_demo,
        data_version=capture.data_version,
    )


def of_no_capture() -> Provenance:
    """Say it of a file that is made before anything was read."""
    return Provenance(notes=(text("no data yet"),))


def of_trend(trend: Trend, span: str) -> Provenance:
    """Say it of a chart or table over time; `span` names what is followed."""
    known = trend.steps.dropna(subset="captured_at")
    return Provenance(
        sources=tuple(dict.fromkeys(known.source)),
        scope=trend.scope,
        read_at=tuple(known.captured_at),
        read_at_given=bool(known.captured_at_given.all()),
        corrections=trend.corrections,
        index_versions=tuple(dict.fromkeys(known.index_version)),
        breaks=tuple(f"{trend.step_name(break_.before)}: {break_.why}" for break_ in trend.breaks),
        notes=(span,),
        is_demo=trend.is_demo,
        data_version=trend.data_version,
    )


def of_list(step: Step) -> Provenance:
    """Say it of dossiers of one list, and of those that stand by earlier ones, for it tells nothing of them."""
    told = (step.scope, step.listed_at, step.listed_at_given, step.is_demo)
    listed = of_listed(*told, dossiers=step.dossiers - step.carried, set_aside=step.set_aside)
    listed = replace(listed, data_version=step.data_version)
    if not step.carried:
        return listed
    return listed.with_notes(
        plural(
            step.carried,
            "and {count} dossier by earlier lists, for this one tells nothing of its kind or agency",
            "and {count} dossiers by earlier lists, for this one tells nothing of their kind or agency",
            count=formats.count(step.carried),
        )
    )


def list_day(step: Step) -> str:
    """Write the day a list was drawn up, within a sentence; where it does not tell, that of its import."""
    return drawn_up_on(step.listed_on, step.listed_at_given)


def drawn_up_on(on: date, is_given: bool) -> str:
    """Write a list's own day within a sentence; where it does not tell, the day it was imported."""
    day = formats.day(on)
    return day if is_given else text("import of {day}, its own day not told", day=day)


def of_listed(
    scope: str, listed_at: datetime, is_given: bool, is_demo: bool, *, dossiers: int, set_aside: int
) -> Provenance:
    """Say it of a list with so many dossiers and rows set aside."""
    return Provenance(
        sources=(codes.OVERDUE_LIST,),
        scope=scope,
        read_at=(listed_at,),
        read_at_given=is_given,
        notes=(
            plural(
                dossiers,
                "{count} dossier in the list",
                "{count} dossiers in the list",
                count=formats.count(dossiers),
            ),
            *([_set_aside(set_aside)] if set_aside else []),
        ),
        is_demo=is_demo,
    )


def _set_aside(rows: int) -> str:
    return plural(rows, "{count} row set aside", "{count} rows set aside", count=formats.count(rows))


def of_counts(scope: str, found: CountsByAgency) -> Provenance:
    """Say it of overdue dossiers that a list counts and does not name."""
    return Provenance(
        sources=(codes.OVERDUE_LIST,),
        scope=scope,
        read_at=(found.listed_at,),
        read_at_given=found.listed_at_given,
        is_demo=found.is_demo,
    )


def of_own_count(found: Reconciliation) -> Provenance:
    """Say it of the province's own count of a period, beside the portal's."""
    read = found.rows.captured_at.dropna()
    portal = text("portal read {moment}", moment=formats.moment(read.max())) if len(read) else ""
    return Provenance(
        sources=(codes.OWN_LIST,),
        scope=found.scope,
        period=found.period,
        is_open=found.period.is_open(found.rows.counted_at.max()),
        read_at=(found.rows.counted_at.max(),),
        read_at_given=bool(found.rows.counted_at_given.all()),
        notes=(portal,) if portal else (),
        is_demo=found.is_demo,
    )


def of_own_list(scope: str, counted_at: datetime, is_given: bool, is_demo: bool) -> Provenance:
    """Say it of dossiers that a list of the province's own names."""
    return Provenance(
        sources=(codes.OWN_LIST,), scope=scope, read_at=(counted_at,), read_at_given=is_given, is_demo=is_demo
    )


def of_index(index: Catalogue) -> Provenance:
    """Say it of what holds by a version of the index, whatever was read."""
    return Provenance(index_versions=(index.version,), is_of_every_period=True, notes=(index.decision,))


def of_store(is_demo: bool) -> Provenance:
    """Say it of what was done to the store."""
    return Provenance(
        is_of_every_period=True, notes=(text("what was done to the store, up to now"),), is_demo=is_demo
    )


def working_days_note() -> str:
    """Say by what working days are counted, for where they stand."""
    return text("working days by the announced public holidays")
