"""Letters say what the lists say, no more, in Vietnamese whatever the page speaks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from indicators import translation
from indicators.analysis import overdue
from indicators.analysis.campaign import progress
from indicators.analysis.reminders import reminders, result_report, synchronisation_requests
from indicators.letters.recipients import reminder_letters, request_letters
from indicators.letters.wording import reminder_letter, request_letter, result_letter
from indicators.store.entries import Campaign
from indicators.store.store import Store
from indicators.warehouse.warehouse import Warehouse
from tests.made_up_lists import FINANCE, JUSTICE, code, listed, ordered, overdue_list

OLD = listed(code(1), due="2026-03-02")
FAULT = listed(code(2), due="2026-08-31", cause="synchronisation", kind="acceptance")
JUSTICES = [listed(code(number, "H21.16"), due="2026-08-24") for number in range(3)]


@pytest.fixture
def warehouse(store: Store) -> Warehouse:
    first = [OLD, listed(code(3)), *JUSTICES]
    store.add([overdue_list("2026-09-07", first), overdue_list("2026-09-14", [OLD, FAULT, *JUSTICES[:2]])])
    return Warehouse(store)


def entered(store: Store, addressees: Sequence[str] = ()) -> Campaign:
    return ordered(store, deadline=date(2026, 9, 30), baseline=6, addressees=list(addressees))


def test_a_reminder_counts_dates_and_asks(warehouse: Warehouse) -> None:
    step = overdue.last_step(warehouse, "H21")
    (one,) = reminders(warehouse, step, [FINANCE], deadline=date(2026, 9, 30))
    letter = reminder_letter(one)
    said = " ".join(letter.paragraphs)
    assert letter.addressee == "Sở Tài chính"
    assert "chốt ngày 14/09/2026" in said
    assert "**2 hồ sơ quá hạn** (quá hạn tiếp nhận: 1 hồ sơ; quá hạn đang xử lý: 1 hồ sơ)" in said
    assert "phát sinh mới 1 hồ sơ, đã xử lý 1 hồ sơ" in said
    assert f"hồ sơ {code(1)}, hẹn trả ngày 02/03/2026, quá hạn 196 ngày" in said
    assert "1 hồ sơ do lỗi đồng bộ" in said
    assert "trước ngày **30/09/2026**" in said
    assert [row[1] for row in letter.annex.rows] == [code(1), code(2)]


def test_without_a_deadline_none_is_made_up(warehouse: Warehouse) -> None:
    step = overdue.last_step(warehouse, "H21")
    (letter,) = [reminder_letter(one) for one in reminders(warehouse, step, [JUSTICE])]
    assert "trước ngày" not in " ".join(letter.paragraphs)
    assert "lỗi đồng bộ" not in " ".join(letter.paragraphs)


def test_reminders_go_to_all_who_have_dossiers_the_most_first(warehouse: Warehouse) -> None:
    step = overdue.steps(warehouse, "H21")[0]
    assert [one.agency_id for one in reminders(warehouse, step)] == [JUSTICE, FINANCE]
    # In the first list nobody knows what came and went.
    assert "So với danh sách" not in " ".join(reminder_letter(reminders(warehouse, step)[0]).paragraphs)


def test_a_request_names_only_the_dossiers_that_are_not_synchronised(warehouse: Warehouse) -> None:
    (request,) = synchronisation_requests(warehouse, overdue.last_step(warehouse, "H21"))
    letter = request_letter(request)
    assert letter.issuer == "Sở Tài chính"
    assert letter.addressee == "Sở Khoa học và Công nghệ"
    assert [row[1] for row in letter.annex.rows] == [code(2)]
    assert "**1 hồ sơ**" in letter.paragraphs[0]


DIGITAL = "so-khoa-hoc-va-cong-nghe"


def test_the_digital_department_asks_nobody_and_is_asked_to_check_its_own(store: Store) -> None:
    own = listed(code(5, "H21.09"), due="2026-08-31", cause="synchronisation")
    store.add([overdue_list("2026-09-14", [FAULT, own])])
    warehouse = Warehouse(store)
    step = overdue.last_step(warehouse, "H21")
    (own_reminder,) = reminder_letters(warehouse, step, [DIGITAL])
    said = " ".join(own_reminder.paragraphs)
    assert "1 hồ sơ do lỗi đồng bộ; Sở Khoa học và Công nghệ chủ trì kiểm tra" in said
    assert "gửi Sở Khoa học và Công nghệ" not in said
    assert [letter.agency_id for letter in request_letters(warehouse, step)] == [FINANCE]


def test_all_are_reminded_and_of_an_order_only_those_it_is_addressed_to(
    warehouse: Warehouse, store: Store
) -> None:
    order = entered(store, addressees=[JUSTICE])
    step = overdue.last_step(warehouse, "H21")
    letters = {letter.agency_id: " ".join(letter.paragraphs) for letter in reminder_letters(warehouse, step)}
    assert set(letters) == {FINANCE, JUSTICE}
    assert "291/UBND-NC" in letters[JUSTICE]
    assert "30/09/2026" in letters[JUSTICE]
    assert "291/UBND-NC" not in letters[FINANCE]
    assert "30/09/2026" not in letters[FINANCE]
    asked = reminder_letters(warehouse, step, campaign=order)
    assert [letter.agency_id for letter in asked] == [JUSTICE]


def test_where_no_addressee_of_the_last_order_is_in_the_list_the_others_are_reminded(
    warehouse: Warehouse, store: Store
) -> None:
    entered(store, addressees=["so-y-te"])
    step = overdue.last_step(warehouse, "H21")
    assert len(reminder_letters(warehouse, step)) == 2


def test_a_result_adds_up_and_tells_where_document_and_list_part(warehouse: Warehouse, store: Store) -> None:
    order = entered(store)
    letter = result_letter(result_report(warehouse, progress(warehouse, order)))
    said = " ".join(letter.paragraphs)
    assert "**2 trong 5 hồ sơ** (đạt 40,00%); còn lại **3 hồ sơ**" in said
    assert "Văn bản nêu 6 hồ sơ; danh sách ngày 07/09/2026 dùng để theo dõi có 5 hồ sơ" in said
    *rows, total = letter.annex.rows
    for column in (2, 3, 4):
        assert sum(int(row[column]) for row in rows) == int(total[column])
    assert letter.addressee == "Ủy ban nhân dân tỉnh"


def test_a_letter_is_vietnamese_whatever_the_page_speaks(warehouse: Warehouse) -> None:
    step = overdue.last_step(warehouse, "H21")
    with translation.in_language("en"):
        letter = reminder_letter(reminders(warehouse, step)[0])
        assert translation.language() == "en"
    assert letter.subject == "đôn đốc xử lý hồ sơ quá hạn"
