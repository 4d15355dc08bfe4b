"""Letters as Word files, one by one or all in one zip."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence

from indicators.exports.official_document.document import Head, OfficialDocument
from indicators.letters.wording import Letter
from indicators.reference.organisation import load_organisation
from indicators.translation import in_language, text


def letter_docx(letter: Letter) -> bytes:
    """The letter with its annex, in the frame of Nghị định 30."""
    with in_language("vi"):
        issuer = load_organisation().issuer
        is_report = letter.kind == "result"
        head = Head(issuer, is_report, None if is_report else letter.subject, letter.issuer)
        file = OfficialDocument(letter.subject, letter.provenance, head)
        if is_report:
            file.title(text("REPORT"), letter.subject[:1].upper() + letter.subject[1:])
        file.addressee(letter.addressee)
        for words in letter.paragraphs:
            file.paragraph(words)
        file.signature([text("As above")])
        file.annex(text("Annex"), letter.annex.title, len(letter.annex.header))
        file.table(letter.annex.header, letter.annex.rows, letter.annex.numeric)
        file.note(letter.provenance.line())
        return file.content()


def letters_zip(letters: Sequence[Letter]) -> bytes:
    """One file a letter, named by kind and agency; names that every mail gateway takes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for letter in letters:
            name = re.sub(r"[^a-z0-9-]+", "-", letter.agency_id.lower()).strip("-")
            mark = "demo-" if letter.provenance.is_demo else ""
            packed.writestr(f"{mark}{letter.kind}-{name}.docx", letter_docx(letter))
    return stream.getvalue()
