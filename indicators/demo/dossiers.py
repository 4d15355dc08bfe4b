"""Made-up overdue dossiers of the demonstration: weekly lists, an order to clear them, nobody real.

Codes follow the real grammar, with serials above 9000 that mark them as made up.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

import pyarrow as pa

from indicators.codes import Cause
from indicators.demo.schedule import LAST_DAY
from indicators.intake.overdue_lists import prepare_lists
from indicators.periods import VIETNAM
from indicators.reference.agencies import Agency, load_register
from indicators.reference.dossier_code import DossierCode
from indicators.reference.organisation import load_organisation
from indicators.sources.overdue_list import ListExtract
from indicators.sources.overdue_table import ListedDossier
from indicators.store.entries import Campaign
from indicators.store.overdue_list import OverdueList

SEED, FIRST_SERIAL = 766, 9001
WEEKS, BACKLOG_AT_FIRST = 24, 860
# Falling overdue each week; cleared each week, before and since the order; coming back, of the cleared.
INFLOW, CLEARED_BEFORE, CLEARED_SINCE, RETURNING = (46, 88), 0.07, 0.13, 0.03
OF_SYNCHRONISATION, TOLD = 0.55, 0.85
ORDERED_ON, DEADLINE = date(2026, 9, 16), date(2026, 12, 15)
PROCEDURES = (
    ("Đất đai", "Đăng ký biến động quyền sử dụng đất", 30),
    ("Đất đai", "Tách thửa hoặc hợp thửa đất", 20),
    ("Hộ tịch", "Đăng ký khai sinh", 3),
    ("Hộ tịch", "Cấp bản sao trích lục hộ tịch", 2),
    ("Hoạt động xây dựng", "Cấp giấy phép xây dựng nhà ở riêng lẻ", 15),
    ("Bảo trợ xã hội", "Thực hiện, điều chỉnh, thôi hưởng trợ cấp xã hội hằng tháng", 22),
    ("Thành lập và hoạt động hộ kinh doanh", "Đăng ký thành lập hộ kinh doanh", 3),
    ("Chứng thực", "Chứng thực bản sao từ bản chính", 2),
)


@dataclass(frozen=True, slots=True)
class _Overdue:
    """A made-up dossier. `finished_on` is set where only the synchronisation is missing."""

    code: DossierCode
    accepted: date
    due: date
    finished_on: date | None
    cause: Cause | None
    field: str
    procedure: str


def overdue_lists() -> Iterator[OverdueList]:
    """Make a list every Monday up to the last day of the demonstration, oldest first."""
    dice = random.Random(SEED)  # noqa: S311 (the same dossiers every time, nothing to guess)
    agencies = _agencies()
    weights = [dice.paretovariate(1.1) for _ in agencies]
    first = LAST_DAY - timedelta(weeks=WEEKS - 1)
    held = [
        _overdue(dice, agencies, weights, number, first - timedelta(days=round(dice.expovariate(1 / 45))))
        for number in range(BACKLOG_AT_FIRST)
    ]
    gone: list[_Overdue] = []
    made = len(held)
    for week in range(WEEKS):
        monday = first + timedelta(weeks=week)
        if week:
            rate = CLEARED_SINCE if monday > ORDERED_ON else CLEARED_BEFORE
            back = [dossier for dossier in gone if dice.random() < RETURNING]
            left = [dossier for dossier in held if dice.random() < rate]
            new = [
                _overdue(dice, agencies, weights, made + number, monday - timedelta(days=dice.randint(1, 7)))
                for number in range(dice.randint(*INFLOW))
            ]
            made += len(new)
            gone = [dossier for dossier in [*gone, *left] if dossier not in back]
            held = [*(dossier for dossier in held if dossier not in left), *back, *new]
        yield _list(held, monday)


def campaign() -> Campaign:
    """Make the order of the demonstration: to clear what the list before it counted."""
    counted_to = ORDERED_ON - timedelta(days=2)
    return Campaign(
        campaign_id="minh-hoa-2026",
        scope=load_organisation().province_code,
        document_number="MINH HỌA",
        document_date=ORDERED_ON,
        title="Xử lý dứt điểm hồ sơ quá hạn (minh họa)",
        counted_from=counted_to - timedelta(days=6),
        counted_to=counted_to,
        deadline=DEADLINE,
        is_demo=True,
        entered_at=_at(ORDERED_ON),
    )


def _agencies() -> list[Agency]:
    levels = ("department", "commune")
    return [
        agency
        for agency in load_register().on(LAST_DAY)
        if agency.level in levels and agency.portal_code and agency.portal_code.count(".") == 1
    ]


def _overdue(
    dice: random.Random, agencies: list[Agency], weights: list[float], number: int, due: date
) -> _Overdue:
    agency = dice.choices(agencies, weights)[0]
    field, procedure, days = dice.choice(PROCEDURES)
    accepted = due - timedelta(days=round(days * 1.4))
    code = DossierCode(str(agency.portal_code), accepted, f"{FIRST_SERIAL + number % 900:04d}")
    is_fault, told = dice.random() < OF_SYNCHRONISATION, dice.random() < TOLD
    cause: Cause = "synchronisation" if is_fault else "delay"
    finished = due - timedelta(days=1) if is_fault and told else None
    return _Overdue(code, accepted, due, finished, cause if told else None, field, procedure)


def _list(held: list[_Overdue], monday: date) -> OverdueList:
    dossiers = [
        ListedDossier(
            code=dossier.code,
            sheet="",
            row=row,
            column="",
            unit=None,
            handler=None,
            procedure=dossier.procedure,
            field=dossier.field,
            accepted_at=_at(dossier.accepted),
            due_at=_at(dossier.due),
            finished_at=_at(dossier.finished_on) if dossier.finished_on else None,
            status="processing",
            status_words=None,
            kind="processing",
            cause=dossier.cause,
        )
        for row, dossier in enumerate(held, start=1)
    ]
    extract = ListExtract("", "", (), dossiers, [], [], _at(monday))
    (prepared,) = prepare_lists([extract])
    list_id = f"demo-overdue-{monday:%Y%m%d}"
    rows = prepared.dossiers
    named = rows.set_column(0, rows.schema.field(0), pa.array([list_id] * rows.num_rows))
    return replace(prepared, list_id=list_id, dossiers=named, is_demo=True, files=(), scrubbed=())


def _at(day: date) -> datetime:
    return datetime.combine(day, time(7, 30), VIETNAM)
