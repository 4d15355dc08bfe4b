"""What other programs ask this application: the pages' numbers under the pages' parameters, as rows.

Each question has a name (`QUESTIONS`), takes the parameters of the page's address and answers with rows and the
record of what has to be said about them. `server/api.py` answers them over the network.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, cast, get_args
from urllib.parse import urlencode

import pandas as pd

from indicators import codes
from indicators.analysis import capture_selection, overdue, scopes
from indicators.analysis.bulletin import bulletin
from indicators.analysis.overdue import Dimension
from indicators.analysis.provenance import Provenance, of_capture, of_list, of_store, of_trend
from indicators.analysis.ranking import find_node, rank
from indicators.analysis.ranking_columns import IN_COMMANDS
from indicators.analysis.trend import trend
from indicators.analysis.trend_spans import spans
from indicators.catalogue import all_groups, current
from indicators.errors import InputProblem
from indicators.exports.bulletin_rows import bulletin_rows
from indicators.exports.csv import document, separated_by
from indicators.exports.json_values import OF_A_READING, json_value
from indicators.periods import Period, parse_reading
from indicators.warehouse.warehouse import Warehouse

Asked = Mapping[str, str]
MEDIA_TYPES = {
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "parquet": "application/vnd.apache.parquet",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """Rows, one a unit or value, and the record of what has to be said about them."""

    rows: pd.DataFrame
    record: Provenance


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that can be asked: the page that shows the same, its parameters with what each is, the answer."""

    page: str
    summary: str
    parameters: Mapping[str, str]
    answer: Callable[[Warehouse, Asked], Answer]


def _rankings(warehouse: Warehouse, asked: Asked) -> Answer:
    ranking = rank(
        warehouse,
        node=asked.get("node") or current().root.code,
        level=_level(asked),
        scope=_scope(warehouse, asked),
        period=_period(asked),
        captured_on=_reading(asked, "read"),
        compare_with=_reading(asked, "since"),
    )
    return Answer(ranking.rows[[*IN_COMMANDS]], of_capture(ranking.capture, ranking.comparison))


def _trends(warehouse: Warehouse, asked: Asked) -> Answer:
    node, level, scope = (
        find_node(asked.get("node") or current().root.code),
        _level(asked),
        _scope(warehouse, asked),
    )
    known = {str(span): span for span in spans(warehouse, node.code, level, scope)}
    if not known:
        raise InputProblem("no capture has “{node}” for this peer group.", node=node.code)
    time = asked.get("time") or next(iter(known))
    if time not in known:
        raise InputProblem(
            "“{time}” cannot be followed.", do="Ask for one of: {known}.", time=time, known=", ".join(known)
        )
    moved = trend(warehouse, node=node.code, level=level, scope=scope, span=known[time])
    steps = moved.steps[["period", "captured_at", "index_version"]]
    rows = moved.values.merge(steps, left_on="step", right_index=True).drop(columns="entry_id")
    # Nothing before a step with a break may be joined to it or compared with it.
    rows["break_before"] = rows.step.map({break_.before: break_.why for break_ in moved.breaks})
    return Answer(rows, of_trend(moved, time))


def _observations(warehouse: Warehouse, asked: Asked) -> Answer:
    captures = capture_selection.captures_of(warehouse, _scope(warehouse, asked))
    capture = capture_selection.select_capture(captures, _period(asked), _reading(asked, "read"))
    if capture is None:
        raise InputProblem("there is no such reading.", do="Ask /api/v1/readings for those there are.")
    rows = warehouse.ask("observations", capture_id=capture.capture_id)
    return Answer(rows, of_capture(capture))


def _overdue(warehouse: Warehouse, asked: Asked) -> Answer:
    scope, at = _scope(warehouse, asked), asked.get("list")
    by = asked.get("by") or "agency"
    if by not in get_args(Dimension):
        raise InputProblem(
            "“{by}” is nothing to count by.",
            do="Ask for one of: {known}.",
            by=by,
            known=", ".join(get_args(Dimension)),
        )
    known = overdue.steps(warehouse, scope)
    step = next((one for one in known if one.code == at), None) if at else next(reversed(known), None)
    if step is None:
        raise InputProblem("there is no such list.", do="Leave “list” out for the last one.")
    return Answer(overdue.backlog(warehouse, step, cast(Dimension, by)), of_list(step))


def _bulletin(warehouse: Warehouse, asked: Asked) -> Answer:
    told = bulletin(
        warehouse,
        _scope(warehouse, asked),
        _period(asked),
        _reading(asked, "read"),
        _reading(asked, "since"),
    )
    return Answer(bulletin_rows(told), told.provenance)


def _readings(warehouse: Warehouse, asked: Asked) -> Answer:
    rows = warehouse.ask("captures", scope=asked.get("scope") or None)
    return Answer(rows[[*OF_A_READING]], of_store(bool(rows.is_demo.any())))


SCOPE = {"scope": "A province by its code on the portal, H21; by default our own."}
NODE = {"node": "What is measured: total, a group, component or indicator, by our code or the portal's."}
LEVEL = {"level": f"The peer group: {', '.join(codes.LEVELS)}."}
READING = {
    "period": "The reporting period: year:2026, half:2026-H1, quarter:2026-Q3, month:2026-08; the last read one.",
    "read": "The day of the reading, or its minute (2026-10-10T14:30); the latest full one.",
}
SINCE = {"since": "The reading that changes are counted from; the one before."}
QUESTIONS = {
    "rankings": Question(
        "ranking",
        "Units of one peer group in rank order, with what changed since the reading before.",
        {**SCOPE, **NODE, **LEVEL, **READING, **SINCE},
        _rankings,
    ),
    "trends": Question(
        "trend",
        "Every unit's value and rank at each step of time; a row a step and unit.",
        {
            **SCOPE,
            **NODE,
            **LEVEL,
            "time": "What is followed: the readings of an open period (year:2026), or closed periods (month).",
        },
        _trends,
    ),
    "observations": Question(
        "agency",
        "Every value of every unit at one reading, as it was decided; a row a unit and node.",
        {**SCOPE, **READING},
        _observations,
    ),
    "overdue": Question(
        "overdue",
        "How many overdue dossiers a list counts, by agency or by what is asked; no dossier is named.",
        {
            **SCOPE,
            "list": "The minute of the list (2026-11-16T00:00); the last one.",
            "by": f"What to count by: {', '.join(get_args(Dimension))}.",
        },
        _overdue,
    ),
    "bulletin": Question(
        "bulletin",
        "The weekly bulletin; a row a sentence, with the numbers it says.",
        {**SCOPE, **READING, **SINCE},
        _bulletin,
    ),
    "readings": Question("history", "Every reading there is; a row a reading.", SCOPE, _readings),
}


# Which question a page's numbers answer, and what the page means where its address does not say.
_OF_PAGES: Mapping[str, tuple[str, Asked]] = {
    "ranking": ("rankings", {}),
    "map": ("rankings", {}),
    "trend": ("trends", {}),
    "nation": ("rankings", {"level": "province"}),
    "agency": ("observations", {}),
    "compare": ("observations", {}),
    "overview": ("observations", {}),
    "quality": ("observations", {}),
    "documents": ("observations", {}),
    "present": ("observations", {}),
    "overdue": ("overdue", {}),
    "campaigns": ("overdue", {}),
    "synchronisation": ("observations", {}),
    "bulletin": ("bulletin", {}),
    "watch": ("observations", {}),
}


def address_of(page: str, chosen: Asked) -> str:
    """Return where a page's numbers are asked for, its own choices as parameters; of other pages, the readings."""
    groups = {group.code for group in all_groups()}
    name, meant = ("rankings", {"node": page}) if page in groups else _OF_PAGES.get(page, ("readings", {}))
    asked = {**meant, **chosen}
    parameters = {key: asked[key] for key in QUESTIONS[name].parameters if asked.get(key)}
    return f"/api/v1/{name}?{urlencode(parameters)}" if parameters else f"/api/v1/{name}"


def ask(warehouse: Warehouse, name: str, asked: Asked) -> Answer:
    """Answer a question (`QUESTIONS`).

    InputProblem where a parameter is unknown or means nothing, or there is no such reading.
    """
    question = QUESTIONS[name]
    if unknown := sorted(asked.keys() - question.parameters.keys()):
        raise InputProblem(
            "“{name}” is no parameter here.",
            do="There are: {known}.",
            name=unknown[0],
            known=", ".join(question.parameters),
        )
    return question.answer(warehouse, asked)


def written(answer: Answer, style: str) -> bytes:
    """Write an answer as `json` (about and rows), `csv` (with a comma, as programs read it) or `parquet`.

    Missing is null, or an empty cell. Moments are Vietnam's time.
    """
    if style == "parquet":
        kept = answer.rows.copy()
        kept.attrs = {}
        return kept.to_parquet(index=False)
    rows = [{key: json_value(value) for key, value in row.items()} for row in answer.rows.to_dict("records")]
    if style == "json":
        about = {"is_demo": answer.record.is_demo, "is_partial": bool(answer.record.shortfalls)}
        words = {"about": answer.record.marked_line(), **about}
        return json.dumps({**words, "rows": rows}, ensure_ascii=False, allow_nan=False).encode()
    with separated_by(","):
        return document([[*answer.rows.columns], *([_cell(value) for value in row.values()] for row in rows)])


def _cell(value: Any) -> Any:
    """Write what CSV has no form of: several codes, yes and no."""
    if isinstance(value, list):
        return " ".join(map(str, value))
    return str(value).lower() if isinstance(value, bool) else value


def _scope(warehouse: Warehouse, asked: Asked) -> str:
    return asked.get("scope") or scopes.default_scope(warehouse)


def _level(asked: Asked) -> str:
    return codes.find_level(asked.get("level") or "commune")


def _period(asked: Asked) -> Period | None:
    return Period.parse(asked["period"]) if asked.get("period") else None


def _reading(asked: Asked, name: str) -> date | None:
    return parse_reading(asked[name]) if asked.get(name) else None
