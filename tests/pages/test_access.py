"""What each role finds: every page, and the forms that change something."""

from __future__ import annotations

import ast
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from indicators.paths import PROJECT
from indicators.store.actor import Actor, Role
from indicators.store.store import Store
from pages.components.access import OF_THE_WHOLE, opens
from tests.made_up_lists import FINANCE, code, keep_lists
from tests.page_names import PAGES
from tests.page_runner import open_page
from tests.pages.conftest import Filled, words

ROLES = """
[people]
"xem@b.vn" = { role = "viewer" }
"phan-tich@b.vn" = { role = "analyst" }
"quan-tri@b.vn" = { role = "administrator" }
"so@b.vn" = { role = "viewer", agency = "so-tai-chinh" }
"""
# How a field begins that is typed in to look for something, and kept nowhere.
LOOKED_FOR = "Tìm trong"
Open = Callable[[str | None, str], AppTest]


def one_list(store: Store) -> None:
    keep_lists(store, {"2026-09-07": [code(1), code(2, "H21.16")]})


@pytest.fixture
def looked_at(filled: Filled) -> str:
    """A list of two agencies, shared: nothing that is done here writes anything."""
    return filled(one_list)


@pytest.fixture
def open_as(looked_at: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Open a page as one of these people; None: without having signed in."""
    file = tmp_path / "access.toml"
    file.write_text(ROLES, encoding="utf-8")
    monkeypatch.setenv("INDICATORS_ACCESS", str(file))
    monkeypatch.setattr("pages.components.access.is_sign_in_set_up", lambda: True)

    def opened(who: str | None, page: str) -> AppTest:
        told = {"is_logged_in": True, "iat": 9e9, "email": f"{who}@b.vn"} if who else None
        return open_page(looked_at, monkeypatch, page, told)

    return opened


@pytest.mark.parametrize("page", sorted({*PAGES, "overview"}))
def test_each_page_opens_for_the_roles_it_is_for(page: str) -> None:
    viewer, analyst = Actor("xem", Role.VIEWER), Actor("phân tích", Role.ANALYST)
    of_agency = Actor("sở", Role.VIEWER, FINANCE)
    assert opens(analyst, page)
    assert opens(Actor("quản trị"), page)
    assert opens(viewer, page) is (page != "importing")
    assert opens(of_agency, page) is (page not in OF_THE_WHOLE)


@pytest.mark.parametrize("page", ["overview", "ranking", "overdue", "importing", "history"])
def test_who_did_not_sign_in_sees_nothing_but_the_way_in(open_as: Open, page: str) -> None:
    shown = open_as(None, page)
    assert [button.label for button in shown.button] == ["Đăng nhập"]
    assert not shown.dataframe
    assert not shown.selectbox


def test_who_has_no_role_is_told_so_and_can_sign_out(open_as: Open) -> None:
    shown = open_as("khac", "overview")
    assert "khac@b.vn đã đăng nhập nhưng chưa được cấp vai trò" in words(shown)
    assert [button.label for button in shown.button] == ["Đăng xuất"]


@pytest.mark.parametrize("who", ["xem", "phan-tich", "quan-tri"])
def test_forms_that_change_something_are_there_for_analysts_alone(open_as: Open, who: str) -> None:
    may = who != "xem"
    orders, history, bring = (open_as(who, page) for page in ("campaigns", "history", "importing"))
    assert ("Số văn bản" in [field.label for field in orders.text_input]) is may
    assert ("Thu hồi" in [button.label for button in history.button]) is may
    assert ("Chỉ chuyên viên được nhập dữ liệu" in words(bring)) is not may
    assert bool(bring.get("file_uploader")) is may


@pytest.mark.parametrize("page", [page for page in sorted({*PAGES, "overview"}) if page != "importing"])
def test_whatever_a_viewer_presses_nothing_is_written(open_as: Open, looked_at: str, page: str) -> None:
    shown, before = open_as("xem", page), files(Path(looked_at))
    keys = [button.key or button.label for button in shown.button if button.label != "Đăng xuất"]
    for key in keys:
        [pressed] = [button for button in shown.button if key in (button.key, button.label)]
        shown = pressed.click().run()
        assert not shown.exception
    assert files(Path(looked_at)) == before
    fields = [
        field.label for kind in ("text_input", "text_area", "number_input") for field in shown.get(kind)
    ]
    assert [label for label in fields if not label.startswith(LOOKED_FOR)] == []


def test_one_of_an_agency_sees_its_dossiers_and_is_told_so(open_as: Open) -> None:
    shown = open_as("so", "overdue")
    assert shown.dataframe[0].value.dossier_code.tolist() == [code(1)]
    assert "Ông/bà chỉ xem được hồ sơ của Sở Tài chính" in words(shown)
    assert "của mọi cơ quan" in words(open_as("so", "documents"))


def test_who_is_signed_in_stands_on_the_page_with_the_way_out(open_as: Open) -> None:
    shown = open_as("phan-tich", "overdue")
    assert "phan-tich@b.vn · chuyên viên" in words(shown)
    assert "Đăng xuất" in [button.label for button in shown.button]


def test_a_file_of_roles_that_cannot_be_read_lets_nobody_in(open_as: Open, tmp_path: Path) -> None:
    (tmp_path / "access.toml").write_text("[people", encoding="utf-8")
    shown = open_as("quan-tri", "overview")
    assert "chưa ai vào được" in words(shown)
    assert not shown.dataframe


def test_no_page_takes_the_servers_own_account_for_who_is_there() -> None:
    pages = [file for file in (PROJECT / "pages").rglob("*.py") if file.name != "access.py"]
    assert [file.name for file in pages if "account" in imported_names(file)] == []


def files(folder: Path) -> dict[str, int]:
    """Every file of a store, with its size."""
    return {
        str(file.relative_to(folder)): file.stat().st_size for file in folder.rglob("*") if file.is_file()
    }


def imported_names(file: Path) -> set[str]:
    """What a module imports by name."""
    found = (node for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))))
    return {alias.name for node in found if isinstance(node, ast.ImportFrom) for alias in node.names}
