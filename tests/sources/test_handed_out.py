"""Files that somebody brings to be checked are taken apart in a process of their own, whatever they are."""

from __future__ import annotations

import random
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from indicators.errors import InputProblem
from indicators.exports.pdf import table_pdf
from indicators.sources.files import SourceFile
from indicators.sources.handed_out import HandedOut, take_apart
from indicators.sources.reader_process import apart
from tests.crowds import at_once

# What a PDF begins with.
SIGN = b"%PDF-1.7"


@pytest.fixture(scope="module")
def printed() -> SourceFile:
    """A PDF of several pages."""
    rows = "".join(f"Sở {number};{number},5\r\n" for number in range(200))
    return SourceFile("ban-in.pdf", table_pdf(f"\ufeffCơ quan;Điểm\r\n\r\nĐơn vị;Điểm\r\n{rows}".encode()))


def taken_apart(file: SourceFile) -> HandedOut:
    (found,) = apart(take_apart, [file])
    return found


def test_of_a_pdf_every_line_is_found_on_its_page(printed: SourceFile) -> None:
    found = taken_apart(printed)
    assert found.ending == "pdf"
    assert {"trang 1", "trang 2"} <= {figure.place for figure in found.figures}
    assert any("Sở 199" in figure.words for figure in found.figures)


def test_several_people_may_look_at_once(printed: SourceFile) -> None:
    alone = taken_apart(printed)
    assert at_once(*[partial(taken_apart, printed)] * 6) == [alone] * 6


def test_whoever_asks_holds_nothing_that_a_file_could_end(printed: SourceFile, tmp_path: Path) -> None:
    """PDFium is for one thread alone, and a file may make it abort."""
    file = tmp_path / printed.name
    file.write_bytes(printed.content)
    asked = (
        "import sys\n"
        "from pathlib import Path\n"
        "from indicators.exports.verification.check import verify_file\n"
        "from indicators.errors import InputProblem\n"
        "path = Path(sys.argv[1])\n"
        "try:\n    verify_file(None, path.name, path.read_bytes())\n"
        "except InputProblem as problem:\n    print(problem)\n"
        "print('pypdfium2' in sys.modules)\n"
    )
    command = [sys.executable, "-X", "utf8", "-c", asked, str(file)]
    said = subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout
    assert said.startswith("Tệp ban-in.pdf: tệp không có mã kiểm chứng.")
    assert said.splitlines()[-1] == "False"


@pytest.mark.parametrize("first", range(4))
def test_a_damaged_pdf_is_read_or_refused_in_words(printed: SourceFile, first: int) -> None:
    chance = random.Random(first)  # noqa: S311
    refused = [problem.what for _ in range(15) if (problem := refusal(damaged(printed.content, chance)))]
    assert not [what for what in refused if "nobody foresaw" in what]


def damaged(content: bytes, chance: random.Random) -> SourceFile:
    """With some bytes written over, and perhaps without its end."""
    written = bytearray(content)
    for _ in range(chance.choice((1, 20, 400))):
        written[chance.randrange(len(SIGN), len(written))] = chance.randrange(256)
    return SourceFile(
        "hong.pdf", bytes(written[: chance.choice((None, chance.randrange(len(SIGN), len(written))))])
    )


def refusal(file: SourceFile) -> InputProblem | None:
    try:
        taken_apart(file)
    except InputProblem as problem:
        return problem
    return None
