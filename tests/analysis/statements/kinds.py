"""Every kind that a statement can have, read from the package itself, and by which judge's worlds each is read."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import get_args

from indicators.analysis import statements
from indicators.analysis.campaign import Verdict
from indicators.analysis.quality_checks import Kind

PACKAGE = Path(statements.__file__).parent
# What follows the words a kind begins with, where it is told apart by what it is about. Of an order that is done,
# missed, or of which too little is known, the sentence on its pace is the one on how far it has come.
ENDINGS: Mapping[str, tuple[str, ...]] = {
    "outlook_": get_args(Verdict),
    "verdict_": ("on_pace", "off_pace", "uncertain"),
    "found_": get_args(Kind),
}


def _named(kinds: str) -> set[str]:
    return set(kinds.split())


WORLDS = _named(
    "backlog by_cause change change_unknown ends first_places gap_holders largest_drop last_places lowest "
    "median mend missed_to_clear most_lost most_moved no_backlog no_comparison nobody_moved nobody_ranked "
    "nobody_to_remind not_synchronised order_done order_missed order_running province_total province_total_unknown "
    "remind reminded_alike rose_and_fell rose_most synchronisation_unknown target_met target_missed tell_causes "
    "to_clear to_remind unchanged unrecognised without_value"
)
WEEKS = _named(
    "at_and_above component component_unknown components_counted faults_of_synchronisation first_ten gap_of_ends idle "
    "largest_rise leader lowest_share moved_by_few_cases next_above next_below place_kept place_moved "
    "provisional regain risers seemingly_idle units_moved usual_variation"
)
OTHERS = _named(
    "beside_portal bring_most counted_alone counted_without_list counts_beside_list finished_late gone_by "
    "lacking_by_own_count lifted never_gone nobody_below not_checked not_on_portal nothing_lacking_by_own_count "
    "one_more_overdue place_then tried watched_in_short"
) | {f"found_{kind}" for kind in get_args(Kind)}
WATCHED = _named("watched_below watched_falls watched_overdue watched_rank_loss watched_signal")
FOLLOWED = _named(
    "announced balance first_list holds longest missed_to_clear none_of_agency of_agency of_order oldest order_causes "
    "order_given order_result pace_needed since to_be_checked to_clear to_decide to_synchronise"
) | {f"{start}{end}" for start in ("outlook_", "verdict_") for end in ENDINGS[start]}
BESIDE = _named(
    "apart_from_chance end_not_known expected_end has_fallen has_hardly_moved has_risen how_many_ranked "
    "left_out_of_middle moved_together place_of_agency really_moved sides_apart target_reached told_apart "
    "trial_limits"
)
EXPLAINED = _named(
    "explained_change few_cases group_change group_change_unknown group_points group_unchanged group_unknown "
    "most_lost_part rank_parts shared_out"
)
JUDGED = WORLDS | WEEKS | OTHERS | WATCHED | FOLLOWED | BESIDE | EXPLAINED


def made() -> dict[str, set[str]]:
    """Every kind that the package's functions give their statements, with the functions that do."""
    found: dict[str, set[str]] = {}
    trees = {path.stem: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(PACKAGE.glob("*.py"))}
    makers = {name: place for tree in trees.values() for name, place in _makers(tree).items()}
    for module, tree in trees.items():
        for function in [node for node in tree.body if isinstance(node, ast.FunctionDef)]:
            for kind in _kinds_in(function, makers | _makers(tree)):
                found.setdefault(kind, set()).add(f"{module}.{function.name}")
    return found


def _makers(tree: ast.Module) -> dict[str, int]:
    """Which functions are given a kind, and as which of their arguments."""
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    named = {function.name: [arg.arg for arg in function.args.args] for function in functions}
    return {name: arguments.index("kind") for name, arguments in named.items() if "kind" in arguments}


def _kinds_in(function: ast.FunctionDef, makers: Mapping[str, int]) -> Iterator[str]:
    for call in [node for node in ast.walk(function) if isinstance(node, ast.Call)]:
        name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
        if name in makers and len(call.args) > makers[name]:
            yield from _values(call.args[makers[name]], function)
        if name in ("Statement", "replace"):
            for keyword in call.keywords:
                yield from _values(keyword.value, function) if keyword.arg == "kind" else ()


def _values(told: ast.expr, function: ast.FunctionDef) -> Iterator[str]:
    """Give all that an expression for a kind can be; an expression nobody foresaw is an error."""
    match told:
        case ast.Constant(value=str(kind)):
            yield kind
        case ast.IfExp():
            yield from (*_values(told.body, function), *_values(told.orelse, function))
        case ast.Subscript(value=ast.Dict() as table):
            for value in table.values:
                yield from _values(value, function)
        case ast.JoinedStr(values=[ast.Constant(value=str(start)), _]):
            yield from (f"{start}{end}" for end in ENDINGS[start])
        case ast.Name(id="kind") if "kind" in [arg.arg for arg in function.args.args]:
            return
        case ast.Name(id=name):
            for value in _given(name, function):
                yield from _values(value, function)
        case _:
            raise ValueError(ast.dump(told))


def _given(name: str, function: ast.FunctionDef) -> Iterator[ast.expr]:
    """Give what a function gives one of its names."""
    for node in ast.walk(function):
        match node:
            case ast.Assign(targets=[ast.Name(id=given)], value=value) if given == name:
                yield value
            case ast.Assign(targets=[ast.Tuple(elts=names)], value=ast.Tuple(elts=values)):
                yield from (
                    value
                    for one, value in zip(names, values, strict=True)
                    if isinstance(one, ast.Name) and one.id == name
                )
