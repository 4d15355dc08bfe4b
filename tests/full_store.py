"""A small store with rows in every table, kept in two rounds of the same kinds; and imports of all kinds at once."""

from __future__ import annotations

from datetime import UTC, date, datetime

from indicators import sources
from indicators.analysis import decisions
from indicators.intake import pipeline
from indicators.intake.pipeline import Prepared
from indicators.periods import Period
from indicators.reference.breaks import Break
from indicators.sources.files import SourceFile
from indicators.store.actor import Actor
from indicators.store.break_entry import BreakEntry
from indicators.store.entries import CauseEntry, DeckChoice
from indicators.store.store import Store
from indicators.store.tables import SCHEMAS
from indicators.warehouse.warehouse import Warehouse
from tests.made_up import at
from tests.made_up_lists import ordered
from tests.overdue_files import csv, dossier, phu_luc_ii

HEADER = "Mã;Tên đơn vị;CKMB;TDGQ;CLGQ;TTTT;MDHL;MDSH"
OWN = "Đơn vị;Số hồ sơ tiếp nhận\nSở Tài chính;{count}\n"
CODES = "Mã hồ sơ;Đã đồng bộ\nH21.13-260801-900{count};x\n"


def mixed(number: int = 1) -> Prepared:
    """An import of all kinds: a score table, a list of dossiers and one of counts, own counts and codes."""
    scores = f"{HEADER}\nH21.13;Sở Tài chính;{number};17;9;7;11;9\nH21.16;Sở Tư pháp;5;16;9;7;11;9\n"
    listed = phu_luc_ii(
        dossier(f"H21.13-260901-000{number}"),
        dossier("H21.13-260901-0008"),
        dossier("không có mã"),
    )
    counted = csv(["1", "Sở Tài chính", 10 + number], header=("STT", "Đơn vị", "Số hồ sơ quá hạn"))
    files = {
        "scores.csv": scores.encode(),
        "list.xlsx": listed,
        "counts.csv": counted,
        "own.csv": OWN.format(count=100 + number).encode(),
        "codes.csv": CODES.format(count=number).encode(),
    }
    contents = sources.read([SourceFile(name, content) for name, content in files.items()])
    moment = at(f"2026-10-{10 + number}")
    return pipeline.prepare(contents, period=Period("year", 2026), captured_at=moment)


def decide(store: Store, number: int = 1) -> None:
    """A decision, an order, a cause, a break, and a choice of slides."""
    warehouse = Warehouse.of(store)
    capture_id = warehouse.ask("captures", scope="H21").capture_id.iloc[0]
    decisions.correct(
        warehouse,
        capture_id,
        "so-tai-chinh",
        "satisfaction",
        expected=11.0,
        value=12.0,
        reason="công văn 12",
        document="12/BC",
        actor=Actor("lan"),
    )
    store.enter([CauseEntry("H21.13-260901-0008", "delay", "chờ ý kiến", "lan")])
    ordered(store, document_number=f"29{number}/UBND-NC", document_date=date(2026, 9, 7 + number))
    told = Break(
        break_id=f"payments-{number}",
        from_day=date(2026, 6, number),
        to_day=None,
        day_of="period",
        system=None,
        replaces=None,
        nodes=("online_payment",),
        reason_vi="cách tính mới",
        reason_en="",
        source="thông báo 41",
        entered_by="lan",
    )
    store.enter([BreakEntry(told)])
    store.enter([DeckChoice("H21", capture_id, ("total",), {}, "lan", datetime(2026, 10, 12, tzinfo=UTC))])


def fill(store: Store, number: int = 1) -> None:
    """One round of everything."""
    mixed(number).keep(store)
    decide(store, number)


def everything(store: Store) -> dict[str, list[dict[str, object]]]:
    """The store's rows of every table, in no order."""
    rows = store.rows()
    return {name: sorted(rows.of(name).to_pylist(), key=repr) for name in SCHEMAS}
