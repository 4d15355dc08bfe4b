"""What was found of a file or code, in sentences for commands and pages."""

from __future__ import annotations

from indicators import formats
from indicators.analysis.document_code import Kind
from indicators.exports.verification.check import Verified
from indicators.translation import plural, text


def kind_name(kind: Kind) -> str:
    """Name a kind of document."""
    return {
        "slides": text("slides"),
        "report": text("report to the committee"),
        "workbook": text("workbook"),
        "bulletin": text("Weekly bulletin"),
        "agency": text("an agency on a page"),
        "ranking": text("ranking"),
        "trend": text("values over time"),
        "comparison": text("comparison"),
        "dossiers": text("overdue dossiers"),
        "order": text("progress of an order"),
        "reminder": text("reminder"),
        "request": text("request to check synchronisation"),
        "result": text("report on an order's result"),
        "table": text("table of a page"),
        "page": text("page"),
    }[kind]


def verdict(found: Verified) -> str:
    """Say in a sentence whether the store says the same."""
    match found.verdict:
        case "same":
            return text("The file is as the store has it: nothing differs.")
        case "altered":
            if not found.differences:
                return text("The file was altered: what is written in it does not give its code.")
            return plural(
                len(found.differences),
                "The file was altered: {count} place differs from the store.",
                "The file was altered: {count} places differ from the store.",
                count=formats.count(len(found.differences)),
            )
        case "moved":
            return text(
                "The store gives another code for this choice: its settings, its past or the program changed since, "
                "or the code was altered."
            )
        case _:
            return (
                text("The code is known to the store, and its numbers are those below.")
                if found.figures
                else text(
                    "The code is one of a page: open the page with the same choices and compare the last six signs."
                )
            )


def facts(found: Verified) -> list[tuple[str, str]]:
    """Return what a file is of: its kind, question, state of the store, readings with their digests and files."""
    told = [
        (text("Code"), found.code),
        (text("Document"), kind_name(found.document.kind)),
        (text("Question"), found.document.address),
        (text("State of the store"), formats.count(found.document.data_version)),
    ]
    for source in found.sources:
        told.append(
            (text("Source"), f"{formats.moment(source.moment)} · {source.identity} · {source.digest}")
        )
        told += [(text("File"), f"{name} · SHA-256 {sha256}") for name, sha256 in source.files]
    return told
