"""What a file remembers of its slides: which there were numbers for when it was made, and what they said.

It stands in the file's own properties, one a slide, which programs keep: a slide that somebody took away leaves no
name behind, and LibreOffice gives the places of a layout names of its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lxml import etree
from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml

from indicators.exports.pptx.names import ours

# By the key of a slide what each of its shapes said when it was written, as digests; nothing of one not in the file.
Memory = dict[str, dict[str, str]]
_PREFIX, _PLACE = "766/", PackURI("/docProps/custom.xml")
_KIND = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_EMPTY = f'<Properties xmlns="{_PROPERTIES}" xmlns:vt="{_TYPES}"/>'.encode()


def remember(file: Any, offered: Iterable[str]) -> None:
    """Write into a file what its slides say, and which others there were numbers for."""
    known: Memory = {key: {} for key in (*recall(file), *offered)}
    for drawn in file.slides:
        notes = drawn.notes_slide.shapes if drawn.has_notes_slide else ()
        for shape in (*drawn.shapes, *notes):
            if (own := ours(shape)) and own.role != "mark":
                known.setdefault(own.key, {})[own.role] = own.written
    listed = _listed(file)
    for old in [one for one in listed if one.get("name", "").startswith(_PREFIX)]:
        listed.remove(old)
    # Microsoft's programs count from 2.
    first = max([1, *(int(one.get("pid") or 0) for one in listed)]) + 1
    for number, (key, said) in enumerate(known.items(), start=first):
        one = etree.SubElement(
            listed, f"{{{_PROPERTIES}}}property", fmtid=_KIND, pid=str(number), name=f"{_PREFIX}{key}"
        )
        written = " ".join(f"{role}={digest}" for role, digest in said.items())
        etree.SubElement(one, f"{{{_TYPES}}}lpwstr").text = written or "-"
    _part(file)._blob = etree.tostring(listed, xml_declaration=True, encoding="UTF-8", standalone=True)


def recall(file: Any) -> Memory:
    """Read what a file remembers; nothing where another program took it away."""
    known: Memory = {}
    for one in _listed(file):
        if one.get("name", "").startswith(_PREFIX):
            pairs = (pair.split("=") for pair in "".join(one.itertext()).split() if "=" in pair)
            known[one.get("name").removeprefix(_PREFIX)] = dict(pairs)
    return known


def _listed(file: Any) -> Any:
    return parse_xml(_part(file).blob)


def _part(file: Any) -> Any:
    """Return the part of a file that holds properties of one's own; a new one where there is none."""
    package = file.part.package
    try:
        return package.part_related_by(RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)
    except KeyError:
        made = Part(_PLACE, CONTENT_TYPE.OFC_CUSTOM_PROPERTIES, package, _EMPTY)
        package.relate_to(made, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)
        return made
