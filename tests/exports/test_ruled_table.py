"""A table of an official document uses its room: no column is so narrow that a word breaks while another is empty."""

from __future__ import annotations

import re

from indicators.exports.official_document.ruled_table import ruled_table


def widths(header: list[str], rows: list[list[str]], room: int = 9000) -> list[int]:
    xml = ruled_table(header, rows, frozenset(range(1, len(header))), frozenset(), room=room, points=13)
    return [int(width) for width in re.findall(r'<w:gridCol w:w="(\d+)"', xml)]


def test_what_is_left_when_every_cell_fits_goes_to_all_columns_alike() -> None:
    name, points, share = widths(["Nhóm", "Điểm", "Tỷ lệ"], [["Mức độ hài lòng", "11,30", "62,78%"]])
    # 62,78% is six letters of 13 points, a little over half as wide, beside the margins: 827 of 9,000 twips at least.
    assert share > 2 * 827
    assert name > share > points
    assert 8990 <= name + points + share <= 9010


def test_where_room_is_scarce_it_goes_to_the_cells_that_would_break() -> None:
    name, points = widths(["Cơ quan", "Điểm"], [["Sở Nông nghiệp và Phát triển nông thôn", "9"]], room=4000)
    assert name > 3 * points


def test_a_number_in_order_and_its_capitals_above_are_never_broken() -> None:
    rows = [["Sở Nông nghiệp và Phát triển nông thôn", str(number)] for number in (9, 135)]
    _, capitals = widths(["Cơ quan", "TT"], rows[:1], room=4000)
    _, digits = widths(["Cơ quan", "TT"], rows, room=4000)
    # Two bold capitals T in Times New Roman are 0.667 of 13 points each, three digits in Noto Serif 0.559; and the
    # cell's own margins are 216 twips.
    assert capitals >= 216 + 2 * 0.667 * 13 * 20
    assert digits >= 216 + 3 * 0.559 * 13 * 20
