"""Whatever a statement can claim is held against a known truth: a kind that no judge reads is found here."""

from __future__ import annotations

import ast
import inspect

import pytest

from indicators.analysis.statements import drawn
from tests.analysis.statements.kinds import JUDGED, _values, made

# What is said in place of pictures, by whose judge it is read.
DRAWN = {
    "unit_in_words": "ends_drawn",
    "ends": "ends_drawn",
    "middle": "the median at the last reading, in the test of trends",
    "strip": "strip",
    "of_cases": "funnel",
    "apart": "funnel",
    "usual_variation": "limits",
    "coverage": "coverage",
}


def test_every_kind_of_statement_is_judged_and_no_other() -> None:
    assert set(made()) == JUDGED


def test_a_kind_is_made_in_one_place_or_says_the_same() -> None:
    """Else the judge could read one of two sentences and never the other."""
    several = {kind: places for kind, places in made().items() if len(places) > 1}
    assert several == {"group_unknown": {"groups.points", "groups.without_capture"}}


def test_all_that_is_said_in_place_of_pictures_is_judged() -> None:
    told = {
        name
        for name, one in vars(drawn).items()
        if inspect.isfunction(one) and one.__module__ == drawn.__name__
    }
    assert {name for name in told if not name.startswith("_")} == set(DRAWN)


def test_a_kind_that_is_put_together_otherwise_is_not_overlooked() -> None:
    function = ast.parse("def said():\n    pass").body[0]
    assert isinstance(function, ast.FunctionDef)
    with pytest.raises(ValueError, match="Call"):
        list(_values(ast.parse("a_kind()", mode="eval").body, function))
    with pytest.raises(KeyError):
        list(_values(ast.parse("f'new_{kind}'", mode="eval").body, function))
