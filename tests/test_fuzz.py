"""Five hundred damaged files, other ones each day: each is read or refused in words by a process that lives on."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from indicators.periods import vietnam_day
from tests.fuzz import case, outcome

# A day's cases can be made again by their numbers: `python -m tests.fuzz 125 --from NUMBER`.
TODAY = vietnam_day(datetime.now(UTC)).toordinal() * 1000


@pytest.mark.parametrize("part", range(4))
def test_a_damaged_file_is_read_or_refused_in_words(part: int) -> None:
    first = TODAY + part * 125
    became = {number: outcome(case(number)) for number in range(first, first + 125)}
    assert set(became.values()) <= {"read", "refused"}, became
