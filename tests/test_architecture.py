"""The rules of the house that a linter cannot see."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from indicators import catalogue
from indicators.paths import PROJECT

SERVER = [PROJECT / "app.py", *(PROJECT / "server").rglob("*.py")]
PAGES = sorted([*SERVER, *(PROJECT / "pages").rglob("*.py")])
INDICATORS = sorted((PROJECT / "indicators").rglob("*.py"))
# From the ground up: a package or module imports only from those before it.
LAYERS = (
    *(
        "translation",
        "errors",
        "folding",
        "verification_code",
        "markup",
        "paths",
        "periods",
        "codes",
        "formats",
    ),
    *("catalogue", "reference", "privacy"),
    *("sources", "store", "warehouse", "intake", "analysis", "letters", "charts", "deck", "exports"),
    *("access", "demo", "cli", "__main__"),
)


# Several tests ask of each file: it is read once.
@cache
def nodes_of(file: Path) -> tuple[ast.AST, ...]:
    """What a file imports and the constants in it, of all that it says."""
    told = (ast.Import, ast.ImportFrom, ast.Constant)
    everything = ast.walk(ast.parse(file.read_text(encoding="utf-8")))
    return tuple(node for node in everything if isinstance(node, told))


@cache
def imported(file: Path) -> frozenset[str]:
    names: set[str] = set()
    for node in nodes_of(file):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.split(".")[0])
    return frozenset(names)


@cache
def module_name(file: Path) -> str:
    """A file as it is imported: indicators.store.delta."""
    return ".".join(file.relative_to(PROJECT).with_suffix("").parts).removesuffix(".__init__")


@cache
def known_modules() -> frozenset[str]:
    return frozenset(map(module_name, INDICATORS))


@cache
def imported_modules(file: Path) -> frozenset[str]:
    """The modules of this project that a file imports, in full."""
    known, found = known_modules(), set[str]()
    for node in nodes_of(file):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                found.add(whole if whole in known else str(node.module))
    return known & found


def layer(module: str) -> int:
    """On which floor a module is; the package itself holds nothing but its version."""
    _, *room = module.split(".")
    return LAYERS.index(room[0]) if room else -1


def test_every_room_has_its_floor() -> None:
    rooms = {module_name(file).split(".")[1] for file in INDICATORS if module_name(file) != "indicators"}
    assert rooms == set(LAYERS)


@pytest.mark.parametrize("file", INDICATORS, ids=lambda file: str(file.relative_to(PROJECT)))
def test_a_package_imports_only_from_those_below_it(file: Path) -> None:
    own = layer(module_name(file))
    assert [one for one in imported_modules(file) if layer(one) > own] == []


def test_no_module_imports_itself_over_others() -> None:
    imports = {module_name(file): set(imported_modules(file)) for file in INDICATORS}
    # What only depends on what was taken away already is taken away; a circle stays.
    while done := {module for module, below in imports.items() if not below}:
        imports = {module: below - done for module, below in imports.items() if module not in done}
    assert imports == {}


def test_components_know_no_page() -> None:
    for file in (PROJECT / "pages" / "components").rglob("*.py"):
        source = file.read_text(encoding="utf-8")
        assert not re.search(r"^(from|import) pages\.(?!components\b)", source, re.MULTILINE), file.name


@pytest.mark.parametrize("file", INDICATORS, ids=lambda file: str(file.relative_to(PROJECT)))
def test_indicators_never_import_streamlit_nor_pages(file: Path) -> None:
    assert not imported(file) & {"streamlit", "pages", "app"}


@pytest.mark.parametrize("file", PAGES, ids=lambda file: str(file.relative_to(PROJECT)))
def test_a_page_holds_no_sql_and_no_vietnamese(file: Path) -> None:
    source = file.read_text(encoding="utf-8")
    assert "duckdb" not in imported(file)
    assert not re.search(r"\bSELECT\b", source)
    assert not re.search(r"[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", source, re.IGNORECASE)


@pytest.mark.parametrize("file", PAGES, ids=lambda file: str(file.relative_to(PROJECT)))
def test_a_page_gives_streamlit_no_words_that_it_would_read_as_markdown(file: Path) -> None:
    given = re.findall(
        r"\bst\.(markdown|write|caption|info|warning|error|success|toast|page_link)\(",
        file.read_text("utf-8"),
    )
    assert not given or file.name == "plain.py"


@pytest.mark.parametrize("file", [*INDICATORS, *PAGES], ids=lambda file: str(file.relative_to(PROJECT)))
def test_a_file_can_be_read_at_one_sitting(file: Path) -> None:
    assert len(file.read_text(encoding="utf-8").splitlines()) <= 300


# A word of its own as well: the portal's number of units, a field of a template, the kind of a row.
ALSO_WORDS = {
    ("indicators/sources/portal_api.py", "total"),
    ("indicators/sources/table_rows.py", "total"),
    ("indicators/exports/pdf.py", "total"),
}
OF_THE_INDEX = [PROJECT / "indicators" / "catalogue", PROJECT / "indicators" / "demo"]


def codes_of_the_index() -> set[str]:
    """Everything that a version may call otherwise: codes of nodes, of the portal, of its addresses and fields."""
    codes: set[str] = set()
    for version in catalogue.load().values():
        codes |= {endpoint.name for endpoint in version.portal_endpoints}
        for node in version.nodes.values():
            codes |= {node.code, *node.portal_codes}
            if node.portal_fields:
                codes |= {*node.portal_fields.numerator, *node.portal_fields.denominator}
    return codes


def test_no_code_of_the_index_stands_outside_the_catalogue_and_its_demonstration() -> None:
    codes, found = codes_of_the_index(), set()
    for file in [*INDICATORS, *PAGES]:
        if any(folder in file.parents for folder in OF_THE_INDEX):
            continue
        for node in nodes_of(file):
            if isinstance(node, ast.Constant) and node.value in codes:
                found.add((file.relative_to(PROJECT).as_posix(), node.value))
    for file in (PROJECT / "indicators" / "warehouse" / "queries").glob("*.sql"):
        quoted = set(re.findall(r"'([^']*)'", file.read_text(encoding="utf-8")))
        found |= {(file.name, code) for code in quoted & codes}
    assert found <= ALSO_WORDS
