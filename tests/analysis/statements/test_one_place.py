"""What is claimed of numbers is said in one place: elsewhere stand labels, reasons, and words about how to read."""

from __future__ import annotations

import re

from tests.test_translation import said, translations

# Words by which Vietnamese compares, ranks, judges, foretells, or says something of all.
CLAIMS = re.compile(
    r"\b(cao|thấp|nhiều|lớn|nhỏ|lâu|kém|tốt) nhất\b|\b(tăng|giảm|còn|vượt|kém|hơn|thiếu|chiếm|chậm|kịp|dự kiến|hạng)\b"
    r"|\b(xếp thứ|xếp đầu|xếp cuối|đã đạt|chưa đạt|không đạt|không đơn vị|không cơ quan|không còn)\b"
    r"|\b(tất cả|toàn bộ|mọi|cả(?! nước))\b",
    re.IGNORECASE,
)
# Where the numbers of the index are told; what stands elsewhere is about files, the store, or settings.
PACKAGES = ("analysis", "charts", "deck", "exports", "letters", "cli")
TELLING = ("pages/", "server/", *(f"indicators/{name}/" for name in PACKAGES))
ONE_PLACE = "indicators/analysis/statements/"
# By reason, the sentences with numbers that have such a word and are no statement.
NO_STATEMENTS = {
    "what a mark, row, column or table is called, with the value that stands there": {
        "Table of all {count} units in rank order",
        "{shown} of {count} dossiers, the longest overdue first",
        "{capture}: table of {count} change, the largest first",
        "{capture}: table of {count} changes, the largest first",
        "{indicator}: who holds the {count} {counted} the units lack together",
        "Who holds what is missing: {indicator}",
        "{points}, place {rank}/{of}",
        "Short of the target of {target}",
        "rank {rank}",
        "{week}: {inflow} came in, {cleared} cleared, {after} left",
        "{day}: {count} left",
        "{count} left",
        "{unit}: {missing} missing, {share}",
    },
    "which node or peer group a title is about": {
        "Largest moves, in {unit}",
        "Rank among all provinces: {node}",
        "Rank among {level}",
        "Ranking of {level}",
        "Ranking {level}",
        "Every indicator of {level}",
    },
    "how numbers are to be read": {
        "Left out as partial, with fewer units or components than before: {readings}.",
        "By the catalogue's rules and the counts of {basis}:",
        "By the rule: what the index's rule gives for the counts;",
        "Since the previous comparable reading, points changed by more than {far}",
        "Within one step nearly all units (at least {share}) moved the same way,",
        "partial, without ranks where something is missing: {missing}",
    },
    "what is missing in a reading, told with every number of it": {
        "{node} of {missing} of {expected} {level} missing ({units})",
        "all {expected} {level} absent",
        "{missing} of {expected} {level} absent ({units})",
    },
    "what a file that is brought in holds, what is decided of it, what a file is": {
        "{count} value is above its maximum",
        "{count} values are above their maximum",
        "Against the list of {day}: {new} dossiers are new, {still} still there, {cleared} cleared.",
        "Against {previous}: {changes} values differ, {appeared} units are new, {vanished} are missing",
        "Agencies of the list before that have no dossiers in this one:",
        "Period of this {count} file",
        "Period of all these {count} files",
        "Status “{words}”: are such dossiers still worked on?",
        "{count} more sentence stands in the full bulletin.",
        "{count} more sentences stand in the full bulletin.",
        "the code is of state {version} of a store, and this one has come to state {has}.",
        "“{about}” was undone by {who}, {moment}.",
        "“{about}” was said to be “{target}” by {who}, {moment}.",
        "“{about}” was withdrawn by {who}, {moment} ({reason}).",
        "what came on {day} has both the unit and “{agency}”: it would have two values.",
    },
}  # fmt: skip
# Of sentences without numbers those that say who moved, or that nobody did, or has.
JUDGING = re.compile(r"\b(đã tăng|đã giảm|không đơn vị nào|không cơ quan nào) [^?]*\.$", re.IGNORECASE)
ALONE = {
    "No unit of this peer group has a place on the map.",
    "None of these agencies has an overdue dossier.",
    "None of these agencies has a dossier with a synchronisation fault.",
}


def elsewhere() -> list[tuple[str, str, str]]:
    """Every sentence that the places that tell of numbers say themselves: where, in English, in Vietnamese."""
    known = translations()
    return [
        (call.place, sentence, known[sentence])
        for call in said()
        if call.place.startswith(TELLING) and not call.place.startswith(ONE_PLACE)
        for sentence in call.sentences
        if sentence in known
    ]


def test_what_compares_ranks_judges_or_foretells_is_said_in_one_place() -> None:
    allowed = set[str]().union(*NO_STATEMENTS.values())
    claims = [
        (place, sentence)
        for place, sentence, vietnamese in elsewhere()
        if "{" in sentence and CLAIMS.search(vietnamese)
    ]
    used = {start for start in allowed for _, sentence in claims if sentence.startswith(start)}
    assert [one for one in claims if not one[1].startswith(tuple(allowed))] == []
    assert allowed == used


def test_that_somebody_moved_or_nobody_did_is_said_in_one_place() -> None:
    judging = {sentence for _, sentence, vietnamese in elsewhere() if JUDGING.search(vietnamese)}
    assert judging == ALONE


def test_a_claim_is_seen() -> None:
    for claim in (
        "Sở Tài chính cao nhất: {value}",
        "{unit} tăng {points} điểm",
        "Tất cả {count} xã đạt {value}",
        "{province} xếp thứ {place}",
        "còn {count} hồ sơ",
    ):
        assert CLAIMS.search(claim)
    assert not CLAIMS.search("Bảng {count} cơ quan")
    assert JUDGING.search("Không đơn vị nào thay đổi.")
