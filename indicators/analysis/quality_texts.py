"""What was found of a province's data, in words: each kind's name, what it means, what to do."""

from __future__ import annotations

from indicators import formats
from indicators.analysis import break_proposals
from indicators.analysis.break_proposals import APART, TOGETHER
from indicators.analysis.quality_checks import (
    FAR,
    FEWEST_PEERS,
    LEAST_SHARE,
    SPREADS_A_DEVIATION,
    Finding,
    Kind,
)
from indicators.analysis.quality_values import RULE_TOLERANCE
from indicators.translation import text


def title(kind: Kind) -> str:
    """Name the kind."""
    return {
        "freshness": text("Freshness of sources"),
        "coverage": text("Missing values"),
        "marks": text("Values marked as doubtful"),
        "totals": text("Totals that are not the sum of their parts"),
        "counts": text("Points that do not follow from counts"),
        "jumps": text("Changes beyond the usual"),
        "breaks": text("Steps at which all units moved together"),
        "names": text("Names written otherwise than before"),
        "repeats": text("Readings that repeat the one before"),
        "unrecognised": text("Units that are not in the register"),
        "own_files": text("Rows of own files without an agency"),
    }[kind]


def counted(finding: Finding) -> str:
    """Write how many there are, of how many looked at: "3/150"; "–" where nothing could be looked at."""
    if finding.why_none:
        return formats.MISSING
    count = formats.count(finding.count)
    return count if finding.checked is None else f"{count}/{formats.count(finding.checked)}"


def meaning(kind: Kind) -> str:
    """Say what it means that such a thing is found."""
    return {
        "freshness": text(
            "When each source last brought data. It is late where more days passed than its rhythm allows."
        ),
        "coverage": text(
            "Agencies without points in a component. They have no total, and missing is not counted as 0."
        ),
        "marks": text(
            "Values that the portal marks as provisional or without data, and values above their maximum."
        ),
        "totals": text(
            "The published total and the sum of its published parts differ by more than rounding explains. "
            "The published total stands."
        ),
        "counts": text(
            "The published points and those that its counts give by the catalogue's rule differ by more than "
            "{tolerance}. The published points stand.",
            tolerance=formats.number(RULE_TOLERANCE, 3),
        ),
        "jumps": text(
            "Since the previous comparable reading, points changed by more than {far} robust spreads "
            "({times} × the median absolute deviation) from the median change of the peers, and by more than "
            "{share} of the maximum; only among at least {fewest} peers, never across index versions.",
            far=formats.count(FAR),
            times=formats.number(SPREADS_A_DEVIATION, 4),
            share=f"{formats.count(LEAST_SHARE * 100)}%",
            fewest=FEWEST_PEERS,
        ),
        "breaks": text(
            "Within one step nearly all units (at least {share}) moved the same way, their median "
            "by more than {far} "
            "times the usual and more than {apart} robust spreads of the units: the counting "
            "changed, not the work. A "
            "break that is known is not proposed again.",
            share=f"{formats.count(TOGETHER * 100)}%",
            far=formats.count(break_proposals.FAR),
            apart=formats.count(APART),
        ),
        "names": text("The same agency of the register, under another written name than before."),
        "repeats": text(
            "Every value is that of the reading before, of the same period: checked, and nothing was new."
        ),
        "unrecognised": text(
            "Units that match no agency of the register. They are kept and ranked, but not as one of ours."
        ),
        "own_files": text(
            "Targets, places and boundaries of the province that name an agency the register does not know. "
            "They are left out; everything else works."
        ),
    }[kind]


def advice(kind: Kind) -> str:
    """Say what to do about it."""
    return {
        "freshness": text("Collect or import the late source; its rhythm is a setting of the office."),
        "coverage": text(
            "Read the portal again; where values are still missing, ask the agency or the portal."
        ),
        "marks": text("Tell the mark wherever the value is told; read again when the portal has its data."),
        "totals": text(
            "Compare with the portal, then report it to the portal, or correct the value on the page History."
        ),
        "counts": text(
            "Where the values are the portal's own, it breaks its rule or has changed it: check the "
            "methodology and report it. Where they are from a file, correct the value on the page History."
        ),
        "jumps": text("Ask the agency what happened before the change is told; look at its trend."),
        "breaks": text(
            "Find out what changed, then enter the break below, or say that it is none: nothing is "
            "compared across a "
            "break."
        ),
        "names": text(
            "Where more than spelling differs, check that it is the same agency; add the name as an "
            "alias in the register."
        ),
        "repeats": text("Nothing needs to be done; if several follow each other, check the collecting."),
        "unrecognised": text(
            "On the page History, say once which agency it is: all captures follow. A new agency is "
            "added in the register."
        ),
        "own_files": text(
            "Correct the agency's code in the row, or delete the row; after a change of province, "
            "replace all of the province's own files."
        ),
    }[kind]
