"""Letters as Word files, one by one or all in one zip."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

from indicators.codes import LetterKind
from indicators.exports.file_names import file_name
from indicators.exports.official_document.document import OfficialDocument
from indicators.exports.official_document.head import Head
from indicators.letters.wording import Letter
from indicators.reference.organisation import load_organisation
from indicators.translation import in_language, text


def letter_docx(letter: Letter) -> bytes:
    """Write the letter with its annex, in the frame of Nghị định 30."""
    with in_language("vi"):
        issuer = load_organisation().issuer
        is_report = letter.kind == "result"
        head = Head(issuer, is_report, None if is_report else letter.subject, letter.issuer)
        file = OfficialDocument(letter.subject, letter.provenance, head, letter.of)
        if is_report:
            file.title(text("REPORT"), letter.subject[:1].upper() + letter.subject[1:])
        file.addressee(letter.addressee)
        *body, last = letter.paragraphs
        for words in body:
            file.paragraph(words)
        file.closing(last)
        file.signature([text("As above")])
        file.annex(text("Annex"), letter.annex.title, len(letter.annex.header))
        file.table(letter.annex.header, letter.annex.rows, letter.annex.numeric)
        file.note(letter.provenance.line())
        return file.content()


def letter_name(letter: Letter) -> str:
    """Name a letter's file: its kind, whose it is, the day of the list."""
    return file_name(letter.provenance, lambda: (_kind_name(letter.kind), letter.agency_id), "docx")


def _kind_name(kind: LetterKind) -> str:
    return {"reminder": text("reminder"), "request": text("request"), "result": text("result")}[kind]


def letters_zip(letters: Sequence[Letter]) -> bytes:
    """Pack one file a letter, named by kind and agency."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for letter in letters:
            packed.writestr(letter_name(letter), letter_docx(letter))
    return stream.getvalue()
