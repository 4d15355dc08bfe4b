"""Every sentence a user can meet has its Vietnamese, with the same values in it; none is left over."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from indicators import wording
from indicators.paths import PROJECT
from indicators.problems import InputProblem

SOURCES = [PROJECT / "app.py", *(PROJECT / "views").rglob("*.py"), *(PROJECT / "indicators").rglob("*.py")]
SAYING = {"text", "_", "InputProblem", "_wrong", "_refused", "_problem", "problem", "refused"}


def sentences(file: Path) -> Iterator[str]:
    """String literals that are said: first arguments of the saying functions, `do=`, and Final sentences."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def _is_said(function: str, literal: str) -> bool:
    """Whatever `text` is given is said; other functions are also given names and formats."""
    return function in ("text", "_") or " " in literal


def translations() -> dict[str, str]:
    found: dict[str, str] = {}
    for file in sorted((PROJECT / "indicators" / "locale" / "vi").glob("*.po")):
        with file.open("rb") as stream:
            for message in read_po(stream, locale="vi"):
                if message.id:
                    earlier = found.get(str(message.id), message.string)
                    assert message.string == earlier, f"{file.name}: {message.id!r} is translated in two ways"
                    found[str(message.id)] = str(message.string)
    return found


def said() -> dict[str, Path]:
    """Every literal given to a function that says it, and where."""
    found: dict[str, Path] = {}
    for file in SOURCES:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.id if isinstance(node.func, ast.Name) else ""
            if name not in SAYING:
                continue
            spoken = [*node.args, *(word.value for word in node.keywords if word.arg == "do")]
            literals = [part for argument in spoken for part in ast.walk(argument)]
            for part in literals:
                if (
                    isinstance(part, ast.Constant)
                    and isinstance(part.value, str)
                    and _is_said(name, part.value)
                ):
                    found[part.value] = file
    return found


def test_every_sentence_has_its_vietnamese() -> None:
    known = translations()
    missing = [
        f"{file.relative_to(PROJECT)}: {sentence}"
        for sentence, file in said().items()
        if sentence not in known
    ]
    assert missing == []


def test_a_translation_fills_in_the_same_values() -> None:
    for sentence, vietnamese in translations().items():
        assert vietnamese, f"{sentence!r} has no translation"
        assert set(re.findall(r"{(\w+)", sentence)) == set(re.findall(r"{(\w+)", vietnamese)), sentence


def test_no_translation_is_left_of_a_sentence_nobody_says() -> None:
    written = {sentence for file in SOURCES for sentence in sentences(file)}
    assert [sentence for sentence in translations() if sentence not in written] == []


def test_a_problem_says_where_what_and_what_to_do_in_one_line() -> None:
    problem = InputProblem(
        "“{unit}” occurs twice (also at {earlier}).",
        do="Keep one of the two rows and import again.",
        file="điểm.xlsx",
        sheet="Sở",
        cell="C7",
        unit="Sở Y tế",
        earlier="C5",
    )
    assert str(problem) == (
        "Tệp điểm.xlsx, trang tính “Sở”, ô C7: “Sở Y tế” có hai dòng (dòng kia ở C5). "
        "Hãy giữ một dòng rồi nhập lại."
    )


@pytest.mark.parametrize(("language", "word"), [("vi", "tệp x"), ("en", "file x")])
def test_the_language_is_the_sessions(language: wording.Language, word: str) -> None:
    before = wording.language()
    try:
        wording.use(language)
        assert wording.text("file {place}", place="x") == word
    finally:
        wording.use(before)
