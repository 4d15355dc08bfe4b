"""Points explained: the catalogue's rule beside the portal's own score, by hand and on every real capture."""

from __future__ import annotations

from pathlib import Path

import pytest

from indicators.analysis.explanation.observed import Observed, UnitValues
from indicators.analysis.explanation.points import ExplainedPoints, explain, explain_branch
from indicators.store.store import Store
from tests.analysis.explanation.real import INDEX, captured, keep_everything
from tests.shared import needs_shared

ROUNDING = 0.015


def unit(**nodes: Observed) -> UnitValues:
    return UnitValues("so-tu-phap", "so-tu-phap", "Sở Tư pháp", "Tư pháp", "department", nodes)


def test_an_indicator_is_told_with_counts_ratio_rule_and_both_points() -> None:
    told = explain(unit(on_time_share=Observed(3, 4, None, 14.98)), INDEX, "on_time_share")
    assert (told.numerator, told.denominator, told.ratio) == (3, 4, 0.75)
    assert (told.points, told.official, told.difference) == (15, 14.98, -0.02)


def test_no_petition_earns_full_marks_and_has_no_ratio() -> None:
    told = explain(
        unit(petition_processing_on_time=Observed(0, 0, 0, 6)), INDEX, "petition_processing_on_time"
    )
    assert (told.points, told.ratio, told.difference) == (6, None, 0)


def test_points_of_our_own_making_are_not_the_portals() -> None:
    told = explain(unit(paid_dossiers=Observed(5, 10, None, 3, origin="derived")), INDEX, "paid_dossiers")
    assert (told.points, told.official, told.difference) == (3, None, None)


def test_a_component_is_the_sum_of_its_indicators_rounded_one_by_one() -> None:
    thirds = {code: Observed(1, 3) for code in ("paid_dossiers",)}
    nothing = {code: Observed(0, 0) for code in ("procedures_with_payments", "procedures_provided")}
    told = explain(unit(**thirds, **nothing, online_payment=Observed(value=2)), INDEX, "online_payment")
    assert (told.points, told.official) == (2, 2)


def test_what_has_nothing_to_count_and_earns_no_points_yet_adds_nothing() -> None:
    shares = {
        code: Observed(1, 2) for code in ("publish_on_time", "public_update_on_time", "public_content_full")
    }
    told = explain(unit(**shares, dossier_sync=Observed(0, 0)), INDEX, "transparency")
    assert told.points == 6


@pytest.mark.parametrize(
    ("code", "observed", "why"),
    [
        ("dossier_sync", Observed(0, 0), "không có gì để tính nên chưa có điểm"),
        ("dossier_sync", Observed(value=6), "Cổng không cho tử số, mẫu số"),
        ("average_processing_days", Observed(None, 12, 2.5, 2.5), "không chấm điểm"),
        ("digitisation", Observed(value=9), "chưa có tử số, mẫu số của “Kết quả điện tử”"),
    ],
)
def test_where_there_are_no_points_the_reason_is_told(code: str, observed: Observed, why: str) -> None:
    told = explain(unit(**{code: observed}), INDEX, code)
    assert (told.points, told.why_none) == (None, why)


def test_a_branch_is_told_from_its_top_down_in_the_indexs_order() -> None:
    told = [one.node.code for one in explain_branch(unit(), INDEX, "online_payment")]
    assert told == ["online_payment", "paid_dossiers", "procedures_with_payments", "procedures_provided"]


@needs_shared
def test_every_real_score_with_counts_is_recomputed(tmp_path: Path) -> None:
    explained = [
        (f"{where} {unit.name}", explain(unit, INDEX, code))
        for where, units in captured(keep_everything(Store(tmp_path / "store"))).items()
        for unit in units.values()
        for code in unit.nodes
    ]
    indicators = [(where, told) for where, told in explained if told.node.full_at is not None]
    official = [told for _, told in indicators if told.official is not None]
    # 984 metrics and 60 shares in time with a score, of 1,079 with what the components' scores add.
    assert len(official) > 1000
    assert [(where, told) for where, told in indicators if not _holds(told, ROUNDING)] == []
    sums = [
        (where, told)
        for where, told in explained
        if told.node.full_at is None and told.difference is not None
    ]
    assert len(sums) > 200
    # The portal adds up what it rounded, indicator by indicator.
    assert [(where, told) for where, told in sums if not _holds(told, 0.005 * 8)] == []


def _holds(told: ExplainedPoints, tolerance: float) -> bool:
    """The rule gives the score, or neither is there; a score without counts has no rule's."""
    if told.official is None or (told.numerator is None and told.points is None):
        return True
    return told.difference is not None and abs(told.difference) <= tolerance
