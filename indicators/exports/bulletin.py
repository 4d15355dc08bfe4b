"""The bulletin as files: a document after Nghị định 30, one slide, and its components as a table of both."""

from __future__ import annotations

from itertools import groupby

from indicators import formats
from indicators.analysis import document_code
from indicators.analysis.bulletin import Bulletin, Chapter
from indicators.analysis.statements import Statement, together
from indicators.deck.model import Deck, Slide
from indicators.deck.slide_sources import link_parameters, parts_of_whole, plain_numbers
from indicators.exports.official_document.document import OfficialDocument
from indicators.exports.official_document.head import Head
from indicators.exports.pptx import deck_pptx
from indicators.reference.organisation import load_organisation
from indicators.translation import in_language, text

# The point whose sentences a table tells, where there is room for one.
OF_THE_TABLE = 5
# Points whose sentences are a list; those of any other make one paragraph.
LISTS = (11, 12)
# What a slide says below its picture: of each of these points one sentence, in this order.
ON_THE_SLIDE = (2, 6, 8, 12)
# Letters of a line below the picture.
LONGEST_FACT = 130


def bulletin_docx(told: Bulletin) -> bytes:
    """Write the bulletin as an official document, in Vietnamese."""
    return _document(told).content()


def bulletin_code(told: Bulletin) -> str:
    """Return the verification code of the document, for what else says the same."""
    return _document(told).code


def _document(told: Bulletin) -> OfficialDocument:
    with in_language("vi"):
        issuer = load_organisation().issuer
        of = document_code.of_capture("bulletin", told.capture, told.view.comparison)
        file = OfficialDocument(told.heading(), told.provenance, Head(issuer, is_report=True), of)
        file.title(text("REPORT"), f"{told.heading()}: {told.about()}")
        file.addressee(issuer.committee)
        for number, chapter in enumerate(told.chapters, start=1):
            file.heading(f"{formats.roman(number)}. {chapter.title.upper()}")
            _chapter(file, told, chapter)
        file.note(told.provenance.line())
        file.paragraph(
            text(
                "This is the report of {body}, submitted to {committee} for consideration.",
                body=issuer.issuing_body,
                committee=issuer.committee,
            )
        )
        file.signature([text("As above"), issuer.people_committee])
        return file


def _chapter(file: OfficialDocument, told: Bulletin, chapter: Chapter) -> None:
    """Write a paragraph a point, those on the components as a table."""
    pairs = zip(chapter.said, chapter.sentences(), strict=True)
    for point, some in groupby(pairs, key=lambda pair: pair[0].point):
        sentences = [sentence for _, sentence in some]
        if point == OF_THE_TABLE:
            header, rows = components_table(told)
            file.table(header, rows, frozenset({1, 2, 3, 4}), points=12)
            continue
        for words in sentences if point in LISTS else [" ".join(sentences)]:
            file.paragraph(f"- {words}")


def components_table(told: Bulletin) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Return header and rows of the components: points, maximum, share, change, as the sentences have them."""
    header = (text("Component"), text("Points"), text("Maximum"), text("Share"), text("Change"))
    rows = [_row(told, said.statement) for said in told.said if said.point == OF_THE_TABLE]
    return header, rows


def _row(told: Bulletin, statement: Statement) -> tuple[str, ...]:
    node, numbers = told.view.index.nodes[statement.subject[0]], statement.numbers
    return (
        node.name(),
        formats.number(numbers.get("value")),
        formats.number(node.points, 0),
        formats.percent(numbers.get("share")),
        formats.change(numbers.get("by")),
    )


def bulletin_slide(told: Bulletin) -> bytes:
    """Draw the bulletin as one slide, in the session's language."""
    return deck_pptx(
        Deck(
            title=told.heading(),
            subtitle=told.about(),
            capture=told.capture,
            slides=(_slide(told),),
            comparison=told.view.comparison,
            has_opening=False,
            kind="bulletin",
        )
    )


def _slide(told: Bulletin) -> Slide:
    first = [said.statement for said in told.said if said.point == 1][:2]
    card = told.card
    return Slide(
        key="bulletin",
        message=together(*first),
        exhibit=parts_of_whole(
            card.short_name,
            plain_numbers(card.value),
            plain_numbers(card.lost),
            list(card.lost == card.lost.max()),
            (text("Points won"), text("Most is lost here"), text("Points lost")),
            text("points"),
        ),
        source=told.provenance.marked_line(),
        below=tuple(_facts(told)),
        notes=tuple(sentence for chapter in told.chapters for sentence in chapter.sentences()),
        page="bulletin",
        query=link_parameters(told.capture),
    )


def _facts(told: Bulletin) -> list[str]:
    """Choose of each point on the slide a sentence that a line has room for: of what loses most, else the first."""
    found = []
    for point in ON_THE_SLIDE:
        own = sorted(
            (said.statement for said in told.said if said.point == point),
            key=lambda statement: -statement.numbers.get("lost", 0),
        )
        found += [words for words in map(str, own) if len(words) <= LONGEST_FACT][:1]
    return found
