"""Damaged and hostile files, made at random from sound ones: each is refused in words or read, by a living process.

`python -m tests.fuzz 100000` counts what became of them and names the first that was not taken as it should be;
a case is made again by its number: `python -m tests.fuzz 1 --from 4711`.
"""

from __future__ import annotations

import argparse
import io
import json
import random
import sys
import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from indicators.errors import InputProblem
from indicators.intake import pipeline
from indicators.periods import Period
from indicators.sources.files import SourceFile
from tests import portal_server
from tests.overdue_files import csv, dossier, phu_luc_ii, workbook

OLD_WORKBOOK = Path(__file__).parent / "sources" / "overdue_list.xls"
UNEXPECTED = "it could not be read, for a reason nobody foresaw ({error})."
ENDED = "it is damaged in a way that ended its reading."
GIVEN_UP = ("reading it takes longer than", "reading it takes more than")
# The longest a case may take, in seconds.
LONGEST = 30
VALUES: tuple[Any, ...] = (
    *(None, True, "", "x", "\ud800", "<script>alert(1)</script>", -1, 0, 2.5, 10**400, 1e308, float("nan")),
    *([], {}, [[]], {"code": []}, [None], "9" * 5000, "H21.13", "H21.13-260901-0001", "31/02/2026", "2099"),
)
CELLS = (
    *(
        "",
        "-",
        "–1",
        "-5",
        "2,5",
        "1.234.567",
        "9" * 400,
        "1e308",
        "nan",
        "=1/0",
        '"',
        '"""',
        "\t",
        "x" * 5000,
    ),
    *(
        "31/02/2026",
        "01/01/2099",
        "H21.13",
        "H21.99999",
        "A\u0300\u0301" * 50,
        "\u202e",
        "TỔNG CỘNG",
        "II. Xã",
    ),
)
XML = (
    (b' r="A', b' r="a'),
    (b' r="B2"', b' r="XFD1048576"'),
    (b' r="A1"', b' r="A0"'),
    (b"<c ", b"<x:c "),
    (b"<row", b"<row r='99999999999999999999'"),
    (b"<v>", b"<v>99999999"),
    (b't="s"', b't="e"'),
    (b't="s"', b't="zz"'),
    (b'count="', b'count="4294967295'),
    (b"<sheet ", b"<sheet state='veryHidden' "),
    (b"rId1", b"rId99"),
    (b"worksheets/", b"../../"),
    (b"</c>", b"<f>1+</f></c>"),
    (b"</si>", b""),
    (b"<sheetData>", b"<sheetData><!DOCTYPE x>"),
    (b's="', b's="999999'),
)


@cache
def sound_files() -> tuple[tuple[str, bytes], ...]:
    """A file of every kind that is read."""
    scores = [["Mã", "Tên đơn vị", "CKMB", "TDGQ"], ["H21.13", "Sở Tài chính", 12.5, 17], ["", "Tổng", 25, 1]]
    counts = [
        ["Đơn vị", "Kỳ", "Số hồ sơ"],
        ["Sở Tài chính", "08/2026", 40],
        ["Sở Nội vụ", "08/2026", "1.200"],
    ]
    page = {"currentPage": 1, "pageSize": 1}
    answers = {
        f"{endpoint}.json": portal_server.answer(endpoint, dict(page))
        for endpoint in (*portal_server.METRICS, *portal_server.TREES, "service-results")
    }
    request = {"payload": {"timeType": "year", "year": 2026}, "capturedAt": "2026-10-10T07:00:00Z"}
    manifest = {"files": [{"file": name, **request} for name in answers]}
    row = ["H21.13-260901-0001", "01/09/2026", "15/09/2026"]
    return (
        *answers.items(),
        ("answers.zip", zipped({**answers, "MANIFEST.json": json.dumps(manifest).encode()})),
        ("scores.xlsx", workbook({"Điểm": scores, "Khác": [["x"]]})),
        ("scores.csv", "\n".join(";".join(map(str, one)) for one in scores).encode()),
        ("counts.xlsx", workbook({"Thống kê": counts})),
        ("counts.csv", "\n".join(";".join(map(str, one)) for one in counts).encode()),
        ("list.xlsx", phu_luc_ii(dossier(), dossier("H21.16-260902-0002"))),
        ("list.csv", csv(row, header=("Mã hồ sơ", "Ngày nhận", "Ngày hẹn trả"))),
        ("list.xls", OLD_WORKBOOK.read_bytes()),
    )


def zipped(files: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def case(number: int) -> SourceFile:
    """One damaged file, the same for the same number."""
    dice = random.Random(number)  # noqa: S311 - the same cases again
    name, content = dice.choice(sound_files())
    for _ in range(dice.choice((1, 1, 1, 2, 3))):
        content = dice.choice(_changes(name, content))(dice, content)
    return SourceFile(name, content)


Change = Callable[[random.Random, bytes], bytes]


def _changes(name: str, content: bytes) -> list[Change]:
    own: dict[str, list[Change]] = {
        "json": [_json_value] * 4,
        "csv": [_cell] * 4,
        "xlsx": [_member] * 5,
        "zip": [_member] * 5,
    }
    return [_flip, _cut, _repeat, *own.get(name.rpartition(".")[2], [_flip] * 3)]


def _flip(dice: random.Random, content: bytes) -> bytes:
    changed = bytearray(content)
    for _ in range(dice.choice((1, 3, 20))):
        if changed:
            changed[dice.randrange(len(changed))] = dice.choice((0, 255, dice.randrange(256)))
    return bytes(changed)


def _cut(dice: random.Random, content: bytes) -> bytes:
    first, last = sorted(dice.randrange(len(content) + 1) for _ in range(2))
    return dice.choice((content[:first], content[last:], content[:first] + content[last:]))


def _repeat(dice: random.Random, content: bytes) -> bytes:
    first, last = sorted(dice.randrange(len(content) + 1) for _ in range(2))
    return content[:last] + content[first:last] * dice.choice((1, 2, 50)) + content[last:]


def _cell(dice: random.Random, content: bytes) -> bytes:
    lines = content.decode("utf-8", "replace").split("\n")
    number = dice.randrange(len(lines))
    cells = lines[number].split(";")
    cells[dice.randrange(len(cells))] = dice.choice(CELLS)
    lines[number] = ";".join(cells)
    return "\n".join(lines).encode("utf-8", "replace")


def _json_value(dice: random.Random, content: bytes) -> bytes:
    try:
        told = json.loads(content)
    except (ValueError, RecursionError):
        return _flip(dice, content)
    places = list(_places(told))
    if not places:
        return content
    holder, key = dice.choice(places)
    holder[key] = dice.choice(VALUES)
    return json.dumps(told).encode()


def _places(told: Any) -> Iterator[tuple[Any, Any]]:
    keys = list(told) if isinstance(told, dict) else range(len(told)) if isinstance(told, list) else ()
    for key in keys:
        yield told, key
        yield from _places(told[key])


def _member(dice: random.Random, content: bytes) -> bytes:
    """A part of a zip or workbook damaged, renamed, left out or doubled, and packed again."""
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
    except (BadZipFile, ValueError, OSError, NotImplementedError, EOFError, zlib.error):
        return _flip(dice, content)
    if not parts:
        return content
    name = dice.choice(sorted(parts))
    kind = dice.randrange(6)
    if kind == 0:
        parts[dice.choice((name.upper(), "./" + name, "../" + name, "." + name, name + "/"))] = parts[name]
    elif kind == 1:
        parts.pop(name)
    elif name.endswith(".json"):
        parts[name] = _json_value(dice, parts[name])
    elif kind == 2:
        parts[name] = dice.choice((_flip, _cut, _repeat))(dice, parts[name])
    else:
        old, new = dice.choice(XML)
        parts[name] = parts[name].replace(old, new, dice.choice((1, -1)))
    return zipped(parts)


def outcome(file: SourceFile) -> str:
    """What becomes of it: "read", "refused", or what must not be."""
    begun = time.monotonic()
    try:
        contents = pipeline.read([file])
        sheets = {one.part for one in contents.extracts if one.source == "portal_legacy"}
        year = Period("year", 2026)
        pipeline.prepare(
            contents, period=None if contents.lists else year, sheet_periods=dict.fromkeys(sheets, year)
        )
        told = "read"
    except InputProblem as problem:
        str(problem).encode()
        told = "refused"
        if problem.what == UNEXPECTED:
            told = f"unexpected {problem.values['error']}"
        elif problem.what == ENDED:
            told = "ended its process"
        elif problem.what.startswith(GIVEN_UP):
            told = "given up"
    except Exception as error:
        told = f"unexpected {type(error).__name__}: {str(error)[:80]}"
    return "too slow" if time.monotonic() - begun > LONGEST else told


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("count", type=int)
    parser.add_argument("--from", dest="first", type=int, default=0)
    parser.add_argument("--seconds", type=float, default=float("inf"))
    asked = parser.parse_args()
    told: Counter[str] = Counter()
    last = time.monotonic() + asked.seconds
    for number in range(asked.first, asked.first + asked.count):
        if time.monotonic() > last:
            break
        became = outcome(case(number))
        if became not in ("read", "refused") and told[became] < 3:
            print(number, case(number).name, became, flush=True)
        told[became] += 1
    print(sum(told.values()), dict(told))
    return int(bool(told.keys() - {"read", "refused"}))


if __name__ == "__main__":
    sys.exit(main())
