"""Where the numbers come from that are about to be kept, as the one record of provenance."""

from __future__ import annotations

from indicators import codes, formats
from indicators.analysis.provenance import Provenance, of_listed
from indicators.periods import Period
from indicators.store.capture import Capture
from indicators.store.overdue_list import OverdueList
from indicators.store.own_list import OwnList
from indicators.translation import text


def kind_name(made: Capture | OverdueList | OwnList) -> str:
    """Name what is about to be kept by its kind; a capture by its source."""
    if isinstance(made, Capture):
        source = formats.source(made.source)
        return f"{source[:1].upper()}{source[1:]}"
    return text("List of overdue dossiers") if isinstance(made, OverdueList) else text("Own count")


def of_new(made: Capture | OverdueList | OwnList) -> Provenance:
    """Say where what is about to be kept comes from, of whatever kind."""
    if isinstance(made, Capture):
        return of_new_capture(made)
    return of_new_list(made) if isinstance(made, OverdueList) else of_new_own_list(made)


def of_new_capture(made: Capture) -> Provenance:
    """Say it of the numbers of a capture that is about to be kept."""
    flags = {flag for of_value in made.observations["quality"].to_pylist() for flag in of_value or ()}
    return Provenance(
        sources=(made.source,),
        scope=made.scope,
        period=made.period,
        is_open=made.is_open,
        read_at=(made.captured_at,),
        read_at_given=made.captured_at_given,
        has_provisional_denominators=codes.TEMPORARY_DENOMINATOR in flags,
        index_versions=(made.index_version,),
        is_demo=made.is_demo,
    )


def of_new_list(made: OverdueList) -> Provenance:
    """Say it of dossiers of a list that is about to be kept."""
    told = (made.scope, made.listed_at, made.listed_at_given, made.is_demo)
    return of_listed(*told, dossiers=made.dossiers.num_rows, set_aside=made.set_aside.num_rows)


def of_new_own_list(made: OwnList) -> Provenance:
    """Say it of counts and dossiers of the province's own that are about to be kept."""
    periods = sorted({Period.parse(written) for written in made.counts["period"].drop_null().to_pylist()})
    (period,) = periods if len(periods) == 1 else (None,)
    return Provenance(
        sources=(codes.OWN_LIST,),
        scope=made.scope,
        period=period,
        is_open=bool(period and period.is_open(made.counted_at)),
        read_at=(made.counted_at,),
        read_at_given=made.counted_at_given,
        notes=(", ".join(map(formats.period, periods)),) if len(periods) > 1 else (),
    )
