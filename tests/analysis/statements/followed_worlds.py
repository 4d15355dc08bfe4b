"""Worlds of orders and letters: what is left of an order at each list, and what an agency's reminder is written of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from random import Random

import pandas as pd

from indicators.analysis.campaign import Progress, pace
from indicators.analysis.overdue import BacklogSummary, Step
from indicators.analysis.reminders import Flow, OrderPart, Reminder, ResultReport, SynchronisationRequest
from indicators.analysis.statements import Statement, order_pace, orders, overdue_dossiers, reminders
from indicators.analysis.statements.proposals import proposals, to_decide
from indicators.periods import VIETNAM
from indicators.reference.organisation import load_organisation
from indicators.store.entries import Campaign
from tests.analysis.statements.worlds import TODAY, World, follow_up_of, world

NUMBER, TITLE = "291/UBND-NC", "Xử lý hồ sơ quá hạn"
COUNTED = (date(2026, 8, 1), date(2026, 8, 20))


@dataclass(frozen=True)
class Dossier:
    """What is so of a dossier of one agency: `since` is how it came into the list, `was_counted` by the order."""

    code: str
    due: date | None
    kind: str
    cause: str
    since: str
    was_counted: bool


@dataclass(kw_only=True)
class FollowedWorld(World):
    """A world, what is left of its order by day of list (`left`), and the `dossiers` of the agency `whose` letter is.

    `by_deadline` is the days from the last list to the order's deadline; `cleared` and `handed_over` are no longer its.
    """

    left: list[tuple[date, int]]
    by_deadline: int
    announced: int | None
    order_causes: dict[str, int]
    whose: str
    dossiers: list[Dossier]
    cleared: int
    handed_over: int
    is_first_list: bool

    @property
    def deadline(self) -> date:
        return self.left[-1][0] + timedelta(days=self.by_deadline)


def followed_world(seed: int) -> FollowedWorld:
    """Draw such a world by chance."""
    truth, dice = world(seed), Random(-seed - 31)  # noqa: S311 — the same world for the same seed
    is_first = dice.random() < 0.15
    listed = TODAY - timedelta(days=truth.list_days_ago)
    dossiers = [_dossier(dice, number, listed) for number in range(dice.choice([0, 1, 2, 5, 12]))]
    if is_first:
        dossiers = [replace(one, since="there") for one in dossiers]
    department = load_organisation().issuer.digital_department
    left, by_deadline = _left(dice, listed), dice.choice([-3, 0, 1, 9, 21, 60])
    truth.order = (max(count for _, count in left), left[-1][1], by_deadline - truth.list_days_ago)
    return FollowedWorld(
        **vars(truth),
        left=left,
        by_deadline=by_deadline,
        announced=dice.choice([None, 60, 799]),
        order_causes={
            cause: dice.randint(1, 9) for cause in ("synchronisation", "delay", "unknown") if dice.random() < 0.6
        },
        whose=dice.choice(["UBND phường Thử", department]),
        dossiers=dossiers,
        cleared=dice.choice([0, 1, 7]),
        handed_over=dice.choice([0, 0, 2]),
        is_first_list=is_first,
    )  # fmt: skip


def _left(dice: Random, last: date) -> list[tuple[date, int]]:
    """Draw what was left at each list, the newest on `last`; weeks are mostly alike, or differ, or it grows."""
    steps = dice.choice([[0], [20], [7, 7], [3], [-2], [12, 13, 11], [0, 30, 2], [1, 0, 0]])
    days, left = [last], [dice.choice([0, 0, 3, 6, 30, 60])]
    for _ in range(dice.choice([0, 1, 2, 3, 4, 6, 10])):
        days.insert(0, days[0] - timedelta(days=dice.choice([7, 7, 7, 3, 14])))
        left.insert(0, max(left[0] + dice.choice(steps), 0))
    return list(zip(days, left, strict=True))


def _dossier(dice: Random, number: int, listed: date) -> Dossier:
    return Dossier(
        code=f"H21.65-260914-{number:04d}",
        due=dice.choice([None, listed - timedelta(days=4), listed - timedelta(days=4), listed - timedelta(days=90)]),
        kind=dice.choice(["acceptance", "processing", "processing"]),
        cause=dice.choice(["synchronisation", "delay", "unknown"]),
        since=dice.choice(["there", "there", "new", "first", "returned", "taken_over"]),
        was_counted=dice.random() < 0.4,
    )  # fmt: skip


def step_of(truth: FollowedWorld) -> Step:
    """Make the newest list."""
    listed = truth.left[-1][0]
    at = datetime.combine(listed, time(8), VIETNAM)
    return Step(2, "H21", at, listed, truth.list_given, False, sum(truth.held.values()), 0)


def progress_of(truth: FollowedWorld) -> Progress:
    """Make what is known of the order: it counted what was left at the first list."""
    days, left = (list(column) for column in zip(*truth.left, strict=True))
    order = Campaign(
        "291", "H21", NUMBER, COUNTED[0], TITLE, *COUNTED, truth.deadline, truth.announced, (), "lan"
    )
    first = replace(step_of(truth), number=1, listed_on=days[0])
    return Progress(
        order, first, step_of(truth), truth.announced, max(left), left[-1],
        pd.DataFrame(), pd.DataFrame(), pace(days, left, order.deadline),
    )  # fmt: skip


def said_of_order(truth: FollowedWorld) -> Iterator[Statement | None]:
    """Everything that is said of the order, and of what the Committee is asked for."""
    come = progress_of(truth)
    yield order_pace.verdict(come, TODAY)
    yield order_pace.outlook(come, TODAY)
    yield order_pace.needed(come, TODAY)
    yield order_pace.announced(come)
    yield order_pace.given(come)
    yield order_pace.cleared(come)
    yield orders.to_clear(come, TODAY)
    causes = pd.DataFrame(list(truth.order_causes.items()), columns=["cause", "dossiers"])
    yield order_pace.causes(ResultReport(come, pd.DataFrame(), causes, pd.DataFrame()))
    if asked := proposals(follow_up_of(truth), TODAY):
        yield to_decide(asked)


def said_of_agency(truth: FollowedWorld) -> Iterator[Statement | None]:
    """Everything that is said of one agency's dossiers, on its page and in its letters."""
    step, held = step_of(truth), truth.dossiers
    rows = pd.DataFrame(
        [
            {
                "part": "u0",
                "dossiers": len(held),
                "longest_days": _days(truth),
                "synchronisation": _faults(truth),
            }
        ]
    )
    yield overdue_dossiers.of_agency(step, rows if held else rows.head(0))
    if not held:
        return
    letter = _reminder(truth)
    yield reminders.holds(letter)
    yield reminders.balance(letter)
    yield reminders.oldest(letter)
    yield reminders.of_order(letter)
    yield reminders.synchronised(letter)
    if _faults(truth):
        faulty = letter.annex[letter.annex.cause == "synchronisation"]
        yield reminders.to_be_checked(SynchronisationRequest("u0", truth.whose, step, len(faulty), faulty))


def said_of_list(truth: FollowedWorld) -> Iterator[Statement | None]:
    """What is said of the list as a whole: what came and went, what is overdue the longest."""
    step, is_first = step_of(truth), truth.is_first_list
    before = None if is_first else sum(truth.held.values()) - _came(truth) + truth.cleared
    due = min((one.due for one in truth.dossiers if one.due), default=None)
    summary = BacklogSummary(
        step,
        previous_on=None if is_first else step.listed_on - timedelta(days=7),
        before=before,
        new=None if is_first else _since(truth, "new"),
        returned=None if is_first else _since(truth, "returned"),
        cleared=None if is_first else truth.cleared,
        oldest_due=due,
        longest_days=None if due is None else (step.listed_on - due).days,
        causes=truth.causes,
        kinds={},
    )
    yield overdue_dossiers.since(summary)
    yield overdue_dossiers.longest(summary)


def _came(truth: FollowedWorld) -> int:
    return _since(truth, "new") + _since(truth, "returned")


def _since(truth: FollowedWorld, how: str) -> int:
    return sum(one.since == how for one in truth.dossiers)


def _faults(truth: FollowedWorld) -> int:
    return sum(one.cause == "synchronisation" for one in truth.dossiers)


def _days(truth: FollowedWorld) -> float:
    due = [one.due for one in truth.dossiers if one.due]
    return float((truth.left[-1][0] - min(due)).days) if due else float("nan")


def _reminder(truth: FollowedWorld) -> Reminder:
    step, held = step_of(truth), sorted(truth.dossiers, key=lambda one: one.due or date.max)
    annex = pd.DataFrame(
        {
            "dossier_code": [one.code for one in held],
            "cause": [one.cause for one in held],
            "overdue_days": pd.Series(
                [(step.listed_on - one.due).days if one.due else None for one in held], dtype=float
            ),
        }
    )
    counted = [one for one in held if one.was_counted]
    order = progress_of(truth).campaign
    came = {how: _since(truth, how) for how in ("first", "new", "returned", "taken_over")}
    gone = {"cleared": truth.cleared, "handed_over": truth.handed_over}
    stayed = _since(truth, "there")
    return Reminder(
        agency_id="u0",
        agency_name=truth.whose,
        step=step,
        total=len(held),
        acceptance=sum(one.kind == "acceptance" for one in held),
        processing=sum(one.kind == "processing" for one in held),
        synchronisation=_faults(truth),
        flow=None
        if truth.is_first_list
        else Flow(
            step.listed_on - timedelta(days=7),
            before=stayed + sum(gone.values()),
            after=len(held),
            **came,
            **gone,
        ),
        oldest_code=held[0].code,
        oldest_due=held[0].due,
        oldest_days=(step.listed_on - held[0].due).days if held[0].due else None,
        deadline=None,
        order=OrderPart(
            order,
            frozenset(one.code for one in counted),
            sum(one.since == "returned" for one in counted),
            truth.deadline < TODAY,
        )
        if counted
        else None,
        on=TODAY,
        annex=annex,
    )
