"""What a province counts itself: each measure by its code, and the words for it.

An own count never becomes a value of the index. It stands beside the numerator or the denominator that the
portal computes its own value from; which that is, the catalogue says (`own_counts`). Where the portal has no
such number, it stands alone.
"""

from __future__ import annotations

from dataclasses import dataclass

from indicators.translation import text

RECEIVED = "received"


@dataclass(frozen=True, slots=True)
class Measure:
    """A number of dossiers, shown on the page of synchronisation or, by default, of its group of the index."""

    code: str
    is_of_synchronisation: bool = False

    def name(self) -> str:
        return _names()[self.code]


MEASURES = {
    measure.code: measure
    for measure in (
        Measure(RECEIVED, is_of_synchronisation=True),
        Measure("synchronised", is_of_synchronisation=True),
        Measure("received_in_period"),
        Measure("carried_over"),
        Measure("accepted_late"),
        Measure("handled"),
        Measure("handled_in_time"),
        Measure("resolved_early"),
        Measure("resolved_in_time"),
        Measure("resolved_late"),
        Measure("in_processing"),
        Measure("in_processing_in_time"),
        Measure("in_processing_overdue"),
        Measure("in_processing_overdue_cumulated"),
        Measure("received_online"),
        Measure("received_direct"),
        Measure("received_by_post"),
        Measure("received_direct_or_by_post"),
        Measure("payable"),
        Measure("paid_online"),
        Measure("papers_digitised"),
        Measure("papers_not_digitised"),
        Measure("papers_reused"),
        Measure("papers_reused_from_portal"),
        Measure("resolved"),
        Measure("results_digitised"),
        Measure("results_not_digitised"),
    )
}


def _names() -> dict[str, str]:
    return {
        "received": text("Dossiers received"),
        "synchronised": text("Dossiers synchronised, by the own system"),
        "received_in_period": text("Dossiers newly received"),
        "carried_over": text("Dossiers carried over from the period before"),
        "accepted_late": text("Dossiers accepted late"),
        "handled": text("Dossiers received and handled"),
        "handled_in_time": text("Dossiers handled in time"),
        "resolved_early": text("Dossiers resolved before they were due"),
        "resolved_in_time": text("Dossiers resolved in time"),
        "resolved_late": text("Dossiers resolved late"),
        "in_processing": text("Dossiers in processing"),
        "in_processing_in_time": text("Dossiers in processing, not yet due"),
        "in_processing_overdue": text("Dossiers overdue in processing"),
        "in_processing_overdue_cumulated": text(
            "Dossiers overdue in processing, with those of periods before"
        ),
        "received_online": text("Dossiers received online"),
        "received_direct": text("Dossiers received in person"),
        "received_by_post": text("Dossiers received by post"),
        "received_direct_or_by_post": text("Dossiers received in person or by post"),
        "payable": text("Dossiers with a fee to pay"),
        "paid_online": text("Dossiers paid online"),
        "papers_digitised": text("Dossiers whose papers were digitised"),
        "papers_not_digitised": text("Dossiers whose papers were not digitised"),
        "papers_reused": text("Dossiers that reused digitised papers"),
        "papers_reused_from_portal": text("Dossiers that reused papers from the national portal"),
        "resolved": text("Dossiers resolved"),
        "results_digitised": text("Dossiers whose result was digitised"),
        "results_not_digitised": text("Dossiers whose result was not digitised"),
    }
