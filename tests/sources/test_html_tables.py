"""Tables of web pages, as one-stop systems save them under the names of Office's files."""

from __future__ import annotations

from indicators.sources.html_tables import read_html


def rows(page: str) -> list[list[object]]:
    return read_html("a.xls", page).rows


def test_merged_cells_stand_in_their_first_place_and_take_their_room() -> None:
    page = """<table>
    <tr><th rowspan="2">STT</th><th rowspan=2>Đơn vị</th><th colspan="2">Tiếp nhận</th><th>Ghi chú</th></tr>
    <tr><th>Trực tuyến</th><th>Trực tiếp</th></tr>
    <tr><td>1</td><td>Sở Tài chính</td><td>5</td><td>6</td></tr></table>"""
    assert rows(page) == [
        ["STT", "Đơn vị", "Tiếp nhận", "", "Ghi chú"],
        ["", "", "Trực tuyến", "Trực tiếp", ""],
        ["1", "Sở Tài chính", "5", "6", ""],
    ]


def test_cells_and_rows_that_nobody_closed_end_with_the_next() -> None:
    assert rows("<TABLE><TR><TD>a<TD>b<TR><TD>c<TD>d") == [["a", "b"], ["c", "d"]]


def test_entities_breaks_and_tags_within_a_cell_are_its_words() -> None:
    page = (
        "<table><tr><td>S&#7903; Y&nbsp;t&ecirc;&#769;<br>tỉnh</td><td><b>1</b>.<i>234</i></td></tr></table>"
    )
    grid = read_html("a.xls", page)
    assert grid.texts(0) == ["Sở Y tế tỉnh", "1.234"]


def test_words_around_tables_are_rows_and_what_nobody_sees_is_none() -> None:
    page = """<html><head><title>x</title><style>td {color: red}</style></head><body><!--[if mso]><xml>y</xml>
    <![endif]--><p>PHỤ LỤC I</p><div>(đến ngày 10/10/2026)</div><table><tr><td>a</td></tr></table>
    <script>var z = "<td>";</script><p>Người lập biểu</p></body></html>"""
    assert rows(page) == [["PHỤ LỤC I"], ["(đến ngày 10/10/2026)"], ["a"], ["Người lập biểu"]]


def test_several_tables_and_one_within_another_follow_each_other() -> None:
    page = "<table><tr><td>x<table><tr><td>a<td>b</table></td></tr></table><table><tr><td>c</table>"
    assert [[cell for cell in row if cell] for row in rows(page) if any(row)] == [["a", "b"], ["x"], ["c"]]


def test_spans_that_are_no_numbers_or_absurd_do_no_harm() -> None:
    page = "<table><tr><td colspan=x rowspan=0>a<td colspan=999999999>b</tr><tr><td>c</table>"
    assert [[cell for cell in row if cell] for row in rows(page)] == [["a", "b"], ["c"]]
