"""Letters say what the lists say, no more, in Vietnamese whatever the page speaks."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date

import pytest

from indicators import translation
from indicators.analysis import overdue
from indicators.analysis.campaign import progress
from indicators.analysis.reminders import reminders, result_report, synchronisation_requests
from indicators.errors import InputProblem
from indicators.letters.recipients import reminder_letters, request_letters
from indicators.letters.wording import (
    Letter,
    Writer,
    reminder_letter,
    request_letter,
    result_letter,
    writer_of,
)
from indicators.store.entries import Campaign
from indicators.store.store import Store
from indicators.warehouse.own_dossiers import see_dossiers_of
from indicators.warehouse.warehouse import Warehouse
from tests.made_up import at
from tests.made_up_lists import FINANCE, JUSTICE, code, listed, ordered, overdue_list

MEETING = date(2026, 9, 15)
OLD = listed(code(1), due="2026-03-02")
FAULT = listed(code(2), due="2026-08-31", cause="synchronisation", kind="acceptance")
JUSTICES = [listed(code(number, "H21.16"), due="2026-08-24") for number in range(3)]


def two_lists(store: Store) -> Warehouse:
    first = [OLD, listed(code(3)), *JUSTICES]
    store.add([overdue_list("2026-09-07", first), overdue_list("2026-09-14", [OLD, FAULT, *JUSTICES[:2]])])
    return Warehouse(store)


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """Two lists and no order; nobody writes into it."""
    return two_lists(Store(tmp_path_factory.mktemp("lists") / "store"))


@pytest.fixture(scope="module")
def with_order(tmp_path_factory: pytest.TempPathFactory) -> tuple[Warehouse, Campaign]:
    """The same lists and an order to all; nobody writes into it either."""
    store = Store(tmp_path_factory.mktemp("ordered") / "store")
    return two_lists(store), entered(store)


@pytest.fixture
def growing(store: Store) -> Warehouse:
    """The same lists, to which a test adds what it is of."""
    return two_lists(store)


def entered(store: Store, addressees: Sequence[str] = ()) -> Campaign:
    return ordered(store, deadline=date(2026, 9, 30), baseline=6, addressees=list(addressees))


@pytest.mark.parametrize("chosen", [None, [FINANCE, JUSTICE]])
def test_people_of_one_agency_write_its_letters_alone(
    warehouse: Warehouse, chosen: Sequence[str] | None
) -> None:
    step = overdue.last_step(warehouse, "H21")
    see_dossiers_of(JUSTICE)
    try:
        reminded, asked = (
            reminders(warehouse, step, chosen),
            synchronisation_requests(warehouse, step, chosen),
        )
    finally:
        see_dossiers_of(None)
    assert [one.agency_id for one in reminded] == [JUSTICE]
    assert asked == []


def test_a_reminder_counts_dates_and_asks(warehouse: Warehouse) -> None:
    step = overdue.last_step(warehouse, "H21")
    (one,) = reminders(warehouse, step, [FINANCE], deadline=date(2026, 9, 30), on=MEETING)
    letter = reminder_letter(one)
    said = " ".join(letter.paragraphs)
    assert letter.addressee == "Sở Tài chính"
    assert "chốt ngày 14/09/2026" in said
    assert "**2 hồ sơ quá hạn** (quá hạn tiếp nhận: 1 hồ sơ; quá hạn đang xử lý: 1 hồ sơ)" in said
    assert (
        "So với danh sách ngày 07/09/2026 (2 hồ sơ): phát sinh mới 1, quá hạn trở lại 0, đã xử lý 1; nay là 2 hồ sơ."
        in said
    )
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
    assert letter.issuer == Writer("Sở Tài chính", "Ủy ban nhân dân tỉnh Gia Lai", "Gia Lai")
    assert letter.addressee == "Sở Khoa học và Công nghệ"
    assert [row[1] for row in letter.annex.rows] == [code(2)]
    assert "**1 hồ sơ**" in letter.paragraphs[0]


DIGITAL = "so-khoa-hoc-va-cong-nghe"


def test_the_digital_department_asks_nobody_and_who_issues_letters_writes_none_to_itself(
    store: Store,
) -> None:
    own = listed(code(5, "H21.09"), due="2026-08-31", cause="synchronisation")
    store.add([overdue_list("2026-09-14", [FAULT, own])])
    warehouse = Warehouse.of(store)
    step = overdue.last_step(warehouse, "H21")
    # The department that checks synchronisation issues the letters here.
    assert [letter.agency_id for letter in reminder_letters(warehouse, step)] == [FINANCE]
    assert reminder_letters(warehouse, step, [DIGITAL]) == []
    assert [letter.agency_id for letter in request_letters(warehouse, step)] == [FINANCE]


@pytest.mark.parametrize("letters", [reminder_letters, request_letters])
def test_an_agency_that_nobody_knows_is_refused_by_name(
    warehouse: Warehouse, letters: Callable[..., list[Letter]]
) -> None:
    with pytest.raises(InputProblem, match="không có cơ quan “so-thuy-san-cu”"):
        letters(warehouse, overdue.last_step(warehouse, "H21"), [FINANCE, "so-thuy-san-cu"])


def test_a_deadline_that_has_passed_is_refused(warehouse: Warehouse) -> None:
    step = overdue.last_step(warehouse, "H21")
    with pytest.raises(InputProblem, match="thời hạn 14/09/2026 đã qua"):
        reminder_letters(warehouse, step, deadline=date(2026, 9, 14), on=MEETING)
    assert reminder_letters(warehouse, step, deadline=MEETING, on=MEETING)


def test_a_commune_writes_from_its_own_place_under_its_full_name() -> None:
    step = overdue.Step(1, "H21", at("2026-09-14"), date(2026, 9, 14), True, False, 1, 0)
    assert writer_of("UBND phường An Bình", step) == Writer(
        "Ủy ban nhân dân phường An Bình", "Ủy ban nhân dân tỉnh Gia Lai", "An Bình"
    )


def test_all_are_reminded_and_of_an_order_only_those_it_is_addressed_to(
    growing: Warehouse, store: Store
) -> None:
    warehouse, order = growing, entered(store, addressees=[JUSTICE])
    step = overdue.last_step(warehouse, "H21")
    letters = {
        letter.agency_id: " ".join(letter.paragraphs)
        for letter in reminder_letters(warehouse, step, on=MEETING)
    }
    assert set(letters) == {FINANCE, JUSTICE}
    assert "291/UBND-NC" in letters[JUSTICE]
    assert "30/09/2026" in letters[JUSTICE]
    assert "291/UBND-NC" not in letters[FINANCE]
    assert "30/09/2026" not in letters[FINANCE]
    asked = reminder_letters(warehouse, step, campaign=order)
    assert [letter.agency_id for letter in asked] == [JUSTICE]


def test_where_no_addressee_of_the_last_order_is_in_the_list_the_others_are_reminded(
    growing: Warehouse, store: Store
) -> None:
    entered(store, addressees=["so-y-te"])
    step = overdue.last_step(growing, "H21")
    assert len(reminder_letters(growing, step)) == 2


def test_a_result_adds_up_and_tells_where_document_and_list_part(
    with_order: tuple[Warehouse, Campaign],
) -> None:
    warehouse, order = with_order
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


def letter_of(warehouse: Warehouse, agency: str, on: date) -> str:
    """What the reminder to an agency says by the last list, on a day."""
    step = overdue.last_step(warehouse, "H21")
    (letter,) = reminder_letters(warehouse, step, [agency], on=on)
    return " ".join(letter.paragraphs)


def test_an_order_speaks_for_the_dossiers_it_counted_and_for_no_other(
    with_order: tuple[Warehouse, Campaign],
) -> None:
    warehouse, _ = with_order
    said = letter_of(warehouse, FINANCE, MEETING)
    # Of its two dossiers one was counted on 07/09, the other came later.
    assert "**1 hồ sơ** thuộc văn bản số 291/UBND-NC ngày 08/09/2026, 1 hồ sơ không thuộc văn bản này" in said
    assert (
        "các hồ sơ thuộc văn bản này trước ngày **30/09/2026**, các hồ sơ khác nêu tại phụ lục trong thời gian"
        in said
    )
    (letter,) = reminder_letters(warehouse, overdue.last_step(warehouse, "H21"), [FINANCE], on=MEETING)
    assert [row[-1] for row in letter.annex.rows] == ["có", "không"]


def test_an_order_whose_day_has_passed_is_told_as_missed_and_never_as_a_deadline(
    growing: Warehouse, store: Store
) -> None:
    order = entered(store)
    said = letter_of(growing, JUSTICE, date(2026, 10, 1))
    assert "văn bản đã quá hạn ngày 30/09/2026, còn 2 hồ sơ chưa xử lý" in said
    assert "trước ngày" not in said
    # The last list is of before the deadline: nobody knows what was cleared in time.
    assert "nguyên nhân chưa hoàn thành" not in said
    result = " ".join(result_letter(result_report(growing, progress(growing, order))).paragraphs)
    assert "đã quá hạn 30/09/2026, còn 3/5 hồ sơ" in result
    store.add([overdue_list("2026-10-05", [OLD, FAULT])])
    assert "nêu rõ nguyên nhân chưa hoàn thành văn bản số 291/UBND-NC" in letter_of(
        growing, FINANCE, date(2026, 10, 6)
    )


def test_a_later_list_is_no_baseline_of_an_order(store: Store) -> None:
    store.add([overdue_list("2026-09-14", [OLD, FAULT])])
    order = entered(store)
    warehouse = Warehouse.of(store)
    with pytest.raises(InputProblem, match="Hãy nhập danh sách"):
        progress(warehouse, order)
    assert "291/UBND-NC" not in letter_of(warehouse, FINANCE, MEETING)


def test_the_order_can_be_left_out(with_order: tuple[Warehouse, Campaign]) -> None:
    warehouse, _ = with_order
    step = overdue.last_step(warehouse, "H21")
    (letter,) = reminder_letters(warehouse, step, [JUSTICE], is_of_order=False, on=MEETING)
    assert "291/UBND-NC" not in " ".join(letter.paragraphs)


def test_what_came_back_is_told_in_the_balance_and_of_the_order(store: Store) -> None:
    store.add([overdue_list("2026-09-07", [OLD]), overdue_list("2026-09-10", [FAULT])])
    store.add([overdue_list("2026-09-14", [OLD, FAULT])])
    entered(store)
    said = letter_of(Warehouse.of(store), FINANCE, MEETING)
    assert (
        "So với danh sách ngày 10/09/2026 (1 hồ sơ): phát sinh mới 0, quá hạn trở lại 1, đã xử lý 0; nay là 2"
        in said
    )
    assert "1 hồ sơ thuộc văn bản đã ra khỏi danh sách rồi quá hạn trở lại" in said


def test_the_letters_of_all_agencies_of_the_demonstration_balance(demonstration: Warehouse) -> None:
    balanced = 0
    for step in overdue.steps(demonstration, "H21")[-2:]:
        listed_by = overdue.backlog(demonstration, step, "agency").set_index("part").dossiers
        letters = reminder_letters(demonstration, step, on=step.listed_on)
        assert len(letters) >= len(listed_by) - 1
        for letter in letters:
            said = " ".join(letter.paragraphs)
            (total,) = re.findall(r"có \*\*(\S+) hồ sơ quá hạn\*\*", said)
            assert int(total) == len(letter.annex.rows) == listed_by[letter.agency_id]
            parts = re.search(r"\((\d+) hồ sơ\): (.+?); nay là (\d+) hồ sơ", said)
            assert parts
            moves = dict(re.findall(r"([^,]+?) (\d+)(?:, |$)", parts[2]))
            gone = sum(int(moves.pop(name, 0)) for name in ("đã xử lý", "chuyển cơ quan khác"))
            assert int(parts[1]) + sum(map(int, moves.values())) - gone == int(parts[3]) == int(total)
            if order := re.search(r"\*\*(\d+) hồ sơ\*\* thuộc .+?, (\d+) hồ sơ không thuộc", said):
                assert int(order[1]) + int(order[2]) == int(total)
                assert [row[-1] for row in letter.annex.rows].count("có") == int(order[1])
            balanced += 1
    assert balanced > 20
