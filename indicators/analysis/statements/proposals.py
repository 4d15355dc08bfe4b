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
    summary = found.summary
    if summary is None:
        return []
    asked = [
        orders.to_clear(found.order, on) if found.order else None,
        _remind(found, summary),
        _mend(summary),
        _tell_causes(summary),
    ]
    return [one for one in asked if one]


def _remind(found: FollowUp, summary: BacklogSummary) -> Statement | None:
    first = first_to_remind(found.backlog) if summary.step.dossiers else found.backlog.head(0)
    if first.empty:
        return None
    return _of(
        summary,
        "remind",
        len(first),
        lambda: plural(
            len(first),
            "Remind the {count} agency with the most overdue dossiers",
            "Remind the {count} agencies with the most overdue dossiers",
            count=formats.count(len(first)),
        ),
    )


def _mend(summary: BacklogSummary) -> Statement | None:
    faults = summary.causes.get("synchronisation", 0)
    if not faults:
        return None
    department = load_organisation().issuer.digital_department
    return _of(
        summary,
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


def _tell_causes(summary: BacklogSummary) -> Statement | None:
    unknown = summary.causes.get("unknown", 0)
    if not unknown:
        return None
    return _of(
        summary,
        "tell_causes",
        unknown,
        lambda: plural(
            unknown,
            "Tell the cause of {count} dossier whose cause is not known",
            "Tell the cause of {count} dossiers whose cause is not known",
            count=formats.count(unknown),
        ),
    )


def _of(summary: BacklogSummary, kind: str, count: int, words: Callable[[], str]) -> Statement:
    step = summary.step
    return Statement(
        kind=kind,
        subject=(),
        numbers={"count": count},
        scope=step.scope,
        basis=of_list(step),
        evidence=Evidence(
            "overdue_backlog",
            {"scope": step.scope, "step": step.number},
            pd.Series(summary.causes).to_frame(),
        ),
        link=Link("overdue", {"list": step.code}),
        words=words,
    )
