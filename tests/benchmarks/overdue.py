"""How fast long lists of overdue dossiers are: one list of 100,000 brought in, a million rows asked."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import duckdb
import pyarrow as pa
import python_calamine
import xlsxwriter

from indicators.analysis import dossier_history, overdue
from indicators.reference.agencies import load_register
from indicators.store.overdue_list import OVERDUE_COUNTS, OVERDUE_DOSSIERS, OVERDUE_SET_ASIDE, OverdueList
from indicators.store.store import Store
from indicators.warehouse.warehouse import Warehouse
from tests.costs import costs
from tests.overdue_files import PHU_LUC_II, TITLE, dossier

LISTED, LISTS, EACH = 100_000, 50, 20_000
Line = tuple[str, list[float], list[float]]


def overdue_lines(folder: Path, timed: Callable[..., list[float]]) -> list[Line]:
    """The import beside a bare reading of the file, each question beside a bare count of the rows."""
    return [import_line(folder), *_questions(folder, timed)]


def import_line(folder: Path) -> Line:
    file = folder / "long.xlsx"
    book = xlsxwriter.Workbook(str(file), {"constant_memory": True})
    sheet = book.add_worksheet("Phụ lục II")
    sheet.write_row(0, 0, [TITLE])
    sheet.write_row(3, 0, PHU_LUC_II)
    for row in range(LISTED):
        code = f"H21.13-26{1 + row // 9000 % 9:02d}01-{row % 9000 + 1000:04d}{row // 81000}"
        sheet.write_row(4 + row, 0, dossier(code))
    book.close()
    start = time.perf_counter()
    python_calamine.CalamineWorkbook.from_path(str(file)).get_sheet_by_index(0).to_python()
    bare = time.perf_counter() - start
    start = time.perf_counter()
    asked = [sys.executable, "-m", "indicators", "import", str(file), "--store", str(folder / "long")]
    with costs() as cost:
        subprocess.run(asked, check=True, capture_output=True)
    taken = time.perf_counter() - start
    what = f"import of {LISTED:,} dossiers, {cost.megabytes:.0f} MB in both processes, {cost.seconds:.1f} s of work"
    return what, [taken], [bare]


def _questions(folder: Path, timed: Callable[..., list[float]]) -> list[Line]:
    store = Store(folder / "history")
    store.add(_history())
    warehouse = Warehouse(store)
    step = overdue.last_step(warehouse, "H21")
    some = overdue.dossiers(warehouse, step, most=1).dossier_code.iloc[0]
    codes = pa.table({"code": [str(number) for number in range(LISTS * EACH)]})
    with duckdb.connect() as connection:
        connection.register("codes", codes)
        bare = timed(lambda: connection.execute("SELECT count(DISTINCT code) FROM codes").fetchall())

    def fresh(ask: Callable[[], object]) -> Callable[[], object]:
        """The question asked anew: an answer that was given is otherwise kept."""

        def asked() -> object:
            warehouse._answers.clear()
            return ask()

        return asked

    questions: dict[str, Callable[[], object]] = {
        **{
            f"backlog by {by}": lambda by=by: overdue.backlog(warehouse, step, by)
            for by in overdue.DIMENSIONS
        },  # type: ignore[misc]
        "what came and went": lambda: overdue.balance(warehouse, "H21"),
        "what came and went by agency": lambda: overdue.balance(warehouse, "H21", by_agency=True),
        "the oldest 300 dossiers": lambda: overdue.dossiers(warehouse, step, most=300),
        "one dossier's life": lambda: dossier_history.dossier_history(warehouse, "H21", some),
    }
    return [
        (f"over {LISTS * EACH:,} rows: {what}", timed(fresh(ask)), bare) for what, ask in questions.items()
    ]


def _history() -> list[OverdueList]:
    dice = random.Random(799)  # noqa: S311 - made-up dossiers
    agencies = [one for one in load_register().on(date(2026, 10, 1)) if one.portal_code]
    held: list[tuple[str, str, date]] = []
    made, lists = 0, []
    for week in range(LISTS):
        held = [one for one in held if dice.random() > 0.05]
        while len(held) < EACH:
            agency, day = dice.choice(agencies), date(2025, 1, 1) + timedelta(days=dice.randint(0, 300))
            held.append((f"{agency.portal_code}-{day:%y%m%d}-{made:06d}", agency.agency_id, day))
            made += 1
        lists.append(_list(held, datetime(2025, 11, 3, tzinfo=UTC) + timedelta(weeks=week)))
    return lists


def _list(held: list[tuple[str, str, date]], moment: datetime) -> OverdueList:
    size, list_id = len(held), f"made-up-{moment:%Y%m%d}"
    accepted = [datetime.combine(day, datetime.min.time(), UTC) for *_, day in held]
    given = {
        "list_id": [list_id] * size,
        "dossier_code": [code for code, *_ in held],
        "agency_id": [agency for _, agency, _ in held],
        "procedure": [f"Thủ tục {number % 60}" for number in range(size)],
        "field": [f"Lĩnh vực {number % 9}" for number in range(size)],
        "accepted_at": accepted,
        "due_at": [at + timedelta(days=20) for at in accepted],
        "kind": ["processing"] * size,
        "cause": ["unknown"] * size,
        "row": list(range(size)),
    }
    columns = {name: given.get(name, [None] * size) for name in OVERDUE_DOSSIERS.names}
    dossiers = pa.table(columns, schema=OVERDUE_DOSSIERS)
    empty = OVERDUE_COUNTS.empty_table(), OVERDUE_SET_ASIDE.empty_table()
    return OverdueList(list_id, "H21", moment, dossiers, *empty)
