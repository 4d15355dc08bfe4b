"""The guides lead to what is there: files, folders and links they name exist."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from indicators.cli.main import MODULES, commands
from indicators.paths import PROJECT
from indicators.translation import text

READMES = [PROJECT / "README.md", PROJECT / "README.vi.md"]
GUIDES = [*READMES, PROJECT / "CONTRIBUTING.md", *sorted((PROJECT / "docs").rglob("*.md"))]
# Put there by whoever wants them.
NOT_SHIPPED = {"data/reference/boundaries/"}


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: str(guide.relative_to(PROJECT)))
def test_every_file_that_a_guide_names_is_there(guide: Path) -> None:
    named = re.findall(
        r"`((?:indicators|pages|server|tests|docs|data/reference)/[\w./*-]*)`", guide.read_text("utf-8")
    )
    gone = [name for name in named if name not in NOT_SHIPPED and not list(PROJECT.glob(name.rstrip("/")))]
    assert gone == []


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: str(guide.relative_to(PROJECT)))
def test_every_link_between_guides_leads_somewhere(guide: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", guide.read_text("utf-8"))
    assert [link for link in links if not (guide.parent / link).exists()] == []


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: str(guide.relative_to(PROJECT)))
def test_every_module_that_a_guide_names_without_its_folder_is_there(guide: Path) -> None:
    named = set(re.findall(r"`(\w+\.(?:py|sql))`", guide.read_text("utf-8")))
    there = {
        file.name
        for folder in ("indicators", "pages", "server", "tests")
        for file in (PROJECT / folder).rglob("*")
    }
    assert named - there <= {"app.py"}


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: str(guide.relative_to(PROJECT)))
def test_every_command_that_a_guide_gives_is_one_and_has_these_options(guide: Path) -> None:
    for line in re.findall(r"python -m indicators (?=[a-z])([^`;#\"'\n]+)", guide.read_text("utf-8")):
        words = line.split()
        command = commands.get_command(click.Context(commands), words[0])
        assert command, line
        if isinstance(command, click.Group):
            command = command.commands.get(words[1])
            assert command, line
        known = {name for parameter in command.params for name in parameter.opts}
        assert set(re.findall(r"--[a-z-]+", line)) <= known, line


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: str(guide.relative_to(PROJECT)))
def test_every_target_of_make_that_a_guide_names_is_there(guide: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (PROJECT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert set(re.findall(r"(?:`|^)make ([a-z]+)", guide.read_text("utf-8"), re.MULTILINE)) <= targets


@pytest.mark.parametrize("readme", READMES, ids=lambda readme: readme.name)
def test_each_readme_tells_every_command_and_every_page(readme: Path) -> None:
    told = readme.read_text("utf-8")
    assert [name for name in MODULES if not re.search(rf"indicators {name}\b|`{name}[ `]", told)] == []
    navigation = (PROJECT / "pages" / "navigation.py").read_text("utf-8")
    pages = re.findall(r'shown\("\w+", text\("([^"]+)"\)', navigation)
    assert len(pages) > 15
    assert [page for page in pages if f"\n| {text(page)} |" not in told] == []
