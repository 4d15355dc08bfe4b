"""What every table and column of the store means: written as docs/data-dictionary.md by `make docs`.

A test demands a meaning for every column of every schema, and that the document is what this module writes.
"""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa

from indicators.paths import PROJECT
from indicators.store.tables import DETAILS, WRITTEN

DOCUMENT = PROJECT / "docs" / "data-dictionary.md"

TABLES = {
    "commits": "One row a commit: it makes visible whatever carries the name of its attempt, in all tables at once. "
    "The commits of a store have one order, and what people decided has the same.",
    "captures": "One row a capture: what was read of one reporting period at one moment.",
    "observations": "One row for each value of one node of the index for one unit in one capture.",
    "overdue_lists": "One row a list of overdue dossiers, of one moment; several files of it are one list.",
    "overdue_dossiers": "One row a dossier that a list names. Nothing of applicants is here.",
    "overdue_counts": "One row an agency of lists that only count.",
    "overdue_set_aside": "One row for each row of a list that could not be taken, with the reason.",
    "own_lists": "One row a count or list of codes that the province made itself.",
    "own_counts": "One row for each number the province counted: agency, period, measure.",
    "own_dossiers": "One row for each dossier code of the province's own list.",
    "cause_entries": "What analysts said of why a dossier is overdue; of several the last stands.",
    "campaigns": "Orders to clear overdue dossiers: what was counted, and until when it is to be done.",
    "deck_choices": "Which slides a meeting shows, in which order, under which titles; the last stands.",
    "decisions": "What people decided of what was kept: mappings, corrections, withdrawals, proposed breaks "
    "that are none, and undoing.",
    "breaks": "Days at which a system's numbers break, entered by people beside those of `data/reference/breaks.csv`.",
}
# What a column of this name means wherever it stands, unless its table says otherwise.
COLUMNS = {
    "agency_id": "the agency's id in the register; the unit's code or name as written where nobody knows it",
    "attempt": "the attempt that wrote it: it counts once `commits` names that; empty of what was kept before there "
    "were attempts",
    "campaign_id": "the order's id",
    "capture_id": "the capture's id: sorts by the moment of reading",
    "content_key": "SHA-256 over what arrived: equal for the same bytes of the same scope",
    "digest": "SHA-256 over the rows, so that a changed one is noticed",
    "dossier_code": "the dossier's code as written; its agency, day and serial make the dossier, in any shape",
    "entered_at": "when it was entered (UTC)",
    "entered_by": "who entered it",
    "entry_id": "the entry's id",
    "file": "the name of the file it stands in",
    "files": "the files it was read from: name, part where it has parts, SHA-256 of the bytes",
    "imported_at": "when it was brought in (UTC)",
    "imported_by": "who brought it in",
    "is_demo": "made up for the demonstration",
    "list_id": "the list's id",
    "row": "the row in its sheet, from 1",
    "scope": "the portal code of the province it is of (`H21`); `VN` for a reading of all provinces",
    "sheet": "the sheet it stands in; empty in a file without sheets",
    "unrecognised": "units that the register did not know when it was brought in",
    "warnings": "what was said of it when it was brought in",
    "level": "the unit's level: `department`, `district`, `commune`, `province`",
    "node": "the code of a node of the index, from the total to an indicator (`catalogue/*.toml`)",
    "position": "its place within what its attempt wrote",
    "reason": "why, in the words of who entered it",
}
# What a column means in one table.
OF_TABLE = {
    "commits": {
        "sequence": "the commit's place among all",
        "committed_at": "when it was committed (UTC)",
        "committed_by": "who committed it",
    },
    "captures": {
        "source": "what kind of source it came from (`portal_api`, `portal_copy`, `portal_legacy`, `score_table`, "
        "`demo`)",
        "period": "the reporting period (`year:2026`, `month:2026-08`)",
        "period_kind": "`month`, `quarter`, `half` or `year`",
        "period_start": "the period's first day",
        "period_end": "the period's last day",
        "captured_at": "when the values were read (UTC)",
        "captured_on": "the day of reading in Vietnam",
        "captured_at_given": "whether that moment was told; otherwise it is the moment of import",
        "index_version": "the version of the index that its values are of",
        "system": "what computed its values: `old_portal` (the service until 2025), `new_portal` or `demo`; "
        "empty of what was kept before that was told",
        "is_open": "whether the period had not ended when it was read: its values are provisional",
        "observations": "how many observations it has",
        "agencies": "how many units have any value",
        "components": "how many pairs of level and component have any value",
        "cut_short": "the components of which the source told of more units than it gave: how many it gave, of which "
        "levels, and of how many it told",
    },
    "observations": {
        "unit_code": "the unit's portal code, where the source tells it",
        "unit_name": "the unit's name as the source writes it",
        "numerator": "the count above the line; empty where not told",
        "denominator": "the count below the line; empty where not told",
        "measure": "a value that is no score: a share, or days",
        "score": "points; empty is missing, and is not zero",
        "max_score": "the most points there are",
        "quality": "marks on the value: the portal's own and ours (`above_maximum`, …)",
        "origin": "`official` as published, `derived` as completed by us, `demo` made up",
        "place": "where in its file the value stands",
    },
    "overdue_lists": {
        "kind": "the only kind it tells of, `acceptance` or `processing`; empty where it tells of both",
        "is_part": "whether it is of the agencies it names alone: it clears nothing of others",
        "listed_at": "the moment up to which it lists (UTC)",
        "listed_on": "that day in Vietnam",
        "listed_at_given": "whether title or user told that moment; otherwise it is the moment of import",
        "files": "the files: name, SHA-256 of what arrived, SHA-256 of the scrubbed copy kept in its place",
        "dossiers": "how many dossiers it names",
        "counts": "how many agencies it counts for",
        "set_aside": "how many of its rows could not be taken",
        "columns": "which column was read as what: sheet, letter, header, role",
    },
    "overdue_dossiers": {
        "agency_id": "the agency that took it in",
        "handler_id": "the agency that handles it, where the list tells",
        "procedure": "the administrative procedure",
        "field": "the field of administration",
        "accepted_at": "when it was taken in (UTC)",
        "due_at": "when its result is due (UTC; the end of the day where only a day is told)",
        "finished_at": "when it was finished, where it is (UTC)",
        "kind": "`acceptance` (overdue for acceptance) or `processing` (overdue in processing)",
        "cause": "`synchronisation`, `delay` or `unknown`",
        "status": "`processing` and `waiting_acceptance` (the backlog), `supplement`, `suspended`, `withdrawn`, "
        "`refused`, `finished`, `unknown`; empty where the list does not tell, which is backlog too",
    },
    "overdue_counts": {"overdue": "how many overdue dossiers the list counts for the agency"},
    "overdue_set_aside": {
        "reason": "why the row was set aside, as a code",
        "dossier_code": "what stands in the column of codes, where it may be kept",
        "written": "what the row was refused for, where it may be kept",
    },
    "own_lists": {
        "counted_at": "when it was counted (UTC)",
        "counted_at_given": "whether that was told; otherwise it is the moment of import",
        "counts": "how many numbers it has",
        "dossiers": "how many dossier codes it has",
        "unread_codes": "how many cells of the code column hold no code",
    },
    "own_counts": {
        "period": "the reporting period it is of",
        "dossiers": "the number",
        "measure": "what was counted (`indicators/catalogue/own_measures.py`); empty means dossiers received",
    },
    "own_dossiers": {
        "synchronised": "whether the list says that it reached the portal; empty where it does not say"
    },
    "cause_entries": {"cause": "`synchronisation`, `delay` or `unknown`"},
    "campaigns": {
        "document_number": "the number of the document that orders it",
        "document_date": "its date",
        "title": "what it is called",
        "counted_from": "the first day of what was counted",
        "counted_to": "its last day",
        "baseline": "how many dossiers the document names; empty where it names none",
        "deadline": "by when they are to be cleared",
        "addressees": "the agencies addressed; all where empty",
    },
    "deck_choices": {
        "capture_id": "the capture that the written titles are about",
        "slides": "the slides chosen, in their order; all where empty",
        "titles": "titles a person wrote, by slide, as JSON",
    },
    "decisions": {
        "kind": "`mapping`, `correction`, `withdrawal`, `dismissal`, `undo` or `erasure`",
        "subject_id": "what it is about: the unit seen, the capture, the list, the order or the break; of a "
        "dismissal the proposed break",
        "target_id": "the agency mapped to, or the entry undone",
        "agency_id": "of a correction: whose value",
        "expected": "of a correction: the value that stood there",
        "value": "of a correction: the value that is right",
        "document": "the document it follows",
    },
    "breaks": {
        "break_id": "the break's id",
        "from_day": "the first day whose numbers are not comparable with those before",
        "to_day": "the last day of numbers in motion, comparable with none; empty where the break lies between two "
        "days",
        "day_of": "what these days are of: `reading`, or `period` (the day the numbers stand at)",
        "system": "whose numbers break; those of every portal system where empty",
        "nodes": "the nodes that break, with what they are made of and are part of; all where empty",
        "source": "what says so",
    },
}


def meaning(table: str, column: str) -> str:
    """Give what a column means; KeyError where nobody wrote it down."""
    return OF_TABLE.get(table, {}).get(column) or COLUMNS[column]


def document() -> str:
    """Write the dictionary as Markdown: a section a table, a row a column."""
    makes_visible = {detail: table for table, details in DETAILS.items() for detail in details}
    parts = [
        "# Data dictionary",
        "The store's tables, each a Delta Lake table in a folder of its name, beside `raw/` with the bytes that "
        "arrived under their SHA-256, and `inventory/` with the SHA-256 of every file at every commit. Written by "
        "`make docs` from `indicators/store/data_dictionary.py`. Moments "
        "are UTC; an empty cell is missing, never zero.",
    ]
    for table, schema in WRITTEN.items():
        visible = (
            f" Its rows are those that a row of `{makes_visible[table]}` names."
            if table in makes_visible
            else ""
        )
        rows = [
            f"| `{field.name}` | {_type(field.type)} | {meaning(table, field.name)} |" for field in schema
        ]
        parts += [
            f"## {table}",
            TABLES[table] + visible,
            "\n".join(["| column | type | meaning |", "|---|---|---|", *rows]),
        ]
    return "\n\n".join(parts) + "\n"


def _type(kind: pa.DataType) -> str:
    """Name the column's type in a word or two."""
    if pa.types.is_list(kind):
        return f"list of {_type(kind.value_type)}"
    if pa.types.is_struct(kind):
        return "(" + ", ".join(field.name for field in kind) + ")"
    if pa.types.is_timestamp(kind):
        return "moment"
    words = {
        "string": "text",
        "double": "number",
        "int64": "whole number",
        "bool": "yes or no",
        "date32[day]": "day",
    }
    return words[str(kind)]


def write(file: Path = DOCUMENT) -> None:
    """Write the document anew."""
    file.write_text(document(), encoding="utf-8")


if __name__ == "__main__":
    write()
