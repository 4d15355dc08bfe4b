"""What a rerun costs the server in processor time, by part: pages seen before, between two choices.

Processor time, not the clock's: it holds on a machine that does something else, too. Run as
`python -m tests.benchmarks.rerun_costs STORE`.
"""

from __future__ import annotations

import sys
import urllib.request
from pathlib import Path

from prometheus_client.parser import text_string_to_metric_families
from websockets.sync.client import connect

from tests.benchmarks.pages import rerun
from tests.browser.conftest import free_port, running

RERUNS = 10
# By the names in their addresses; each with choices that are seen in turn.
SEEN: dict[str, tuple[str, ...]] = {
    "ranking": ("level=department", "level=commune"),
    "overview": ("", "lang=en"),
    "trend": ("level=department", "level=commune"),
    "agency": ("", "lang=en"),
    "digitisation": ("level=department", "level=commune"),
    "overdue": ("", "by=cause"),
}


def costs(address: str) -> tuple[float, dict[str, float]]:
    """Return the processor seconds of the server so far: all, and those of its reruns by part."""
    with urllib.request.urlopen(f"http://{address}/metrics") as answer:
        told = answer.read().decode()
    whole, parts = 0.0, {}
    for family in text_string_to_metric_families(told):
        for sample in family.samples:
            if sample.name == "process_cpu_seconds_total":
                whole = sample.value
            elif sample.name == "rerun_seconds_total":
                parts[sample.labels["part"]] = sample.value
    return whole, parts


def cost_of(address: str, page: str, choices: tuple[str, ...]) -> tuple[float, dict[str, float]]:
    """Return what a rerun of a page seen before costs: processor milliseconds in all, and by part."""
    name = "" if page == "overview" else page
    with connect(f"ws://{address}/_stcore/stream", max_size=None, subprotocols=["streamlit"]) as session:  # type: ignore[list-item]
        for choice in choices * 2:
            rerun(session, name, choice)
        before, parts_before = costs(address)
        for number in range(RERUNS):
            rerun(session, name, choices[number % len(choices)])
        after, parts = costs(address)
    by_part = {part: (spent - parts_before.get(part, 0)) * 1000 / RERUNS for part, spent in parts.items()}
    return (after - before) * 1000 / RERUNS, by_part


def cost_lines(store: Path) -> list[str]:
    """Write a table: pages down, parts across."""
    port = free_port()
    with running(
        ["tests.benchmarks.metered", str(port)],
        f"http://127.0.0.1:{port}",
        "/_stcore/health",
        INDICATORS_STORE=str(store),
    ):
        found = {page: cost_of(f"127.0.0.1:{port}", page, choices) for page, choices in SEEN.items()}
    parts = sorted({part for _, by_part in found.values() for part in by_part})
    lines = [f"| processor, ms | all | {' | '.join(parts)} |", f"|---|{'---:|' * (len(parts) + 1)}"]
    for page, (whole, by_part) in found.items():
        cells = " | ".join(f"{by_part.get(part, 0):.1f}" for part in parts)
        lines.append(f"| {page} | {whole:.1f} | {cells} |")
    return lines


if __name__ == "__main__":
    print("\n".join(cost_lines(Path(sys.argv[1]))))
