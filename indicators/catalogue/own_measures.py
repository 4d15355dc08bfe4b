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
    one.code: one
    for one in (
        Measure(RECEIVED, is_of_synchronisation=True),
        Measure("synchronised", is_of_synchronisation=True),
        Measure("received_online"),
        Measure("payable"),
        Measure("paid_online"),
        Measure("papers_digitised"),
        Measure("papers_reused"),
        Measure("papers_reused_from_portal"),
        Measure("resolved"),
        Measure("results_digitised"),
    )
}


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
