"""Of counts of overdue dossiers by agency: whether the list of their day names as many."""

from __future__ import annotations

from indicators import formats
from indicators.analysis.overdue_counts import CountsByAgency
from indicators.analysis.provenance import of_counts
from indicators.analysis.statements.model import Evidence, Link, Statement
from indicators.translation import plural, text


def beside_list(scope: str, found: CountsByAgency) -> Statement:
    """Say for how many agencies the list of the day names another number; that it names as many; that there is none."""
    differing, rows = found.differing, found.rows

    def words() -> str:
        if differing is None:
            return text("No list of that day names the dossiers: they cannot be followed one by one")
        if not differing:
            return text("The list of that day names as many of every agency counted")
        return plural(
            differing,
            "The list of that day names another number for {count} agency",
            "The list of that day names another number for {count} agencies",
            count=formats.count(differing),
        )

    apart = rows if differing is None else rows[rows.overdue != rows.dossiers]
    return Statement(
        kind="counted_without_list" if differing is None else "counts_beside_list",
        subject=tuple(map(str, apart.agency_id)),
        numbers={} if differing is None else {"differing": differing, "agencies": len(rows)},
        scope=scope,
        basis=of_counts(scope, found),
        evidence=Evidence("overdue_counts", {"scope": scope, "as_of": found.listed_on}, rows),
        link=Link("overdue"),
        words=words,
    )
