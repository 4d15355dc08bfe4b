"""What was handed out, held against the store: its code finds it again, and one altered digit is named."""

from __future__ import annotations

import io
import random
import re
import zipfile
from dataclasses import replace
from datetime import date

import pytest
from docx import Document as Word

from indicators.analysis import document_code, overdue, provenance
from indicators.analysis.campaign import campaigns
from indicators.analysis.capture_selection import captures_of, select_capture
from indicators.analysis.document_code import Document, of_capture, of_list, read_code
from indicators.analysis.ranking import rank
from indicators.deck import build_deck
from indicators.deck.code import slides_code
from indicators.errors import InputProblem
from indicators.exports.csv import ranking_csv, separated_by, table_csv
from indicators.exports.letters import letters_zip
from indicators.exports.pdf import table_pdf
from indicators.exports.verification.check import verify_code, verify_file, verify_files
from indicators.exports.verification.remake import MAKERS, remake
from indicators.letters.recipients import reminder_letters
from indicators.periods import Period
from indicators.store.store import Store
from indicators.translation import in_language
from indicators.verification_code import CODE
from indicators.warehouse.warehouse import Warehouse
from tests.exports.altered import with_one_digit_altered
from tests.made_up import FINANCE, JUSTICE, TRADE, capture, even

HANDED_OUT = [(kind, ending) for kind, makers in MAKERS.items() for ending in makers]
# A workbook has tens of thousands of cells, a deck is made by all questions: once is enough.
ONCE = {("workbook", "xlsx"), ("slides", "pptx"), ("slides", "pdf"), ("report", "docx")}


@pytest.fixture(scope="module")
def documents(demonstration: Warehouse) -> dict[str, Document]:
    """One document of every kind, of the demonstration."""
    capture_, step = captures_of(demonstration, "H21")[0], overdue.last_step(demonstration, "H21")
    of_districts = select_capture(captures_of(demonstration, "H21"), Period("year", 2025), date(2025, 6, 30))
    assert of_districts
    order = {"order": campaigns(demonstration, "H21")[0].campaign_id}
    health, day = {"agency": "so-y-te"}, {"on": "2026-11-20"}
    span, reading = str(capture_.period), f"{capture_.period} {capture_.reading}"
    sides = {"A": f"so-y-te {reading}", "B": f"so-tai-chinh {reading}"}
    known = ("H21", capture_.data_version)
    return {
        **{kind: of_capture(kind, capture_) for kind in ("slides", "report", "bulletin")},
        # Of a time when there were districts, and a fifth of the units there are now.
        "workbook": of_capture("workbook", of_districts),
        "agency": of_capture("agency", capture_, None, **health),
        "ranking": of_capture("ranking", capture_, None, node="total", level="commune"),
        "trend": _document("trend", *known, {"node": "total", "level": "department", "time": span}),
        "comparison": _document("comparison", *known, {"level": "department", **sides}),
        "dossiers": of_list("dossiers", step, {"agency_id": "so-y-te"}),
        "order": of_list("order", step, order),
        "result": of_list("result", step, order, day),
        "reminder": of_list("reminder", step, {**health, **order}, day),
        "request": of_list("request", step, health),
    }


def _document(kind: document_code.Kind, scope: str, version: int, choice: dict[str, str]) -> Document:
    return document_code.document(kind, {"scope": scope, **choice}, version)


@pytest.mark.parametrize(("kind", "ending"), HANDED_OUT)
def test_a_file_is_found_by_its_code_and_an_altered_digit_by_its_place(
    demonstration: Warehouse, documents: dict[str, Document], kind: str, ending: str
) -> None:
    made = remake(demonstration, documents[kind], ending)
    whole = verify_file(demonstration, f"x.{ending}", made)
    assert (whole.verdict, whole.document, whole.differences) == ("same", documents[kind], ())
    assert whole.figures
    assert all(len(source.digest) == 64 for source in whole.sources)
    assert whole.sources
    if kind != "comparison":
        found = verify_code(demonstration, whole.code.lower().replace("-", ""))
        assert (found.document.choice, found.verdict) == (whole.document.choice, "unseen")
    named = verify_code(demonstration, f"{whole.code} {whole.document.address}")
    assert named.document == whole.document
    if ending in ("csv", "docx", "xlsx"):
        chance = random.Random(kind)  # noqa: S311
        for _ in range(1 if (kind, ending) in ONCE else 3):
            altered = verify_file(demonstration, "x", with_one_digit_altered(made, ending, chance))
            assert altered.verdict == "altered"
            (place,) = altered.differences
            assert place.was != place.now


def test_an_altered_printed_table_is_named_line_by_line(
    demonstration: Warehouse, documents: dict[str, Document]
) -> None:
    table = remake(demonstration, documents["ranking"], "csv").decode("utf-8-sig")
    row = next(line for line in table.splitlines() if line.startswith("1;"))
    other = table.replace(row, re.sub(r"\d{2},\d{2}", "99,99", row))
    verified = verify_file(demonstration, "x.pdf", table_pdf(other.encode("utf-8-sig")))
    assert verified.verdict == "altered"
    assert all("99,99" in place.now for place in verified.differences)


def test_what_a_person_fills_in_is_no_alteration(
    demonstration: Warehouse, documents: dict[str, Document]
) -> None:
    letter = Word(io.BytesIO(remake(demonstration, documents["reminder"], "docx")))
    number = letter.tables[0].rows[1].cells[0].paragraphs[0]
    for run in number.runs:
        run.text = run.text.replace("[number]", "15").replace("[số]", "15")
    stream = io.BytesIO()
    letter.save(stream)
    assert number.text.startswith("Số: 15/")
    assert verify_file(demonstration, "x.docx", stream.getvalue()).verdict == "same"


@pytest.mark.parametrize(("sign", "spoken"), [(",", "vi"), ("\t", "en")])
def test_a_table_may_be_in_another_language_and_have_other_separators(
    demonstration: Warehouse, sign: str, spoken: str
) -> None:
    with in_language(spoken), separated_by(sign):
        made = ranking_csv(rank(demonstration, node="total", level="department", scope="H21"))
    assert verify_file(demonstration, "x.csv", made).verdict == "same"


def test_a_table_that_only_a_page_makes_is_held_against_its_own_code(demonstration: Warehouse) -> None:
    ranking = rank(demonstration, node="total", level="department", scope="H21")
    columns = {"agency_name": "Cơ quan", "value": "Điểm"}
    made = table_csv(provenance.of_capture(ranking.capture), "Một bảng", columns, ranking.rows)
    assert verify_file(demonstration, "x.csv", made).verdict == "same"
    lines = made.decode("utf-8-sig").splitlines(keepends=True)
    lines[-1] = re.sub(r"\d", "9", lines[-1], count=1)
    altered = "".join(lines).encode("utf-8-sig")
    assert altered != made
    assert verify_file(demonstration, "x.csv", altered).verdict == "altered"


def test_a_zip_of_letters_is_checked_letter_by_letter(demonstration: Warehouse) -> None:
    step = overdue.last_step(demonstration, "H21")
    letters = reminder_letters(demonstration, step, ["so-y-te", "so-xay-dung"], on=date(2026, 11, 20))
    found = verify_files(demonstration, "x.zip", letters_zip(letters))
    assert len(found) == len(letters) > 0
    assert {each.verdict for each in found.values()} == {"same"}


def read_in_october(store: Store) -> Warehouse:
    store.add([capture({TRADE: even(9), FINANCE: even(9), JUSTICE: even(8)}, day="2026-10-03")])
    return Warehouse(store)


@pytest.fixture
def growing(store: Store) -> Warehouse:
    return read_in_october(store)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """A store that has come to its first state, and stays there."""
    return read_in_october(Store(tmp_path_factory.mktemp("small") / "store"))


def test_a_file_stays_right_when_the_store_goes_on(growing: Warehouse, store: Store) -> None:
    asked = {"node": "total", "level": "department", "scope": "H21"}
    first = ranking_csv(rank(growing, **asked))
    store.add([capture({TRADE: even(7), FINANCE: even(6), JUSTICE: even(8)}, day="2026-10-10")])
    second = ranking_csv(rank(growing, **asked))
    codes = [found[0] for made in (first, second) for found in [CODE.findall(made.decode("utf-8-sig"))]]
    assert [read_code(code).data_version for code in codes] == [1, 2]
    for made, code, day in zip((first, second), codes, ("2026-10-03", "2026-10-10"), strict=True):
        verified = verify_file(growing, "x.csv", made)
        ((name, sha256),) = verified.sources[0].files
        assert (verified.verdict, name, len(sha256)) == ("same", "made-up.csv", 64)
        assert verify_code(growing, code).document.choice["read"].startswith(day)


def test_a_file_of_another_store_is_refused_by_name(small: Warehouse, demonstration: Warehouse) -> None:
    made = ranking_csv(rank(small, node="total", level="department", scope="H21"))
    with pytest.raises(InputProblem, match="chưa có lần đọc"):
        verify_file(demonstration, "x.csv", made)
    later = replace(of_capture("report", captures_of(small, "H21")[0]), data_version=7)
    with pytest.raises(InputProblem, match="trạng thái thứ 7"):
        verify_code(small, later.code([]))


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("x.csv", b"a;b\r\n1;2\r\n", "không có mã kiểm chứng"),
        ("x.bin", b"\xff\xfe\x00\x81", "không phải loại tệp"),
        ("x.pdf", b"%PDF-1.7 broken", "hỏng"),
        ("x.docx", b"PK\x03\x04 broken", "hỏng"),
    ],
)
def test_a_file_without_a_code_or_that_cannot_be_read_is_refused(
    small: Warehouse, name: str, content: bytes, why: str
) -> None:
    with pytest.raises(InputProblem, match=why):
        verify_files(small, name, content)


@pytest.mark.parametrize(
    "typed", ["", "ABCD", "ILOU-ILOU-ILOU-ILOU", "Z000-0000-0001-0000", "R9K2-MFQ3-0001-PTA4"]
)
def test_a_code_that_is_none_is_refused(small: Warehouse, typed: str) -> None:
    with pytest.raises(InputProblem):
        verify_code(small, typed)


def test_a_deck_has_one_code_that_any_number_changes(demonstration: Warehouse) -> None:
    deck = build_deck(demonstration, "H21")
    first, *others = deck.slides
    reworded = replace(deck, slides=(replace(first, facts=("khác",)), *others))
    assert CODE.fullmatch(slides_code(deck))
    assert slides_code(deck)[:12] == slides_code(reworded)[:12]
    assert slides_code(deck) != slides_code(reworded)


def test_codes_hold_their_parts_however_many_commits_there_are() -> None:
    for version in (1, 32_767, 32_768, 5_000_000):
        made = _document("ranking", "H21", version, {"node": "total"})
        code = read_code(made.code([["a", 1.5]]))
        assert (code.signs, code.data_version) == (made.signs, version)
        assert (
            code.digest
            == read_code(made.code([["a", "1,5"]])).digest
            != read_code(made.code([["a", 1.6]])).digest
        )


def test_every_word_file_shows_its_code_on_its_first_page_and_on_the_others(
    demonstration: Warehouse, documents: dict[str, Document]
) -> None:
    made = remake(demonstration, documents["report"], "docx")
    with zipfile.ZipFile(io.BytesIO(made)) as opened:
        feet = [
            opened.read(name).decode()
            for name in opened.namelist()
            if "footer" in name and "rels" not in name
        ]
    assert len(feet) == 2
    assert all(CODE.search(foot) for foot in feet)
