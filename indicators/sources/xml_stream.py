"""XML read as a stream, element by element, with no entity of its own that could unfold without end."""

from __future__ import annotations

from collections.abc import Callable
from xml.parsers import expat

from indicators.errors import InputProblem

Attributes = dict[str, str]


def damaged_document(name: str) -> InputProblem:
    """Return the refusal of a document that is not whole."""
    return InputProblem(
        "the document is damaged.",
        do="Open it in Excel or Word, save it as .xlsx and import that.",
        file=name,
    )


def stream(
    file: str,
    xml: bytes,
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
    *,
    damaged: Callable[[str], InputProblem] = damaged_document,
) -> None:
    """Call `start`, `end` and `text` for the elements and their words, by their names without namespace.

    Raises what `damaged` makes of the file's name where the XML is damaged or declares a document type: Office
    writes none, and one could hide entities that unfold without end.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True

    def local(qualified: str) -> str:
        return qualified.rpartition(" ")[2]

    def refuse(*_: object) -> None:
        raise damaged(file)

    parser.StartElementHandler = lambda tag, attributes: start(
        local(tag), {local(key): value for key, value in attributes.items()}
    )
    if end:
        parser.EndElementHandler = lambda tag: end(local(tag))
    if text:
        parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(xml, True)
    except (expat.ExpatError, ValueError, LookupError):
        raise damaged(file) from None
