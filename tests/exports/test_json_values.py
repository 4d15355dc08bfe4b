"""What is missing is null in JSON, whatever it is missing as; moments are those of Vietnam."""

from __future__ import annotations

from datetime import UTC, date, datetime

import numpy as np
import pandas as pd
import pytest

from indicators.exports.json_values import json_value


@pytest.mark.parametrize("missing", [None, float("nan"), pd.NaT, pd.NA, np.nan], ids=repr)
def test_what_is_missing_is_null(missing: object) -> None:
    assert json_value(missing) is None
    assert json_value({"value": [missing, 0]}) == {"value": [None, 0]}


def test_a_moment_is_told_in_vietnam_time_and_a_day_as_it_is() -> None:
    assert json_value(datetime(2026, 10, 9, 23, 0, tzinfo=UTC)) == "2026-10-10T06:00:00+07:00"
    assert json_value(date(2026, 10, 10)) == "2026-10-10"


def test_numbers_of_tables_are_plain_numbers_and_words_stay_whole() -> None:
    written = json_value(np.array([1, 2])), json_value(np.float64(0.5)), json_value("Sở Y tế")
    assert written == ([1, 2], 0.5, "Sở Y tế")
    assert type(json_value(np.int64(3))) is int
