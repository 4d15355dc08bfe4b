"""The page of bringing data in: seen before it is kept, kept or cancelled, refused in words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from indicators import paths
from indicators.intake import pipeline, portal_client
from indicators.store.store import Store
from tests.made_up_lists import code, keep_lists
from tests.overdue_files import PHONE, SECRETS, dossier, phu_luc_ii
from tests.pages.conftest import Open, words
from tests.portal_server import Portal, running
from tests.shared import SHARED, needs_shared

SCORES = "Mã;Tên đơn vị;CKMB;TDGQ;CLGQ;TTTT;MDHL;MDSH\nH21.13;Sở Tài chính;14;17;9;7;11;9\n"
STRANGE = "Mã;Tên đơn vị;CKMB;TDGQ;CLGQ;TTTT;MDHL;MDSH\n;Sở Không Có Thật;14;17;9;7;11;9\n"


def dropped(page: AppTest, name: str, content: bytes, **told: Any) -> AppTest:
    page.file_uploader[0].set_value([(name, content, "application/octet-stream")])
    if told:
        page.selectbox[1].set_value(told["kind"])
    return page.run()


def pressed(page: AppTest, label: str) -> AppTest:
    return next(button for button in page.button if button.label == label).click().run()


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Portal]:
    """A portal of our own, which the page collects from."""
    monkeypatch.setattr(paths, "COLLECTING", tmp_path / "collecting")
    monkeypatch.setattr(portal_client, "pause", lambda: None)
    with running() as ours:
        monkeypatch.setitem(pipeline.collect.__kwdefaults__, "base_url", ours.address)
        yield ours


@pytest.fixture
def page(open_page: Open) -> AppTest:
    return open_page("importing")


def test_an_empty_store_is_filled_here_with_templates_at_hand(page: AppTest) -> None:
    assert not page.exception
    assert "Tệp mẫu" in words(page)


def test_a_score_table_is_shown_then_kept(page: AppTest, store: Store) -> None:
    shown = dropped(page, "scores.csv", SCORES.encode(), kind="year")
    assert not shown.exception
    assert "1 đơn vị" in words(shown)
    assert store.is_empty()
    kept = pressed(shown, "Lưu")
    assert not kept.exception
    assert "đã lưu" in kept.success[0].value
    assert store.captures().num_rows == 1


def test_a_total_that_differs_is_shown_and_kept_only_when_that_was_seen(page: AppTest, store: Store) -> None:
    page.run()
    table = (
        "STT;Đơn vị;Kỳ;Số hồ sơ\n1;Sở Tài chính;08/2026;2.000\n2;Sở Xây dựng;08/2026;300\n;Tổng cộng;;2.400\n"
    )
    shown = dropped(page, "so-ho-so.csv", table.encode())
    assert "ghi 2.400, các dòng đọc được cộng lại là 2.300" in words(shown)
    (keep,) = [button for button in shown.button if button.label == "Lưu"]
    assert keep.disabled
    assert store.is_empty()
    (seen,) = [box for box in shown.checkbox if "dòng tổng khác" in box.label]
    assert not pressed(seen.check().run(), "Lưu").exception
    assert not store.is_empty()


def test_what_is_cancelled_is_not_kept(page: AppTest, store: Store) -> None:
    shown = dropped(page, "scores.csv", SCORES.encode(), kind="year")
    pressed(shown, "Bỏ")
    assert store.is_empty()


def test_unknown_units_are_named_before_they_are_kept(page: AppTest) -> None:
    shown = dropped(page, "scores.csv", STRANGE.encode(), kind="year")
    assert "Sở Không Có Thật" in shown.warning[0].value


def test_a_list_says_what_was_read_and_what_was_not(page: AppTest, store: Store) -> None:
    shown = dropped(page, "list.xlsx", phu_luc_ii(dossier("H21.13-260901-9001"), dossier("không có mã")))
    said = words(shown)
    assert "1 hồ sơ, 1 dòng để riêng" in said
    assert "không có mã hồ sơ: 1" in said
    columns, aside = (table.value for table in shown.dataframe)
    told = dict(zip(columns.header, columns.role, strict=True))
    assert (told["Mã hồ sơ"], told["Chủ hồ sơ"]) == ("mã hồ sơ", "thông tin người nộp: không đọc")
    assert aside.row.tolist() == [10]
    assert [button.label for button in shown.get("download_button")][:1] == ["Tải CSV"]
    assert store.is_empty()


@needs_shared
def test_each_sheet_of_the_old_service_is_asked_for_its_period(page: AppTest, store: Store) -> None:
    workbook = SHARED / "portal" / "an-giang-2025" / "bao_cao_T10_2025.xlsx"
    shown = dropped(page, workbook.name, workbook.read_bytes())
    assert "Điểm tháng" in shown.info[0].value
    kinds = [box for box in shown.selectbox if box.label.startswith("Trang tính")]
    assert [box.label for box in kinds] == [
        "Trang tính “Điểm năm”",
        "Trang tính “Điểm tháng”",
        "Trang tính “Sở Ban”",
        "Trang tính “Xã Phường”",
    ]
    for box in kinds:
        box.set_value("year")
    chosen = shown.run()
    for box in chosen.number_input:
        box.set_value(2025)
    assert not chosen.run().exception


def test_what_is_in_it_and_what_changes_is_shown_before(page: AppTest, october: Store) -> None:
    page.run()
    later = SCORES.replace(";14;17", ";15;17")
    shown = dropped(page, "scores.csv", later.encode(), kind="year")
    units, changes, sums = (table.value for table in shown.dataframe)
    assert units.matched.tolist() == [1]
    # What was read as what adds up as the file does.
    assert (sums["name"].tolist()[0], sums.points.tolist()[0]) == ("Công khai, minh bạch", 15)
    assert changes.change.abs().is_monotonic_decreasing or changes.change.isna().any()
    assert "Sở Tư pháp" in "".join(warning.value for warning in shown.warning)
    assert october.captures().num_rows == 2


@pytest.mark.usefixtures("server")
def test_what_is_collected_is_shown_first_and_kept_only_then(open_page: Open, store: Store) -> None:
    page = open_page("importing", **{"from": "portal"})
    page.selectbox[1].select_index(1)
    shown = pressed(page, "Đọc")
    assert not shown.exception
    assert "3 đơn vị" in words(shown)
    assert store.is_empty()
    assert not pressed(shown, "Lưu").exception
    assert store.captures().num_rows == 2


def test_a_portal_that_refuses_is_said_with_what_is_missing(
    open_page: Open, store: Store, server: Portal
) -> None:
    server.faults = [None, "refuse"]
    shown = pressed(open_page("importing", **{"from": "portal"}), "Đọc")
    assert "từ chối" in shown.error[0].value
    assert "province/dvc-progress-tree.json" in shown.warning[0].value
    assert store.is_empty()


def test_nothing_of_an_applicant_is_shown_or_held_for_the_session_before_it_is_kept(page: AppTest) -> None:
    rows = [dossier(f"H21.13-260901-9001 {SECRETS[0]}"), dossier("H21.13-260901-9002", due=PHONE), dossier()]
    shown = dropped(page, "list.xlsx", phu_luc_ii(*rows))
    assert not shown.exception
    held = shown.session_state["prepared"]
    seen = [words(shown), repr(held), *(table.value.to_csv() for table in shown.dataframe)]
    seen += [part.decode() for made in held[1].lists for part in made.scrubbed]
    seen += [str(table.to_pylist()) for made in held[1].lists for table in made.details.values()]
    assert "H21.13-260901-0001" in "".join(seen)
    assert not [secret for secret in SECRETS if secret in "".join(seen)]


def test_what_cannot_be_read_is_refused_in_words(page: AppTest, store: Store) -> None:
    shown = dropped(page, "cut.zip", b"PK\x03\x04 cut off")
    assert "cut.zip" in shown.error[0].value
    assert store.is_empty()


def test_a_list_that_leaves_agencies_out_may_be_said_to_be_of_some_agencies_only(
    page: AppTest, store: Store
) -> None:
    keep_lists(store, {"2026-09-07": [code(1), *(code(number, "H21.16") for number in range(3))]})
    # Due by its title's day, 09/09/2026.
    row = dossier(code(1), due="01/09/2026", accepted="03/08/2026 08:15:00")
    page = dropped(page, "mot-phan.xlsx", phu_luc_ii(row))
    assert "bị tính là đã xử lý" in words(page)
    page.checkbox(key="list_is_part").check().run()
    assert "bị tính là đã xử lý" not in words(page)
    pressed(page, "Lưu")
    assert sorted(kept["is_part"] for kept in store.read("overdue_lists").to_pylist()) == [False, True]


def test_what_contradicts_and_what_is_not_known_is_asked_before_a_list_is_kept(
    page: AppTest, store: Store
) -> None:
    rows = [dossier(unit="Sở Tư pháp"), dossier("H21.13-260902-0002", status="Luân chuyển")]
    shown = dropped(page, "list.xlsx", phu_luc_ii(*rows))
    assert "mã Sở Tài chính, cột Sở Tư pháp: 1" in words(shown)
    keep = next(button for button in shown.button if button.label == "Lưu")
    assert keep.disabled
    owner = next(radio for radio in shown.radio if "hai cơ quan" in radio.label)
    assert owner.value == "code"
    owner.set_value("unit")
    status = next(box for box in shown.selectbox if "Luân chuyển" in box.label)
    answered = status.set_value("processing").run()
    pressed(answered, keep.label)
    kept = store.read("overdue_dossiers").to_pylist()
    assert [(row["agency_id"], row["status"]) for row in kept] == [
        ("so-tu-phap", "processing"),
        ("so-tai-chinh", "processing"),
    ]
