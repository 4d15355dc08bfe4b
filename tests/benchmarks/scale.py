"""What a store costs as it grows: opening, seeing what is new, a ranking, a trend as pages ask for them.

`python -m tests.benchmarks.scale STORE…` measures stores that are there (`made_up_years` makes them), each in
a process of its own, and draws the costs against the sizes.
"""

from __future__ import annotations

import json
import math
import subprocess
import sys
from pathlib import Path
from typing import Any

from indicators.paths import PROJECT
from indicators.store.store import Store
from tests.benchmarks.made_up_years import fill

# Provinces, days, and how many of these a day is read, of the stores that are made for a run: 0.3 and 3.4 million
# observations. The small one has as many closed months as five years have, and a whole month's days: a trend of many
# steps is to be held against one of as many.
SIZES = ((1, 1826, 31), (10, 98, 98))
MEASURES = {
    "filled": "looked through once, s",
    "opened": "opened, s",
    "refreshed": "seen after an import, s",
    "ranked": "ranking, s",
    "trend_of_month": "trend of a month's days, s",
    "trend_of_months": "trend of the months, s",
    "megabytes": "most memory, MB",
}
# Of what is drawn: all but the memory.
COLOURS = ("#888", "#1B4F8A", "#B34E00", "#0A7A5A", "#7A3E9D", "#A8324A")
_MEASURED = """
import json, resource, sys, time
from indicators.analysis.capture_selection import captures_of
from indicators.analysis.ranking import rank
from indicators.analysis.scopes import provinces
from indicators.analysis.trend import Span, trend
from indicators.warehouse.warehouse import Warehouse
from tests.benchmarks.made_up_years import one_more
def cost(ask, times=1):
    costs = []
    for _ in range(times):
        warehouse._answers.clear()
        wall, processor = time.perf_counter(), time.process_time()
        ask()
        costs.append((time.perf_counter() - wall, time.process_time() - processor))
    return min(costs)
warehouse, told = Warehouse.open(sys.argv[1]), {}
told[sys.argv[2]] = cost(warehouse.version)
if sys.argv[2] == "opened":
    with warehouse._connection.cursor() as cursor:
        told["observations"] = cursor.execute("SELECT sum(observations) FROM captures").fetchone()[0]
    scope = min(provinces(warehouse))
    month = next(capture.period for capture in captures_of(warehouse, scope) if capture.is_open)
    of = {"node": "total", "level": "commune", "scope": scope}
    told["ranked"] = cost(lambda: rank(warehouse, period=month, **of), 5)
    told["trend_of_month"] = cost(lambda: trend(warehouse, span=Span("month", month), **of), 5)
    told["trend_of_months"] = cost(lambda: trend(warehouse, span=Span("month"), **of), 5)
    told["megabytes"] = [resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024] * 2
    one_more(warehouse.store, scope)
    told["refreshed"] = cost(warehouse.version)
print(json.dumps(told))
"""


def scale_costs(folder: Path) -> list[dict[str, Any]]:
    """Make stores of SIZES and measure each."""
    measured = []
    for provinces, days, daily in SIZES:
        store = folder / f"years-{provinces}-{days}"
        fill(Store(store), provinces, days, daily)
        measured.append(costs_of(store))
    return measured


def costs_of(store: Path) -> dict[str, Any]:
    """Measure a store: `observations`, and by MEASURES wall and processor time in seconds (memory twice)."""
    costs: dict[str, Any] = {}
    for what in ("filled", "opened"):
        command = [sys.executable, "-c", _MEASURED, str(store), what]
        told = subprocess.run(command, check=True, capture_output=True, text=True, cwd=PROJECT).stdout
        costs |= json.loads(told.splitlines()[-1])
    return costs


def scale_lines(measured: list[dict[str, Any]]) -> list[str]:
    """Write a table of the costs, wall time and in brackets that of processors, a column a size."""
    sizes = [f"{costs['observations'] / 1e6:.1f} M" for costs in measured]
    lines = ["| observations | " + " | ".join(sizes) + " |", "|---|" + "---:|" * len(sizes)]
    for key, what in MEASURES.items():
        digits = 0 if key == "megabytes" else 2
        cells = [
            f"{costs[key][0]:.{digits}f}" + ("" if key == "megabytes" else f" ({costs[key][1]:.{digits}f})")
            for costs in measured
        ]
        lines.append(f"| {what} | " + " | ".join(cells) + " |")
    return lines


def draw(measured: list[dict[str, Any]], file: Path) -> None:
    """Draw processor time against observations, both in powers of ten, as SVG."""
    left, top, width, height, low, high = 60, 20, 620, 340, -3, 2

    def place(size: float, seconds: float) -> tuple[float, float]:
        across = (math.log10(size) - 5) / 4
        return left + width * across, top + height * (high - math.log10(max(seconds, 10**low))) / (high - low)

    parts = []
    for power in range(low, high + 1):
        y = place(1e5, 10.0**power)[1]
        parts.append(
            f'<path d="M{left} {y}h{width}" stroke="#ddd"/><text x="8" y="{y + 4}">{10.0**power:g} s</text>'
        )
    for power in range(5, 10):
        parts.append(f'<text x="{place(10.0**power, 1)[0] - 14}" y="{top + height + 22}">10^{power}</text>')
    for (key, what), colour in zip(MEASURES.items(), COLOURS, strict=False):
        points = [place(costs["observations"], costs[key][1]) for costs in measured]
        drawn = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        parts.append(f'<polyline points="{drawn}" fill="none" stroke="{colour}" stroke-width="2"/>')
        x, y = points[-1]
        parts.append(
            f'<text x="{x + 6:.1f}" y="{y + 4:.1f}" fill="{colour}">{what.removesuffix(", s")}</text>'
        )
    size = f'viewBox="0 0 {left + width + 180} {top + height + 40}" font-family="sans-serif" font-size="12"'
    file.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{"".join(parts)}</svg>\n', encoding="utf-8"
    )


if __name__ == "__main__":
    found = sorted((costs_of(Path(store)) for store in sys.argv[1:]), key=lambda costs: costs["observations"])
    print("\n".join(scale_lines(found)))
    draw(found, PROJECT / "docs" / "scale.svg")
