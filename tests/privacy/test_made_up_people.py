"""People and their addresses drawn by chance, joined to all that is kept: hardly one stays in a thousand."""

from __future__ import annotations

import random
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence

import pytest

from indicators.errors import InputProblem
from indicators.folding import without_marks
from indicators.privacy import public_text
from indicators.privacy.labels import public_label
from indicators.privacy.procedures import public_field, public_procedure, public_words
from indicators.privacy.typed import not_understood, public_note, refuse_personal
from indicators.privacy.units import is_public_unit
from indicators.privacy.words import Words, about_nobody
from indicators.reference.procedures import load_procedures
from tests.privacy import ORDINARY_NOTES, held_back
from tests.privacy.made_up import joined, personal

Keep = Callable[[str], str | None]
_WORD = re.compile(r"[^\W_]+")
LABELS = (
    "DS qua han",
    "Phụ lục II",
    "HS trễ hạn tháng 9",
    "Bao cao",
    "Tổng hợp",
    "Chủ hồ sơ",
    "ket qua 2026",
    "",
)
UNITS = (
    "UBND phường Hội Phú",
    "Sở Tài chính",
    "UBND xã Ia Grai",
    "Phòng Kinh tế",
    "Văn phòng Đăng ký đất đai",
    "",
)
STATUSES = ("Đang xử lý", "Chờ bổ sung", "Đã trả kết quả", "Từ chối", "")


def stays(kept: str | None, before: str, told: str) -> bool:
    """Tell whether more than one word of a personal text is in what is kept, beside those that stood before it."""
    have = Counter(plain_words(kept or ""))
    have.subtract(plain_words(before))
    words = plain_words(told)
    left = [word for word in words if have[word] > 0 and (len(word) > 1 or word.isdigit())]
    return len(left) > 1 or len(left) == len(words)


def plain_words(text: str) -> list[str]:
    return [without_marks(word) for word in _WORD.findall(unicodedata.normalize("NFC", text))]


def kept_of(seed: int, count: int, befores: Sequence[str], keep: Keep) -> list[str]:
    """Return those of `count` texts made by chance of which something personal stays."""
    chance = random.Random(seed)  # noqa: S311 (no secret)
    stayed = []
    for _ in range(count):
        before, told = chance.choice(befores), personal(chance)
        text = joined(before, told, chance) if before else told
        if stays(keep(text), before, told):
            stayed.append(text)
    return stayed


def test_nobody_stays_behind_a_procedure_that_nobody_knows() -> None:
    apart = set(held_back())
    taught = Words(about_nobody(one for one in load_procedures() if one.name not in apart))
    procedures = [name for name in held_back() if len(name) < 300]
    assert len(kept_of(31, 1500, procedures, lambda text: public_words(text, taught))) <= 3


@pytest.mark.parametrize(
    ("keep", "befores"),
    [
        (public_procedure, [one.name for one in load_procedures() if len(one.name) < 300]),
        (public_field, sorted({one.field for one in load_procedures() if one.field})),
        (public_label, LABELS),
        (public_text, STATUSES),
        (public_note, ORDINARY_NOTES),
        (lambda text: text if is_public_unit(text) else None, UNITS),
    ],
    ids=["procedure", "field", "label", "status", "note", "unit"],
)
def test_at_most_one_in_two_hundred_and_fifty_stays_anywhere_else(keep: Keep, befores: Sequence[str]) -> None:
    assert len(kept_of(37, 500, befores, keep)) <= 2


def test_of_what_offices_type_of_nobody_at_least_ninety_five_in_a_hundred_is_taken() -> None:
    refused = [note for note in ORDINARY_NOTES if public_note(note) != note]
    assert len(ORDINARY_NOTES) > 700
    assert len(refused) <= 0.05 * len(ORDINARY_NOTES), refused


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("chờ khổng nghị bổ sung", "khổng nghị"),
        ("đã trả cho ong thức", "ong thức"),
        ("hẹn lều xuyến tuần sau", "lều xuyến"),
        ("cham tra ket qua", "cham tra ket qua"),
    ],
)
def test_what_is_not_understood_is_said_and_what_to_do(written: str, told: str) -> None:
    assert not_understood(written) == told
    with pytest.raises(InputProblem, match=f"“{told}”, có thể là tên người. Hãy viết đủ chữ, có dấu"):
        refuse_personal({"ghi chú": written})
