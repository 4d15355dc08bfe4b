"""A file or its code held against the store: what it is of, whether the store says the same, what differs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import partial
from typing import Any, Literal

from indicators.analysis.document_code import Document, ReadCode, read_address, read_code
from indicators.errors import InputProblem
from indicators.exports.verification.candidates import find_document
from indicators.exports.verification.remake import endings, followed, of_one_capture, of_one_list, remake
from indicators.sources.files import SourceFile
from indicators.sources.handed_out import Figure, HandedOut, is_pack, take_apart
from indicators.sources.reader_process import apart
from indicators.sources.zips import open_zip, unpacked
from indicators.verification_code import CODE
from indicators.warehouse.warehouse import Warehouse, records

# same: the file says what the store said; altered: it says something else; moved: the store no longer says what it
# said when the code was made; unseen: no file was given or none can be made again, so only the code was looked at.
Verdict = Literal["same", "altered", "moved", "unseen"]
# What a person fills in; Word files have it between brackets.
TO_FILL = re.compile(r"\\\[.*?\\\]")


@dataclass(frozen=True, slots=True)
class Difference:
    """A place of a file where it says something else than the store: "" where one of both has nothing."""

    place: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Source:
    """A reading or list that a file is of: its identity and digest in the store, and the files it was read from."""

    moment: Any
    identity: str
    digest: str
    files: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Verified:
    """What became of a look: the code, what it is of, by which sources, what the store says, what differs.

    `figures` are those of the file as the store makes it, `made` are its bytes, `ending` what kind of file it is.
    """

    code: str
    document: Document
    verdict: Verdict
    sources: tuple[Source, ...] = ()
    figures: tuple[Figure, ...] = ()
    differences: tuple[Difference, ...] = ()
    made: bytes = b""
    ending: str = ""


def verify_code(warehouse: Warehouse, written: str) -> Verified:
    """Find what a code is of, and what the store says of it; "code address" where the address is told beside it.

    InputProblem where it is no code, of another store, or where only its file or its address can tell.
    """
    typed, _, address = written.strip().partition(" ")
    code = read_code(typed)
    then = _as_it_was(warehouse, code)
    document = read_address(address) if address else find_document(then, code)
    if document is None or document.signs != code.signs:
        raise InputProblem(
            "nothing that this store can make has the code {code}.",
            do="Check the signs. Of a page, a comparison or a table with choices of its own give the file, or write "
            "the address that stands beside the code after it.",
            code=typed,
        )
    for ending in endings(document.kind):
        made = _made_again(then, document, ending)
        read = _read("", made)
        if _code_of(read.claim) == typed_code(typed):
            return Verified(
                typed, document, "unseen", _sources(then, document), read.figures, (), made, ending
            )
    return Verified(typed, document, "moved", _sources(then, document))


def verify_file(warehouse: Warehouse, name: str, content: bytes) -> Verified:
    """Hold a file against the store as it was when the file was made, and name every place that differs.

    InputProblem where it carries no code, or is of another store.
    """
    read = _read(name, content)
    typed, _, address = read.claim.partition(" ")
    if not CODE.fullmatch(typed):
        raise InputProblem(
            "it carries no verification code.",
            do="Type the code that is printed on it, if there is one; else nobody can tell what it is of.",
            file=name,
        )
    code, document = read_code(typed), read_address(address)
    then = _as_it_was(warehouse, code)
    if not endings(document.kind):
        is_same = read.digest in ("", code.digest)
        verdict: Verdict = ("unseen" if not read.digest else "same") if is_same else "altered"
        return Verified(typed, document, verdict, _sources(then, document), read.figures, ending=read.ending)
    made = _made_again(then, document, read.ending, read.separator)
    said = _read(name, made)
    different = tuple(_differences(said, read))
    agrees = _code_of(said.claim) == typed and document.signs == code.signs
    verdict = "altered" if different and agrees else "same" if agrees else "moved"
    return Verified(
        typed, document, verdict, _sources(then, document), said.figures, different, made, read.ending
    )


def _read(name: str, content: bytes) -> HandedOut:
    (read,) = apart(take_apart, [SourceFile(name, content)])
    return read


def typed_code(written: str) -> str:
    """Write a code as files carry it, however it was typed."""
    signs = re.sub(r"[\s-]", "", written).upper()
    return "-".join(signs[start : start + 4] for start in range(0, len(signs), 4))


def _as_it_was(warehouse: Warehouse, code: ReadCode) -> Warehouse:
    """Open the store as it was when a code was made; InputProblem where it never had as many commits."""
    has = warehouse.store.sequence()
    if code.data_version > has:
        raise InputProblem(
            "the code is of state {version} of a store, and this one has come to state {has}.",
            do="Ask the store that the file was made of, or a newer copy of it.",
            version=code.data_version,
            has=has,
        )
    return warehouse if code.data_version == has else warehouse.as_of(code.data_version)


def _made_again(warehouse: Warehouse, document: Document, ending: str, separator: str = "") -> bytes:
    """Return the file that a document is of, made again once for all who look: after a code its file is often given."""
    asked = (remake, document.address, ending, separator)
    return warehouse.kept(partial(remake, warehouse, document, ending, separator), *asked)


def _code_of(claim: str) -> str:
    return claim.partition(" ")[0]


def _sources(warehouse: Warehouse, document: Document) -> tuple[Source, ...]:
    """Return the readings and lists that a document's choice names."""
    choice, captures = document.choice, set[str]()
    if document.kind == "trend":
        captures = set(followed(warehouse, choice).steps.capture_id.dropna())
    elif document.kind == "comparison":
        sides = [value.split(" ") for value in choice.values() if value.count(" ") == 2]
        asked = ({"scope": choice["scope"], "period": period, "read": read} for _, period, read in sides)
        captures = {of_one_capture(warehouse, each).capture_id for each in asked}
    elif {"scope", "period", "read"} <= choice.keys():
        captures = {of_one_capture(warehouse, choice).capture_id}
    rows = warehouse.ask("captures", scope=choice.get("scope"))
    found = [
        Source(row.captured_at, row.capture_id, row.digest, _files(row.files))
        for row in records(rows[rows.capture_id.isin(captures)])
    ]
    if "scope" in choice and "list" in choice:
        listed_at = of_one_list(warehouse, choice).listed_at
        rows = warehouse.ask("overdue_lists", scope=choice["scope"])
        found += [
            Source(row.listed_at, row.list_id, row.digest, _files(row.files))
            for row in records(rows[rows.listed_at == listed_at])
        ]
    return tuple(found)


def _files(files: Iterable[Any]) -> tuple[tuple[str, str], ...]:
    return tuple((str(file["name"]), str(file["sha256"])) for file in files)


def _differences(said: HandedOut, read: HandedOut) -> Iterator[Difference]:
    """Compare what the store makes with what a file says: cell by cell, or, of words, in their order."""
    if read.ending in ("csv", "xlsx"):
        was, now = ({figure.place: figure.words for figure in each.figures} for each in (said, read))
        for place in dict.fromkeys([*was, *now]):
            if was.get(place, "") != now.get(place, ""):
                yield Difference(place, was.get(place, ""), now.get(place, ""))
        return
    yield from _in_order(said.figures, read.figures)


def _in_order(was: Sequence[Figure], now: Sequence[Figure]) -> Iterator[Difference]:
    old, new = ([figure.words for figure in each] for each in (was, now))
    if len(old) == len(new):
        pairs = zip(was, now, strict=True)
        yield from (Difference(a.place, a.words, b.words) for a, b in pairs if not _says(a.words, b.words))
        return
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, start, end, at, until in matcher.get_opcodes():
        if tag == "equal":
            continue
        before, after = was[start:end], now[at:until]
        for number in range(max(len(before), len(after))):
            a, b = (each[number] if number < len(each) else None for each in (before, after))
            if a and b and _says(a.words, b.words):
                continue
            place = (a or b or was[0]).place
            yield Difference(place, a.words if a else "", b.words if b else "")


def _says(was: str, now: str) -> bool:
    """Whether words are those the store makes, brackets filled in by a person."""
    return was == now or ("[" in was and bool(re.fullmatch(TO_FILL.sub(".*", re.escape(was)), now)))


def verify_files(warehouse: Warehouse, name: str, content: bytes) -> dict[str, Verified]:
    """Hold a file, or each of those in a zip, against the store, by the name of each."""
    if not is_pack(content):
        return {name: verify_file(warehouse, name, content)}
    archive = open_zip(name, content)
    members = [member for member in archive.namelist() if not member.endswith("/")]
    return {member: verify_file(warehouse, member, unpacked(name, archive, member)) for member in members}
