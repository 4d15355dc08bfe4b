"""Of a list of overdue dossiers: how many, against which list before, who holds most, whom to remind first."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd

from indicators import formats
from indicators.analysis.overdue import BacklogSummary, Step
from indicators.analysis.provenance import list_day, of_list
from indicators.analysis.statements.model import Evidence, Link, Statement
from indicators.analysis.statements.naming import named_or_counted
from indicators.analysis.ties import at_the_end, without_cut
from indicators.store.overdue_list import cause_name
from indicators.translation import plural, text

# As many agencies are reminded first, and fewer where more would part some that have as many.
MOST_REMINDED = 10
# Statements on a whole list name nobody.
NOBODY = pd.DataFrame({"part": []})


def backlog(summary: BacklogSummary, rows: pd.DataFrame) -> Statement:
    """Say how many dossiers are overdue, against the list before, and who holds most, all that hold as many together.

    The list may be older than the reading it stands beside, so its own day is part of the sentence. `rows`: the
    backlog by agency.
    """
    step = summary.step
    if step.dossiers == 0:
        return _of(
            step,
            "no_backlog",
            rows,
            {"dossiers": 0},
            lambda: text("No dossier is overdue in the list of {day}", day=list_day(step)),
        )
    most = at_the_end(rows[rows.part.notna()], "dossiers", largest=True)
    numbers = {"dossiers": step.dossiers}
    if summary.change is not None:
        numbers["change"] = summary.change
    if len(most):
        numbers |= {"most": int(most.dossiers.iloc[0]), "agencies": len(most)}

    def words() -> str:
        said = _how_many(step) + _moved(summary)
        if len(most):
            said += text(
                "; most of all: {agency} ({count})",
                agency=named_or_counted(list(most["name"])),
                count=formats.count(most.dossiers.iloc[0]),
            )
        return said

    return _of(step, "backlog", most, numbers, words)


def _how_many(step: Step) -> str:
    count = formats.count(step.dossiers)
    if step.listed_at_given:
        return plural(
            step.dossiers,
            "{count} dossier is overdue on {day}",
            "{count} dossiers are overdue on {day}",
            count=count,
            day=list_day(step),
        )
    return plural(
        step.dossiers,
        "{count} overdue dossier in the list of {day}",
        "{count} overdue dossiers in the list of {day}",
        count=count,
        day=list_day(step),
    )


def _moved(summary: BacklogSummary) -> str:
    change = summary.change
    if change is None or summary.previous_on is None:
        return text(", first list")
    day, by = formats.day(summary.previous_on), formats.count(abs(change))
    if change == 0:
        return text(", as many as on {day}", day=day)
    if change > 0:
        return text(", {count} more than on {day}", count=by, day=day)
    return text(", {count} fewer than on {day}", count=by, day=day)


def by_cause(summary: BacklogSummary) -> Statement:
    """Say how many dossiers there are of each cause."""
    return _of(
        summary.step,
        "by_cause",
        NOBODY,
        {**summary.causes},
        lambda: text(
            "By cause: {causes}",
            causes="; ".join(
                f"{cause_name(code)}: {formats.count(count)}" for code, count in summary.causes.items()
            ),
        ),
    )


def first_to_remind(rows: pd.DataFrame) -> pd.DataFrame:
    """Choose the agencies to be reminded first, those with most dossiers, never some of equals; none where all are."""
    known = rows[rows.part.notna()]
    return known.head(without_cut(list(known.dossiers), MOST_REMINDED))


def to_remind(summary: BacklogSummary, rows: pd.DataFrame) -> Statement:
    """Say how many agencies are reminded first, and how much they hold; or that all hold as much, or none anything."""
    step, first = summary.step, first_to_remind(rows)
    known = rows[rows.part.notna()]
    if known.empty:
        return _of(
            step,
            "nobody_to_remind",
            known,
            {},
            lambda: text("No agency needs a reminder by the list of {day}", day=list_day(step)),
        )
    if first.empty:
        alike = at_the_end(known, "dossiers", largest=True)
        each = int(alike.dossiers.iloc[0])
        return _of(
            step,
            "reminded_alike",
            alike,
            {"agencies": len(alike), "each": each},
            lambda: text(
                "{count} agencies have as many overdue dossiers, {each} each: none comes first",
                count=formats.count(len(alike)),
                each=formats.count(each),
            ),
        )
    held = int(first.dossiers.sum())
    return _of(
        step,
        "to_remind",
        first,
        {"count": len(first), "agencies": len(known), "held": held, "dossiers": step.dossiers},
        lambda: text(
            "To be reminded first: {count} of {agencies} agencies, with {held} of {all} overdue dossiers",
            count=formats.count(len(first)),
            agencies=formats.count(len(known)),
            held=formats.count(held),
            all=formats.count(step.dossiers),
        ),
    )


def since(summary: BacklogSummary) -> Statement:
    """Say what came and went since the list before; or that there is none."""
    step, before = summary.step, summary.previous_on
    if before is None:
        return _of(step, "first_list", NOBODY, {}, lambda: text("First list: nothing to compare with"))
    moves = {
        "change": summary.change or 0,
        "new": summary.new or 0,
        "returned": summary.returned or 0,
        "cleared": summary.cleared or 0,
    }
    return _of(
        step,
        "since",
        NOBODY,
        moves,
        lambda: text(
            "{change} since {day}: {new} new, {returned} back again, {cleared} cleared",
            change=formats.change(moves["change"], 0),
            day=formats.day(before),
            new=formats.count(moves["new"]),
            returned=formats.count(moves["returned"]),
            cleared=formats.count(moves["cleared"]),
        ),
    )


def longest(summary: BacklogSummary) -> Statement | None:
    """Say for how long dossiers are overdue at most; None where no due day is known."""
    days = summary.longest_days
    if days is None:
        return None
    return _of(
        summary.step,
        "longest",
        NOBODY,
        {"days": days},
        lambda: plural(
            days,
            "Longest overdue: {days} day (due {day})",
            "Longest overdue: {days} days (due {day})",
            days=formats.count(days),
            day=formats.day(summary.oldest_due),
        ),
    )


def of_agency(step: Step, own: pd.DataFrame) -> Statement:
    """Say what one agency has overdue; `own` is its row of the backlog by agency, if it has one."""
    if own.empty:
        return _of(
            step,
            "none_of_agency",
            own,
            {},
            lambda: text("No overdue dossier in the list of {day}", day=list_day(step)),
        )
    known = own[["dossiers", "longest_days", "synchronisation"]].iloc[0].dropna()
    numbers = {str(name): float(value) for name, value in known.items()}

    def words() -> str:
        told = {name: formats.count(value) for name, value in numbers.items()}
        told |= {"count": told["dossiers"], "day": list_day(step), "faults": told["synchronisation"]}
        if "longest_days" not in numbers:
            return text(
                "{count} overdue dossiers in the list of {day}; {faults} by faults of synchronisation", **told
            )
        return text(
            "{count} overdue dossiers in the list of {day}, the longest for {days} days; {faults} by faults of "
            "synchronisation",
            days=told["longest_days"],
            **told,
        )

    return _of(step, "of_agency", own, numbers, words)


def finished_late(step: Step, ended: pd.DataFrame) -> Statement:
    """Say how many listed dossiers were finished, but late, and by how many days in the middle."""
    late = ended.days_late[ended.days_late > 0]
    numbers: dict[str, float] = {"dossiers": len(late)}
    if len(late):
        numbers["days"] = float(late.median())

    def words() -> str:
        if late.empty:
            return text("no dossier")
        return plural(
            len(late),
            "{count} dossier, {days} days in the middle",
            "{count} dossiers, {days} days in the middle",
            count=formats.count(len(late)),
            days=formats.count(late.median()),
        )

    return _of(step, "finished_late", ended, numbers, words, subject=())


def about_causes(
    summary: BacklogSummary, kind: str, numbers: Mapping[str, float], words: Callable[[], str]
) -> Statement:
    """Make a statement on how many dossiers of a list have which cause, entered for them."""
    return _of(summary.step, kind, pd.Series(summary.causes).to_frame(), numbers, words, subject=())


def _of(
    step: Step,
    kind: str,
    rows: pd.DataFrame,
    numbers: Mapping[str, float],
    words: Callable[[], str],
    subject: tuple[str, ...] | None = None,
) -> Statement:
    return Statement(
        kind=kind,
        subject=tuple(map(str, rows.part)) if subject is None else subject,
        numbers=numbers,
        scope=step.scope,
        basis=of_list(step),
        evidence=Evidence("overdue_backlog", {"scope": step.scope, "step": step.number}, rows),
        link=Link("overdue", {"list": step.code}),
        words=words,
    )
