"""One reader a format, chosen by what a file holds, never by its name; all give the same plain records."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from indicators.sources import portal_api, portal_copy, portal_legacy, score_table
from indicators.sources.documents import open_document
from indicators.sources.files import SourceFile
from indicators.sources.overdue_list import ListExtract, Told, read_list
from indicators.sources.own_list import OwnExtract, read_own
from indicators.sources.portal_answer import parsed
from indicators.sources.records import Extract

# What one file says: values of the index, a list of overdue dossiers, or own counts.
Said = list[Extract] | ListExtract | OwnExtract


@dataclass(slots=True)
class Contents:
    """What files say, in their order. `raw` are the bytes of those with values of the index, to be kept."""

    extracts: list[Extract] = field(default_factory=list)
    lists: list[ListExtract] = field(default_factory=list)
    own: list[OwnExtract] = field(default_factory=list)
    raw: list[bytes] = field(default_factory=list, repr=False)

    def add(self, said: Said, content: bytes) -> None:
        """Take what a file with these bytes says."""
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
        contents.add(read_file(file, told), file.content)
    return contents


def read_file(file: SourceFile, told: Told | None = None) -> Said:
    """Read one file. Raises InputProblem where it cannot be read, or a cell of it cannot be right."""
    document = open_document(file)
    name, sha256, grids = file.name, document.sha256, document.grids
    if document.answer is not None:
        envelope = parsed(name, document.answer)
        if key := portal_copy.units_of(envelope):
            return [portal_copy.read(name, sha256, envelope, key)]
        return [portal_api.read(name, sha256, envelope, file.request)]
    if listed := read_list(name, sha256, grids, told):
        return listed
    if own := read_own(name, sha256, grids):
        return own
    if document.refusal:
        raise document.refusal
    if any(map(portal_legacy.is_score_sheet, grids)):
        return portal_legacy.read(name, sha256, grids)
    return score_table.read(name, sha256, grids)
