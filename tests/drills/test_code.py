"""A new page, slide, column of a file or format of a source is a function or two where its like are.

All are written into one copy of the application, which then does what each is for: nothing else was changed.
"""

from __future__ import annotations

import csv
from typing import Any

import pytest

from indicators.store.store import Store
from tests.drills import tree
from tests.drills.tree import Drill
from tests.made_up import FINANCE, JUSTICE, capture, even
from tests.pages.conftest import GIA_LAI

PAGE = Drill(
    {
        "pages/greeting.py": '''"""How many agencies there are."""

from indicators.analysis.profile import known_units
from indicators.analysis.provenance import of_store
from pages.components import page_frame, page_record, pickers

warehouse = page_frame.warehouse()
known = known_units(warehouse, pickers.scope(warehouse))
page_record.words(f"## {len(known)} agencies greet you")
page_record.source(of_store(is_demo=False))
''',
        "pages/navigation.py": (
            (
                'shown("nation", text("Nation"), "public"),\n',
                'shown("greeting", "Greeting", "waving_hand"),\n',
            ),
        ),
    }
)
SLIDE = Drill(
    {
        "indicators/deck/build.py": (
            (
                "    slides.append(_method(view))\n",
                '    slides.append(Slide("greeting", "A slide of our own", Points(("One sentence.",)), ""))\n',
            ),
        )
    }
)
COLUMN = Drill(
    {
        "indicators/analysis/ranking_columns.py": (
            (
                '        Column("agency_name", text("Agency"), text("Unit"), "words"),\n',
                '        Column("short_name", "Short name", "Short name", "words"),\n',
            ),
            ("IN_CSV = (\n", '    "short_name",\n'),
        )
    }
)
SOURCE = Drill(
    {
        "indicators/sources/piped.py": '''"""Points as some system writes them: a line a value, parts between bars."""

import hashlib

from indicators.periods import Period
from indicators.sources.files import SourceFile
from indicators.sources.records import Extract, Unit, Value

_BEGINS = b"#766|"


def is_piped(content: bytes) -> bool:
    return content.startswith(_BEGINS)


def read(file: SourceFile) -> Extract:
    head, *lines = file.content.decode().splitlines()
    values = tuple(
        Value(Unit(name, code), node, score=float(points), place=f"{number}")
        for number, (code, name, node, points) in enumerate((line.split("|") for line in lines), start=2)
    )
    sha256 = hashlib.sha256(file.content).hexdigest()
    return Extract("score_table", file.name, sha256, "", values, "H21", Period.parse(head.split("|")[1]))
''',
        "indicators/sources/__init__.py": (
            (
                "from indicators.sources.own_list import OwnExtract, read_own\n",
                "from indicators.sources import piped\n",
            ),
            (
                'or a cell of it cannot be right.\n    """\n',
                "    if piped.is_piped(file.content):\n        return [piped.read(file)], file.content\n",
            ),
        ),
    }
)
# What was written, and in how many files at most.
DRILLS = {"page": (PAGE, 2), "slide": (SLIDE, 1), "column": (COLUMN, 1), "source": (SOURCE, 2)}

SCRIPT = """
import json, sys
from pathlib import Path
import pytest
from indicators.analysis.ranking import rank
from indicators.cli.main import main
from indicators.exports.csv import ranking_csv
from indicators.intake.pipeline import import_files
from indicators.store.store import Store
from indicators.warehouse.warehouse import Warehouse
from tests.drills import whole
from tests.page_runner import open_page

store, folder = Store(sys.argv[1]), Path(sys.argv[2])
done = {}
with pytest.MonkeyPatch.context() as patched:
    page = open_page(store.url, patched, "greeting")
    done["page"] = whole.written(page)
    done["faults"] = [str(one.value) for one in (*page.exception, *page.error)]
deck = folder / "deck.pptx"
assert main(["export", "deck", "--out", str(deck), "--store", store.url]) == 0
done["deck"] = whole.words_in(deck.read_bytes())
warehouse = Warehouse.of(store)
ranking = rank(warehouse, node="total", level="department", scope="H21")
done["csv"] = ranking_csv(ranking).decode("utf-8-sig")
table = folder / "points.txt"
table.write_text("#766|month:2026-09\\nH21.13|Sở Tài chính|CKMB|17.5\\n", encoding="utf-8")
(kept,) = import_files([table], store).captures
done["source"] = kept.capture.observations.select(["agency_id", "node", "score"]).to_pylist()
print(json.dumps(done))
"""


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """All of it written into one copy, which is run once."""
    folder = tmp_path_factory.mktemp("extended")
    store = Store(folder / "store")
    store.add([capture({GIA_LAI: even(9), FINANCE: even(9.5), JUSTICE: even(8)})])
    copy = tree.copied(folder / "tree")
    for drill, most in DRILLS.values():
        assert len(drill.files) <= most
        drill.carry_out(copy)
    return tree.run(copy, SCRIPT, store.url, str(folder))


def test_a_page_is_one_file_and_one_line(done: dict[str, Any]) -> None:
    assert "3 agencies greet you" in done["page"]
    assert done["faults"] == []


def test_a_slide_is_one_function(done: dict[str, Any]) -> None:
    assert "A slide of our own" in done["deck"]
    assert "One sentence." in done["deck"]


def test_a_column_of_a_file_is_one_place(done: dict[str, Any]) -> None:
    *_, table = done["csv"].partition("\r\n\r\n")
    first, _ = csv.DictReader(table.splitlines(), delimiter=";")
    assert first["Short name"] == first["Cơ quan"] == "Sở Tài chính"


def test_a_format_of_a_source_is_one_file_and_its_place_among_the_others(done: dict[str, Any]) -> None:
    assert done["source"] == [{"agency_id": "so-tai-chinh", "node": "transparency", "score": 17.5}]
