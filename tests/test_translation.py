"""Every sentence a user can meet has its Vietnamese, with the same values in it; none is left over."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

import pytest
from babel.messages.pofile import read_po

from indicators import translation
from indicators.errors import InputProblem
from indicators.paths import PROJECT

SOURCES = [
    *(PROJECT / "pages").rglob("*.py"),
    *(PROJECT / "server").rglob("*.py"),
    *(PROJECT / "indicators").rglob("*.py"),
]
# What says a sentence to the user, and which of its arguments the sentence is.
SAYING = {
    **dict.fromkeys(("text", "translation.text", "InputProblem", "problem"), (0,)),
    **dict.fromkeys(("plural", "translation.plural"), (1, 2)),
    "_wrong": (1,),
}
# What a problem is given beside the values of its sentences.
ABOUT = {"do", "command", "file", "sheet", "cell"}
# Where a sentence said elsewhere is handed on: only these may be given anything but the sentence itself.
HANDED_ON = {
    "indicators/errors.py": {"label", "self.what", "self.do"},
    "indicators/reference/agencies.py": {"what"},
    "indicators/reference/geography.py": {"do", "what"},
    "indicators/reference/targets.py": {"what"},
    "indicators/reference/watch_rules.py": {"what"},
    "indicators/sources/grids.py": {"what", "do", "problem.what", "problem.do"},
}
# The labels that are handed on.
LABELS = {"file {place}", "sheet “{place}”", "cell {place}"}


@dataclass(frozen=True)
class Said:
    """One call that says something: its sentences, what else stands in their place, its values' names.

    `command` is what a problem says of the command line: it is not translated, but names values too.
    """

    place: str
    sentences: tuple[str, ...]
    hidden: frozenset[str]
    values: frozenset[str] | None
    command: str

    @classmethod
    def by(cls, call: ast.Call, file: str) -> Said:
        function = _called(call.func)
        beside = set() if function.endswith(("text", "plural")) else ABOUT
        given = [call.args[at] for at in SAYING[function] if at < len(call.args)]
        given += [word.value for word in call.keywords if word.arg == "do"]
        parts = [part for argument in given for part in _either(argument)]
        sentences = [
            part.value for part in parts if isinstance(part, ast.Constant) and part.value is not None
        ]
        names = {word.arg for word in call.keywords if word.arg}
        return cls(
            f"{file}:{call.lineno}",
            tuple(sentences),
            frozenset(ast.unparse(part) for part in parts if not isinstance(part, ast.Constant)),
            frozenset(names - beside) if len(names) == len(call.keywords) else None,
            "".join(ast.unparse(word.value) for word in call.keywords if word.arg == "command"),
        )


def _either(argument: ast.expr) -> Iterator[ast.expr]:
    if isinstance(argument, ast.IfExp):
        yield from (*_either(argument.body), *_either(argument.orelse))
    else:
        yield argument


def _called(function: ast.expr) -> str:
    """The name by which SAYING knows the function; a table's `text` reads a cell and says nothing."""
    written = ast.unparse(function)
    return "problem" if written.endswith(".problem") else written


@cache
def said() -> tuple[Said, ...]:
    return tuple(
        Said.by(node, file.relative_to(PROJECT).as_posix())
        for file in SOURCES
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and _called(node.func) in SAYING
    )


def placeholders(sentence: str) -> set[str]:
    return set(re.findall(r"{(\w+)", sentence))


@cache
def translations() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for file in sorted((PROJECT / "indicators" / "locale" / "vi").glob("*.po")):
        with file.open("rb") as stream:
            for message in read_po(stream, locale="vi"):
                # Of a sentence with a plural both forms are said, and Vietnamese has one for them.
                said_so, forms = message.string, message.id
                for form in forms if isinstance(forms, tuple) else (forms,):
                    vietnamese = str(said_so[0] if isinstance(said_so, tuple) else said_so)
                    if form:
                        earlier = found.setdefault(form, vietnamese)
                        assert vietnamese == earlier, f"{file.name}: {form!r} is translated in two ways"
    return MappingProxyType(found)


def test_every_sentence_has_its_vietnamese() -> None:
    known = translations()
    calls = said()
    assert len(calls) > 100
    missing = [f"{call.place}: {it}" for call in calls for it in call.sentences if it not in known]
    assert missing == []
    assert known.keys() >= LABELS


def terms() -> list[list[list[str]]]:
    """The rows of CONTRIBUTING's table of terms: English, Vietnamese, what is never said for it."""
    guide = (PROJECT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    rows = [line.split("|")[1:4] for line in guide.splitlines() if line.startswith("  |")]
    return [[[term.strip() for term in cell.split(",") if term.strip()] for cell in row] for row in rows[2:]]


def names(sentence: str, english: list[str]) -> bool:
    return re.search(rf"\b(?:{'|'.join(english)})s?\b", sentence, re.IGNORECASE) is not None


def test_one_term_is_said_for_one_thing() -> None:
    rows, wrong = terms(), []
    assert len(rows) > 10
    for sentence, translated in translations().items():
        # The formula of official texts has both, and the register is of agencies in one language alone.
        said_so = (
            translated.casefold()
            .replace("cơ quan, đơn vị", "cơ quan")
            .replace("danh mục cơ quan", "danh mục")
        )
        # The name of a value may allow a term, and obliges to none.
        bare = re.sub(r"{\w+}|--[\w-]+|python -m indicators|(?<=register) of agencies", "", sentence)
        allowed = {term for english, vietnamese, _ in rows if names(sentence, english) for term in vietnamese}
        for english, vietnamese, never in rows:
            if not names(bare, english):
                continue
            if not all(term in said_so for term in vietnamese):
                wrong.append(f"{sentence!r} lacks {vietnamese}: {translated!r}")
            if found := [term for term in never if term in said_so and term not in allowed]:
                wrong.append(f"{sentence!r} has {found}: {translated!r}")
    assert wrong == []


def test_no_sentence_of_a_page_names_a_command_or_a_path() -> None:
    """A reader of the pages has buttons; commands say theirs themselves (`InputProblem.command`)."""
    technical = re.compile(r"python -m|(?<![\w-])--[a-z]|\w/\w+\.\w|\.(?:md|toml|po)\b|INDICATORS_")
    named = [
        f"{call.place}: {sentence}"
        for call in said()
        for sentence in call.sentences
        if technical.search(sentence) and not call.place.startswith("indicators/cli/")
    ]
    assert [one.partition(":")[0] for one in named] == ["server/access.py"], named


def test_no_sentence_hides_in_a_variable() -> None:
    hidden: dict[str, set[str]] = {}
    for call in said():
        if call.hidden:
            hidden.setdefault(call.place.partition(":")[0], set()).update(call.hidden)
    assert hidden == HANDED_ON


def test_a_sentence_is_given_the_values_it_names() -> None:
    wrong = []
    for call in said():
        said_so = (*call.sentences, *re.findall(r"^['\"].*", call.command))
        named = {name for sentence in said_so for name in placeholders(sentence)}
        if call.values is not None and not call.hidden and named != call.values:
            wrong.append(f"{call.place}: {named ^ call.values}")
    assert wrong == []


def test_a_translation_fills_in_the_same_values() -> None:
    for sentence, vietnamese in translations().items():
        assert vietnamese, f"{sentence!r} has no translation"
        assert placeholders(sentence) == placeholders(vietnamese), sentence


def test_no_translation_is_left_of_a_sentence_nobody_says() -> None:
    written = LABELS.union(*(call.sentences for call in said()))
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


def test_a_command_adds_the_option_that_helps_and_a_page_does_not_name_it() -> None:
    problem = InputProblem("there is no store at {store}.", command="--store {store}", store="kho")
    assert "--store" not in str(problem)
    assert problem.on_the_command_line() == f"{problem} Bằng lệnh: --store kho"


@pytest.mark.parametrize(("language", "word"), [("vi", "tệp x"), ("en", "file x")])
def test_the_language_is_the_sessions(language: translation.Language, word: str) -> None:
    before = translation.language()
    try:
        translation.use_language(language)
        assert translation.text("file {place}", place="x") == word
    finally:
        translation.use_language(before)


def test_one_is_not_many_in_english_and_the_same_in_vietnamese() -> None:
    def said(number: int) -> str:
        return translation.plural(number, "{count} unit", "{count} units", count=number)

    assert [said(1), said(2)] == ["1 đơn vị", "2 đơn vị"]
    with translation.in_language("en"):
        assert [said(0), said(1), said(2)] == ["0 units", "1 unit", "2 units"]
