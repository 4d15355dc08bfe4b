"""Of the data themselves: how many of how many looked at are at fault, and steps at which all units moved together."""

from __future__ import annotations

import pandas as pd

from indicators import formats
from indicators.analysis.break_proposals import Proposal
from indicators.analysis.provenance import Provenance, of_capture
from indicators.analysis.quality_checks import Finding, Quality
from indicators.analysis.statements.model import Evidence, Link, Statement
from indicators.translation import plural, text

# The question each kind of finding is an answer of; rows of own files are read from files.
QUESTIONS = {
    "freshness": "quality_freshness",
    "coverage": "quality_coverage",
    "jumps": "quality_changes",
    "breaks": "common_changes",
    "names": "quality_names",
    "repeats": "quality_repeats",
    "unrecognised": "quality_unrecognised",
}


def found(view: Quality, finding: Finding) -> Statement:
    """Say how many of one kind are at fault, of how many looked at; or why none could be."""
    capture, count = view.capture, finding.count
    numbers = {} if finding.why_none else {"count": count}
    if finding.checked is not None and not finding.why_none:
        numbers["checked"] = finding.checked
    return Statement(
        kind="not_checked" if finding.why_none else f"found_{finding.kind}",
        subject=(finding.kind,),
        numbers=numbers,
        scope=capture.scope,
        basis=of_capture(capture),
        evidence=Evidence(
            QUESTIONS.get(finding.kind, "quality_values"), {"capture_id": capture.capture_id}, finding.rows
        ),
        link=Link("quality", {"finding": finding.kind}),
        words=lambda: _found_in_words(finding),
    )


def _found_in_words(finding: Finding) -> str:
    if finding.why_none:
        return text("Not checked: {reason}", reason=finding.why_none)
    number = finding.count
    told = {"count": formats.count(number), "checked": formats.count(finding.checked)}
    return {
        "freshness": lambda: plural(
            number, "{count} of {checked} sources is late", "{count} of {checked} sources are late", **told
        ),
        "coverage": lambda: plural(
            number,
            "{count} of {checked} agencies lacks at least one component",
            "{count} of {checked} agencies lack at least one component",
            **told,
        ),
        "marks": lambda: plural(
            number, "{count} mark among {checked} values", "{count} marks among {checked} values", **told
        ),
        "totals": lambda: plural(
            number, "{count} of {checked} totals differs", "{count} of {checked} totals differ", **told
        ),
        "counts": lambda: plural(
            number,
            "{count} of {checked} scores differs from the rule",
            "{count} of {checked} scores differ from the rule",
            **told,
        ),
        "jumps": lambda: plural(
            number, "{count} jump among {checked} changes", "{count} jumps among {checked} changes", **told
        ),
        "breaks": lambda: plural(number, "{count} break is proposed", "{count} breaks are proposed", **told),
        "names": lambda: plural(number, "{count} name", "{count} names", **told),
        "repeats": lambda: plural(number, "{count} reading", "{count} readings", **told),
        "unrecognised": lambda: plural(number, "{count} name", "{count} names", **told),
        "own_files": lambda: plural(number, "{count} row", "{count} rows", **told),
    }[finding.kind]()


def moved_together(proposal: Proposal) -> Statement:
    """Say what was seen of a proposed break: how many together, from which median to which, against the usual."""
    numbers = {
        "together": proposal.together,
        "units": proposal.units,
        "before": proposal.before,
        "after": proposal.after,
        "usual": proposal.usual,
    }
    return Statement(
        kind="moved_together",
        subject=(proposal.level, proposal.node),
        numbers=numbers,
        scope=proposal.scope,
        basis=Provenance(scope=proposal.scope),
        evidence=Evidence("common_changes", {"scope": proposal.scope}, pd.DataFrame([numbers])),
        link=Link("quality", {"finding": "breaks"}),
        words=lambda: text(
            "From {day}, {share} of {units} {level} moved together: median {before} → {after}, usually by {usual}",
            day=formats.day(proposal.from_day),
            share=formats.percent(proposal.together),
            units=formats.count(proposal.units),
            level=formats.level(proposal.level).lower(),
            before=formats.number(proposal.before),
            after=formats.number(proposal.after),
            usual=formats.number(proposal.usual),
        ),
    )
