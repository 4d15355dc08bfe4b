"""What is installed is locked, with hashes, and is what the files for people name."""

from __future__ import annotations

import re

import pytest

from indicators.paths import PROJECT

FILES = ["requirements", "requirements-dev", "requirements-spark"]
LINE = re.compile(r"^([a-z0-9._-]+)(?:\[[a-z0-9,]+])?==(\S+)", re.MULTILINE | re.IGNORECASE)


def named(file: str) -> set[tuple[str, str]]:
    """Every package the file pins, with its version."""
    return set(LINE.findall((PROJECT / file).read_text(encoding="utf-8")))


@pytest.mark.parametrize("name", FILES)
def test_the_lock_holds_the_version_of_everything_that_was_chosen_by_hand(name: str) -> None:
    chosen = named(f"{name}.in")
    assert len(chosen) > 1
    assert chosen <= named(f"{name}.txt")


@pytest.mark.parametrize("name", FILES)
def test_every_locked_package_has_hashes_and_no_place_to_fetch_it_from(name: str) -> None:
    locked = (PROJECT / f"{name}.txt").read_text(encoding="utf-8")
    packages = re.split(r"^(?=[a-z0-9])", locked, flags=re.MULTILINE | re.IGNORECASE)[1:]
    assert [package for package in packages if "--hash=sha256:" not in package] == []
    assert "://" not in locked


def test_the_application_runs_on_what_it_is_tested_on() -> None:
    assert named("requirements.txt") <= named("requirements-dev.txt")
