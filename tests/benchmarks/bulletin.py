"""How long the Monday bulletin takes as the first thing asked of a store just opened, beside the opening itself.

`python -m tests.benchmarks.bulletin STORE [TIMES]`: each time in a process of its own, which has asked nothing before.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
from pathlib import Path

from indicators.paths import PROJECT

_MEASURED = """
import json, sys, time
from indicators.analysis.bulletin import bulletin
from indicators.analysis.scopes import default_scope
from indicators.warehouse.warehouse import Warehouse
start = time.perf_counter()
warehouse = Warehouse.open(sys.argv[1])
scope = default_scope(warehouse)
opened = time.perf_counter()
made = bulletin(warehouse, scope)
sentences = [sentence for chapter in made.chapters for sentence in chapter.sentences()]
print(json.dumps([time.perf_counter() - opened, opened - start]))
"""


def bulletin_line(store: Path, times: int = 7) -> tuple[str, list[float], list[float]]:
    """Seconds of each bulletin with all its sentences, and of each opening."""
    command = [sys.executable, "-c", _MEASURED, str(store)]
    taken = [
        json.loads(subprocess.run(command, check=True, capture_output=True, text=True, cwd=PROJECT).stdout)
        for _ in range(times)
    ]
    bulletins, openings = map(list, zip(*taken, strict=True))
    return "the bulletin, first thing asked of a store just opened", bulletins, openings


if __name__ == "__main__":
    what, bulletins, openings = bulletin_line(Path(sys.argv[1]), *map(int, sys.argv[2:]))
    print(
        f"{what}: {statistics.median(bulletins):.2f} s ({min(bulletins):.2f} to {max(bulletins):.2f}); "
        f"the opening {statistics.median(openings):.2f} s"
    )
