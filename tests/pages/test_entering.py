"""Two people on one page: the second is held against what was shown, and told what the first said."""

from __future__ import annotations

import errno
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from indicators.analysis import decisions
from indicators.analysis.entered_causes import enter_causes
from indicators.deck import keep_choice, kept_choice
from indicators.sources.records import Unit
from indicators.store.actor import Actor
from indicators.store.entries import DeckChoice
from indicators.store.store import Store
from indicators.warehouse.warehouse import Warehouse
from tests.made_up import FINANCE, capture, even
from tests.made_up_lists import code, keep_lists, ordered
from tests.pages.conftest import Open, words

LAN = Actor("lan")
FIRST, SECOND = "2026-10-02", "2026-10-10"


def pressed(page: AppTest, label: str) -> AppTest:
    return next(one for one in page.button if one.label == label).click().run()


def filled(page: AppTest, label: str, written: str, number: int = 0) -> None:
    [field for field in page.text_input if field.label.startswith(label)][number].set_value(written)


def captures_of(store: Store) -> list[str]:
    store.add([capture({FINANCE: even(9)}, day=FIRST), capture({FINANCE: even(8)}, day=SECOND)])
    return store.captures()["capture_id"].to_pylist()


def test_a_value_corrected_meanwhile_is_not_corrected_as_if_it_still_stood_there(
    open_page: Open, store: Store
) -> None:
    _, last = captures_of(store)
    page = open_page("history")
    page.session_state["correcting"] = True
    page = page.run()
    filled(page, "Giá trị đúng", "47")
    page = page.run()
    decisions.correct(
        Warehouse.of(store), last, "so-tai-chinh", "total",
        expected=48.0, value=50.0, reason="công văn 12", document="", actor=LAN,
    )  # fmt: skip
    filled(page, "Lý do", "đọc nhầm", -1)
    page = pressed(page, "Đính chính")
    assert "50,00, không phải 48,00: lan đã sửa" in words(page)
    assert store.read("decisions").num_rows == 1


def test_a_capture_withdrawn_meanwhile_is_told_and_no_other_withdrawn_instead(
    open_page: Open, store: Store
) -> None:
    _, last = captures_of(store)
    page = open_page("history")
    decisions.withdraw(Warehouse.of(store), last, reason="sai tệp", actor=LAN)
    filled(page, "Lý do", "nhầm kỳ")
    page = pressed(page, "Thu hồi")
    assert "lan đã thu hồi" in words(page)
    assert store.read("decisions").num_rows == 1


def test_a_decision_undone_meanwhile_is_told_and_no_other_undone_instead(
    open_page: Open, store: Store
) -> None:
    first, last = captures_of(store)
    # One stays: of a store that shows nothing there is no page.
    store.add([capture({FINANCE: even(7)}, day="2026-10-14")])
    for one in (first, last):
        decided = decisions.withdraw(Warehouse.of(store), one, reason="sai tệp", actor=LAN)
    page = open_page("history")
    decisions.undo(Warehouse.of(store), decided.entry_id, actor=LAN)
    page = pressed(page, "Hủy")
    assert "lan đã huỷ" in words(page)
    assert store.read("decisions").num_rows == 3


def test_a_unit_mapped_meanwhile_is_told(open_page: Open, store: Store) -> None:
    strangers = [Unit(f"Sở Tư Pháp và Hộ tịch {name}", level="department") for name in ("tỉnh", "miền núi")]
    store.add([capture({FINANCE: even(9), **{one: even(8) for one in strangers}})])
    page = open_page("history")
    unit, agency = (
        next(box for box in page.selectbox if box.label == label) for label in ("Đơn vị", "Là cơ quan")
    )
    page = agency.set_value("so-tu-phap").run()
    seen = unit.value
    decisions.map_agency(Warehouse.of(store), seen.seen_id, "department", "so-noi-vu", reason="", actor=LAN)
    page = pressed(page, "Lưu")
    assert "lan đã xác định là “so-noi-vu”" in words(page)
    assert store.read("decisions").num_rows == 1


def test_a_cause_entered_meanwhile_is_told(open_page: Open, store: Store) -> None:
    keep_lists(store, {"2026-09-07": [code(1)]})
    page = open_page("overdue")
    page.session_state["dossiers"] = {"selection": {"rows": [0], "columns": [], "cells": []}}
    page = page.run()
    enter_causes(Warehouse.of(store), {code(1): None}, "delay", "chờ ý kiến phối hợp", LAN)
    page = pressed(page, "Lưu")
    assert "lan đã ghi nguyên nhân" in words(page)
    assert store.read("cause_entries").num_rows == 1
    page = pressed(page, "Lưu")
    assert "Đã lưu nguyên nhân của 1 hồ sơ" in "".join(one.value for one in page.success)
    assert store.read("cause_entries").num_rows == 2


def test_a_choice_of_slides_kept_meanwhile_is_told(open_page: Open, october: Store) -> None:
    page = open_page("documents")
    shown = kept_choice(Warehouse.of(october), "H21", october.captures()["capture_id"].to_pylist()[1])
    keep_choice(
        Warehouse.of(october), DeckChoice("H21", shown.capture_id, ("method",), {}, "lan"), shown, LAN
    )
    page = pressed(page, "Lưu lựa chọn này")
    assert "lan đã lưu một lựa chọn trang khác" in words(page)
    assert october.read("deck_choices").num_rows == 1
    page = pressed(page, "Lưu lựa chọn này")
    assert not page.error
    assert october.read("deck_choices").num_rows == 2


def test_an_order_entered_meanwhile_is_told_and_what_was_typed_stays(open_page: Open, store: Store) -> None:
    keep_lists(store, {"2026-09-07": [code(1)]})
    page = open_page("campaigns")
    ordered(store)
    page.text_input[0].set_value("291/UBND-NC")
    page.text_input[1].set_value("Xử lý hồ sơ tồn")
    for field, day in zip(
        page.date_input, ("2026-09-08", "2026-09-01", "2026-09-07", "2026-10-20"), strict=True
    ):
        field.set_value(date.fromisoformat(day))
    page = pressed(page, "Lưu đợt xử lý")
    assert "đã được lan ghi" in words(page)
    assert [field.value for field in page.text_input] == ["291/UBND-NC", "Xử lý hồ sơ tồn"]
    assert store.read("campaigns").num_rows == 1


def test_a_full_disk_keeps_nobody_from_looking(
    open_page: Open, october: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_lists(october, {"2026-09-07": [code(1)]})

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("indicators.store.folder.Folder.write", full)
    monkeypatch.setattr("indicators.store.attempt.created_table", full)
    for name in (
        "overview",
        "ranking",
        "overdue",
        "campaigns",
        "quality",
        "history",
        "documents",
        "importing",
    ):
        page = open_page(name)
        assert not page.exception, name
        assert not page.error, name


def test_a_full_disk_is_said_where_something_was_to_be_kept_and_the_page_goes_on(
    open_page: Open, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    captures_of(store)
    page = open_page("history")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("indicators.store.folder.Folder.write", full)
        filled(page, "Lý do", "sai tệp")
        page = pressed(page, "Thu hồi")
    assert "ổ đĩa chứa kho dữ liệu đã đầy" in words(page)
    assert "Lịch sử dữ liệu" in words(page)
    assert not page.exception
    page = pressed(page, "Thu hồi")
    assert not page.error
    assert store.read("decisions").num_rows == 1
