"""What the catalogue says of the index, and how it is asked."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from indicators import catalogue, translation
from indicators.catalogue import Catalogue
from indicators.errors import InputProblem
from indicators.periods import Period


@pytest.fixture
def index() -> Catalogue:
    return catalogue.load()["2026"]


@pytest.mark.parametrize("version", ["2022", "2026"])
def test_the_index_has_five_groups_and_six_components_with_these_points(version: str) -> None:
    index = catalogue.load()[version]

    assert (index.root.code, index.root.points) == ("total", 100)
    assert [(group.code, group.points) for group in index.groups] == [
        ("transparency", 18),
        ("processing_progress", 20),
        ("online_services", 22),
        ("satisfaction", 18),
        ("digitisation", 22),
    ]
    assert [(part.portal_codes[0], part.code, part.points) for part in index.components] == [
        ("CKMB", "transparency", 18),
        ("TDGQ", "processing_progress", 20),
        ("CLGQ", "online_service", 12),
        ("TTTT", "online_payment", 10),
        ("MDHL", "satisfaction", 18),
        ("MDSH", "digitisation", 22),
    ]


def test_the_indicators_of_2026_are_those_of_the_portal(index: Catalogue) -> None:
    points = {part.code: [node.points for node in index.indicators(part.code)] for part in index.components}

    assert points == {
        "transparency": [6, 4, 2, 6],
        "processing_progress": [20, None],
        "online_service": [2, 4, 6],
        "online_payment": [6, 2, 2],
        "satisfaction": [6, 6, 6, None, None],
        "digitisation": [6, 4, 2, 4, 2, 2, 2],
    }
    assert len(index.indicators("total")) == 24
    assert len(index.indicators("online_services")) == 6


def test_the_version_to_2025_reaches_score_level_only() -> None:
    assert catalogue.load()["2022"].indicators("total") == ()


def test_a_metric_of_the_portal_is_named_by_its_code_in_lower_case(index: Catalogue) -> None:
    coded = [node for node in index.indicators("total") if node.portal_codes]

    assert len(coded) == 16
    assert all(node.portal_codes == (node.code.upper(),) for node in coded)
    assert all(node.portal_fields is None for node in coded)


def test_the_nodes_are_in_tree_order(index: Catalogue) -> None:
    def walk(code: str) -> list[str]:
        return [code, *(found for child in index.children(code) for found in walk(child.code))]

    assert list(index.nodes) == walk("total")


def test_a_node_belongs_to_the_component_above_it(index: Catalogue) -> None:
    def component(code: str) -> str | None:
        found = index.component_of(code)
        return found.code if found else None

    assert component("paid_dossiers") == "online_payment"
    assert component("dossier_sync") == "transparency"
    assert component("digitisation") == "digitisation"
    assert component("online_services") is None
    assert component("total") is None


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("total", "total"),
        ("MDSH", "digitisation"),
        ("mdsh", "digitisation"),
        (" DOSSIER_SYNC ", "dossier_sync"),
        ("Dossier_Sync", "dossier_sync"),
        ("CLGQ", "online_service"),
        ("ONLINE", "online_service"),
        ("TTTT", "online_payment"),
        ("ONLINE_SERVICE", "online_services"),
        ("online_service", "online_service"),
    ],
)
def test_a_node_is_found_by_its_code_or_the_portals(index: Catalogue, written: str, code: str) -> None:
    assert index.find(written).code == code


def test_an_unknown_code_is_refused_with_the_known_ones(index: Catalogue) -> None:
    assert index.lookup("CKMT") is None
    with pytest.raises(InputProblem) as problem:
        index.find("CKMT")

    assert "Không có “CKMT” trong bộ chỉ số, phiên bản 2026." in str(problem.value)
    assert "total, transparency, publish_on_time" in str(problem.value)


@pytest.mark.parametrize(
    ("period", "version"),
    [
        ("month:2022-06", "2022"),
        ("year:2025", "2022"),
        ("month:2025-12", "2022"),
        ("month:2026-01", "2026"),
        ("year:2026", "2026"),
    ],
)
def test_a_period_has_the_version_of_its_last_day(period: str, version: str) -> None:
    assert catalogue.for_period(Period.parse(period)).version == version


def test_a_period_before_the_decision_has_no_version() -> None:
    with pytest.raises(
        InputProblem, match=r"kỳ month:2022-05\. Hãy chọn kỳ kết thúc từ ngày 23/06/2022 trở đi"
    ):
        catalogue.for_period(Period("month", 2022, 5))


def test_names_follow_the_language_of_the_session(index: Catalogue) -> None:
    digitisation = index.nodes["digitisation"]
    assert (digitisation.name(), digitisation.short_name()) == ("Số hóa hồ sơ", "Số hóa hồ sơ")
    assert index.name() == index.name_vi
    try:
        translation.use_language("en")
        assert (digitisation.name(), digitisation.short_name()) == (
            "Digitisation of dossiers",
            "Digitisation",
        )
        assert index.name() == index.name_en
    finally:
        translation.use_language("vi")


def test_what_is_told_of_a_node_is_told_in_either_language() -> None:
    for known in catalogue.load().values():
        for node in known.nodes.values():
            for name in ("rule", "why", "known_problems", "source"):
                vietnamese, english = (getattr(node, f"{name}_{language}") for language in ("vi", "en"))
                assert vietnamese is english is None or vietnamese != english, (node.code, name)


def test_no_review_date_has_passed() -> None:
    assert catalogue.overdue_reviews(date.today()) == []  # noqa: DTZ011 the day here, as whoever reviews sees it


def test_a_review_date_that_has_passed_is_told_with_file_and_key(index: Catalogue) -> None:
    due = index.nodes["dossier_sync"].review_by
    message = f"766-2026.toml: dossier_sync.review_by {due} has passed"

    assert message not in catalogue.overdue_reviews(due)
    assert message in catalogue.overdue_reviews(due + timedelta(days=1))


@pytest.mark.parametrize(
    ("node", "one", "many"),
    [
        ("paid_dossiers", "hồ sơ", "hồ sơ"),
        ("procedures_provided", "thủ tục", "thủ tục"),
        ("petition_processing_on_time", "phản ánh, kiến nghị", "phản ánh, kiến nghị"),
    ],
)
def test_dossiers_procedures_and_petitions_are_called_what_they_are(node: str, one: str, many: str) -> None:
    index = catalogue.load()["2026"]
    assert (index.noun(index.nodes[node], 1), index.noun(index.nodes[node], 12)) == (one, many)


def test_english_nouns_have_a_plural() -> None:
    index = catalogue.load()["2026"]
    petitions = index.nodes["petition_processing_on_time"]
    with translation.in_language("en"):
        assert (index.noun(petitions, 1), index.noun(petitions, 12)) == ("petition", "petitions")
        assert index.noun(index.root) == "cases"
