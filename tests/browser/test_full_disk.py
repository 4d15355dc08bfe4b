"""A disk that is full under a running server, and has room again: said in words, and nothing is half written."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from indicators.intake import pipeline
from indicators.store.store import Store
from indicators.store.verify import verify
from tests.browser.conftest import served

TABLE = (
    "KẾT QUẢ CHẤM ĐIỂM NĂM 2026\nMã;Tên đơn vị;CKMB\nH21.13;Sở Tài chính;{points}\nH21.18;Sở Xây dựng;11\n"
)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of four megabytes of its own; not everywhere may one be mounted."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = shutil.which("mount")
    asked = [mount or "", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(place)]
    if mount is None or subprocess.run(asked, check=False, capture_output=True).returncode:
        pytest.skip("no disk can be mounted here")
    yield place
    subprocess.run([shutil.which("umount") or "", "-l", str(place)], check=True)


def fill(disk: Path) -> Path:
    """A file that takes all room there is."""
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as file:
        while True:
            try:
                file.write(bytes(4096))
            except OSError:
                return ballast


def test_a_full_disk_is_said_and_the_same_button_keeps_it_once_there_is_room(
    browser: Browser, disk: Path, tmp_path: Path
) -> None:
    first, second = tmp_path / "first.csv", tmp_path / "second.csv"
    first.write_text(TABLE.format(points=9), encoding="utf-8")
    second.write_text(TABLE.format(points=10), encoding="utf-8")
    store = Store(disk / "store")
    pipeline.import_files([first], store)
    with served(disk / "store") as address:
        page = browser.new_page()
        page.goto(f"{address}/importing")
        page.locator("input[type=file]").set_input_files(second)
        keep = page.get_by_role("button", name="Lưu")
        expect(keep).to_be_visible(timeout=60_000)
        ballast = fill(disk)
        keep.click()
        expect(page.get_by_text("ổ đĩa chứa kho dữ liệu đã đầy")).to_be_visible(timeout=60_000)
        assert store.captures().num_rows == 1
        # The rest goes on, in this session as in another one.
        other = browser.new_page()
        other.goto(f"{address}/ranking?node=transparency&level=department")
        expect(other.get_by_text("Công khai, minh bạch – sở, ban, ngành")).to_be_visible(timeout=60_000)
        ballast.unlink()
        keep.click()
        expect(keep).to_be_hidden(timeout=60_000)
    assert store.captures().num_rows == 2
    assert store.observations().num_rows == 4
    assert verify(store).findings == ()
