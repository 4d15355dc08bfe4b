"""The file that a document's choice makes of the store."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import nullcontext
from datetime import date

from indicators.analysis.bulletin import Bulletin, bulletin
from indicators.analysis.campaign import find_campaign, progress
from indicators.analysis.capture_selection import CaptureInfo, captures_of, select_capture
from indicators.analysis.comparison import side_by_side
from indicators.analysis.document_code import Document, Kind
from indicators.analysis.overdue import DIMENSIONS, Step, filter_of, steps
from indicators.analysis.overview import overview
from indicators.analysis.profile import known_units, profile
from indicators.analysis.ranking import rank
from indicators.analysis.reminders import result_report
from indicators.analysis.trend import Trend, trend
from indicators.analysis.trend_spans import spans
from indicators.deck import build_deck
from indicators.errors import InputProblem
from indicators.exports.bulletin import bulletin_docx, bulletin_slide
from indicators.exports.csv import card_csv, comparison_csv, ranking_csv, separated_by, trend_csv
from indicators.exports.letters import letter_docx
from indicators.exports.overdue import campaign_csv, dossiers_csv
from indicators.exports.pdf import deck_pdf, profile_pdf, table_pdf
from indicators.exports.pptx import deck_pptx
from indicators.exports.report import report_docx
from indicators.exports.xlsx import workbook_xlsx
from indicators.letters.recipients import reminder_letters, request_letters
from indicators.letters.wording import Letter, result_letter
from indicators.periods import Period, parse_reading
from indicators.translation import in_language
from indicators.warehouse.warehouse import Warehouse

Choice = Mapping[str, str]
Makers = Mapping[str, Callable[[Warehouse, Document], bytes]]


def remake(warehouse: Warehouse, document: Document, ending: str, separator: str = "") -> bytes:
    """Write the file again that a document's choice makes of a store; of CSV `separator` is the sign between cells.

    InputProblem where its choice is no longer there, or where only a page can make it.
    """
    make = MAKERS[document.kind].get(ending)
    if make is None:
        raise InputProblem(
            "a page alone makes this file: {address}.",
            do="Open the page with the choices named there and make the file again: with the same numbers it has the "
            "same last six signs.",
            address=document.address,
        )
    between = separated_by(separator) if separator else nullcontext()
    with in_language(document.manner.get("lang", "vi")), between:
        return make(warehouse, document)


def endings(kind: Kind) -> tuple[str, ...]:
    """List what a kind of document is written as, the most usual first; nothing for what a page alone makes."""
    return tuple(MAKERS[kind])


def of_one_capture(
    warehouse: Warehouse, choice: Choice, read: str = "read", period: str = "period"
) -> CaptureInfo:
    """Find the capture of a choice; InputProblem where the store has none of that moment."""
    found = select_capture(
        captures_of(warehouse, choice["scope"]), Period.parse(choice[period]), parse_reading(choice[read])
    )
    if found is None:
        raise InputProblem("the store has no reading of {moment}.", moment=choice[read])
    return found


def of_one_list(warehouse: Warehouse, choice: Choice) -> Step:
    """Find the list of a choice; InputProblem where the store has none of that moment."""
    known = steps(warehouse, choice["scope"])
    found = next((step for step in known if step.code == choice["list"]), None)
    if found is None:
        raise InputProblem("the store has no list of {moment}.", moment=choice["list"])
    return found


def followed(warehouse: Warehouse, choice: Choice) -> Trend:
    """Follow what a choice names over time; InputProblem where the store has nothing of it."""
    scope, node, level = choice["scope"], choice["node"], choice["level"]
    known = {str(span): span for span in spans(warehouse, node, level, scope)}
    if choice["time"] not in known:
        raise InputProblem("“{time}” cannot be followed.", time=choice["time"])
    return trend(warehouse, node=node, level=level, scope=scope, span=known[choice["time"]])


def _reading(choice: Choice) -> tuple[str, Period, date, date | None]:
    """Return what most files are asked by: scope, period, reading, and since which one changes are counted."""
    since = parse_reading(choice["since"]) if "since" in choice else None
    return choice["scope"], Period.parse(choice["period"]), parse_reading(choice["read"]), since


def _slides(write: Callable[..., bytes]) -> Callable[[Warehouse, Document], bytes]:
    return lambda warehouse, of: write(
        build_deck(warehouse, *_reading(of.choice), is_short="short" in of.choice)
    )


def _bulletin(write: Callable[[Bulletin], bytes]) -> Callable[[Warehouse, Document], bytes]:
    return lambda warehouse, of: write(bulletin(warehouse, *_reading(of.choice)))


def _workbook(warehouse: Warehouse, of: Document) -> bytes:
    return workbook_xlsx(warehouse, overview(warehouse, *_reading(of.choice)))


def _agency(write: Callable[..., bytes]) -> Callable[[Warehouse, Document], bytes]:
    def made(warehouse: Warehouse, of: Document) -> bytes:
        scope, period, read, since = _reading(of.choice)
        return write(profile(warehouse, scope, of.choice["agency"], period, read, since))

    return made


def _ranking(warehouse: Warehouse, of: Document) -> bytes:
    scope, period, read, since = _reading(of.choice)
    node, level = of.choice["node"], of.choice["level"]
    ranking = rank(
        warehouse,
        node=node,
        level=level,
        scope=scope,
        period=period,
        captured_on=read,
        compare_with=since,
    )
    return ranking_csv(ranking)


def _trend(warehouse: Warehouse, of: Document) -> bytes:
    moved = followed(warehouse, of.choice)
    return trend_csv(moved, moved.span.name())


def _comparison(warehouse: Warehouse, of: Document) -> bytes:
    names = known_units(warehouse, of.choice["scope"]).set_index("agency_id").agency_name
    compared = []
    for letter in sorted(of.choice.keys() - {"scope", "level"}):
        agency, period, read = of.choice[letter].split(" ")
        side = {"scope": of.choice["scope"], "period": period, "read": read}
        compared.append((agency, str(names[agency]), of_one_capture(warehouse, side)))
    return comparison_csv(side_by_side(warehouse, of.choice["level"], compared), of.choice["level"])


def _dossiers(warehouse: Warehouse, of: Document) -> bytes:
    picked = {name: of.choice.get("agency_id" if name == "agency" else name, "") for name in DIMENSIONS}
    named = [of.manner["part"]] if "part" in of.manner else []
    return dossiers_csv(warehouse, of_one_list(warehouse, of.choice), filter_of(picked), named)


def _order(warehouse: Warehouse, of: Document) -> bytes:
    order = find_campaign(warehouse, of.choice["scope"], of.choice["order"])
    return campaign_csv(progress(warehouse, order, of_one_list(warehouse, of.choice).listed_on))


def _reminder(warehouse: Warehouse, of: Document) -> bytes:
    order, deadline = of.choice.get("order"), of.manner.get("deadline")
    letters = reminder_letters(
        warehouse,
        of_one_list(warehouse, of.choice),
        [of.choice["agency"]],
        find_campaign(warehouse, of.choice["scope"], order) if order else None,
        date.fromisoformat(deadline) if deadline else None,
        is_of_order=bool(order),
        on=_written_on(of),
    )
    return _only(letters, of)


def _request(warehouse: Warehouse, of: Document) -> bytes:
    return _only(request_letters(warehouse, of_one_list(warehouse, of.choice), [of.choice["agency"]]), of)


def _result(warehouse: Warehouse, of: Document) -> bytes:
    order = find_campaign(warehouse, of.choice["scope"], of.choice["order"])
    come = progress(warehouse, order, of_one_list(warehouse, of.choice).listed_on)
    return letter_docx(result_letter(result_report(warehouse, come), _written_on(of)))


def _written_on(of: Document) -> date | None:
    """Return the day a letter was written, where it is told; a code alone tells none."""
    return date.fromisoformat(of.manner["on"]) if "on" in of.manner else None


def _only(letters: list[Letter], of: Document) -> bytes:
    if not letters:
        raise InputProblem("nothing was to be written to “{agency}”.", agency=of.choice["agency"])
    return letter_docx(letters[0])


def _with_pdf(write: Callable[[Warehouse, Document], bytes]) -> Makers:
    """Return a table's makers: what is printed of it is its CSV."""
    return {"csv": write, "pdf": lambda warehouse, of: table_pdf(write(warehouse, of))}


MAKERS: dict[Kind, Makers] = {
    "slides": {"pptx": _slides(deck_pptx), "pdf": _slides(deck_pdf)},
    "report": {"docx": lambda warehouse, of: report_docx(warehouse, *_reading(of.choice))},
    "workbook": {"xlsx": _workbook},
    "bulletin": {"docx": _bulletin(bulletin_docx), "pptx": _bulletin(bulletin_slide)},
    "agency": {"pdf": _agency(profile_pdf), "csv": _agency(card_csv)},
    "ranking": _with_pdf(_ranking),
    "trend": _with_pdf(_trend),
    "comparison": _with_pdf(_comparison),
    "dossiers": _with_pdf(_dossiers),
    "order": _with_pdf(_order),
    "reminder": {"docx": _reminder},
    "request": {"docx": _request},
    "result": {"docx": _result},
    "table": {},
    "page": {},
}
