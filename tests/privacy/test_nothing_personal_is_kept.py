"""Personal texts planted in every column, name, title and note of every kind of file: none is kept or shown."""

from __future__ import annotations

import contextlib
import html
import io
import json
import re
import unicodedata
import zipfile
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from indicators.cli.main import main
from indicators.periods import today
from indicators.store import archive
from indicators.store.store import Store
from indicators.store.tables import SCHEMAS
from indicators.store.verify import Checked
from tests.exports.printed import pages
from tests.made_up_lists import ordered
from tests.overdue_files import PHU_LUC_II, workbook
from tests.pages.conftest import Open, words
from tests.portal_answers import envelope
from tests.privacy import PERSONAL

# What a sheet's name may not have in it.
FOR_SHEETS = [text for text in PERSONAL if len(text) <= 25 and not re.search(r"[\[\]:*?/\\']", text)]
FOR_FILES = [text for text in PERSONAL if not re.search(r"[/\\:*?\"<>|]", text)]


def planted(width: int, at: int, number: int, texts: Sequence[str] = PERSONAL) -> list[str]:
    """A row with a text in each of its columns, another in each."""
    return [texts[(number + column * 31 + at) % len(texts)] for column in range(width)]


def lists() -> Iterator[tuple[str, bytes]]:
    """Lists of overdue dossiers with every column but code and dates planted, titles and headers too."""
    rows = []
    for number in range(len(PERSONAL)):
        row: list[Any] = planted(len(PHU_LUC_II), 0, number)
        row[4] = f"H21.13-260901-{number:04}"
        row[8], row[9], row[10] = "01/09/2026", "15/09/2026", ""
        rows.append(row)
    titles = [[text] for text in PERSONAL[:10]]
    told = ("Lĩnh vực", "Trạng thái", "Địa chỉ", "Chủ hồ sơ")
    headers = [
        f"{header} ({PERSONAL[at]})" if header in told else header for at, header in enumerate(PHU_LUC_II)
    ]
    extra = [*headers, *PERSONAL[:5]]
    notes = [[text] for text in PERSONAL[:40]]
    yield "danh sach.xlsx", workbook({"Phụ lục II": [*titles, extra, *rows, *notes], "Khác": notes})
    codes = [["1", "Sở Tài chính", "Đất đai", "Đăng ký khai sinh", text] for text in PERSONAL]
    good = ["1", "Sở Tài chính", "Đất đai", "Đăng ký khai sinh", "H21.13-260901-9999"]
    yield "ma.xlsx", workbook({"A": [(*PHU_LUC_II[:5], "Ngày hẹn trả"), [*good, "15/09/2026"], *codes]})
    counts = [[number, text, 3] for number, text in enumerate(PERSONAL)]
    yield (
        "dem.xlsx",
        workbook({"A": [["STT", "Đơn vị", "Số hồ sơ quá hạn"], ["1", "Sở Tài chính", 2], *counts]}),
    )


def scores() -> Iterator[tuple[str, bytes]]:
    """Score tables with planted units, further columns, sheets, hidden or not, and names of files and sheets."""
    header = ["STT", "Tên đơn vị", "Mã", "CKMB", "TDGQ", "Ghi chú", *PERSONAL[:20]]
    rows = [
        [number, text, f"H21.{number + 500}", 10.5, 12.25, *planted(21, 7, number)]
        for number, text in enumerate(PERSONAL)
    ]
    titles, notes = [[text] for text in PERSONAL[20:30]], [["", text] for text in PERSONAL[30:60]]
    yield (
        "diem.xlsx",
        workbook({"Điểm": [*titles, header, *rows, [], *notes], "Khác": [[t] for t in PERSONAL]}),
    )
    yield "khong ma.csv", "\n".join(["Tên đơn vị\tCKMB", *(f"{text}\t11,5" for text in PERSONAL)]).encode()
    tables = {
        text: [["Tên đơn vị", "Mã", "CKMB"], ["Sở Tài chính", f"H21.{number + 2000}", 9]]
        for number, text in enumerate(FOR_SHEETS)
    }
    folded = {unicodedata.normalize("NFC", name).casefold(): (name, rows) for name, rows in tables.items()}
    yield "trang tinh.xlsx", workbook(dict(folded.values()))
    members = io.BytesIO()
    with zipfile.ZipFile(members, "w") as archive:
        for number, text in enumerate(FOR_FILES):
            archive.writestr(
                f"{text}/{text}.csv", f"Tên đơn vị;Mã;CKMB\nSở Tài chính;H21.{number + 4000};8,5\n"
            )
    yield "tep.zip", members.getvalue()


def own_counts() -> Iterator[tuple[str, bytes]]:
    """Own counts and lists of codes, with planted units, titles and further columns."""
    header = ["STT", "Đơn vị", "Số hồ sơ tiếp nhận"]
    rows = [[number, text, number + 3] for number, text in enumerate(PERSONAL)]
    yield "rieng.xlsx", workbook({"A": [[PERSONAL[0]], header, *rows, [], [PERSONAL[1]]]})
    codes = [[f"H21.13-260801-{number:04}", *planted(2, 3, number)] for number in range(len(PERSONAL))]
    yield "ma rieng.xlsx", workbook({"A": [["Mã hồ sơ", "Đồng bộ", "Chủ hồ sơ"], *codes]})


def answers() -> Iterator[tuple[str, bytes]]:
    """An answer of the portal with planted names, codes, flags, ids and fields nobody knows."""
    units = [
        {
            "departmentId": text,
            "departmentName": text,
            "departmentCode": f"H21.{number + 700}" if number % 2 else None,
            "totalScore": 15.5,
            "totalMaxScore": 18,
            "ghiChu": text,
            text: 1,
            "phone": 905123456,
            "metrics": [
                {"code": "PUBLISH_ON_TIME", "score": 5, "maxScore": 6, "dataQualityStatus": [text]},
                {"code": text, "score": 1, "maxScore": 6},
            ],
        }
        for number, text in enumerate(PERSONAL)
    ]
    root = {"departmentId": "019d2be3-6a85-74ec-a346-6489e82ae4c7", "departmentName": "UBND tỉnh Gia Lai"}
    root |= {"departmentCode": "H21", "totalScore": 15, "totalMaxScore": 18, "metrics": []}
    yield "transparency.json", envelope({"overview": root, "evaluation": units}, message=PERSONAL[0])


def words_in(value: Any) -> Iterator[str]:
    """Every text in rows, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, each in value.items():
            yield key
            yield from words_in(each)
    elif isinstance(value, list):
        for each in value:
            yield from words_in(each)


def texts_of(content: bytes) -> Iterator[str]:
    """What can be read in a file: of a workbook or an archive all its parts, of a PDF its pages."""
    if content.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                yield name
                yield from texts_of(archive.read(name))
    elif content.startswith(b"%PDF"):
        yield from pages(content)
    elif content.startswith(b"<?xml"):
        # Words stand in several elements as often as in one.
        written = content.decode("utf-8", "replace")
        yield html.unescape(re.sub(r"<[^>]+>", "", written))
        yield html.unescape(re.sub(r"<[^>]+>", " ", written))
    else:
        yield content.decode("utf-8", "replace")
        for line in content.splitlines():
            # What JSON writes as \\u1ea1 is read as well.
            with contextlib.suppress(ValueError):
                yield from words_in(json.loads(line))


def everything_in(folder: Path, store: Store) -> str:
    """All that a store and what was written out of it hold."""
    texts: list[str] = []
    for name in SCHEMAS:
        table = store.table(name)
        if table is not None:
            rows = pa.table(table.to_pyarrow_table())
            texts += words_in(rows.to_pylist())
    for file in folder.rglob("*"):
        texts.append(file.name)
        if file.is_file() and file.suffix != ".parquet":
            texts += texts_of(file.read_bytes())
    return "\n".join(texts)


def found_in(everything: str) -> list[str]:
    """The texts found, each with what is around it."""
    plain = " ".join(unicodedata.normalize("NFC", everything).casefold().split())
    texts = (" ".join(unicodedata.normalize("NFC", text).casefold().split()) for text in PERSONAL)
    # To look for a text as it stands takes a hundredth of the time.
    there = (text for text in texts if text in plain)
    places = ((text, re.search(rf"(?<!\w){re.escape(text)}(?!\w)", plain)) for text in there)
    return [f"{text}: {plain[at.start() - 90 : at.end() + 90]}" for text, at in places if at]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a store into which all of it was brought, and what was said of it; an order and a cause beside."""
    arriving, folder = tmp_path_factory.mktemp("arriving"), tmp_path_factory.mktemp("kept")
    store, said = folder / "store", io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        for kind in (lists, scores, own_counts, answers):
            for name, content in kind():
                (arriving / name).write_bytes(content)
                # Words of a status that nobody knows are asked for, and shown without what they tell of people.
                answered = ["--accept-differing-total", "--status", "…=processing"]
                told = answered if kind is lists else ["--period", "year:2026"]
                told += ["--accept-differing-total"] if kind is own_counts else []
                asked = ["import", str(arriving / name), "--store", str(store), *told]
                assert main(asked) == 0, said.getvalue()
        assert main(["verify", "--store", str(store)]) == 0, said.getvalue()
        for command in (["captures"], ["unrecognised"], ["overdue"], ["quality"], ["history"]):
            main([*command, "--store", str(store)])
    (folder / "said.txt").write_text(said.getvalue(), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patched:
        # One of the commands has just looked through all of it, file by file.
        patched.setattr(archive, "verify", lambda _: Checked(0, 0, 0, ()))
        archive.export_data(Store(store), folder / "out")
    # The day the lists were taken in, where the offices are.
    day = today()
    week = {"document_date": day, "counted_from": day, "counted_to": day}
    ordered(Store(store), **week, deadline=day + timedelta(days=30), addressees=["so-tai-chinh"])
    return folder


def test_none_of_the_personal_texts_is_in_store_raw_files_messages_or_exported_data(folder: Path) -> None:
    everything = everything_in(folder, Store(folder / "store"))
    assert all(word in everything for word in ("Sở Tài chính", "so-tai-chinh", "PUBLISH_ON_TIME"))
    assert found_in(everything) == []


WRITTEN = (
    *(
        ("deck", "a.pptx"),
        ("pdf", "a.pdf"),
        ("report", "a.docx"),
        ("workbook", "a.xlsx"),
        ("packs", "a.zip"),
    ),
    *(("reminders", "letters"), ("result", "result")),
)


@pytest.mark.parametrize(("kind", "name"), WRITTEN)
def test_none_of_them_is_in_what_is_handed_out(folder: Path, tmp_path: Path, kind: str, name: str) -> None:
    asked = ["export", kind, "--out", str(tmp_path / name), "--store", str(folder / "store")]
    asked += ["--campaign", "291-ubnd-nc-2026"] if kind == "result" else []
    assert main(asked) == 0
    files = [file for file in tmp_path.rglob("*") if file.is_file()]
    everything = "\n".join(text for file in files for text in (file.name, *texts_of(file.read_bytes())))
    assert "Sở Tài chính" in everything or kind == "packs"
    assert found_in(everything) == []


@pytest.mark.parametrize(
    "name",
    ["overview", "ranking", "overdue", "campaigns", "synchronisation", "quality", "history", "documents"],
)
def test_none_of_them_is_on_a_page(open_page: Open, folder: Path, name: str) -> None:
    page = open_page(name, folder / "store")
    assert not page.exception
    # Tables and charts too, as they go to the browser.
    shown = [one.proto.SerializeToString() for one in page.main if one.proto]
    everything = "\n".join([words(page), *(one.decode("utf-8", "replace") for one in shown)])
    assert words(page)
    assert found_in(everything) == []
