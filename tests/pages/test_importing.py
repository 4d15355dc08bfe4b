"""The page of bringing data in: seen before it is kept, kept or cancelled, refused in words."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from indicators import paths
from indicators.analysis.ranking import rank
from indicators.intake import pipeline, portal_client
from indicators.markup import unescaped
from indicators.periods import VIETNAM, Period
from indicators.store.store import Store
from indicators.warehouse.warehouse import Warehouse
from tests.made_up_lists import code, keep_lists
from tests.overdue_files import PHONE, SECRETS, dossier, phu_luc_ii
from tests.pages.conftest import Open, words
from tests.portal_server import Portal, running
from tests.shared import SHARED, needs_shared

SCORES = "Mã;Tên đơn vị;CKMB;TDGQ;CLGQ;TTTT;MDHL;MDSH\nH21.13;Sở Tài chính;14;17;9;7;11;9\n"
STRANGE = "Mã;Tên đơn vị;CKMB;TDGQ;CLGQ;TTTT;MDHL;MDSH\n;Sở Không Có Thật;14;17;9;7;11;9\n"


def dropped(page: AppTest, name: str, content: bytes, period: str | None = None) -> AppTest:
    """Drop one file, and choose its period where it does not say it."""
    return dropped_together(page, {name: content}, period)


def dropped_together(page: AppTest, files: dict[str, bytes], period: str | None = None) -> AppTest:
    given = [(name, content, "application/octet-stream") for name, content in files.items()]
    shown = page.file_uploader[0].set_value(given).run()
    while asked := [
        box for box in shown.selectbox if box.label == "Kỳ báo cáo" and box.value is None and period
    ]:
        shown = asked[0].set_value(Period.parse(str(period))).run()
    return shown


def parts(page: AppTest) -> str:
    """Everything that heads what would be kept, one line each."""
    return "\n".join(unescaped(one.label) for one in page.expander)


def pressed(page: AppTest, label: str) -> AppTest:
    return next(button for button in page.button if button.label.startswith(label)).click().run()


def next_steps(page: AppTest) -> list[str]:
    """What the page says is to be done: to keep, or to answer."""
    keep = [button.label for button in page.button if button.label.startswith("Lưu") and not button.disabled]
    return keep + [one for one in words(page).split("**") if one.startswith("Trả lời")]


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
    shown = dropped(page, "scores.csv", SCORES.encode(), period="year:2026")
    assert not shown.exception
    assert "Năm 2026 (tạm thời), không rõ ngày đọc" in parts(shown)
    assert "1 đơn vị" in parts(shown)
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
    assert next_steps(shown) == ["Trả lời 1 câu hỏi"]
    assert store.is_empty()
    (seen,) = [box for box in shown.checkbox if "dòng tổng khác" in box.label]
    assert not pressed(seen.check().run(), "Lưu").exception
    assert not store.is_empty()


def test_what_is_cancelled_is_not_kept(page: AppTest, store: Store) -> None:
    shown = dropped(page, "scores.csv", SCORES.encode(), period="year:2026")
    pressed(shown, "Bỏ")
    assert store.is_empty()


def test_unknown_units_are_named_before_they_are_kept(page: AppTest) -> None:
    shown = dropped(page, "scores.csv", STRANGE.encode(), period="year:2026")
    assert "1 đơn vị chưa có trong danh mục cơ quan" in words(shown)
    assert "Sở Không Có Thật" in [box.label for box in shown.selectbox]


def test_a_list_says_what_was_read_and_what_was_not(page: AppTest, store: Store) -> None:
    shown = dropped(page, "list.xlsx", phu_luc_ii(dossier("H21.13-260901-9001"), dossier("không có mã")))
    said = words(shown)
    assert "Đọc được 2 dòng: 1 hồ sơ, 1 dòng để riêng" in said
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
    assert next_steps(shown) == ["Trả lời 4 câu hỏi"]
    asked = ["Điểm năm", "Điểm tháng", "Sở Ban", "Xã Phường"]
    for sheet, period in zip(asked, ("year:2025", "month:2025-10", "year:2025", "year:2025"), strict=True):
        box = next(box for box in shown.selectbox if box.label == f"Kỳ của trang tính “{sheet}”")
        shown = box.set_value(Period.parse(period)).run()
    assert not shown.exception
    assert next_steps(shown) == ["Lưu 1 tệp"]


def test_what_is_in_it_and_what_changes_is_shown_before(page: AppTest, october: Store) -> None:
    page.run()
    later = SCORES.replace(";14;17", ";15;17")
    shown = dropped(page, "scores.csv", later.encode(), period="year:2026")
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
    assert "3 đơn vị" in parts(shown)
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


@pytest.mark.usefixtures("server")
def test_what_cannot_be_written_is_said_and_kept_by_the_same_button_once_that_is_mended(
    open_page: Open, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = pressed(open_page("importing", **{"from": "portal"}), "Đọc")

    def fails(number: int, *_: object) -> None:
        raise OSError(number, "the disk")

    for number, said in (
        (errno.ENOSPC, "ổ đĩa chứa kho dữ liệu đã đầy"),
        (errno.EROFS, "không ghi được vào thư mục của kho dữ liệu"),
    ):
        with monkeypatch.context() as patched:
            patched.setattr("indicators.store.folder.Folder.write", partial(fails, number))
            shown = pressed(shown, "Lưu")
        assert said in shown.error[0].value
        assert "rồi làm lại" in shown.error[0].value
        assert "3 đơn vị" in parts(shown), "what was read is still there"
        assert store.is_empty()
    assert not pressed(shown, "Lưu").error
    assert store.captures().num_rows == 2


def test_a_collection_that_was_cut_off_goes_on_or_is_begun_anew(open_page: Open, server: Portal) -> None:
    server.faults = [None, None, "error", "error", "error"]
    page = open_page("importing", **{"from": "portal"})
    shown = pressed(page, "Đọc")
    asked = len(server.asked)
    assert shown.error
    anew = next(box for box in shown.checkbox if box.label == "Làm lại từ đầu")
    server.faults = ["error"] * 3
    anew.check()
    pressed(shown, "Đọc")
    assert server.asked[asked][0] == server.asked[0][0], "the first answer is asked for again"


def test_nothing_of_an_applicant_is_shown_or_held_for_the_session_before_it_is_kept(page: AppTest) -> None:
    rows = [dossier(f"H21.13-260901-9001 {SECRETS[0]}"), dossier("H21.13-260901-9002", due=PHONE), dossier()]
    shown = dropped(page, "list.xlsx", phu_luc_ii(*rows))
    assert not shown.exception
    lists = shown.session_state["import_made"][1].prepared().lists
    ((read,),) = [said.values() for said in shown.session_state["import_read"].values()]
    seen = [words(shown), repr(lists), *(table.value.to_csv() for table in shown.dataframe)]
    seen += [repr(row) for listed in read.lists for row in listed.dossiers]
    seen += [part.decode() for made in lists for part in made.scrubbed]
    seen += [str(table.to_pylist()) for made in lists for table in made.details.values()]
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
    assert next_steps(page) == ["Trả lời 1 câu hỏi"]
    page = next(iter(whose_lists(page))).set_value(True).run()
    assert "bị tính là đã xử lý" not in words(page)
    pressed(page, "Lưu")
    assert sorted(kept["is_part"] for kept in store.read("overdue_lists").to_pylist()) == [False, True]


def whose_lists(page: AppTest) -> list[Any]:
    """Find the questions whether a list is of all agencies or of those it names alone."""
    return [radio for radio in page.radio if radio.label == "Danh sách này gồm hồ sơ của những cơ quan nào?"]


def test_each_of_two_lists_that_leave_agencies_out_is_asked_by_itself(page: AppTest, store: Store) -> None:
    every = [code(1), *(code(number, "H21.16") for number in range(3))]
    keep_lists(store, {"2026-09-07": every})
    row = dossier(code(1), due="01/09/2026", accepted="03/08/2026 08:15:00")
    lists = {
        f"{day}.xlsx": phu_luc_ii(row, title=f"Hồ sơ quá hạn đang xử lý (đến ngày {day}/09/2026)")
        for day in (14, 21)
    }
    shown = dropped_together(page, lists)
    assert not shown.exception
    first, second = whose_lists(shown)
    first.set_value(True)
    second.set_value(False)
    assert next_steps(shown.run()) == ["Lưu 2 tệp"]
    pressed(shown, "Lưu")
    kept = store.read("overdue_lists").to_pylist()
    assert {str(one["listed_on"]): one["is_part"] for one in kept} == {
        "2026-09-07": False,
        "2026-09-14": True,
        "2026-09-21": False,
    }


def test_a_bad_file_among_good_ones_stops_only_itself(page: AppTest, store: Store) -> None:
    files = {
        "a.csv": SCORES.encode(),
        "cut.zip": b"PK\x03\x04 cut off",
        "b.csv": f"Điểm tháng 8 năm 2026\n{SCORES}".encode(),
        "list.xlsx": phu_luc_ii(dossier()),
    }
    shown = dropped_together(page, files)
    assert ["cut.zip" in error.value for error in shown.error] == [True]
    assert next_steps(shown) == ["Trả lời 1 câu hỏi"]
    (asked,) = [box for box in shown.selectbox if box.label == "Kỳ báo cáo"]
    shown = asked.set_value(Period("year", 2026)).run()
    assert next_steps(shown) == ["Lưu 3 tệp"]
    assert not pressed(shown, "Lưu").exception
    assert sorted(store.captures()["period"].to_pylist()) == ["month:2026-08", "year:2026"]
    assert store.read("overdue_lists").num_rows == 1


def test_a_day_to_come_is_refused_and_may_be_taken_back(page: AppTest) -> None:
    shown = dropped(page, "list.xlsx", phu_luc_ii(dossier()))
    (day,) = shown.date_input
    shown = day.set_value(datetime.now(VIETNAM).date() + timedelta(days=30)).run()
    assert ["thời điểm này chưa đến" in error.value for error in shown.error] == [True]
    (day,) = shown.date_input
    shown = day.set_value(None).run()
    assert not shown.error
    assert next_steps(shown) == ["Lưu 1 tệp"]


@needs_shared
def test_answers_of_the_portal_find_their_requests_beside_them_or_are_given_one_period(page: AppTest) -> None:
    folder = SHARED / "portal" / "phu-tho-2026"
    names = ("transparency.year.json", "dossier-digitized.year.json", "MANIFEST.json")
    files = {name: (folder / name).read_bytes() for name in names}
    shown = dropped_together(page, files)
    assert not shown.error
    assert next_steps(shown) == ["Lưu 2 tệp"]
    assert len(shown.expander) == 1
    del files["MANIFEST.json"]
    shown = dropped_together(page, files)
    assert next_steps(shown) == ["Trả lời 2 câu hỏi"]
    of_all = next(box for box in shown.selectbox if box.label == "Kỳ của cả 2 tệp này")
    assert next_steps(of_all.set_value(Period("year", 2026)).run()) == ["Lưu 2 tệp"]


def test_a_file_is_read_once_whatever_is_answered_of_it(
    page: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, really = [], pipeline.read
    monkeypatch.setattr(pipeline, "read", lambda files, told: read.append(1) or really(files, told))
    shown = dropped(page, "scores.csv", SCORES.encode(), period="year:2026")
    assert next_steps(shown) == ["Lưu 1 tệp"]
    assert read == [1]


def test_an_unknown_unit_and_a_doubtful_value_are_answered_beside_them(page: AppTest, store: Store) -> None:
    table = STRANGE + "H21.16;Sở Tư pháp;14;17;9;7;18,3;9\n"
    shown = dropped(page, "scores.csv", table.encode(), period="year:2026")
    unit = next(box for box in shown.selectbox if box.label == "Sở Không Có Thật")
    shown = unit.set_value("so-tai-chinh").run()
    right = next(
        box for box in shown.text_input if box.label.startswith("Sở Tư pháp, Mức độ hài lòng: 18,30")
    )
    shown = right.set_value("17,5").run()
    assert not shown.exception, shown.exception
    assert "Giá trị sửa phải có lý do" in words(shown)
    (reason,) = [box for box in shown.text_input if box.label.startswith("Lý do")]
    kept = pressed(reason.set_value("đối chiếu lại với Cổng").run(), "Lưu")
    assert not kept.exception
    assert not kept.error
    rows = rank(Warehouse.of(store), node="satisfaction", level="department", scope="H21").rows
    assert dict(zip(rows.agency_id, rows.value, strict=True)) == {"so-tu-phap": 17.5, "so-tai-chinh": 11}


def test_what_contradicts_and_what_is_not_known_is_asked_before_a_list_is_kept(
    page: AppTest, store: Store
) -> None:
    rows = [dossier(unit="Sở Tư pháp"), dossier("H21.13-260902-0002", status="Luân chuyển")]
    shown = dropped(page, "list.xlsx", phu_luc_ii(*rows))
    assert "mã Sở Tài chính, cột Sở Tư pháp: 1" in words(shown)
    assert next_steps(shown) == ["Trả lời 1 câu hỏi"]
    owner = next(radio for radio in shown.radio if "hai cơ quan" in radio.label)
    assert owner.value == "code"
    owner.set_value("unit")
    status = next(box for box in shown.selectbox if "Luân chuyển" in box.label)
    answered = status.set_value("processing").run()
    pressed(answered, "Lưu")
    kept = store.read("overdue_dossiers").to_pylist()
    assert [(row["agency_id"], row["status"]) for row in kept] == [
        ("so-tu-phap", "processing"),
        ("so-tai-chinh", "processing"),
    ]
