"""The report to the Committee: results, shortcomings, tasks, proposals, and the full tables as annexes.

Its sentences are the slides' own, so that report and slides never differ.
"""

from __future__ import annotations

from datetime import date

from indicators import catalogue, formats
from indicators.analysis.overview import Overview, overview
from indicators.analysis.ranking import Ranking
from indicators.deck import Deck, Points, Slide, build_deck
from indicators.entries import DeckChoice
from indicators.exports.official import OfficialDocument
from indicators.exports.provenance import about
from indicators.organisation import load_organisation
from indicators.periods import Period
from indicators.warehouse import Warehouse, records
from indicators.wording import speaking, text

ROMAN = ("I", "II", "III", "IV", "V")
ANNEX_POINTS = 9
# How many of a ranking's best and last are named in the text.
NOTES = 3


def report_docx(
    warehouse: Warehouse,
    scope: str,
    period: Period | None = None,
    captured_on: date | None = None,
    compare_with: date | None = None,
) -> bytes:
    """The report of a capture, in Vietnamese; InputProblem where no capture fits."""
    with speaking("vi"):
        view = overview(warehouse, scope, period, captured_on, compare_with)
        deck = build_deck(warehouse, scope, period, captured_on, compare_with, DeckChoice(scope, ""))
        capture, issuer = view.capture, load_organisation().issuer
        basis = formats.basis(capture.period, capture.is_open, capture.captured_at)
        file = OfficialDocument(deck.title, about(capture), is_demo=capture.is_demo)
        file.head(issuer, issuer.issuing_body, None)
        file.title(text("REPORT"), f"{deck.title}, {basis[:1].lower()}{basis[1:]}")
        file.addressee(issuer.committee)
        _results(file, view, deck)
        _shortcomings(file, deck)
        _tasks(file, deck)
        file.heading(f"{ROMAN[3]}. {text('PROPOSALS').upper()}")
        file.to_fill(text("[proposals of the issuing body]"))
        file.signature(issuer, [text("As above"), issuer.people_committee])
        for number, ranking in enumerate(view.rankings.values()):
            _annex(file, warehouse, ranking, view, number)
        return file.content()


def _slide(deck: Deck, key: str) -> Slide | None:
    return next((slide for slide in deck.slides if slide.key == key), None)


def _say(file: OfficialDocument, slide: Slide | None, notes: int = 0) -> None:
    if slide is None:
        return
    file.paragraph(f"{slide.message}.")
    for note in slide.notes[:notes]:
        file.paragraph(f"- {note}.")


def _results(file: OfficialDocument, view: Overview, deck: Deck) -> None:
    file.heading(f"{ROMAN[0]}. {text('RESULTS')}")
    if view.capture.is_open:
        file.paragraph(text("The period is open: all figures are provisional."))
    _say(file, _slide(deck, "province"))
    _say(file, _slide(deck, "changes"))
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
    file.table(header, rows, frozenset({1, 2, 3, 4}))
    for slide in deck.slides:
        if slide.key.startswith("ranking-"):
            _say(file, slide, NOTES)
    for key in ("overdue", "order", "synchronisation"):
        _say(file, _slide(deck, key))


def _shortcomings(file: OfficialDocument, deck: Deck) -> None:
    file.heading(f"{ROMAN[1]}. {text('SHORTCOMINGS AND THEIR CAUSES')}")
    for slide in deck.slides:
        if slide.key.startswith("group-"):
            file.paragraph(f"{slide.message}.")
            for note in slide.notes[-1:]:
                file.paragraph(f"- {note}.")
    file.to_fill(text("[causes, as the agencies tell them]"))


def _tasks(file: OfficialDocument, deck: Deck) -> None:
    file.heading(f"{ROMAN[2]}. {text('TASKS')}")
    slide = _slide(deck, "proposals")
    if slide and isinstance(slide.exhibit, Points):
        for sentence in slide.exhibit.sentences:
            file.paragraph(f"- {sentence}.")
    _say(file, _slide(deck, "reminders"))
    file.to_fill(text("[tasks of each agency]"))


def _annex(
    file: OfficialDocument, warehouse: Warehouse, ranking: Ranking, view: Overview, number: int
) -> None:
    """A peer group's full table: every component with its maximum, total, rank, rating, change."""
    capture = view.capture
    index = catalogue.load()[capture.index_version]
    components = list(index.components)
    values = warehouse.ask("level_values", capture_id=capture.capture_id, level=ranking.level)
    points = {(row.agency_id, row.node): row.value for row in records(values)}
    header = (
        text("Number"),
        text("Agency"),
        *(f"{node.short_name()} ({formats.number(node.points, 0)})" for node in components),
        text("Total"),
        text("Rank"),
        text("Rating"),
        text("Change"),
    )
    rows = [
        (
            str(place),
            str(row.agency_name),
            *(formats.number(points.get((row.agency_id, node.code))) for node in components),
            formats.number(row.value),
            formats.rank(row.rank, bool(row.tied) if row.tied == row.tied else False),
            _rating(row.value),
            formats.change(row.value_change),
        )
        for place, row in enumerate(records(ranking.rows), start=1)
    ]
    title = text("Results of {level}", level=formats.level(ranking.level))
    file.annex(f"{text('Annex')} {ROMAN[number]}", title, len(header))
    file.table(header, rows, frozenset({0, *range(2, len(header) - 2), len(header) - 1}), ANNEX_POINTS)
    file.note(formats.basis(capture.period, capture.is_open, capture.captured_at))


def _rating(total: float | None) -> str:
    value = formats.plain(total)
    rating = load_organisation().rating(value)
    return rating.name() if rating else formats.MISSING
