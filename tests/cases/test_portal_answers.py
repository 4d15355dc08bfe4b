"""An answer about one procedure never stands for a unit."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from indicators.analysis.capture_selection import captures_of
from indicators.errors import InputProblem
from indicators.intake import pipeline
from indicators.sources import read
from indicators.sources.files import gather
from indicators.store.store import Store
from indicators.warehouse.warehouse import Warehouse
from tests.shared import CASES, needs_shared

FOLDER = CASES / "c01_formality_answer"
TOP = [19.47, 18.36, 14.56]


def best_departments(warehouse: Warehouse) -> list[float]:
    """The points of processing of the departments, as the last capture has them, but the office's."""
    (capture,) = captures_of(warehouse, "H44")
    rows = warehouse.ask("capture_values", capture_id=capture.capture_id)
    own = rows[(rows.node == "processing_progress") & (rows.level == "department")]
    return sorted(own.score.dropna(), reverse=True)


@needs_shared
def test_an_answer_about_one_procedure_is_refused_by_name_and_changes_nothing(tmp_path: Path) -> None:
    store = Store(str(tmp_path / "store"))
    pipeline.import_files([FOLDER / "all"], store)
    before = best_departments(Warehouse.of(store))
    with pytest.raises(InputProblem, match="chỉ hỏi riêng một thủ tục"):
        pipeline.import_files([FOLDER / "formality"], store)
    assert best_departments(Warehouse.of(store)) == before
    assert set(TOP) <= set(before)


@needs_shared
@pytest.mark.parametrize("key", ["formalityId", "formalityID", "formalityIds"])
@pytest.mark.parametrize("where", ["payload", "url"])
def test_however_the_request_names_the_procedure(key: str, where: str, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(FOLDER / "formality", tmp_path / "answers"))
    kept = json.loads((folder / "MANIFEST.json").read_text(encoding="utf-8"))
    (entry,) = kept["files"]
    procedure = entry["payload"].pop("formalityId")
    if where == "payload":
        entry["payload"][key] = procedure
    else:
        entry["url"] += f"?{key}={procedure}"
    (folder / "MANIFEST.json").write_text(json.dumps(kept), encoding="utf-8")
    with pytest.raises(InputProblem, match=procedure):
        read(gather([folder]))
