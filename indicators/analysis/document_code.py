"""The code on everything that is handed out: by it anyone with the store finds what a file is of and what it said.

A code is made of the choice that the file was made by, of how many commits the store then had, and of a digest of
what is written in the file. Nothing is kept anywhere: who may only read hands out files with a code like everybody,
and a store put back from a backup still knows every code. `verification` goes the way back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from typing import Any, Literal, get_args
from urllib.parse import parse_qsl, urlencode

import pandas as pd

from indicators.analysis.capture_selection import CaptureInfo, Comparison, reading_code
from indicators.analysis.comparison import SideBySide
from indicators.analysis.overdue import Filter, Step
from indicators.analysis.profile import Profile
from indicators.analysis.provenance import Provenance
from indicators.analysis.ranking import Ranking
from indicators.analysis.trend import Trend
from indicators.errors import InputProblem
from indicators.periods import minute
from indicators.translation import language, text
from indicators.verification_code import DIGEST_SIGNS, SIGNS, digest, signs_of

Kind = Literal[
    "slides",
    "report",
    "workbook",
    "agency",
    "ranking",
    "trend",
    "comparison",
    "dossiers",
    "order",
    "reminder",
    "request",
    "result",
    "table",
    "page",
    "bulletin",
]
# The first sign of a code, by which its kind is known.
SIGN_OF: dict[Kind, str] = dict(zip(get_args(Kind), "SBWARTCDPNYKGEM", strict=True))
# What says how a file is written, and not which numbers.
MANNER: tuple[str, ...] = ("lang", "deadline", "on", "part")
CHOICE_SIGNS, VERSION_SIGNS = 6, 3


@dataclass(frozen=True, slots=True)
class Document:
    """What a file is of: its kind, the choice it was made by as addresses have it, and the store's commits then.

    `choice` says which numbers, `manner` how they are written (the language, a letter's deadline): of the manner the
    code tells nothing.
    """

    kind: Kind
    choice: Mapping[str, str]
    data_version: int
    manner: Mapping[str, str] = field(default_factory=dict)

    @property
    def address(self) -> str:
        """Write all of it in one line: "ranking?level=commune&…&data=57"."""
        told = {**self.choice, **self.manner, "data": str(self.data_version)}
        return f"{self.kind}?{urlencode(told, safe=':/')}"

    def claim(self, code: str) -> str:
        """Write code and address as a file carries them in its properties."""
        return f"{code} {self.address}"

    @property
    def signs(self) -> str:
        """The part of the code that says which choice it is, its kind first."""
        chosen = urlencode(sorted(self.choice.items()))
        return SIGN_OF[self.kind] + signs_of(sha256(chosen.encode()).digest(), CHOICE_SIGNS)

    def code(self, written: Iterable[Iterable[Any]]) -> str:
        """Return the code of a file in which these rows of words and numbers are written."""
        version = _number(self.data_version).rjust(VERSION_SIGNS, SIGNS[0])
        return _grouped(self.signs + version + digest(map(_plain, row) for row in written))


def document(
    kind: Kind, choice: Mapping[str, str], data_version: int, manner: Mapping[str, str] | None = None
) -> Document:
    """Say what a file is of, in the session's language; what of the choice is empty is left out."""
    spoken = {"lang": language()} if language() != "vi" else {}
    chosen = {name: value for name, value in choice.items() if value}
    return Document(kind, chosen, data_version, {**spoken, **(manner or {})})


def of_capture(
    kind: Kind, capture: CaptureInfo, comparison: Comparison | None = None, **more: str
) -> Document:
    """Say it of a file of one capture, with changes since the reading that was asked for, if one was."""
    since = comparison.read_on if comparison else None
    choice = {
        "scope": capture.scope,
        "period": str(capture.period),
        "read": capture.reading,
        "since": reading_code(since) if since else "",
        **more,
    }
    return document(kind, choice, capture.data_version)


def of_list(
    kind: Kind, step: Step, chosen: Mapping[str, str], manner: Mapping[str, str] | None = None
) -> Document:
    """Say it of a file of one list of overdue dossiers: what of it was chosen, and how it is written."""
    return document(kind, {"scope": step.scope, "list": step.code, **chosen}, step.data_version, manner)


def of_ranking(ranking: Ranking) -> Document:
    """Say it of a peer group's ranking."""
    chosen = {"node": ranking.node.code, "level": ranking.level}
    return of_capture("ranking", ranking.capture, ranking.comparison, **chosen)


def of_agency(shown: Profile) -> Document:
    """Say it of one agency at a capture."""
    return of_capture("agency", shown.capture, shown.comparison, agency=shown.agency_id)


def of_trend(moved: Trend) -> Document:
    """Say it of a peer group over time."""
    choice = {
        "scope": moved.scope,
        "node": moved.node.code,
        "level": moved.level,
        "time": str(moved.span),
    }
    return document("trend", choice, moved.data_version)


def of_comparison(compared: SideBySide, level: str) -> Document:
    """Say it of units side by side: each with its period and reading."""
    sides = {
        side.letter: f"{side.agency_id} {side.capture.period} {side.capture.reading}"
        for side in compared.sides
    }
    first = compared.sides[0].capture
    return document("comparison", {"scope": first.scope, "level": level, **sides}, first.data_version)


def of_dossiers(step: Step, chosen: Filter, named: Sequence[str] = ()) -> Document:
    """Say it of the dossiers of a list that a filter leaves; `named` is what it asks for, in words."""
    kept = {name: str(value) for name, value in asdict(chosen).items() if value is not None}
    return of_list("dossiers", step, kept, {"part": " · ".join(named)} if named else None)


def of_record(record: Provenance, title: str) -> Document | None:
    """Say it of a table of a page, by what is to be said of its numbers; None where no state of the store gave them."""
    if not record.data_version:
        return None
    choice = {
        "scope": record.scope or "",
        "period": str(record.period or ""),
        "read": reading_code(minute(record.read_at[-1])) if record.read_at else "",
        "title": title,
    }
    return document("table", choice, record.data_version)


def read_address(address: str) -> Document:
    """Read what `Document.address` wrote; InputProblem where it is none."""
    kind, _, asked = address.strip().partition("?")
    told = dict(parse_qsl(asked))
    version = told.pop("data", "")
    if kind not in SIGN_OF or not version.isdecimal():
        raise InputProblem(
            "“{address}” does not say what a file is of.",
            do="Give the file itself, or the code on it.",
            address=address,
        )
    manner = {name: told.pop(name) for name in MANNER if name in told}
    return Document(kind, told, int(version), manner)


@dataclass(frozen=True, slots=True)
class ReadCode:
    """A code taken apart: which choice (its kind first), how many commits, which digest."""

    signs: str
    data_version: int
    digest: str


def read_code(written: str) -> ReadCode:
    """Read a code as somebody typed it, hyphens or none; InputProblem where it cannot be one."""
    signs = re.sub(r"[\s-]", "", written).upper()
    shortest = 1 + CHOICE_SIGNS + VERSION_SIGNS + DIGEST_SIGNS
    if (
        not shortest <= len(signs) <= shortest + 4
        or set(signs) - set(SIGNS)
        or signs[0] not in SIGN_OF.values()
    ):
        raise InputProblem(
            "“{code}” is not a code of this program's files.",
            do="A code has four groups of four signs, for instance {example}.",
            code=written,
            example="R9K2-MFQ3-001A-PTA4",
        )
    version = 0
    for sign in signs[1 + CHOICE_SIGNS : -DIGEST_SIGNS]:
        version = version * len(SIGNS) + SIGNS.index(sign)
    return ReadCode(signs[: 1 + CHOICE_SIGNS], version, signs[-DIGEST_SIGNS:])


def code_line(code: str) -> str:
    """Say a code as it stands at the foot of a page or slide."""
    return text("Verification code: {code}", code=code)


def _plain(value: Any) -> str:
    """Write a number so that a file that is opened elsewhere and saved again gives the same; words as they are."""
    if isinstance(value, str):
        return value
    return "" if pd.isna(value) else f"{round(value, 6):.15g}"


def _number(value: int) -> str:
    signs = ""
    while value:
        value, place = divmod(value, len(SIGNS))
        signs = SIGNS[place] + signs
    return signs


def _grouped(signs: str) -> str:
    return "-".join(signs[start : start + 4] for start in range(0, len(signs), 4))
