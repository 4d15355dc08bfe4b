"""Successive lists of overdue dossiers made up for tests, through the same intake as real ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from indicators.analysis.campaign import enter_campaign
from indicators.codes import AgencyFrom, Cause, OverdueKind, Status
from indicators.intake.overdue_lists import prepare_lists
from indicators.periods import VIETNAM
from indicators.reference.dossier_code import DossierCode
from indicators.sources.overdue_list import ListExtract
from indicators.sources.overdue_table import ListedDossier
from indicators.store.actor import Actor
from indicators.store.entries import Campaign
from indicators.store.overdue_list import OverdueList
from indicators.store.store import Store
from tests.made_up import at

FINANCE, JUSTICE, AN_BINH = "so-tai-chinh", "so-tu-phap", "ubnd-phuong-an-binh"
CODES = {"H21.13": FINANCE, "H21.16": JUSTICE, "H21.100": AN_BINH}


def code(serial: int, agency: str = "H21.13", day: str = "2026-08-03") -> str:
    """A code of the real grammar, with a serial above 9000 that marks it as made up."""
    return str(DossierCode(agency, date.fromisoformat(day), str(9000 + serial)))


def listed(
    written: str,
    *,
    due: str | None = "2026-09-01",
    finished: str | None = None,
    kind: OverdueKind | None = None,
    cause: Cause | None = None,
    status: Status | None = "processing",
    status_words: str | None = None,
    unit: str | None = None,
    procedure: str | None = "Đăng ký khai sinh",
) -> ListedDossier:
    read = DossierCode.read(written)
    assert read is not None
    return ListedDossier(
        code=read,
        sheet="Phụ lục II",
        row=1,
        column="E",
        unit=unit,
        handler=None,
        procedure=procedure,
        field="Hộ tịch" if procedure else None,
        accepted_at=datetime.combine(read.day, datetime.min.time(), VIETNAM),
        due_at=at(due, "00:00") if due else None,
        finished_at=at(finished, "00:00") if finished else None,
        status=status,
        status_words=status_words,
        kind=kind,
        cause=cause,
    )


def overdue_list(
    day: str,
    dossiers: Iterable[ListedDossier],
    *,
    kind: OverdueKind | None = None,
    is_part: bool = False,
    agency_from: AgencyFrom = "code",
) -> OverdueList:
    """The list of one day: of one kind where its title says so, of some agencies only where a person does."""
    rows = list(dossiers)
    made_up = ListExtract("made-up.xlsx", f"{day}-{rows}", (), rows, [], [], at(day, "00:00"), kind=kind)
    return prepare_lists([made_up], is_part=is_part, agency_from=agency_from)[0]


def keep_lists(store: Store, lists: Mapping[str, Iterable[str]]) -> None:
    """Keep a list a day, each of these codes."""
    store.add([overdue_list(day, map(listed, codes)) for day, codes in lists.items()])


def ordered(store: Store, **changed: Any) -> Campaign:
    """Enter an order to clear what lists of early September 2026 count; `changed` is what is otherwise."""
    given: dict[str, Any] = {
        "scope": "H21",
        "document_number": "291/UBND-NC",
        "document_date": date(2026, 9, 8),
        "title": "Xử lý hồ sơ quá hạn",
        "counted_from": date(2026, 9, 1),
        "counted_to": date(2026, 9, 7),
        "deadline": date(2026, 10, 20),
        "baseline": None,
        "addressees": [],
        "actor": Actor("lan"),
    }
    return enter_campaign(store, **given | changed)


def mondays(count: int, first: str = "2026-09-07") -> list[str]:
    return [(date.fromisoformat(first) + timedelta(weeks=week)).isoformat() for week in range(count)]
