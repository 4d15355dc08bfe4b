"""The demonstration's national captures: made-up points of the real provinces, our own as elsewhere."""

from __future__ import annotations

from indicators import catalogue
from indicators.demo.schedule import Moment
from indicators.demo.units import province_scores
from indicators.demo.values import Row, Subject, rate, sums
from indicators.intake.unit_identity import province_identity
from indicators.reference.organisation import load_organisation
from indicators.reference.provinces import load_provinces


def rows(moment: Moment) -> list[Row]:
    index = catalogue.for_period(moment.period)
    made: list[Row] = []
    home, own = load_organisation().province_code, province_scores(moment)
    for code, name in load_provinces().items():
        subject = Subject(province_identity(code, moment.day), code, name, "province")
        scores: dict[str, float | None] = {
            node.code: own[node.code]
            if code == home
            else round((node.points or 0) * rate(code, node.code, moment.day, 0.6), 2)
            for node in index.components
        }
        made += sums(subject, index, scores)
    return made
