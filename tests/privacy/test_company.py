"""Of a text only words stay that stand together in texts about nobody; who is named in it goes, whoever it is."""

from __future__ import annotations

import re

import pytest

from indicators.privacy.company import Company
from indicators.privacy.labels import public_label
from indicators.privacy.procedures import public_field, public_procedure, public_words
from indicators.privacy.units import is_public_unit
from indicators.privacy.words import Words, about_nobody
from indicators.reference.procedures import load_procedures
from tests.privacy import held_back
from tests.privacy.made_up_people import joined, people

NAME = "Thủ tục đăng ký kết hôn lưu động"


def words(text: str | None) -> list[str]:
    return re.findall(r"\w+", (text or "").casefold())


def stays(who: str, kept: str | None) -> bool:
    return f" {' '.join(words(who))} " in f" {' '.join(words(kept))} "


@pytest.fixture(scope="module")
def known() -> tuple[Company, Words]:
    """What is known without the thousand procedures that are held back."""
    apart = set(held_back())
    texts = list(about_nobody(one for one in load_procedures() if one.name not in apart))
    return Company(texts), Words(texts)


def test_nobody_stays_beside_a_procedure_that_is_known() -> None:
    procedures = [one.name for one in load_procedures()]
    tried = list(joined(1, procedures, people(1, 1500)))
    assert [text for text, who in tried if stays(who, public_procedure(text))] == []


def test_nobody_stays_beside_a_procedure_that_is_not_known(known: tuple[Company, Words]) -> None:
    tried = list(joined(2, held_back(), people(2, 1500)))
    assert [text for text, who in tried if stays(who, public_words(text, *known))] == []


def test_nobody_alone_is_a_procedure_a_field_a_unit_or_a_name_of_a_file() -> None:
    everybody = people(3, 1500)
    for keep in (public_procedure, public_field, public_label):
        assert [who for who in everybody if stays(who, keep(who))] == []
    assert [who for who in everybody if is_public_unit(who)] == []


def test_nobody_stays_in_the_name_of_a_file_or_a_unit() -> None:
    files = ["HS quá hạn", "bao cao thang 9", "Danh sách", "PL II", "Ghi chú"]
    units = [
        "UBND xã Ia Grai",
        "Sở Tài chính",
        "Phòng Kinh tế",
        "Văn phòng Đăng ký đất đai",
        "Bộ phận một cửa",
    ]
    everybody = people(4, 800)
    assert [text for text, who in joined(4, files, everybody) if stays(who, public_label(text))] == []
    forms = ("{} {}", "{} - {}", "{} ({})", "{1} - {0}", "{1}, {0}")
    beside = [
        form.format(units[number % len(units)], who) for number, who in enumerate(everybody) for form in forms
    ]
    assert [text for text in beside if is_public_unit(text)] == []


@pytest.mark.parametrize(
    "added", [" - lều xuyến", " (ONG THỨC)", ": Ksor Blik", ", 45 hùng vương", " / ngụy tiếp"]
)
def test_of_what_is_added_to_a_known_procedure_nothing_is_kept(added: str) -> None:
    assert public_procedure(f"{NAME}{added}") == NAME


def test_where_a_name_may_go_on_a_mark_tells_that_something_went() -> None:
    assert public_procedure(f"{NAME} út diệp") == f"{NAME} …"
    assert public_procedure(f"{NAME} {NAME.lower()}") == f"{NAME} …"


def test_what_was_kept_is_kept_again() -> None:
    kept = [public_procedure(text) for text, _ in joined(6, held_back(), people(6, 200))]
    assert [text for text in kept if text and public_procedure(text) != text] == []


def test_every_procedure_and_every_field_of_the_catalogue_is_kept_whole() -> None:
    procedures = load_procedures()
    assert [one.name for one in procedures if public_procedure(one.name) != one.name] == []
    assert [one.field for one in procedures if one.field and public_field(one.field) != one.field] == []


def test_of_a_thousand_procedures_nobody_knows_most_words_stay(known: tuple[Company, Words]) -> None:
    """The names are real: of the national catalogue (data/reference/procedures.csv), taught by the other 1,800 only."""
    kept = [public_words(name, *known) for name in held_back()]
    assert len(kept) == 1000
    assert sum(map(len, map(words, kept))) >= 0.6 * sum(map(len, map(words, held_back())))
    assert kept.count(None) <= 100
