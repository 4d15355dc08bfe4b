"""Old workbooks are read, and one that is damaged is refused by a process that lives on."""

from __future__ import annotations

import struct
from datetime import date

import pytest

from indicators.errors import InputProblem
from indicators.sources.documents import open_document
from indicators.sources.files import SourceFile
from indicators.sources.old_workbook import read_old_workbook
from tests.fuzz import OLD_WORKBOOK

CONTENT = OLD_WORKBOOK.read_bytes()
# Where a compound file says how its parts hang together, and two records of the workbook in it.
SECTORS = 76
DIMENSIONS, STRINGS = b"\x00\x02\x0e\x00", b"\xfc\x00"


def changed(place: int, value: bytes) -> bytes:
    return CONTENT[:place] + value + CONTENT[place + len(value) :]


def table_of_sectors() -> int:
    """Where the table stands that says which sector follows which."""
    (sector,) = struct.unpack_from("<I", CONTENT, SECTORS)
    return 512 * (int(sector) + 1)


def test_words_numbers_and_days_are_read_and_every_row_is_as_wide_as_the_widest() -> None:
    (grid,) = read_old_workbook("a.xls", CONTENT)
    assert {len(row) for row in grid.rows} == {6}
    assert grid.rows[2][:3] == ["STT", "Mã hồ sơ", "Chủ hồ sơ"]
    assert grid.rows[3][0] == 1
    assert grid.rows[3][3:5] == [date(2026, 9, 1), "15/09/2026"]


@pytest.mark.parametrize(
    "content",
    [
        # A chain of sectors that comes back to where it began: it would never end.
        changed(table_of_sectors(), struct.pack("<4I", 0, 1, 2, 3)),
        # Two thousand million strings announced: room would be reserved for them.
        changed(CONTENT.index(STRINGS) + 8, struct.pack("<I", 0x7FFFFFFF)),
        CONTENT[:700],
    ],
    ids=["loop", "strings", "cut"],
)
def test_a_damaged_one_is_refused_by_name(content: bytes) -> None:
    with pytest.raises(InputProblem, match=r"Tệp a\.xls: .*đã hỏng.*\.xlsx"):
        open_document(SourceFile("a.xls", content))


@pytest.mark.parametrize("place", [44, CONTENT.index(DIMENSIONS) + 8], ids=["sectors", "rows"])
def test_what_it_says_of_its_own_size_is_not_believed(place: int) -> None:
    forged = changed(place, struct.pack("<I", 0xFFFFFFF0))
    assert read_old_workbook("a.xls", forged)[0].rows == read_old_workbook("a.xls", CONTENT)[0].rows
