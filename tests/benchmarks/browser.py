"""`make benchmark-browser`: how long somebody waits in front of a page, beside pages that others would write.

A real Chromium visits real servers over the demonstration store, each a round in turn, so that all have the same
machine. Cold is a browser that has fetched nothing yet, from a server that is warm. The ratios are what to compare.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from indicators import demo
from indicators.analysis.ranking import rank
from indicators.paths import PROJECT
from indicators.store.store import Store
from indicators.warehouse.warehouse import Warehouse
from tests.browser.conftest import ARGUMENTS, find_browser, free_port, running

ROUNDS = 7
SIZE = (1366, 768)
PATIENCE = 60_000
BESIDE = Path(__file__).parent / "beside"
# What is waited for: the page's answer, a condition in the browser.
TITLE = "document.querySelector('h1')?.innerText.includes('{words}')"
PLOTLY = "document.querySelectorAll('.js-plotly-plot .bars .point').length > 10"
TABLE = "document.querySelector('[data-testid=stDataFrame] canvas, .dash-table-container td')"
PICTURE = "document.querySelectorAll('.picture svg :is(.mark, .bar)').length > 10"
OVERVIEW = "document.querySelector('[data-testid=stMetricValue]') && " + PICTURE
WRITTEN = "document.querySelector('[data-testid=stMain]')?.innerText.includes('{words}')"


@dataclass
class Subject:
    """A page that is visited: what is seen when it has answered, and its box with both answers."""

    name: str
    address: str
    seen: str
    box: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    cold: list[float] = field(default_factory=list)
    warm: list[float] = field(default_factory=list)
    choice: list[float] = field(default_factory=list)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, ExitStack() as servers, sync_playwright() as playwright:
        subjects = started(Path(folder), servers, with_dash=sys.argv[1])
        browser = playwright.chromium.launch(executable_path=find_browser(), args=list(ARGUMENTS))
        for subject in subjects:
            visited(browser, subject, [])
        changes: list[float] = []
        for _ in range(ROUNDS):
            for subject in subjects:
                one_round(browser, subject)
            changes += page_changes(browser, subjects[-1].address)
        browser.close()
    report(subjects, changes)


def started(folder: Path, servers: ExitStack, with_dash: str) -> list[Subject]:
    """Fill a store, start a server for each subject, and return them: the bare page first, ours last.

    `with_dash` is the Python that has it.
    """
    store = Store(folder / "store")
    demo.fill(store)
    rows = folder / "rows.json"
    rows.write_text(json.dumps(rankings(Warehouse(store))), encoding="utf-8")
    env = {"BENCHMARK_ROWS": str(rows), "INDICATORS_STORE": store.url, "PYTHONPATH": str(PROJECT)}

    def streamlit(script: Path) -> str:
        port = free_port()
        command = ["streamlit", "run", str(script), "--server.headless=true", f"--server.port={port}"]
        return servers.enter_context(running(command, f"http://127.0.0.1:{port}", "/_stcore/health", **env))

    def dash() -> str:
        port = free_port()
        command = ["tests.benchmarks.beside.dash_page", str(port)]
        address = f"http://127.0.0.1:{port}"
        return servers.enter_context(running(command, address, "/", with_dash, **env))

    both = tuple((level, TITLE.format(words=level)) for level in ("commune", "department"))
    ours = streamlit(PROJECT / "app.py")
    levels = (
        ("Xã, phường", WRITTEN.format(words="/135 đơn vị")),
        ("Sở, ban, ngành", WRITTEN.format(words="/14 đơn vị")),
    )
    return [
        Subject(
            "bare Streamlit", streamlit(BESIDE / "bare.py"), TITLE.format(words="Ranking"), "Level", both
        ),
        Subject(
            "plain Streamlit + Plotly", streamlit(BESIDE / "plain.py"), f"{PLOTLY} && {TABLE}", "Level", both
        ),
        Subject("Dash", dash(), f"{PLOTLY} && {TABLE}", "#level", both),
        Subject("ours, ranking", f"{ours}/ranking", f"{PICTURE} && {TABLE}", "Khối đơn vị", levels),
        Subject("ours, overview", ours, OVERVIEW),
    ]


def rankings(warehouse: Warehouse) -> dict[str, list[dict[str, object]]]:
    """Return what the other pages show: rank, unit, value and change of each level, as ours ranks them."""
    named = {"rank": "rank", "agency_name": "unit", "value": "value", "value_change": "change"}
    return {
        level: json.loads(
            rank(warehouse, node="total", level=level, scope="H21")
            .rows[[*named]]
            .rename(columns=named)
            .to_json(orient="records")
        )
        for level in ("department", "commune")
    }


@contextmanager
def visitor(browser: Browser) -> Iterator[BrowserContext]:
    """Open a browser that has visited nothing yet."""
    context = browser.new_context(viewport={"width": SIZE[0], "height": SIZE[1]})
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


def seen(page: Page, condition: str) -> float:
    """Wait until a condition holds in the browser; its clock then, in milliseconds since the page was asked for."""
    handle = page.wait_for_function(f"() => ({condition}) && performance.now()", polling="raf")
    return float(handle.json_value())


def visited(browser: Browser, subject: Subject, choices: list[float]) -> tuple[float, float]:
    """Visit twice with one browser: milliseconds to the answer with nothing fetched yet, and with all of it kept."""
    with visitor(browser) as context:
        page = context.new_page()
        page.goto(subject.address)
        cold = seen(page, subject.seen)
        page.wait_for_timeout(1500)
        page.close()
        page = context.new_page()
        page.goto(subject.address)
        warm = seen(page, subject.seen)
        page.wait_for_timeout(700)
        choices += [chosen(page, subject.box, words, then) for words, then in subject.choices]
    return cold, warm


def one_round(browser: Browser, subject: Subject) -> None:
    cold, warm = visited(browser, subject, subject.choice)
    subject.cold.append(cold)
    subject.warm.append(warm)


def chosen(page: Page, box: str, words: str, then: str) -> float:
    """Choose in a box: milliseconds from the click to what then is shown."""
    if box.startswith("#"):
        page.locator(box).click()
    else:
        page.get_by_role("combobox", name=box).click()
    option = page.get_by_role("option", name=words)
    option.wait_for()
    start = click(page, option.click)
    taken = seen(page, then) - start
    page.wait_for_timeout(500)
    return taken


def click(page: Page, action: Callable[[], None]) -> float:
    """Click, and return the browser's clock at the moment of it."""
    page.evaluate("addEventListener('click', () => (window.clicked = performance.now()), { capture: true })")
    action()
    return float(page.evaluate("window.clicked"))


def page_changes(browser: Browser, address: str) -> list[float]:
    """Go from page to page by the menu, as who works with it: milliseconds from the click to the answer."""
    with visitor(browser) as context:
        page = context.new_page()
        page.goto(address)
        seen(page, OVERVIEW)
        page.wait_for_timeout(1500)
        taken = []
        for name, there in (
            ("Xếp hạng", WRITTEN.format(words="/14 đơn vị")),
            ("Tổng quan", "document.querySelector('[data-testid=stMetricValue]')"),
        ):
            link = page.get_by_test_id("stTopNavLink").filter(has_text=name)
            start = click(page, link.click)
            taken.append(seen(page, there) - start)
            page.wait_for_timeout(1000)
    return taken


def report(subjects: list[Subject], changes: list[float]) -> None:
    """Print the table: medians, their ratios to the bare page, and the bounds."""
    bare, *_ = subjects
    print(f"medians of {ROUNDS} rounds, milliseconds (times the bare page); processors: {os.cpu_count()}")
    print(f"{'page':26} {'cold':>16} {'warm':>16} {'choice':>16}")
    for one in subjects:
        print(
            f"{one.name:26} {told(one.cold, bare.cold)} {told(one.warm, bare.warm)} {told(one.choice, bare.choice)}"
        )
    print(f"{'page change':26} {statistics.median(changes):9.0f}")
    of = {one.name: one for one in subjects}
    dash, ranking, overview = of["Dash"], of["ours, ranking"], of["ours, overview"]
    for what, ours, bound in (
        ("overview cold, 1.5 times bare", overview.cold, 1.5 * statistics.median(bare.cold)),
        ("overview warm, 1.5 times bare", overview.warm, 1.5 * statistics.median(bare.warm)),
        ("ranking cold, 1.25 times Dash", ranking.cold, 1.25 * statistics.median(dash.cold)),
        ("choice, 1.5 times bare", ranking.choice, 1.5 * statistics.median(bare.choice)),
        ("choice, as fast as Dash", ranking.choice, statistics.median(dash.choice)),
        ("page change, 300 ms", changes, 300.0),
    ):
        reached = statistics.median(ours)
        print(
            f"{what:34} {reached:7.0f} of {bound:7.0f}   {'reached' if reached <= bound else 'NOT REACHED'}"
        )


def told(times: list[float], bare: list[float]) -> str:
    if not times:
        return f"{'–':>16}"
    middle = statistics.median(times)
    return f"{middle:9.0f} ({middle / statistics.median(bare):4.2f})"


if __name__ == "__main__":
    sys.exit(main())
