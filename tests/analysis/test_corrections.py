"""What a correction changes: the value, judged anew, and the sums above it; marked wherever they stand."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indicators.analysis import decisions
from indicators.analysis.capture_selection import captures_of
from indicators.analysis.profile import profile
from indicators.analysis.provenance import of_capture
from indicators.analysis.quality_checks import quality
from indicators.analysis.ranking import Ranking, rank
from indicators.cli.main import main
from indicators.exports.csv import ranking_csv
from indicators.sources.records import Unit
from indicators.store.actor import Actor
from indicators.store.capture import Capture
from indicators.store.decision import Decision
from indicators.store.store import Store
from indicators.translation import in_language
from indicators.warehouse.warehouse import Warehouse
from tests.made_up import COMPONENTS, FINANCE, HOME_AFFAIRS, JUSTICE, TRADE, at, capture, even

FINANCE_ID = "so-tai-chinh"
MAXIMA = dict(zip(COMPONENTS, (18, 20, 12, 10, 18, 22), strict=True))


def corrected(
    store: Store, made: Capture, node: str, value: float, expected: float | None = None
) -> Warehouse:
    warehouse = Warehouse.of(store)
    shown = decisions.correctable(warehouse, made.capture_id).set_index(["agency_id", "node"]).shown
    decisions.correct(
        warehouse,
        made.capture_id,
        FINANCE_ID,
        node,
        expected=float(shown[FINANCE_ID, node]) if expected is None else expected,
        value=value,
        reason="công văn 12",
        document="12/BC-STC",
        actor=Actor("lan"),
    )
    return warehouse


def ranked(warehouse: Warehouse, node: str) -> Ranking:
    return rank(warehouse, node=node, level="department", scope="H21")


def flags(warehouse: Warehouse, node: str) -> list[str]:
    rows = ranked(warehouse, node).rows.set_index("agency_id")
    return list(rows.quality[FINANCE_ID])


def value(warehouse: Warehouse, node: str) -> float:
    rows = ranked(warehouse, node).rows.set_index("agency_id")
    return float(rows.value[FINANCE_ID])


def kept(store: Store, **nodes: float) -> Capture:
    """Finance with these points, where nothing else is told six of every component; and Justice."""
    made = capture({FINANCE: even(6) | nodes, JUSTICE: even(7)})
    store.add([made])
    return made


def test_a_value_above_its_maximum_that_is_corrected_below_it_is_ranked(store: Store) -> None:
    warehouse = Warehouse.of(store)
    made = kept(store, satisfaction=18.42)
    assert flags(warehouse, "satisfaction") == ["above_maximum"]
    assert flags(warehouse, "total") == ["part_above_maximum"]
    corrected(store, made, "satisfaction", 17.5)
    assert flags(warehouse, "satisfaction") == ["corrected"]
    assert flags(warehouse, "total") == ["follows_correction"]
    assert ranked(warehouse, "satisfaction").ranked == 2
    assert value(warehouse, "total") == 47.5
    marks = quality(warehouse, "H21", now=at("2026-10-11")).findings["marks"].rows
    assert "above_maximum" not in set(marks.flag)


def test_a_value_that_is_corrected_above_its_maximum_is_ranked_no_more(store: Store) -> None:
    warehouse = corrected(store, kept(store), "satisfaction", 18.3)
    assert flags(warehouse, "satisfaction") == ["corrected", "above_maximum"]
    assert flags(warehouse, "total") == ["follows_correction", "part_above_maximum"]
    assert ranked(warehouse, "satisfaction").ranked == 1


def test_a_sum_that_was_added_up_here_follows_and_comes_back_when_the_correction_is_undone(
    store: Store,
) -> None:
    made = kept(store)
    warehouse = corrected(store, made, "online_payment", 9.5)
    assert (value(warehouse, "total"), value(warehouse, "online_services")) == (39.5, 15.5)
    entry = warehouse.ask("standing_decisions").entry_id[0]
    decisions.undo(warehouse, entry, actor=Actor("minh"))
    assert (value(warehouse, "total"), value(warehouse, "online_services")) == (36, 12)
    assert flags(warehouse, "total") == []


def test_a_sum_that_the_source_gave_stays_and_is_marked(store: Store) -> None:
    warehouse = corrected(store, kept(store, total=36), "satisfaction", 9)
    assert value(warehouse, "total") == 36
    assert flags(warehouse, "total") == ["unlike_parts"]
    findings = quality(warehouse, "H21", now=at("2026-10-11")).findings
    assert findings["totals"].rows.difference.tolist() == [-3]


def test_a_published_sum_that_the_correction_makes_right_is_not_marked(store: Store) -> None:
    warehouse = corrected(store, kept(store, total=39), "satisfaction", 9)
    assert (value(warehouse, "total"), flags(warehouse, "total")) == (39, [])


def test_a_component_of_the_source_whose_indicator_is_corrected_is_marked(store: Store) -> None:
    parts = {
        "dossier_receiving_satisfaction": 3.0,
        "petition_processing_on_time": 2.0,
        "petition_handling_satisfaction": 1.0,
    }
    warehouse = corrected(store, kept(store, **parts), "petition_processing_on_time", 4)
    assert (value(warehouse, "satisfaction"), flags(warehouse, "satisfaction")) == (6, ["unlike_parts"])
    # The total is still the sum of its components.
    assert flags(warehouse, "total") == []


def test_a_total_that_was_corrected_itself_does_not_follow(store: Store) -> None:
    made = kept(store)
    warehouse = corrected(store, made, "total", 40)
    corrected(store, made, "satisfaction", 9)
    assert value(warehouse, "total") == 40
    assert flags(warehouse, "total") == ["corrected", "unlike_parts"]


def test_a_capture_says_how_much_of_it_was_corrected_wherever_its_numbers_stand(store: Store) -> None:
    warehouse = corrected(store, kept(store, total=36), "satisfaction", 9)
    (shown,) = captures_of(warehouse, "H21")
    with in_language("vi"):
        line = of_capture(shown).line()
        file = ranking_csv(ranked(warehouse, "total")).decode("utf-8-sig")
    said = "1 giá trị đã đính chính, 1 tổng do nguồn công bố không bằng tổng các phần sau đính chính"
    assert said in line
    assert said in file
    (row,) = [line for line in file.splitlines() if "Sở Tài chính" in line]
    assert "không bằng tổng các phần sau đính chính" in row


def test_an_agency_tells_what_of_it_was_corrected_from_what_by_whom_and_why(store: Store) -> None:
    made = kept(store)
    warehouse = corrected(store, made, "satisfaction", 9)
    corrected(store, made, "satisfaction", 9.5)
    (row,) = profile(warehouse, "H21", FINANCE_ID).corrections.to_dict("records")
    assert (row["node"], row["kept"], row["shown"], row["entered_by"]) == ("satisfaction", 6, 9.5, "lan")
    assert (row["reason"], row["document"]) == ("công văn 12", "12/BC-STC")
    assert profile(warehouse, "H21", "so-tu-phap").corrections.empty


def test_the_command_line_marks_it(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    corrected(store, kept(store, total=36), "satisfaction", 9)
    main(["rank", "--node", "total", "--level", "department", "--store", store.url, "--format", "csv"])
    assert "unlike_parts" in capsys.readouterr().out


POINTS = st.integers(0, 40).map(lambda n: n / 4)


UNITS = {FINANCE: FINANCE_ID, JUSTICE: "so-tu-phap", HOME_AFFAIRS: "so-noi-vu", TRADE: "so-cong-thuong"}
UNITS_POINTS = st.fixed_dictionaries(dict.fromkeys(COMPONENTS, POINTS))
SAID = st.dictionaries(st.sampled_from(COMPONENTS), POINTS, max_size=3)


@settings(max_examples=2, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.fixed_dictionaries(dict.fromkeys(UNITS, st.tuples(UNITS_POINTS, SAID))))
def test_sums_and_marks_are_those_of_a_plain_second_way(
    units: dict[Unit, tuple[dict[str, float], dict[str, float]]],
) -> None:
    """Of four units of one reading, whose corrections are kept together as `correct` keeps each."""
    with TemporaryDirectory() as folder:
        store = Store(Path(folder))
        made = capture({unit: points for unit, (points, _) in units.items()})
        store.add([made])
        told = [
            Decision(
                "correction",
                made.capture_id,
                "lan",
                "công văn 12",
                agency_id=UNITS[unit],
                node=node,
                expected=points[node],
                value=right,
            )
            for unit, (points, said) in units.items()
            for node, right in said.items()
        ]
        assert not told or store.enter(told)
        warehouse = Warehouse.of(store)
        shown = {
            node: ranked(warehouse, node).rows.set_index("agency_id")
            for node in (*COMPONENTS, "online_services", "total")
        }
        for unit, (points, said) in units.items():
            now, agency = points | said, UNITS[unit]
            assert shown["total"].value[agency] == pytest.approx(sum(now.values()))
            assert shown["online_services"].value[agency] == pytest.approx(
                now["online_service"] + now["online_payment"]
            )
            for node in COMPONENTS:
                above = [] if now[node] <= MAXIMA[node] else ["above_maximum"]
                assert list(shown[node].quality[agency]) == (["corrected"] if node in said else []) + above
