"""Who may do what: roles from the office's file or the provider's claims, and what each role may."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from indicators.access import Access, load_access
from indicators.errors import InputProblem
from indicators.store.actor import Actor, Role

NOW = datetime(2026, 10, 10, 8, tzinfo=UTC)
SETTINGS = Access.model_validate(
    {
        "claim": "realm_access.roles",
        "agency_claim": "unit",
        "roles": {"cds-xem": "viewer", "cds-phan-tich": "analyst"},
        "people": {
            "An@gialai.gov.vn": {"role": "administrator"},
            "binh@gialai.gov.vn": {"role": "viewer", "agency": "H21.10"},
        },
    }
)


def claims(**told: object) -> dict[str, object]:
    """What the provider tells of one who signed in an hour ago."""
    return {"is_logged_in": True, "iat": (NOW - timedelta(hours=1)).timestamp(), "name": "Lan", **told}


def role_of(**told: object) -> Role | None:
    actor = SETTINGS.actor(claims(**told), NOW)
    return actor.role if actor else None


def test_a_person_named_in_the_file_has_the_role_the_file_gives() -> None:
    assert SETTINGS.actor(claims(email="an@GIALAI.gov.vn"), NOW) == Actor(
        "Lan · an@GIALAI.gov.vn", Role.ADMINISTRATOR
    )


def test_others_have_the_highest_role_that_the_provider_tells() -> None:
    assert role_of(realm_access={"roles": ["cds-xem", "cds-phan-tich", "khac"]}) is Role.ANALYST
    assert role_of(realm_access={"roles": "cds-xem"}) is Role.VIEWER


def test_who_has_no_role_is_nobody_and_so_is_who_did_not_sign_in() -> None:
    assert role_of() is None
    assert role_of(realm_access={"roles": ["khac"]}) is None
    assert role_of(realm_access="cds-xem") is None
    assert SETTINGS.actor({}, NOW) is None
    assert Access().actor(claims(email="an@gialai.gov.vn"), NOW) is None


def test_an_address_that_was_never_confirmed_gives_no_role() -> None:
    assert role_of(email="an@gialai.gov.vn", email_verified=False) is None


def test_a_sign_in_holds_for_a_day_of_work_though_the_browser_keeps_it_for_weeks() -> None:
    long_ago = (NOW - timedelta(hours=12)).timestamp()
    assert role_of(email="an@gialai.gov.vn", iat=long_ago + 60) is Role.ADMINISTRATOR
    assert role_of(email="an@gialai.gov.vn", iat=long_ago - 60) is None
    assert role_of(email="an@gialai.gov.vn", iat=None) is None


def test_people_of_an_agency_are_so_by_the_file_or_by_a_claim_and_change_nothing() -> None:
    by_file = SETTINGS.actor(claims(email="binh@gialai.gov.vn"), NOW)
    by_claim = SETTINGS.actor(claims(realm_access={"roles": ["cds-phan-tich"]}, unit="H21.10"), NOW)
    for actor in (by_file, by_claim):
        assert actor is not None
        assert actor.agency_id == "H21.10"
        assert actor.may(Role.VIEWER)
        assert not actor.may(Role.ANALYST)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("needed", Role)
def test_each_role_may_do_what_those_before_it_may(role: Role, needed: Role) -> None:
    assert Actor("Lan", role).may(needed) is (list(Role).index(role) >= list(Role).index(needed))


def test_who_may_not_is_told_so_with_the_role_it_needs() -> None:
    with pytest.raises(InputProblem, match="Lan chỉ được xem; việc này cần vai trò “chuyên viên”"):
        Actor("Lan", Role.VIEWER).require(Role.ANALYST)


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ('[people]\n"a@b.vn" = { role = "boss" }', "people.a@b.vn.role"),
        ("colour = 1", "colour"),
        ("[roles", "Expected"),
    ],
)
def test_settings_that_cannot_be_read_let_nobody_in(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    written: str,
    why: str,
) -> None:
    file = tmp_path / "access.toml"
    file.write_text(written, encoding="utf-8")
    monkeypatch.setenv("INDICATORS_ACCESS", str(file))
    with pytest.raises(InputProblem, match="chưa ai vào được") as refused:
        load_access()
    assert str(file) in caplog.text
    assert why in caplog.text
    assert why not in str(refused.value), "a visitor is told nothing of the file"


def test_a_role_that_is_taken_away_is_gone_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "access.toml"
    monkeypatch.setenv("INDICATORS_ACCESS", str(file))
    assert load_access() == Access()
    file.write_text('[people]\n"a@b.vn" = { role = "viewer" }', encoding="utf-8")
    assert load_access().actor(claims(email="a@b.vn"), NOW) is not None
    file.write_text("hours = 8", encoding="utf-8")
    assert load_access().actor(claims(email="a@b.vn"), NOW) is None
