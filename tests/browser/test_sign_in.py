"""Signing in with a provider of the office, one that really answers: in, back to the page asked for, and out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import free_port, running, served

PEOPLE = {
    "lan": {"sub": "lan", "name": "Nguyễn Lan", "email": "lan@b.vn", "roles": ["phan-tich"]},
    "khach": {"sub": "khach", "email": "khach@b.vn"},
}
ROLES = 'claim = "roles"\n[roles]\n"phan-tich" = "analyst"\n'


@pytest.fixture(scope="module")
def office(demo_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The application's address, where people sign in with a provider on this machine."""
    folder, port, provider = tmp_path_factory.mktemp("office"), free_port(), free_port()
    secrets = folder / "secrets.toml"
    secrets.write_text(
        f"""[auth]
redirect_uri = "http://127.0.0.1:{port}/oauth2callback"
cookie_secret = "of this test alone"
client_id = "indicators"
client_secret = "of this test alone"
server_metadata_url = "http://127.0.0.1:{provider}/.well-known/openid-configuration"
client_kwargs = {{ scope = "openid email profile roles" }}
""",
        encoding="utf-8",
    )
    (folder / "access.toml").write_text(ROLES, encoding="utf-8")
    people = [f"--user-claims={json.dumps(person)}" for person in PEOPLE.values()]
    command = ["oidc_provider_mock", f"--port={provider}", *people]
    answers = "/.well-known/openid-configuration"
    with (
        running(command, f"http://127.0.0.1:{provider}", answers),
        served(
            demo_store,
            f"--secrets.files={secrets}",
            port=port,
            INDICATORS_ACCESS=str(folder / "access.toml"),
        ) as address,
    ):
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


def sign_in(page: Page, name: str) -> None:
    page.get_by_role("button", name="Đăng nhập").click()
    page.wait_for_url("**/oauth2/authorize**")
    page.locator(f"button[name=sub][value={name}]").click()


def test_one_signs_in_comes_back_to_the_page_asked_for_and_really_out(office: str, page: Page) -> None:
    page.goto(f"{office}/ranking?lang=vi&level=department")
    sign_in(page, "lan")
    page.wait_for_url(f"{office}/ranking?**level=department**")
    expect(page.get_by_text("Nguyễn Lan")).to_be_visible(timeout=20_000)
    # By way of the provider, which ends its own session.
    with page.expect_request("**/auth/logout*"):
        page.get_by_role("button", name="Đăng xuất").click()
    page.wait_for_url("**/end_session*")
    page.goto(f"{office}/ranking")
    expect(page.get_by_role("button", name="Đăng nhập")).to_be_visible(timeout=20_000)
    assert [cookie for cookie in page.context.cookies() if cookie["name"].startswith("_streamlit_user")] == []


def test_who_has_no_role_is_signed_in_and_sees_nothing(office: str, page: Page) -> None:
    page.goto(office)
    sign_in(page, "khach")
    expect(page.get_by_text("đã đăng nhập nhưng chưa được cấp vai trò")).to_be_visible(timeout=20_000)
    expect(page.get_by_test_id("stDataFrame")).to_have_count(0)
