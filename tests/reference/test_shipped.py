"""The province that comes with the application is whole, and its files fit together."""

from __future__ import annotations

from datetime import date

import pytest

from indicators.paths import SHIPPED_REFERENCE
from indicators.reference.agencies import load_register
from indicators.reference.annotations import load_annotations
from indicators.reference.geography import load_places
from indicators.reference.organisation import load_organisation
from indicators.reference.procedures import load_procedures
from indicators.reference.provinces import load_provinces
from indicators.reference.targets import load_targets, targets_of_unknown_agencies
from indicators.reference.update_rhythms import load_rhythms
from indicators.reference.working_calendar import load_calendar


@pytest.fixture
def shipped(monkeypatch: pytest.MonkeyPatch) -> None:
    """As whoever runs the application without settings of their own has it."""
    monkeypatch.setenv("INDICATORS_REFERENCE", str(SHIPPED_REFERENCE))


@pytest.mark.usefixtures("shipped")
def test_every_file_can_be_read_and_names_agencies_of_its_own_register() -> None:
    home = load_organisation().province_code
    today = load_register().on(date(2026, 11, 28))
    assert [agency.portal_code for agency in today if agency.level == "province"] == [home]
    assert home in load_provinces()
    assert load_places()
    assert load_targets()
    assert targets_of_unknown_agencies() == []
    assert load_annotations()
    assert load_rhythms()
    assert load_procedures()
    assert load_calendar().is_working(date(2026, 11, 27))
