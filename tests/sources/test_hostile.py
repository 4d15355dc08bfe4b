"""Small files made to hurt, kept beside the project: each is read right or refused in words, and soon."""

from __future__ import annotations

import pytest

from indicators.errors import InputProblem
from indicators.intake import pipeline
from indicators.periods import Period
from indicators.sources import reader_process
from indicators.store.store import Store
from tests.costs import costs
from tests.fuzz import ENDED, GIVEN_UP
from tests.shared import SHARED, needs_shared
from tests.sources.test_hostile_kin import LITTLE

HOSTILE = SHARED / "cases" / "hostile"
FILES = sorted(file.name for file in HOSTILE.glob("*") if file.suffix != ".md") if HOSTILE.is_dir() else []
# Right files among them: two counts of strings forged, a table beside a list, a list of people.
READ = {"sst-forged-count.xlsx", "mixed.zip", "pii.csv"}


@needs_shared
@pytest.mark.parametrize("name", FILES)
def test_a_file_made_to_hurt_costs_one_sentence_and_the_store_is_as_before(
    name: str, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader_process, "MEMORY", LITTLE)
    period = None if name == "pii.csv" else Period("year", 2026)
    if name in READ:
        with costs() as cost:
            pipeline.import_files([HOSTILE / name], store, period=period)
    else:
        with costs() as cost, pytest.raises(InputProblem) as problem:
            pipeline.import_files([HOSTILE / name], store, period=period)
        assert name in str(problem.value).encode().decode()
        assert problem.value.what != ENDED
        assert not problem.value.what.startswith(GIVEN_UP)
        assert store.is_empty()
    assert cost.is_bearable, cost
