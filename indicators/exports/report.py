"""The report to the Committee: results, shortcomings, tasks, proposals, and the full tables as annexes.

Its prose is made of the slides' own statements, so that report and slides never differ.
"""

from __future__ import annotations

from datetime import date

from indicators import catalogue, formats
from indicators.analysis import document_code
from indicators.analysis.comparability import blank_changes
from indicators.analysis.follow_up import follow_up
from indicators.analysis.overview import Overview, overview
from indicators.analysis.provenance import list_day, of_capture
from indicators.analysis.ranking import Ranking
from indicators.analysis.ranking_columns import IN_REPORT, ranking_columns, rows_with_components
from indicators.analysis.ratings import ratings
from indicators.analysis.statements.naming import each_caveat_once
from indicators.analysis.statements.peers import first_and_last_places
from indicators.deck import Deck, Slide, build_deck
from indicators.exports.backlog import COUNTS, backlog_table
from indicators.exports.official_document.document import OfficialDocument
from indicators.exports.official_document.head import Head
from indicators.periods import Period
from indicators.reference.organisation import load_organisation
from indicators.store.entries import DeckChoice
from indicators.translation import in_language, text
from indicators.warehouse.warehouse import Warehouse, records

ANNEX_POINTS = 9
# Units in the annexes of a report that needs no table of contents.
SHORT = 40


def report_docx(
    warehouse: Warehouse,
    scope: str,
    period: Period | None = None,
    captured_on: date | None = None,
    compare_with: date | None = None,
) -> bytes:
    """Write the report of a capture, in Vietnamese; InputProblem where no capture fits.

    Where nothing was read yet and nothing is asked for, a report that says so.
    """
    with in_language("vi"):
        deck = build_deck(warehouse, scope, period, captured_on, compare_with, DeckChoice(scope, ""))
        issuer = load_organisation().issuer
        head = Head(issuer, is_report=True)
        if deck.capture is None:
            return _without_data(deck, head)
        view = overview(warehouse, scope, period, captured_on, compare_with)
        capture = view.capture
        of = document_code.of_capture("report", capture, view.comparison)
        file = OfficialDocument(deck.title, deck.provenance, head, of)
        file.title(
            text("REPORT"), f"{deck.title}, {_within(formats.period(capture.period, capture.is_open))}"
        )
        file.addressee(issuer.committee)
        if sum(len(ranking.rows) for ranking in view.rankings.values()) > SHORT:
            file.contents(text("CONTENTS"))
        _opening(file, view)
        _results(file, view, deck)
        _shortcomings(file, deck)
        _tasks(file, deck)
        _proposals(file)
        file.signature([text("As above"), issuer.people_committee])
        for number, ranking in enumerate(view.rankings.values(), start=1):
            _annex(file, warehouse, ranking, view, formats.roman(number))
        _backlog_annex(file, warehouse, view, formats.roman(len(view.rankings) + 1))
        return file.content()


def _without_data(deck: Deck, head: Head) -> bytes:
    """Write the report's frame, and that there is nothing to report on."""
    file = OfficialDocument(deck.title, deck.provenance, head, None)
    file.title(text("REPORT"), deck.title)
    file.addressee(head.issuer.committee)
    for sentence in deck.sentences():
        file.paragraph(sentence)
    file.signature([text("As above"), head.issuer.people_committee])
    return file.content()


def _opening(file: OfficialDocument, view: Overview) -> None:
    """Write on what ground, about which numbers.

    The document that asks for the report is a person's to name.
    """
    capture, issuer = view.capture, load_organisation().issuer
    file.to_fill(text("[Following document No. … of … on …]"))
    file.paragraph(
        text(
            "{body} reports to {committee} on the results by {index}, {period}, figures {reading}:",
            body=issuer.issuing_body,
            committee=issuer.committee,
            index=catalogue.load()[capture.index_version].decision,
            period=_within(formats.period(capture.period, capture.is_open)),
            reading=of_capture(capture).reading(),
        )
    )
    if capture.is_open:
        file.paragraph(text("The period is open: all figures are provisional."))


def _within(words: str) -> str:
    """Write words as they go on within a sentence."""
    return words[:1].lower() + words[1:]


def _say(file: OfficialDocument, *slides: Slide | None) -> None:
    """Write a paragraph of what slides conclude; of one that is not there nothing."""
    sentences = [sentence for slide in slides if slide for sentence in slide.told()]
    if sentences:
        file.paragraph(" ".join(dict.fromkeys(sentences)))


def _results(file: OfficialDocument, view: Overview, deck: Deck) -> None:
    file.heading(f"{formats.roman(1)}. {text('RESULTS')}")
    file.heading(f"1. {text('The province as a whole')}", 2)
    _say(file, deck.slide("province"), deck.slide("changes"))
    header = (text("Group"), text("Points"), text("Maximum"), text("Reading before"), text("Change"))
    rows = [
        (
            str(row.name),
            formats.number(row.value),
            formats.number(row.max_value, 0),
            formats.number(row.previous_value),
            formats.change(row.value_change),
        )
        for row in records(view.groups)
    ]
    file.caption(text("Points by group"))
    file.table(header, rows, frozenset({1, 2, 3, 4}))
    _ratings(file, view)
    number = 1
    for number, (level, ranking) in enumerate(view.rankings.items(), start=2):
        file.heading(f"{number}. {formats.level(level)}", 2)
        _say(file, deck.slide(f"ranking-{level}"))
        _say(file, deck.slide(f"movers-{level}"))
        with each_caveat_once():
            places = [places.sentence() for places in first_and_last_places(ranking)]
        file.paragraph(
            " ".join([*places, text("Details: annex {number}.", number=formats.roman(number - 1))])
        )
    file.heading(f"{number + 1}. {text('Overdue dossiers and the order to clear them')}", 2)
    _say(file, deck.slide("overdue"))
    _say(file, deck.slide("order"))
    file.heading(f"{number + 2}. {text('Synchronisation of dossiers')}", 2)
    _say(file, deck.slide("synchronisation"))


def _ratings(file: OfficialDocument, view: Overview) -> None:
    """Write how many units of each level have which rating, as the provinces' monthly letters do."""
    found = ratings(view.rankings.values())
    if not found.levels:
        return
    header = (text("Rating"), *map(formats.level, found.levels), text("Total"))
    idle, without = text("Without dossiers, or seemingly so, counted apart"), text("No figures yet")
    others = [
        (name, counts) for name, counts in ((idle, found.idle), (without, found.without)) if any(counts)
    ]
    counted = [*found.rows, *others]
    sums = tuple(map(sum, zip(*(counts for _, counts in counted), strict=True)))
    rows = [
        (name, *map(formats.count, (*counts, sum(counts))))
        for name, counts in [*counted, (text("Total"), sums)]
    ]
    file.caption(text("Units by rating and level"))
    file.table(header, rows, frozenset(range(1, len(header))), strong=frozenset({len(rows) - 1}))


def _shortcomings(file: OfficialDocument, deck: Deck) -> None:
    file.heading(f"{formats.roman(2)}. {text('SHORTCOMINGS AND THEIR CAUSES')}")
    file.paragraph(text("By the groups of the index, where points are lost and whose the gap is:"))
    for slide in (*deck.slides, *deck.left_out):
        if slide.key.startswith("group-"):
            _say(file, slide)
    file.to_fill(text("[causes, as the agencies tell them]"))


def _tasks(file: OfficialDocument, deck: Deck) -> None:
    file.heading(f"{formats.roman(3)}. {text('TASKS')}")
    slide = deck.slide("proposals")
    if slide:
        file.paragraph(text("By these results the agencies are asked for:"))
        for asked in slide.facts:
            file.paragraph(f"- {asked}.")
        _say(file, deck.slide("reminders"))
    file.to_fill(text("[tasks of each agency]"))


def _proposals(file: OfficialDocument) -> None:
    file.heading(f"{formats.roman(4)}. {text('PROPOSALS').upper()}")
    file.to_fill(text("[proposals of the issuing body]"))
    issuer = load_organisation().issuer
    file.closing(
        text(
            "This is the report of {body}, submitted to {committee} for consideration.",
            body=issuer.issuing_body,
            committee=issuer.committee,
        )
    )


def _annex(
    file: OfficialDocument, warehouse: Warehouse, ranking: Ranking, view: Overview, roman: str
) -> None:
    """Write a peer group's full table: components with maxima, total, rank, rating, change, notes."""
    columns = ranking_columns(ranking, IN_REPORT)
    # Nodes with their maximum; changes and notes have little room.
    names = (column.title if column.kind in ("points", "words") else column.short for column in columns)
    header = (text("Number"), *names)
    rows = [
        (str(place), *(column.written(row) for column in columns))
        for place, row in enumerate(rows_with_components(warehouse, ranking), start=1)
    ]
    title = text("Results of {level}", level=formats.level(ranking.level))
    file.annex(f"{text('Annex')} {roman}", title, len(header))
    numeric = frozenset({0, *(place for place, column in enumerate(columns, start=1) if column.is_number)})
    file.table(header, rows, numeric, points=ANNEX_POINTS)
    record = of_capture(ranking.capture, ranking.comparison)
    # Where nothing can be compared the record says so once.
    blank = blank_changes(ranking.rows) if ranking.comparison.previous else ()
    file.note(record.with_notes(*blank).line())


def _backlog_annex(file: OfficialDocument, warehouse: Warehouse, view: Overview, roman: str) -> None:
    """Write overdue dossiers by agency, where there is a list of the week that has some."""
    found = follow_up(warehouse, view.capture)
    if found.step is None or found.backlog.empty:
        return
    table = backlog_table(found.backlog)
    rows = [(*row[:2], *map(formats.count, row[2:])) for row in table.rows]
    title = text("Overdue dossiers in the list of {day}", day=list_day(found.step))
    file.annex(f"{text('Annex')} {roman}", title, len(table.header))
    numeric = frozenset({0, *range(2, len(COUNTS) + 3)})
    file.table(table.header, rows, numeric, strong=table.strong, points=ANNEX_POINTS)
    file.note(text("Unit: dossiers; by age in calendar days, by cause."))
