"""Further files made to hurt, each of a kind of its own: a sentence or right numbers, within little memory."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Callable, Iterable

import pytest

from indicators.errors import InputProblem
from indicators.sources import reader_process
from indicators.sources.documents import MAX_ANSWER_BYTES, MAX_TEXT_BYTES
from indicators.sources.files import SourceFile
from indicators.sources.reader_process import read_apart
from tests.costs import costs
from tests.fuzz import ENDED, GIVEN_UP, UNEXPECTED
from tests.overdue_files import workbook

# Address space: what the process has before it reads, and 500 MB.
LITTLE = 800 * 2**20
GOOD = "Ma;CKMB\nH21.13;5\n"
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "lol">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]>"
)
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
ODS = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
    '<table:table table:name="A">{}</table:table></office:spreadsheet></office:body></office:document-content>'
)
SPREADSHEET = "application/vnd.oasis.opendocument.spreadsheet"
WORD = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'


def zipped(files: Iterable[tuple[str | zipfile.ZipInfo, str | bytes]]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return stream.getvalue()


def with_parts(parts: dict[str, str]) -> bytes:
    """A sound workbook with these parts in place of its own, or beside them."""
    with zipfile.ZipFile(io.BytesIO(workbook({"A": [["Mã", "CKMB"], ["H21.13", 5]]}))) as archive:
        own: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    return zipped((own | parts).items())


def sheet(rows: str) -> bytes:
    data = f"<worksheet {MAIN}><sheetData>{rows}</sheetData></worksheet>"
    return with_parts({"xl/worksheets/sheet1.xml": data})


def named(place: str, words: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{words}</t></is></c>'


def boxes(depth: int) -> bytes:
    content, name = GOOD.encode(), "a.csv"
    for _ in range(depth):
        content, name = zipped([(name, content)]), "a.zip"
    return content


def unlike(rows: int) -> bytes:
    """A list of dossiers of which no two say the same of anything."""
    header = "Mã hồ sơ;Đơn vị;Lĩnh vực;Tên thủ tục;Trạng thái;Ngày nhận;Ngày hẹn trả\n"
    return (
        header.encode()
        + "".join(
            f"H21.13-260901-{n:06d};Phòng số {n} của Sở Tài chính;Đất đai nhóm {n};Cấp giấy chứng nhận cho hộ thứ {n};"
            f"Chuyển bước {n};01/09/2026 {n // 3600 % 24:02d}:{n // 60 % 60:02d}:{n % 60:02d};15/09/2026\n"
            for n in range(rows)
        ).encode()
    )


def folded(layers: int) -> bytes:
    content = b"0" * 10_000_000
    for _ in range(layers):
        content = gzip.compress(content)
    return content


REFUSED: dict[str, Callable[[], bytes]] = {
    "boxes in boxes.zip": lambda: boxes(12),
    "a hundred thousand files.zip": lambda: zipped((f"{n}.csv", "") for n in range(100_000)),
    "nothing in it.zip": lambda: zipped([]),
    "a huge list of words.xlsx": lambda: with_parts(
        {"xl/sharedStrings.xml": f"<sst {MAIN}>" + f"<si><t>{'x' * 1000}</t></si>" * 150_000 + "</sst>"}
    ),
    "laughs.xlsx": lambda: with_parts(
        {"xl/worksheets/sheet1.xml": f"{LAUGHS}<worksheet {MAIN}><sheetData>&j;</sheetData></worksheet>"}
    ),
    "laughs.docx": lambda: zipped([("word/document.xml", f"{LAUGHS}{WORD}&j;</w:body></w:document>")]),
    "laughs.ods": lambda: zipped([("mimetype", SPREADSHEET), ("content.xml", LAUGHS + ODS.format("&j;"))]),
    "laughs.xml": lambda: (
        f"{LAUGHS}<Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'>&j;</Workbook>".encode()
    ),
    "another file.xml": lambda: (
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
        b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">&e;</Workbook>'
    ),
    "one long line.csv": lambda: GOOD.encode() + b"x" * 20_000_000,
    "quotes without end.csv": lambda: b'Ma;CKMB\n"' + b"x\n" * 5_000_000,
    "separators.csv": lambda: b";" * 20_000_000,
    "too much.csv": lambda: b"x\n" * (MAX_TEXT_BYTES // 2 + 1),
    "too much.json": lambda: b'{"code":"OK","data":[' + b'{"a":1},' * (MAX_ANSWER_BYTES // 8) + b"1]}",
    "folded.csv": lambda: folded(3),
    "a list of unlike texts.csv": lambda: unlike(90_000),
    "deep.html": lambda: b"<html><table><tr><td>" + b"<div>" * 200_000 + b"x</td></tr></table>",
    "wide.html": lambda: b"<html><table><tr><td colspan=1000000000>Ma</td><td>CKMB</td></tr></table>",
    "deep.json": lambda: b"[" * 1_000_000,
    "deeper.json": lambda: b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
    "one cell far away.xlsx": lambda: sheet(
        f'<row r="1">{named("A1", "Mã")}{named("B1", "CKMB")}</row><row r="199999"><c r="Z199999"><v>1</v></c></row>'
    ),
    "wide.xlsx": lambda: sheet(
        "".join(f'<row r="{n}"><c r="XFD{n}"><v>1</v></c></row>' for n in range(1, 2000))
    ),
    "repeated.ods": lambda: zipped(
        [
            ("mimetype", SPREADSHEET),
            (
                "content.xml",
                ODS.format(
                    '<table:table-row table:number-rows-repeated="1048576"><table:table-cell '
                    'table:number-columns-repeated="16384"><text:p>x</text:p></table:table-cell></table:table-row>'
                ),
            ),
        ]
    ),
    "spaces.ods": lambda: zipped(
        [
            ("mimetype", SPREADSHEET),
            (
                "content.xml",
                ODS.format(
                    '<table:table-row><table:table-cell><text:p>a<text:s text:c="2000000000"/></text:p>'
                    "</table:table-cell></table:table-row>"
                ),
            ),
        ]
    ),
    "far.xml": lambda: (
        b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        b'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="A"><Table>'
        b'<Row ss:Index="1048576"><Cell ss:Index="16384" ss:MergeDown="99999999"><Data ss:Type="String">a</Data>'
        b"</Cell></Row></Table></Worksheet></Workbook>"
    ),
    "spans.docx": lambda: zipped(
        [
            (
                "word/document.xml",
                f'{WORD}<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr><w:p><w:r><w:t>a</w:t>'
                "</w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>",
            )
        ]
    ),
    "deep.docx": lambda: zipped([("word/document.xml", WORD + "<w:tbl><w:tr><w:tc>" * 30_000)]),
    "with a password.xlsx": lambda: (
        bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 1000 + "EncryptedPackage".encode("utf-16-le")
    ),
    "nothing.xlsx": lambda: b"",
    "without its mark.csv": lambda: GOOD.encode("utf-16-le"),
    "without its mark, the other way.csv": lambda: "Mã;Tên đơn vị;CKMB\nH21.13;Sở Tài chính;5\n".encode(
        "utf-16-be"
    ),
    "mixed letters.csv": lambda: "Mã;Tên đơn vị;CKMB\nH21.13;Sở;5\n".encode() + b"H21.16;S\xf4\xff;5\n",
    "zeros.csv": lambda: b"\0" * 5_000_000,
    "a zero.csv": lambda: b"Ma;CKMB\nH21\0.13;5\n",
    "a program.csv": lambda: b"MZ\x90\0" + bytes(range(256)) * 50,
}


def linked() -> bytes:
    link = zipfile.ZipInfo("link.csv")
    link.create_system, link.external_attr = 3, 0o120777 << 16
    return zipped([(link, "/etc/hostname"), ("a.csv", GOOD)])


READ: dict[str, Callable[[], bytes]] = {
    "ways out.zip": lambda: zipped([("../../../tmp/out.csv", GOOD), ("C:\\out.csv", "Ma;CKMB\nH21.11;5\n")]),
    "titles of many pages.xlsx": lambda: workbook(
        {"A": [*[["đến ngày 1/" * 3000]] * 300, ["Mã", "CKMB"], ["H21.13", 5]]}
    ),
    "a long name.zip": lambda: zipped([("x" * 60_000 + ".csv", GOOD)]),
    "macros.xlsm": lambda: with_parts(
        {"xl/vbaProject.bin": "\0" * 5000, "xl/externalLinks/externalLink1.xml": "<externalLink/>"}
    ),
    "a command.csv": lambda: "Mã;Tên đơn vị;CKMB\nH21.13;=cmd|' /C calc'!A0;5\n".encode(),
}


@pytest.fixture(autouse=True)
def little_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader_process, "MEMORY", LITTLE)


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_by_its_name_and_the_process_lives(name: str) -> None:
    file = SourceFile(name, REFUSED[name]())
    with costs() as cost, pytest.raises(InputProblem) as refused:
        read_apart([file])
    assert cost.is_bearable, cost
    said = refused.value
    assert said.file
    assert said.file.startswith(name)
    assert said.what not in (UNEXPECTED, ENDED)
    assert not said.what.startswith(GIVEN_UP)


@pytest.mark.parametrize("name", READ)
def test_what_is_harmless_in_it_is_read(name: str) -> None:
    file = SourceFile(name, READ[name]())
    with costs() as cost:
        contents = read_apart([file])
    assert cost.is_bearable, cost
    assert [value.score for extract in contents.extracts for value in extract.values if value.score] in (
        [5],
        [5, 5],
    )


def test_a_link_in_an_archive_is_followed_nowhere() -> None:
    with pytest.raises(InputProblem, match=r"link\.csv"):
        read_apart([SourceFile("linked.zip", linked())])
