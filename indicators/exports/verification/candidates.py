"""Which choice a code stands for: those of its kind are tried until one has its signs.

A code holds 30 bits of its choice and the store some thousands to a million of choices of a kind: of a million, a
wrong one is taken once in a thousand codes, and the code's last signs then tell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from indicators import catalogue
from indicators.analysis.campaign import campaigns
from indicators.analysis.capture_selection import CaptureInfo, captures_of, reading_code
from indicators.analysis.document_code import SIGN_OF, Document, Kind, ReadCode
from indicators.analysis.levels import levels
from indicators.analysis.overdue import backlog, steps
from indicators.analysis.profile import known_units
from indicators.analysis.trend_spans import spans
from indicators.codes import LEVELS, NATIONAL_SCOPE
from indicators.periods import minute
from indicators.warehouse.warehouse import Warehouse

Chosen = Iterator[dict[str, str]]


def find_document(warehouse: Warehouse, code: ReadCode) -> Document | None:
    """Find what a code is of among all that can be asked of a store; None where nothing has its signs."""
    kind = next(kind for kind, sign in SIGN_OF.items() if sign == code.signs[0])
    candidates = _CANDIDATES.get(kind, _nothing)
    for chosen in candidates(warehouse):
        found = Document(kind, chosen, code.data_version)
        if found.signs == code.signs:
            return found
    return None


def _nothing(_: Warehouse) -> Chosen:
    return iter(())


def _captures(warehouse: Warehouse) -> Chosen:
    """Yield each reading, first without and then with each earlier one that changes may be counted from."""
    captures = captures_of(warehouse, None)
    for capture in captures:
        yield _of(capture)
    for capture in captures:
        before = capture.period if capture.is_open else capture.period.previous()
        for other in captures:
            if (other.scope, other.period) == (
                capture.scope,
                before,
            ) and other.captured_at < capture.captured_at:
                for since in (other.captured_on, minute(other.captured_at)):
                    yield {**_of(capture), "since": reading_code(since)}


def _slides(warehouse: Warehouse) -> Chosen:
    for chosen in _captures(warehouse):
        yield chosen
        yield {**chosen, "short": "yes"}


def _of(capture: CaptureInfo) -> dict[str, str]:
    return {"scope": capture.scope, "period": str(capture.period), "read": capture.reading}


def _agencies(warehouse: Warehouse) -> Chosen:
    units = {
        scope: list(known_units(warehouse, scope).agency_id)
        for scope in {capture.scope for capture in captures_of(warehouse, None)}
    }
    for chosen in _captures(warehouse):
        yield from ({**chosen, "agency": agency} for agency in units[chosen["scope"]])


def _rankings(warehouse: Warehouse) -> Chosen:
    nodes = _nodes()
    for chosen in _captures(warehouse):
        for level in ["province"] if chosen["scope"] == NATIONAL_SCOPE else LEVELS:
            yield from ({**chosen, "node": node, "level": level} for node in nodes)


def _trends(warehouse: Warehouse) -> Chosen:
    for scope in _scopes(warehouse):
        for level in ["province"] if scope == NATIONAL_SCOPE else levels(warehouse, scope):
            for node in _nodes():
                for span in spans(warehouse, node, level, scope):
                    yield {"scope": scope, "node": node, "level": level, "time": str(span)}


def _nodes() -> list[str]:
    return list(dict.fromkeys(node for version in catalogue.load().values() for node in version.nodes))


def _scopes(warehouse: Warehouse) -> list[str]:
    return sorted({capture.scope for capture in captures_of(warehouse, None)})


def _lists(warehouse: Warehouse) -> Chosen:
    for scope in warehouse.ask("overdue_scopes").scope:
        for step in reversed(steps(warehouse, scope)):
            yield {"scope": scope, "list": step.code}


def _dossiers(warehouse: Warehouse) -> Chosen:
    """Yield whole lists and one agency's, kind's or cause's part of them."""
    for chosen in _letters(warehouse):
        agency = chosen.pop("agency")
        yield {**chosen, **({"agency_id": agency} if agency else {})}


def _letters(warehouse: Warehouse) -> Chosen:
    """Yield each list, as a whole and for each agency that has a dossier in it."""
    for scope in warehouse.ask("overdue_scopes").scope:
        for step in reversed(steps(warehouse, scope)):
            listed = backlog(warehouse, step, "agency").part.dropna()
            for agency in ("", *listed):
                yield {"scope": scope, "list": step.code, "agency": str(agency)}


def _orders(warehouse: Warehouse) -> Chosen:
    for chosen in _lists(warehouse):
        for order in campaigns(warehouse, chosen["scope"]):
            yield {**chosen, "order": order.campaign_id}


def _reminders(warehouse: Warehouse) -> Chosen:
    orders: dict[str, list[str]] = {}
    for chosen in _letters(warehouse):
        scope = chosen["scope"]
        if scope not in orders:
            orders[scope] = [order.campaign_id for order in campaigns(warehouse, scope)]
        yield chosen
        yield from ({**chosen, "order": order} for order in orders[scope])


_CANDIDATES: dict[Kind, Callable[[Warehouse], Chosen]] = {
    "slides": _slides,
    "report": _captures,
    "workbook": _captures,
    "bulletin": _captures,
    "agency": _agencies,
    "ranking": _rankings,
    "trend": _trends,
    "dossiers": _dossiers,
    "order": _orders,
    "reminder": _reminders,
    "request": _letters,
    "result": _orders,
}
