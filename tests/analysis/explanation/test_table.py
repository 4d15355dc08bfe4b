"""The explanation of an agency as rows and as sentences: parts that add up, few cases named, no judgement."""

from __future__ import annotations

import numpy as np
import pytest

from indicators.analysis.capture_selection import Comparison
from indicators.analysis.explanation.agency import AgencyExplained, explain_agency
from indicators.analysis.explanation.observed import Observed, Units, UnitValues
from indicators.analysis.explanation.table import CAUSES, explained_rows
from indicators.analysis.profile import profile
from indicators.analysis.statements.explained import explained
from indicators.warehouse.warehouse import Warehouse
from tests.analysis.explanation.real import INDEX


@pytest.fixture(scope="module")
def justice(demonstration: Warehouse) -> AgencyExplained:
    shown = profile(demonstration, "H21", "so-tu-phap")
    return explain_agency(demonstration, "so-tu-phap", shown.level, shown.capture, shown.comparison)


def test_every_row_of_the_demonstration_adds_up(justice: AgencyExplained) -> None:
    rows = explained_rows(justice, "total")
    indicators = rows[[INDEX.nodes[code].full_at is not None for code in rows.index]]
    known = indicators[indicators.change.notna() & (indicators.change != 0)]
    assert len(known) > 5
    assert known[list(CAUSES)].sum(axis=1).to_numpy() == pytest.approx(known.change.to_numpy())
    counted = rows[rows.ratio.notna()]
    assert ((counted.low <= counted.ratio) & (counted.ratio <= counted.high)).all()
    assert np.nanmax(np.abs(rows.difference)) <= 0.02


def test_an_indicator_stands_beside_the_units_of_similar_size(justice: AgencyExplained) -> None:
    code = "on_time_share"
    row = explained_rows(justice, code).loc[code]
    seen = {name: unit.of(code) for name, unit in justice.now.items()}
    cases = {name: node.denominator for name, node in seen.items() if node.denominator}
    own = np.log(cases.pop("so-tu-phap"))
    nearest = sorted(cases, key=lambda name: abs(np.log(cases[name]) - own))[:10]
    assert row.similar == pytest.approx(np.median([seen[name].numerator / cases[name] for name in nearest]))
    # The departments differ by more than counting explains, so that even 64 % where others have 88 % is not outside.
    assert row.outside == 0


def with_petition(found: AgencyExplained) -> AgencyExplained:
    """The same, after one petition that was answered late."""
    (unit,) = [one for one in found.now.values() if one.agency_id == found.agency_id]
    code = "petition_processing_on_time"

    def of(late: bool) -> Units:
        points = 0.0 if late else 6.0
        nodes = {
            code: Observed(0.0, float(late), None, points),
            "satisfaction": Observed(value=10 + points),
            "total": Observed(value=60 + points),
        }
        return {unit.agency_id: UnitValues(unit.agency_id, unit.entry_id, "x", "x", unit.level, nodes)}

    comparison = Comparison(found.capture)
    return AgencyExplained(found.agency_id, found.index, found.capture, comparison, of(True), of(False))


def test_a_move_of_one_petition_says_so_in_its_row_and_in_words(justice: AgencyExplained) -> None:
    found = with_petition(justice)
    rows = explained_rows(found, "satisfaction")
    assert rows["empty"].dropna().tolist() == [-6]
    assert rows.note["petition_processing_on_time"] == "ít trường hợp: 1 trường hợp ở “PAKN đúng hạn”"
    said = [str(one) for one in explained(found, "total")]
    assert said[0].startswith("Tổng điểm so với")
    assert "−6,00 điểm" in said[0]
    assert said[1] == (
        "Chưa nên coi thay đổi này là kết quả công việc: ít trường hợp: 1 trường hợp ở “PAKN đúng hạn”"
    )


def test_nothing_is_said_without_a_reading_to_compare_with(justice: AgencyExplained) -> None:
    alone = AgencyExplained(
        justice.agency_id, justice.index, justice.capture, Comparison(None, "x"), justice.now, None
    )
    assert explained(alone, "total") == []
    assert explained_rows(alone, "total").change.isna().all()
