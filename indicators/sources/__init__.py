"""One reader a format, chosen by what a file holds, never by its name; all give the same plain records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256 as digest
from pathlib import Path

from indicators.sources import portal_api, portal_copy, portal_legacy, score_table
from indicators.sources.documents import open_document
from indicators.sources.files import SourceFile, gather
from indicators.sources.kept_copy import public_answer
from indicators.sources.no_table import no_table
from indicators.sources.overdue_list import ListExtract, Told, read_list
from indicators.sources.own_list import OwnExtract, read_own
from indicators.sources.portal_envelope import parsed
from indicators.sources.records import Extract

# What one file says: values of the index, a list of overdue dossiers, or own counts.
Said = list[Extract] | ListExtract | OwnExtract


@dataclass(slots=True)
class Contents:
    """What files say, in their order.

    `raw` are the bytes of those with values of the index: of answers what is kept, of tables what it is made of.
    """

    extracts: list[Extract] = field(default_factory=list)
    lists: list[ListExtract] = field(default_factory=list)
    own: list[OwnExtract] = field(default_factory=list)
    raw: list[bytes] = field(default_factory=list, repr=False)

    def add(self, said: Said, content: bytes) -> None:
        """Take what a file says, and the bytes of it that are needed on."""
        if isinstance(said, ListExtract):
            self.lists.append(said)
        elif isinstance(said, OwnExtract):
            self.own.append(said)
        else:
            self.extracts += said
            self.raw.append(content)


def read(files: Iterable[SourceFile], told: Told | None = None) -> Contents:
    """Read files, each opened and parsed once, whatever it turns out to be.

    `told` hears how far the reading of a list is, in rows. Raises InputProblem for the first file that cannot
    be read.
    """
    contents = Contents()
    for file in files:
        contents.add(*read_file(file, told))
    return contents


def read_each(
    given: Sequence[Path | SourceFile], began: Callable[[str], None], told: Told | None = None
) -> Iterator[tuple[Said, bytes]]:
    """Read files, folders and zips one file after the other; `began` hears the name of each before."""
    for file in gather(given):
        began(file.name)
        yield read_file(file, told)


def read_file(file: SourceFile, told: Told | None = None) -> tuple[Said, bytes]:
    """Read one file: what it says, and the bytes of it that are needed on (of lists and counts none).

    Raises InputProblem where it cannot be read, or a cell of it cannot be right.
    """
    document = open_document(file)
    name, sha256, grids = file.name, document.sha256, document.grids
    if document.answer is not None:
        return _read_answer(file, sha256, document.answer)
    if listed := read_list(name, sha256, grids, told):
        return listed, b""
    if own := read_own(name, sha256, grids):
        return own, b""
    is_legacy = any(map(portal_legacy.is_score_sheet, grids))
    if document.refusal and (is_legacy or score_table.is_in(grids)):
        raise document.refusal
    if is_legacy:
        return portal_legacy.read(name, sha256, grids), file.content
    if points := score_table.read(name, sha256, grids):
        return points, file.content
    raise no_table(name, file.content, grids)


def _read_answer(file: SourceFile, sha256: str, answer: str) -> tuple[list[Extract], bytes]:
    """Read an answer of the portal, or another tool's copy of one, and make what is kept of it."""
    envelope = parsed(file.name, answer)
    if key := portal_copy.units_of(envelope):
        extract = portal_copy.read(file.name, sha256, envelope, key)
    else:
        extract = portal_api.read(file.name, sha256, envelope, file.request)
    kept = public_answer(file.content, envelope)
    return [replace(extract, kept_sha256=digest(kept).hexdigest())], kept
