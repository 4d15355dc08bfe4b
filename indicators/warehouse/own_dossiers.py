"""Of dossiers, people of one agency see theirs alone: every answer that names dossiers passes here."""

from __future__ import annotations

from contextvars import ContextVar

import pandas as pd

_agency: ContextVar[str | None] = ContextVar("agency", default=None)


def see_dossiers_of(agency_id: str | None) -> None:
    """Of what is asked from now on in this context, name the dossiers of this agency alone; None: of all."""
    _agency.set(agency_id)


def whose_dossiers() -> str | None:
    """Tell of which agency alone dossiers are named now; None: of all."""
    return _agency.get()


def without_others(answer: pd.DataFrame) -> pd.DataFrame:
    """Leave out of an answer the dossiers of others; of one that does not say whose they are, all."""
    own = _agency.get()
    if own is None or "dossier_code" not in answer:
        return answer
    return answer[answer.agency_id == own] if "agency_id" in answer else answer.head(0)
