"""What surrounds every page."""

from __future__ import annotations

import errno
import shutil
from pathlib import Path

import pytest

from indicators.analysis import overview
from indicators.markup import unescaped
from indicators.store.store import Store
from tests.made_up import FINANCE, capture, even
from tests.made_up_lists import code, keep_lists
from tests.pages.conftest import Open, drawn, words


@pytest.mark.usefixtures("october")
def test_what_nobody_expected_is_said_in_the_users_language_and_goes_to_the_log(
    open_page: Open, monkeypatch: pytest.MonkeyPatch, store: Store
) -> None:
    monkeypatch.setattr(overview, "_history", lambda *_: 1 / 0)
    page = open_page("overview")
    said = words(page)
    assert "Không hiển thị được nội dung này. Hãy mở trang khác rồi quay lại" in said
    # Of what went wrong nobody knows whether it had written anything.
    assert "không bị thay đổi" not in said
    assert page.exception


def test_a_full_disk_is_named_with_what_to_do(
    open_page: Open, monkeypatch: pytest.MonkeyPatch, store: Store
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    store.add([capture({FINANCE: even(9)})])
    monkeypatch.setattr(overview, "_history", full)
    said = words(open_page("overview"))
    assert "ổ đĩa chứa kho dữ liệu đã đầy. Hãy giải phóng chỗ" in said


def test_where_the_store_is_gone_the_page_says_so_and_shows_it_again_when_it_is_back(
    open_page: Open, october: Store, tmp_path: Path
) -> None:
    folder = Path(october.url)
    page = open_page("ranking")
    folder.rename(tmp_path / "elsewhere")
    page.run()
    assert not page.exception
    assert "kho dữ liệu không còn ở chỗ cũ" in words(page)
    (tmp_path / "elsewhere").rename(folder)
    page.run()
    assert not page.error
    assert len(page.dataframe) == 1


def test_where_one_table_is_damaged_the_parts_of_a_page_without_it_are_shown(
    open_page: Open, october: Store
) -> None:
    keep_lists(october, {"2026-10-09": [code(1)]})
    shutil.rmtree(Path(october.url) / "overdue_dossiers")
    page = open_page("overview")
    assert not page.exception
    assert "bảng overdue_dossiers của kho dữ liệu" in unescaped(page.error[0].value)
    # The total's way, the groups, the moves and the spread.
    assert len(drawn(page)) == 4
    assert "Nguồn: " in words(page)
