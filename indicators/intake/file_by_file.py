"""Several files brought at once: each is read by itself and has its own answers, and what stands is kept together.

A file that cannot be right stops only itself. What several files make together (the portal's answers of a period,
lists of one moment) is one part.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256

from indicators.codes import AgencyFrom, PortalSystem, Status
from indicators.errors import InputProblem
from indicators.intake import captures
from indicators.intake.extracts import of_period, settled, undated_sheets
from indicators.intake.overdue_lists import lists_together, prepare_lists
from indicators.intake.own_lists import prepare_own
from indicators.intake.pipeline import Prepared
from indicators.intake.plausible import refuse_moments_to_come
from indicators.intake.totals import TotalOfFile
from indicators.periods import Period
from indicators.sources import Contents
from indicators.sources.kept_copy import kept_copies
from indicators.sources.overdue_list import ListExtract
from indicators.sources.own_list import OwnExtract
from indicators.sources.records import Extract
from indicators.store.capture import Capture
from indicators.store.overdue_list import OverdueList
from indicators.store.own_list import OwnList


@dataclass(frozen=True, slots=True)
class Answers:
    """What a person says of a file: what it does not say itself, and what only a person can decide.

    `moment` is when it was read or drawn up; `system`, of a table, what computed its points; `is_part`, of a list,
    that it is of the agencies it names alone, None until somebody says so or not; `agency_from` and `statuses` as
    `prepare_lists` takes them.
    """

    period: Period | None = None
    sheet_periods: Mapping[str, Period] = field(default_factory=dict)
    moment: datetime | None = None
    system: PortalSystem | None = None
    is_part: bool | None = None
    agency_from: AgencyFrom = "code"
    statuses: Mapping[str, Status] = field(default_factory=dict)
    accepts_differing_total: bool = False


NO_ANSWERS = Answers()


@dataclass(frozen=True, slots=True)
class Part:
    """What is kept as one: a capture, a list or an own count, with the keys of the files it is made of.

    `differing` are the totals of these files that their rows do not make.
    """

    files: tuple[str, ...]
    made: Capture | OverdueList | OwnList
    differing: tuple[TotalOfFile, ...] = ()


@dataclass(frozen=True, slots=True)
class Brought:
    """What files make, by their keys: the parts, the files refused with why, those that do not say their period.

    Of the last, the sheets that each need one; none where the whole file does.
    """

    parts: tuple[Part, ...] = ()
    refused: Mapping[str, InputProblem] = field(default_factory=dict)
    undated: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    raw: tuple[bytes, ...] = ()

    @classmethod
    def whole(cls, prepared: Prepared) -> Brought:
        """Give what was read and answered as a whole, of no files that are told apart."""
        made: list[Capture | OverdueList | OwnList] = [*prepared.captures, *prepared.lists, *prepared.own]
        return cls(tuple(Part((), one) for one in made), raw=tuple(prepared.raw))

    def prepared(self) -> Prepared:
        """Gather all parts, to be kept in one commit."""
        made = [part.made for part in self.parts]
        return Prepared(
            [one for one in made if isinstance(one, Capture)],
            [one for one in made if isinstance(one, OverdueList)],
            [one for one in made if isinstance(one, OwnList)],
            list(self.raw),
            tuple(total for part in self.parts for total in part.differing),
        )


def apart(contents: Contents) -> dict[str, Contents]:
    """Take what was read of a folder or zip apart into what each file of it says, by the files' names.

    What has no value of the index, though the portal gave it, goes with the first that has.
    """
    of_values = [one for one in contents.extracts if one.values]
    found: dict[str, Contents] = {}
    for one in of_values or contents.extracts:
        found.setdefault(one.file, Contents()).extracts.append(one)
    if of_values:
        found[of_values[0].file].extracts += [one for one in contents.extracts if not one.values]
    for content in contents.raw:
        of = _of_these_bytes(found.values(), sha256(content).hexdigest())
        if of:
            of.raw.append(content)
    for listed in contents.lists:
        found.setdefault(listed.file, Contents()).lists.append(listed)
    for counted in contents.own:
        found.setdefault(counted.file, Contents()).own.append(counted)
    return found


def _of_these_bytes(found: Iterable[Contents], digest: str) -> Contents | None:
    """Find what was read of these bytes, as they came or as they are kept."""
    return next(
        (one for one in found if any(digest in (each.sha256, each.kept_sha256) for each in one.extracts)),
        None,
    )


def prepare_each(read: Mapping[str, Contents], answers: Mapping[str, Answers]) -> Brought:
    """Prepare what files make, each by its own answers; raise nothing: what cannot be right is among the refused."""
    undated = {
        key: sheets
        for key, contents in read.items()
        if (sheets := _undated(contents, answers.get(key, NO_ANSWERS))) is not None
    }
    standing = {key: contents for key, contents in read.items() if key not in undated}
    refused: dict[str, InputProblem] = {}
    while True:
        try:
            parts, raw = _prepared(standing, answers)
        except _Faulty as fault:
            refused[fault.key] = fault.problem
            del standing[fault.key]
        else:
            places = {key: number for number, key in enumerate(read)}
            parts.sort(key=lambda part: places[part.files[0]])
            return Brought(tuple(parts), refused, undated, tuple(raw))


class _Faulty(Exception):
    """A file that cannot be right beside the others."""

    def __init__(self, key: str, problem: InputProblem) -> None:
        super().__init__(key)
        self.key, self.problem = key, problem


@contextmanager
def _laid_to(files: Mapping[str, str], last: str) -> Iterator[None]:
    """Lay a problem to the file that it names, by `files` from names to keys; else to the `last`."""
    try:
        yield
    except InputProblem as problem:
        raise _Faulty(files.get(problem.file or "", last), problem) from problem


def _undated(contents: Contents, answers: Answers) -> tuple[str, ...] | None:
    """Find the sheets that each need a period; none of them where the file needs one; None where it has one."""
    sheets = undated_sheets(contents.extracts)
    if sheets:
        return tuple(sheets) if set(sheets) - answers.sheet_periods.keys() else None
    try:
        lacks = any(of_period(one, answers.period).period is None for one in contents.extracts if one.values)
    except InputProblem:
        return None
    return () if lacks else None


def _prepared(
    standing: Mapping[str, Contents], answers: Mapping[str, Answers]
) -> tuple[list[Part], list[bytes]]:
    of = {key: answers.get(key, NO_ANSWERS) for key in standing}
    extracts: list[tuple[str, Extract]] = []
    lists: list[tuple[str, ListExtract]] = []
    own: list[tuple[str, OwnExtract]] = []
    raw: list[bytes] = []
    for key, contents in standing.items():
        with _laid_to({}, key):
            refuse_moments_to_come(contents, of[key].moment)
            if contents.extracts or not (contents.lists or contents.own):
                told, copies = _told(contents, of[key])
                extracts += [(key, one) for one in told]
                raw += copies
        listed_at = of[key].moment
        lists += [(key, replace(one, listed_at=listed_at or one.listed_at)) for one in contents.lists]
        own += [(key, one) for one in contents.own]
    parts = [*_captures(extracts, of), *_lists(lists, of)]
    for key, one in own:
        with _laid_to({}, key):
            (made,) = prepare_own([one], period=of[key].period, counted_at=of[key].moment)
        parts.append(Part((key,), made, tuple(TotalOfFile(one.file, total) for total in one.differing)))
    return parts, raw


def _told(contents: Contents, answers: Answers) -> tuple[list[Extract], list[bytes]]:
    """Give a file's extracts of the periods and the moment that are told of it, and the bytes to keep."""
    extracts, raw = kept_copies(contents.raw, settled(contents.extracts, answers.sheet_periods))
    if answers.moment:
        captures.check_one_moment(extracts)
        extracts = [replace(one, captured_at=answers.moment) for one in extracts]
    return [of_period(one, answers.period) for one in extracts], raw


def _captures(extracts: Sequence[tuple[str, Extract]], of: Mapping[str, Answers]) -> Iterator[Part]:
    """Make the captures; each is of the files whose bytes are among its own."""
    if not extracts:
        return
    key_of = {extract.file: key for key, extract in extracts}
    with _laid_to(key_of, extracts[-1][0]):
        told = settled([extract for _, extract in extracts])
        made = [
            capture
            for system in dict.fromkeys(of[key].system for key, _ in extracts)
            for capture in captures.prepare(
                [extract for extract in told if of[key_of[extract.file]].system == system], system=system
            )
        ]
    for capture in made:
        bytes_of = {file.arrived_sha256 for file in capture.files}
        keys = (key for key, extract in extracts if extract.sha256 in bytes_of)
        yield Part(tuple(dict.fromkeys(keys)), capture)


def _lists(lists: Sequence[tuple[str, ListExtract]], of: Mapping[str, Answers]) -> Iterator[Part]:
    key_of = {id(one): key for key, one in lists}
    for group in lists_together([one for _, one in lists]).values():
        keys = tuple(dict.fromkeys(key_of[id(one)] for one in group))
        told = [of[key] for key in keys]
        with _laid_to({one.file: key_of[id(one)] for one in group}, keys[-1]):
            (made,) = prepare_lists(
                group,
                is_part=any(one.is_part for one in told),
                agency_from="unit" if any(one.agency_from == "unit" for one in told) else "code",
                statuses={words: status for one in told for words, status in one.statuses.items()},
            )
        yield Part(
            keys, made, tuple(TotalOfFile(one.file, total) for one in group for total in one.differing)
        )
