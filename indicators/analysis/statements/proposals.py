"""What the numbers ask the Committee for; nothing that they do not say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from indicators import formats
from indicators.analysis.follow_up import FollowUp
from indicators.analysis.statements import orders
from indicators.analysis.statements.model import Statement
from indicators.analysis.statements.naming import NAMED_TOGETHER
from indicators.analysis.statements.overdue_dossiers import about_causes, first_to_remind
from indicators.reference.organisation import load_organisation
from indicators.translation import plural, text


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is asked for, as a row of a table, in words: who, what, how many dossiers, by when, what it brings."""

    statement: Statement
    who: str
    dossiers: int
    by_when: str
    brings: str


def proposals(found: FollowUp, on: date) -> list[Statement]:
    """Say what is asked for on a day: the rest of the order, reminders, faults to be mended, causes to be told."""
    return [asked for asked in (making(found, on) for making in _MAKINGS) if asked]


def proposed(found: FollowUp, on: date) -> list[Proposal]:
    """Say the same with who is asked, by when, and what it brings."""
    rows = ((statement, row) for making, row in _MAKINGS.items() if (statement := making(found, on)))
    return [row(found, on, statement) for statement, row in rows]


def _clear(found: FollowUp, on: date) -> Statement | None:
    return orders.to_clear(found.order, on) if found.summary and found.order else None


def _clear_row(found: FollowUp, on: date, said: Statement) -> Proposal:
    come = found.order
    if come is None:
        raise ValueError("no order is to be cleared")
    holding = come.table[come.table.remaining > 0]
    is_over = come.is_over(on)
    return Proposal(
        said,
        _agencies(list(holding.agency_name)),
        come.remaining,
        text("at once") if is_over else formats.day(come.campaign.deadline),
        text("all {count} dossiers of the order cleared", count=formats.count(come.baseline)),
    )


def _agencies(names: Sequence[str]) -> str:
    """Name a few agencies, count more."""
    if len(names) <= NAMED_TOGETHER:
        return "; ".join(names)
    return plural(len(names), "{count} agency", "{count} agencies", count=formats.count(len(names)))


def _open_date() -> str:
    return text("to be set by the Committee")


def _less(found: FollowUp, dossiers: int) -> str:
    """Say by how much the backlog falls at most: what falls overdue meanwhile is another matter."""
    of = found.summary.step.dossiers if found.summary else 0
    return text(
        "up to {count} of {of} overdue dossiers fewer ({share})",
        count=formats.count(dossiers),
        of=formats.count(of),
        share=formats.percent(dossiers / of if of else None),
    )


def _remind(found: FollowUp, _on: date) -> Statement | None:
    summary = found.summary
    if summary is None or not summary.step.dossiers:
        return None
    first = first_to_remind(found.backlog)
    if first.empty:
        return None
    return about_causes(
        summary,
        "remind",
        {"count": len(first)},
        lambda: plural(
            len(first),
            "Remind the {count} agency with the most overdue dossiers",
            "Remind the {count} agencies with the most overdue dossiers",
            count=formats.count(len(first)),
        ),
    )


def _remind_row(found: FollowUp, _on: date, said: Statement) -> Proposal:
    first = first_to_remind(found.backlog)
    held = int(first.dossiers.sum())
    return Proposal(said, _agencies(list(first["name"])), held, _open_date(), _less(found, held))


def _mend(found: FollowUp, _on: date) -> Statement | None:
    summary = found.summary
    faults = summary.causes.get("synchronisation", 0) if summary else 0
    if summary is None or not faults:
        return None
    department = load_organisation().issuer.digital_department
    return about_causes(
        summary,
        "mend",
        {"count": faults},
        lambda: plural(
            faults,
            "Mend, with {department}, the synchronisation of {count} dossier",
            "Mend, with {department}, the synchronisation of {count} dossiers",
            department=department,
            count=formats.count(faults),
        ),
    )


def _mend_row(found: FollowUp, _on: date, said: Statement) -> Proposal:
    faults = int(said.numbers["count"])
    department = load_organisation().issuer.digital_department
    return Proposal(said, department, faults, _open_date(), _less(found, faults))


def _tell_causes(found: FollowUp, _on: date) -> Statement | None:
    summary = found.summary
    unknown = summary.causes.get("unknown", 0) if summary else 0
    if summary is None or not unknown:
        return None
    return about_causes(
        summary,
        "tell_causes",
        {"count": unknown},
        lambda: plural(
            unknown,
            "Tell the cause of {count} dossier whose cause is not known",
            "Tell the cause of {count} dossiers whose cause is not known",
            count=formats.count(unknown),
        ),
    )


def _tell_causes_row(found: FollowUp, _on: date, said: Statement) -> Proposal:
    rows = found.backlog
    holding = rows[rows.part.notna() & (rows.unknown > 0)]
    of = found.summary.step.dossiers if found.summary else 0
    brings = text("the cause known of all {count} overdue dossiers", count=formats.count(of))
    return Proposal(said, _agencies(list(holding["name"])), int(said.numbers["count"]), _open_date(), brings)


_MAKINGS = {_clear: _clear_row, _remind: _remind_row, _mend: _mend_row, _tell_causes: _tell_causes_row}


def to_decide(asked: Sequence[Statement]) -> Statement:
    """Say how many things the Committee is asked to decide, and the first of them; of one alone, that."""
    first, *others = asked

    def words() -> str:
        said = str(first)
        within = f"{said[:1].lower()}{said[1:]}"
        if not others:
            return text("To be decided: {first}", first=within)
        count = formats.count(len(asked))
        return text("The Committee decides on {count} proposals, first: {first}", count=count, first=within)

    return replace(first, kind="to_decide", numbers={**first.numbers, "proposals": len(asked)}, words=words)
