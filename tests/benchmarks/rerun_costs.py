"""What a rerun costs the server in processor time, by part: pages seen before, between two choices.

Processor time, not the clock's: it holds on a machine that does something else, too. Run as
`python -m tests.benchmarks.rerun_costs STORE [PAGES]`.
"""

from __future__ import annotations

import sys
import urllib.request
from collections.abc import Sequence
from pathlib import Path

from prometheus_client.parser import text_string_to_metric_families
from websockets.sync.client import connect

from tests.benchmarks.pages import rerun
from tests.browser.conftest import free_port, running
from tests.page_names import PAGES

RERUNS = 10
# Choices that are seen in turn: of a page by its name in the address, and of all others.
LANGUAGES = ("", "lang=en")
SEEN: dict[str, tuple[str, ...]] = {
    "ranking": ("level=department", "level=commune"),
    "trend": ("level=department", "level=commune"),
    "map": ("level=department", "level=commune"),
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


def cost_of(address: str, page: str) -> tuple[float, int, dict[str, float]]:
    """Return what a rerun of a page seen before costs: processor milliseconds in all, bytes sent, and time by part."""
    name, choices = "" if page == "overview" else page, SEEN.get(page, LANGUAGES)
    with connect(f"ws://{address}/_stcore/stream", max_size=None, subprotocols=["streamlit"]) as session:  # type: ignore[list-item]
        for choice in choices * 2:
            rerun(session, name, choice)
        before, parts_before = costs(address)
        sent = [rerun(session, name, choices[number % len(choices)])[1] for number in range(RERUNS)]
        after, parts = costs(address)
    by_part = {part: (spent - parts_before.get(part, 0)) * 1000 / RERUNS for part, spent in parts.items()}
    return (after - before) * 1000 / RERUNS, sum(sent) // RERUNS, by_part


def cost_lines(store: Path, pages: Sequence[str]) -> list[str]:
    """Write a table: pages down, parts across."""
    port = free_port()
    with running(
        ["tests.benchmarks.metered", str(port)],
        f"http://127.0.0.1:{port}",
        "/_stcore/health",
        INDICATORS_STORE=str(store),
    ):
        found = {page: cost_of(f"127.0.0.1:{port}", page) for page in pages}
    parts = sorted({part for *_, by_part in found.values() for part in by_part})
    lines = [f"| processor, ms | all | {' | '.join(parts)} | kB |", f"|---|{'---:|' * (len(parts) + 2)}"]
    for page, (whole, sent, by_part) in found.items():
        cells = " | ".join(f"{by_part.get(part, 0):.1f}" for part in parts)
        lines.append(f"| {page} | {whole:.1f} | {cells} | {sent / 1000:.0f} |")
    return lines


if __name__ == "__main__":
    print("\n".join(cost_lines(Path(sys.argv[1]), sys.argv[2:] or PAGES)))
