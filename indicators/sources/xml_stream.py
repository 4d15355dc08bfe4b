"""XML read as a stream, element by element, with no entity of its own that could unfold without end."""

from __future__ import annotations

from collections.abc import Callable
from xml.parsers import expat

from indicators.errors import InputProblem

Attributes = dict[str, str]


def stream(
    file: str,
    xml: bytes,
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None],
    text: Callable[[str], None],
) -> None:
    """Call `start`, `end` and `text` for the elements and their words, by their names without namespace.

    Raises InputProblem where the XML is damaged or declares a document type.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True

    def local(qualified: str) -> str:
        return qualified.rpartition(" ")[2]

    def refuse(*_: object) -> None:
        raise _damaged(file)

    parser.StartElementHandler = lambda tag, attributes: start(
        local(tag), {local(key): value for key, value in attributes.items()}
    )
    parser.EndElementHandler = lambda tag: end(local(tag))
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(xml, True)
    except (expat.ExpatError, ValueError, LookupError):
        raise _damaged(file) from None


def _damaged(name: str) -> InputProblem:
    return InputProblem(
        "the document is damaged.",
        do="Open it in Excel or Word, save it as .xlsx and import that.",
        file=name,
    )
