"""What the numbers ask the Committee for; nothing that they do not say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pandas as pd

from indicators import formats
from indicators.analysis.follow_up import FollowUp
from indicators.analysis.overdue import BacklogSummary
from indicators.analysis.provenance import of_list
from indicators.analysis.statements import orders
from indicators.analysis.statements.model import Evidence, Link, Statement
from indicators.analysis.statements.overdue_dossiers import first_to_remind
from indicators.reference.organisation import load_organisation
from indicators.translation import plural


def proposals(found: FollowUp, on: date) -> list[Statement]:
    """Say what is asked for on a day: the rest of the order, reminders, faults to be mended, causes to be told."""
    standing = found.standing
    if standing is None:
        return []
    asked = [
        orders.to_clear(found.order, on) if found.order else None,
        _remind(found, standing),
        _mend(standing),
        _tell_causes(standing),
    ]
    return [one for one in asked if one]


def _remind(found: FollowUp, standing: BacklogSummary) -> Statement | None:
    first = first_to_remind(found.backlog) if standing.step.dossiers else found.backlog.head(0)
    if first.empty:
        return None
    return _of(
        standing,
        "remind",
        len(first),
        lambda: plural(
            len(first),
            "Remind the {count} agency with the most overdue dossiers",
            "Remind the {count} agencies with the most overdue dossiers",
            count=formats.count(len(first)),
        ),
    )


def _mend(standing: BacklogSummary) -> Statement | None:
    faults = standing.causes.get("synchronisation", 0)
    if not faults:
        return None
    department = load_organisation().issuer.digital_department
    return _of(
        standing,
        "mend",
        faults,
        lambda: plural(
            faults,
            "Mend, with {department}, the synchronisation of {count} dossier",
            "Mend, with {department}, the synchronisation of {count} dossiers",
            department=department,
            count=formats.count(faults),
        ),
    )


def _tell_causes(standing: BacklogSummary) -> Statement | None:
    unknown = standing.causes.get("unknown", 0)
    if not unknown:
        return None
    return _of(
        standing,
        "tell_causes",
        unknown,
        lambda: plural(
            unknown,
            "Tell the cause of {count} dossier whose cause is not known",
            "Tell the cause of {count} dossiers whose cause is not known",
            count=formats.count(unknown),
        ),
    )


def _of(standing: BacklogSummary, kind: str, count: int, words: Callable[[], str]) -> Statement:
    step = standing.step
    return Statement(
        kind=kind,
        subject=(),
        numbers={"count": count},
        scope=step.scope,
        basis=of_list(step),
        evidence=Evidence(
            "overdue_backlog",
            {"scope": step.scope, "step": step.number},
            pd.Series(standing.causes).to_frame(),
        ),
        link=Link("overdue", {"list": step.code}),
        words=words,
    )
