"""What people type is looked through before it is kept, and what is found there is said."""

from __future__ import annotations

from datetime import date

import pytest

from indicators.errors import InputProblem
from indicators.privacy.typed import found_personal, not_understood, refuse_personal
from indicators.store.decision import Decision
from indicators.store.entries import Campaign, CauseEntry, DeckChoice, Entry
from indicators.store.store import Store
from tests.privacy import PERSONAL

NAME = "Nguyễn Văn Thử"
DAY = date(2026, 9, 1)


def campaign(number: str = "291/UBND-NC", title: str = "Xử lý hồ sơ quá hạn") -> Campaign:
    return Campaign("291", "H21", number, DAY, title, DAY, DAY, DAY)


@pytest.mark.parametrize(
    "written",
    [
        *("Rà soát, xử lý 799 hồ sơ quá hạn", "Sở Y tế dẫn đầu, Sở Tư pháp tụt 3 bậc", "291/UBND-NC"),
        *("UBND phường Hội Phú và xã Ia Grai chậm nhất", "Gia Lai giữ vững 79,27 điểm", "12/BC-STC"),
        *("theo báo cáo 10/10/2026 của Sở Tài chính", "chờ ý kiến phối hợp", "đã trả kết quả, chưa đồng bộ"),
        *("Tiến độ giải quyết hồ sơ tuần 2 tháng 10/2026", "công văn 12", "sai tệp", ""),
        *(
            "Thực hiện Kế hoạch số 45/KH-UBND ngày 12/01/2026 của UBND tỉnh",
            "lỗi đồng bộ từ 05/10 đến 12/10/2026",
        ),
    ],
)
def test_what_an_office_writes_is_kept(written: str) -> None:
    assert found_personal(written) is None


@pytest.mark.parametrize(
    "written",
    ["<img src=http://evil.example/c onerror=alert(1)>", "<a href='http://evil.example/d'>d</a> <b>đậm</b>"],
)
def test_markup_is_about_nobody(written: str) -> None:
    assert found_personal(written) is None


@pytest.mark.parametrize(
    "written",
    [
        f"<b>{NAME}</b>",
        f"<img alt='{NAME}'>",
        "<img alt=0905123456>",
        "<a href='mailto:thu@example.vn'>d</a>",
        "<nguyen van tai>",
        "ten=nguyen van tai",
    ],
)
def test_who_is_named_in_markup_is_found(written: str) -> None:
    assert found_personal(written)


@pytest.mark.parametrize(
    ("written", "found"),
    [
        (f"do ông {NAME} nộp thiếu", "Nguyễn"),
        ("chờ thửa 45 tờ 17 đo lại", "thửa 45"),
        ("gọi 0905 123 456 rồi", "0905 123 456"),
        ("người dân ở 45 Hùng Vương, phường Hội Phú chưa đến", "45 Hùng Vương"),
    ],
)
def test_what_is_found_is_said(written: str, found: str) -> None:
    with pytest.raises(InputProblem, match=f"^ghi chú: “[^”]*{found}[^”]*” có vẻ là thông tin") as problem:
        refuse_personal({"ghi chú": written})
    assert written not in str(problem.value)


def test_a_personal_text_is_found_in_the_middle_of_what_is_typed() -> None:
    # Beside a sentence, for a text that is typed is more than a name.
    notes = {one: f"chờ bổ sung hồ sơ: {one}" for one in PERSONAL}
    assert [one for one, note in notes.items() if not (found_personal(note) or not_understood(note))] == []


@pytest.mark.parametrize(
    "entry",
    [
        campaign(title=f"Xử lý hồ sơ của {NAME}"),
        campaign(number=NAME),
        CauseEntry("H21.13-260901-0001", "delay", f"do {NAME}", "lan"),
        DeckChoice("H21", "one", (), {"total": f"Hồ sơ của {NAME}"}, "lan"),
        Decision("withdrawal", "one", "lan", f"của {NAME}"),
        Decision("correction", "one", "lan", "sai", document=f"đơn của {NAME}"),
    ],
    ids=["subject", "number", "cause", "title", "reason", "document"],
)
def test_nothing_typed_that_tells_of_a_person_is_kept_whatever_it_is(store: Store, entry: Entry) -> None:
    with pytest.raises(InputProblem, match="Nguyễn"):
        store.enter([entry])
    assert store.sequence() == 0
