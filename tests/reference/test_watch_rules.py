"""The rules of the watch list: those shipped are read, and a bad one is refused by file and rule, in Vietnamese."""

from __future__ import annotations

from pathlib import Path

import pytest

from indicators.errors import InputProblem
from indicators.paths import PROJECT
from indicators.reference.watch_rules import Amount, load_rules

RULE = 'name_vi = "Thử"\nlevel = "commune"\n'


def read(folder: Path, *rules: str) -> str:
    (folder / "watch.toml").write_text("".join(f"[[rule]]\n{rule}\n" for rule in rules), encoding="utf-8")
    with pytest.raises(InputProblem) as refused:
        load_rules(folder)
    return str(refused.value)


def test_the_shipped_rules_watch_for_every_kind() -> None:
    rules = load_rules(PROJECT / "data" / "reference")
    assert {rule.kind for rule in rules} == {"below", "signal", "falls", "rank_loss", "overdue"}


def test_without_a_file_nothing_is_watched(tmp_path: Path) -> None:
    assert load_rules(tmp_path) == ()


def test_a_rule_is_read_as_it_is_written(tmp_path: Path) -> None:
    (tmp_path / "watch.toml").write_text(
        f'[[rule]]\n{RULE}kind = "falls"\nnode = "MDSH"\ntimes = 4\nby = "2,5%"\n', encoding="utf-8"
    )
    (rule,) = load_rules(tmp_path)
    assert (rule.node, rule.times, rule.by, rule.name()) == ("digitisation", 4, Amount(2.5, True), "Thử")
    assert rule.by
    assert rule.by.of(40) == 1


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (f'{RULE}kind = "rises"', "“rises” không phải là loại quy tắc"),
        (f'{RULE}kind = "below"\ncolour = "red"', "không có khóa “colour”"),
        (f'{RULE}kind = "below"\nthan = "ít"', "“ít” (than) không phải là số"),
        (f'{RULE}kind = "below"\nthan = -3', "“-3” (than) không phải là số"),
        (f'{RULE}kind = "below"\ntimes = 3', "khóa “times” không dùng cho quy tắc loại “below”"),
        (f'{RULE}kind = "falls"\ntimes = 1', "“1” (times) không phải là số nguyên từ 2 trở lên"),
        (f'{RULE}kind = "falls"\ncases_at_least = "nhiều"', "(cases_at_least) không phải là số nguyên"),
        (f'{RULE}kind = "overdue"', "quy tắc loại “overdue” phải có khóa “than”"),
        (f'{RULE}kind = "rank_loss"', "phải có khóa “by”"),
        (f'{RULE}kind = "below"\nnode = "tho"', "“tho” không phải là"),
        ('name_vi = "Thử"\nlevel = "làng"\nkind = "below"', "“làng” không phải là"),
        ('level = "commune"\nkind = "below"', "chưa có tên"),
    ],
)
def test_a_bad_rule_is_refused_by_its_number(tmp_path: Path, rule: str, said: str) -> None:
    refused = read(tmp_path, f'{RULE}kind = "signal"', rule)
    assert said in refused
    assert "watch.toml" in refused
    assert "[[rule]] 2" in refused


def test_what_is_no_toml_is_refused(tmp_path: Path) -> None:
    (tmp_path / "watch.toml").write_text("[[rule]\n", encoding="utf-8")
    with pytest.raises(InputProblem, match="không đúng định dạng TOML"):
        load_rules(tmp_path)
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "watch.toml").write_text("rules = 3\n", encoding="utf-8")
    with pytest.raises(InputProblem, match=r"\[\[rule\]\]"):
        load_rules(tmp_path / "other")
