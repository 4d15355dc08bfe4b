"""What a province counts itself: each measure, and the portal's number it is held against.

An own count never becomes a value of the index. It stands beside the numerator or the denominator that the
portal computes its own value from; where the portal has no such number, alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from indicators.translation import text

RECEIVED = "received"


@dataclass(frozen=True, slots=True)
class Measure:
    """A number of dossiers, shown on the page of `page`: a group of the index, or of synchronisation.

    `node` is the indicator whose `part` the portal counts the same by; None where it counts nothing the same.
    """

    code: str
    page: str
    node: str | None = None
    part: Literal["numerator", "denominator"] = "numerator"

    def name(self) -> str:
        return _names()[self.code]


# DOSSIER_SYNC counts another thing than what was received: the dossiers whose states arrived in time, among
# all received, in progress or returned. How many dossiers units received online the portal does not tell.
MEASURES = {
    one.code: one
    for one in (
        Measure(RECEIVED, "synchronisation", "on_time_share", "denominator"),
        Measure("synchronised", "synchronisation", "on_time_share", "denominator"),
        Measure("received_online", "online_services", "dossiers_filed_online"),
        Measure("payable", "online_services", "paid_dossiers", "denominator"),
        Measure("paid_online", "online_services", "paid_dossiers"),
        Measure("papers_digitised", "digitisation", "so_hoa_giay_to_giai_quyet"),
        Measure("papers_reused", "digitisation", "reused_digitized_data"),
        Measure("papers_reused_from_portal", "digitisation"),
        Measure("resolved", "digitisation", "original_result_available", "denominator"),
        Measure("results_digitised", "digitisation", "original_result_available"),
    )
}


def measures_of(page: str) -> list[Measure]:
    """What is shown on a page, in its order."""
    return [one for one in MEASURES.values() if one.page == page]


def _names() -> dict[str, str]:
    return {
        "received": text("Dossiers received"),
        "synchronised": text("Dossiers synchronised, by the own system"),
        "received_online": text("Dossiers received online"),
        "payable": text("Dossiers with a fee to pay"),
        "paid_online": text("Dossiers paid online"),
        "papers_digitised": text("Dossiers whose papers were digitised"),
        "papers_reused": text("Dossiers that reused digitised papers"),
        "papers_reused_from_portal": text("Dossiers that reused papers from the national portal"),
        "resolved": text("Dossiers resolved"),
        "results_digitised": text("Dossiers whose result was digitised"),
    }
