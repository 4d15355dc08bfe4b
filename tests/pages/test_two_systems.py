"""A reading of the old portal and one of the new: no page, slide or file shows a change from one to the other."""

from __future__ import annotations

import dataclasses
import io
import json
import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import docx
import pandas as pd
import pytest

from indicators.analysis.overview import overview
from indicators.analysis.ranking import rank
from indicators.catalogue import current
from indicators.deck.build import build_deck
from indicators.exports.interface import QUESTIONS
from indicators.exports.report import report_docx
from indicators.exports.xlsx import workbook_xlsx
from indicators.intake import pipeline
from indicators.periods import VIETNAM, Period
from indicators.store.store import Store
from indicators.warehouse.warehouse import Warehouse
from tests.cli.test_main import rows, run
from tests.pages.conftest import Filled, Open, words
from tests.shared import SHARED, needs_shared

pytestmark = needs_shared
# A change as people read it: "▲ 1,96", "▼ 2"; and the reading that none may be counted from.
COUNTED_FROM = "so với 30/01/2026"
CHANGE = rf"[▲▼]\s?\d|{COUNTED_FROM}"
WHY = "do hai hệ thống tính"


def two_systems(store: Store) -> None:
    """The real answers of October, and a table of the same agencies read in January, when the old portal was read."""
    pipeline.import_files([SHARED / "portal" / "gia-lai-2026" / "agencies.2026-10-10.json"], store)
    units = rank(Warehouse.of(store), node="total", level="department", scope="H21").rows.itertuples()
    header = "Mã;Tên đơn vị;CKMB;TDGQ;CLGQ;TTTT;MDHL;MDSH"
    table = [header, *(f"{unit.agency_code};{unit.agency_name};17;19;11;10;17;21" for unit in units)]
    with TemporaryDirectory() as folder:
        file = Path(folder) / "diem-thang-01.csv"
        file.write_text("\n".join(table), encoding="utf-8-sig")
        read_at = datetime(2026, 1, 30, 8, tzinfo=VIETNAM)
        pipeline.import_files(
            [file], store, period=Period("year", 2026), captured_at=read_at, system="old_portal"
        )


@pytest.fixture
def at(filled: Filled) -> str:
    return filled(two_systems)


def test_both_readings_are_there_and_nothing_is_compared(at: str) -> None:
    view = overview(Warehouse.open(at), "H21")
    assert view.comparison.previous is None
    assert WHY in view.comparison.said
    now = rank(Warehouse.open(at), node="total", level="department", scope="H21")
    january = datetime(2026, 1, 30, tzinfo=VIETNAM).date()
    then = rank(Warehouse.open(at), node="total", level="department", scope="H21", captured_on=january)
    assert set(then.rows.agency_id) == set(now.rows.agency_id)
    assert now.rows.value_change.isna().all()
    assert now.rows.rank_change.isna().all()


def test_neither_slides_nor_report_nor_workbook_tell_a_change_and_each_says_why(at: str) -> None:
    warehouse = Warehouse.open(at)
    deck = build_deck(warehouse, "H21")
    report = docx.Document(io.BytesIO(report_docx(warehouse, "H21")))
    cells = (cell.text for table in report.tables for row in table.rows for cell in row.cells)
    book = pd.read_excel(
        io.BytesIO(workbook_xlsx(warehouse, overview(warehouse, "H21"))),
        sheet_name=None,
        header=None,
        engine="calamine",
    )
    written = {
        "slides": list(texts(deck.slides)),
        "report": [*(paragraph.text for paragraph in report.paragraphs), *cells],
        "workbook": [str(value) for sheet in book.values() for value in sheet.to_numpy().ravel()],
    }
    for file, said in written.items():
        assert [one for one in said if re.search(CHANGE, one)] == [], file
        assert any(WHY in one for one in said), file


@pytest.mark.parametrize(
    "page",
    [
        *("overview", "ranking", "agency", "trend", "compare", "signals", "bulletin"),
        current().groups[0].code,
    ],
)
def test_no_page_shows_a_change_and_where_one_would_stand_it_says_why(
    open_page: Open, at: str, page: str
) -> None:
    asked = {"compare": "times", "agency": "so-tu-phap"} if page == "compare" else {}
    shown = open_page(page, at, **asked)
    assert not shown.exception
    metrics = [f"{metric.value} {metric.delta}" for metric in shown.metric]
    tables = [str(value) for table in shown.dataframe for value in table.value.to_numpy().ravel()]
    said = [words(shown), *metrics, *tables]
    # On an agency's page an arrow before a number also says how far it is from its peers' median.
    change = COUNTED_FROM if page == "agency" else CHANGE
    assert [one for one in said if re.search(change, one)] == []
    if page != "trend":
        assert any(WHY in one for one in said)


def texts(of: Any) -> Iterator[str]:
    """Every text of a slide, however deep."""
    if isinstance(of, str):
        yield of
        return
    parts: Iterable[Any] = ()
    if dataclasses.is_dataclass(of):
        parts = (getattr(of, field.name) for field in dataclasses.fields(of))
    elif isinstance(of, dict):
        parts = of.values()
    elif isinstance(of, list | tuple):
        parts = of
    for part in parts:
        yield from texts(part)


@pytest.mark.parametrize(
    "asked",
    [
        ("rank", "--node", "total", "--level", "department"),
        ("explain", "--agency", "so-tu-phap"),
        ("explain", "--agency", "so-tu-phap", "--since", "2026-01-30"),
    ],
)
def test_commands_tell_no_change_and_say_why_in_every_row(at: str, asked: tuple[str, ...]) -> None:
    told = rows(Path(at), *asked)
    assert told
    for row in told:
        assert [row[key] for key in row if key.endswith("change") and not key.startswith("why")] in (
            [None],
            [None, None],
        )
        assert WHY in row["why_no_change"]
    assert WHY in " ".join(run(Path(at), *asked).stdout.split())


def test_the_bulletin_says_that_it_compares_nothing_and_the_watch_list_finds_no_fall(at: str) -> None:
    said = run(Path(at), "bulletin", "--format", "text").stdout
    assert not re.search(rf"{CHANGE}|(?:tăng|giảm) \d", said)
    assert WHY in said
    assert {found["kind"] for found in rows_found(Path(at), "watch")} == {"below"}


@pytest.mark.parametrize("question", ["rankings", "bulletin"])
def test_other_programs_are_told_no_change_and_why(at: str, question: str) -> None:
    answer = QUESTIONS[question].answer(Warehouse.open(at), {"scope": "H21", "level": "department"})
    changes = [name for name in answer.rows if name.endswith("_change") and not name.startswith("why")]
    assert answer.rows[changes].isna().all(axis=None)
    assert any(WHY in str(value) for value in answer.rows.to_numpy().ravel())


def rows_found(store: Path, *asked: str) -> list[dict[str, Any]]:
    """What a command finds; the watch list ends with 2 where it finds any."""
    found: list[dict[str, Any]] = json.loads(run(store, *asked, "--format", "json").stdout)
    return found
