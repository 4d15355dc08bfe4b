"""The demonstration's captures of the province: its own values and those of every agency in the register."""

from __future__ import annotations

import math
from datetime import date

from indicators import catalogue
from indicators.catalogue import Catalogue, Node
from indicators.demo.schedule import Moment
from indicators.demo.values import Row, Subject, chance, counted, rate, sums
from indicators.reference.agencies import Agency, load_register

# How easily each component's points come: set so that made-up totals lie where real ones do.
EASE = {
    "transparency": 0.5,
    "processing_progress": 1.6,
    "online_service": -0.2,
    "online_payment": 0.5,
    "satisfaction": 1.5,
    "digitisation": -0.6,
}
# Values of the province that the portal copies to every unit.
COPIED = ("publish_on_time", "public_update_on_time", "public_content_full")
PROCEDURES = 47
# The inspectorate takes no dossiers; the portal still gives such a unit about 16 points.
WITHOUT_DOSSIERS = "thanh-tra-tinh"
# Every unit that follows another in this share of cases has its very figures, so that ties occur.
TWINS = 0.05
MISSING = 0.004
CUT_SHORT_AFTER = 90


def rows(moment: Moment) -> list[Row]:
    index = catalogue.for_period(moment.period)
    agencies = [agency for agency in load_register().on(moment.day) if agency.portal_code or agency.valid_to]
    agencies = [agency for agency in agencies if not _is_unscored(agency)]
    if moment.is_cut_short:
        agencies = agencies[:CUT_SHORT_AFTER]
    made: list[Row] = []
    model = agencies[0].agency_id
    for agency in agencies:
        # A twin is modelled on the agency before it.
        if agency.level == "province" or chance(agency.agency_id, "twin") >= TWINS:
            model = agency.agency_id
        made += _unit(agency, model, index, moment)
    return made


def province_scores(moment: Moment) -> dict[str, float | None]:
    """Return the province's own points by node, as its captures of that moment have them."""
    (own,) = [agency for agency in load_register().on(moment.day) if agency.level == "province"]
    made = _unit(own, own.agency_id, catalogue.for_period(moment.period), moment)
    return {row.node: row.score for row in made}


def _unit(agency: Agency, model: str, index: Catalogue, moment: Moment) -> list[Row]:
    subject = Subject(agency.agency_id, agency.portal_code, agency.display_name, agency.level)
    make = _scores if not index.indicators(index.root.code) else _details
    return make(subject, model, index, moment)


def _is_unscored(agency: Agency) -> bool:
    """Tell whether it is the office of the People's Committee, which the portal does not have."""
    return agency.level == "department" and agency.portal_code is None and agency.valid_from is not None


def _scores(subject: Subject, model: str, index: Catalogue, moment: Moment) -> list[Row]:
    """Score level, as the old service told it."""
    scores: dict[str, float | None] = {
        node.code: round((node.points or 0) * rate(model, node.code, moment.day, EASE[node.code] + 0.9), 2)
        for node in index.components
    }
    return sums(subject, index, _with_gaps(subject, moment, scores))


def _details(subject: Subject, model: str, index: Catalogue, moment: Moment) -> list[Row]:
    """Make the indicator level, as the new portal tells it: points follow from counts."""
    made: list[Row] = []
    scores: dict[str, float | None] = {}
    for component in index.components:
        if component.code == "online_service" and subject.level != "province":
            # The portal tells a unit's points for online services without its counts.
            scores[component.code] = _online_points(model, moment.day)
            continue
        details = [
            _indicator(subject, model, component, node, moment) for node in index.indicators(component.code)
        ]
        made += details
        scores[component.code] = round(sum(row.score or 0 for row in details), 2)
    return made + sums(subject, index, _with_gaps(subject, moment, scores))


def _online_points(model: str, day: date) -> float:
    return 0.0 if model == WITHOUT_DOSSIERS else round(10 * rate(model, "online_service", day, 0.4), 2)


def _with_gaps(subject: Subject, moment: Moment, scores: dict[str, float | None]) -> dict[str, float | None]:
    """Take away a component of a unit here and there, all through a period, as the portal has no value of it."""
    return {
        code: None
        if subject.level != "province" and chance(subject.agency_id, code, str(moment.period)) < MISSING
        else score
        for code, score in scores.items()
    }


def _indicator(subject: Subject, model: str, component: Node, node: Node, moment: Moment) -> Row:
    if node.measure_unit == "days":
        # As the portal tells it: beside how many dossiers they are, and 0 days where there are none.
        received = _dossiers(subject, model, moment)
        days = round(2 + 9 * (1 - rate(model, node.code, moment.day, 0)), 2) if received else 0
        return subject.row(node, None, denominator=received, measure=days)
    if node.code == "electronic_certified_copy":
        return subject.row(node, node.points, measure=100)
    if node.code in COPIED:
        return counted(subject, node, PROCEDURES, rate("province", node.code, moment.day, 0))
    if node.code == "dossier_sync":
        received = _dossiers(subject, model, moment)
        flag = "TEMP_NATIONAL_REPORT_DENOMINATOR" if received else "NO_NATIONAL_REPORT_DATA"
        return counted(subject, node, received, 1, [flag])
    ease = EASE[component.code]
    return counted(
        subject, node, _denominator(subject, model, node, moment), rate(model, node.code, moment.day, ease)
    )


def _denominator(subject: Subject, model: str, node: Node, moment: Moment) -> int:
    received = _dossiers(subject, model, moment)
    if node.code.startswith("petition"):
        return int(received * chance(model, "petitions") ** 4.0 / 300)
    if node.code == "citizen_data_connected_formality":
        return PROCEDURES
    if node.code == "paid_dossiers":
        return int(received * (0.2 + 0.5 * chance(model, "fees")))
    if node.code in ("procedures_with_payments", "procedures_provided", "online_provision"):
        return 1 + int(60 * chance(model, "procedures")) if received else 0
    return received


def _dossiers(subject: Subject, model: str, moment: Moment) -> int:
    """Return how many dossiers a unit received in the period up to the moment."""
    if model == WITHOUT_DOSSIERS:
        return 0
    days = (moment.day - moment.period.start).days + 1
    if subject.level == "province":
        # About what its agencies receive together.
        return round(days * 640)
    # From communes with a dossier a month to departments with hundreds a day.
    per_day = 0.05 * math.pow(400, chance(model, "size")) * (4 if subject.level == "department" else 1)
    return round(days * per_day)
