"""The interface over the network: who is answered, in which form, and when nothing changed."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware

from indicators.access import digest_of
from indicators.exports.interface import QUESTIONS
from indicators.store.store import Store
from server.access import OnlyWhoMay
from server.api import ROUTES
from tests.made_up import FINANCE, JUSTICE, capture, even
from tests.server.asking import answer

APPLICATION = Starlette(routes=ROUTES, middleware=[Middleware(OnlyWhoMay)])
RANKING = "/api/v1/rankings?level=department"
TOKEN = "of-this-test-alone"  # noqa: S105 - of this test alone


@pytest.fixture(autouse=True)
def kept(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.add([capture({FINANCE: even(9), JUSTICE: even(8)}, day="2026-10-10")])
    monkeypatch.setenv("INDICATORS_STORE", str(store.url))


@pytest.fixture
def signing_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have people sign in, and one program know a token."""
    file = tmp_path / "access.toml"
    file.write_text(f'[tokens]\n"bi" = {{ sha256 = "{digest_of(TOKEN)}" }}', encoding="utf-8")
    monkeypatch.setenv("INDICATORS_ACCESS", str(file))
    monkeypatch.setattr("pages.components.access.is_sign_in_set_up", lambda: True)


@pytest.mark.parametrize(
    ("asked", "media"),
    [
        ("", "application/json"),
        ("&format=csv", "text/csv; charset=utf-8"),
        ("&format=parquet", "application/vnd.apache.parquet"),
    ],
)
def test_a_plain_request_is_answered_in_the_form_it_asks_for(asked: str, media: str) -> None:
    answered = answer(APPLICATION, RANKING + asked)
    assert answered.status_code == 200
    assert answered.headers["content-type"] == media
    assert answer(APPLICATION, RANKING, {"Accept": media.split(";")[0]}).headers["content-type"] == media


def test_names_and_sentences_come_in_the_language_asked_for() -> None:
    assert "Nguồn" in answer(APPLICATION, RANKING).json()["about"]
    assert "Source" in answer(APPLICATION, f"{RANKING}&lang=en").json()["about"]


def test_what_did_not_change_is_not_sent_again(store: Store) -> None:
    tag = answer(APPLICATION, RANKING).headers["etag"]
    again = answer(APPLICATION, RANKING, {"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert answer(APPLICATION, f"{RANKING}&format=csv", {"If-None-Match": tag}).status_code == 200
    store.add([capture({FINANCE: even(7), JUSTICE: even(8)}, day="2026-10-11")])
    anew = answer(APPLICATION, RANKING, {"If-None-Match": tag})
    assert anew.status_code == 200
    assert anew.json()["rows"][0]["agency_id"] == "so-tu-phap"


@pytest.mark.usefixtures("signing_in")
@pytest.mark.parametrize(
    ("given", "status"),
    [
        (None, 401),
        ("Bearer something else", 403),
        (f"Bearer {TOKEN}", 200),
        ("Basic " + base64.b64encode(f"anybody:{TOKEN}".encode()).decode(), 200),
        ("Basic " + base64.b64encode(b"anybody:wrong").decode(), 403),
        ("Basic ???", 401),
    ],
)
def test_a_program_is_answered_by_its_token_as_excel_and_power_bi_give_it(
    given: str | None, status: int
) -> None:
    answered = answer(APPLICATION, RANKING, {"Authorization": given} if given else None)
    assert answered.status_code == status
    assert ("www-authenticate" in answered.headers) is (status == 401)


def test_a_question_that_means_nothing_is_told_why() -> None:
    assert "village" in answer(APPLICATION, "/api/v1/rankings?level=village").json()["problem"]
    assert answer(APPLICATION, "/api/v1/nothing").status_code == 404
    assert answer(APPLICATION, f"{RANKING}&format=xml").status_code == 400
    assert answer(APPLICATION, f"{RANKING}&lang=xx").status_code == 400


def test_the_description_names_every_question_and_each_is_answered_or_says_why() -> None:
    described = answer(APPLICATION, "/api/v1/openapi.json").json()
    assert set(described["paths"]) == {f"/{name}" for name in QUESTIONS}
    for name in QUESTIONS:
        assert answer(APPLICATION, f"/api/v1/{name}").status_code in (200, 400)
    assert json.dumps(described).count('"in": "query"') > len(QUESTIONS)
