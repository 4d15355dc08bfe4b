"""The application as a server that adds up what its reruns cost in processor time, by part; asked for at `/metrics`.

Run as `python -m tests.benchmarks.metered PORT`.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from functools import wraps
from time import thread_time
from typing import Any

import streamlit as st
from prometheus_client import Counter
from streamlit.runtime import runtime
from streamlit.runtime.scriptrunner import script_runner
from streamlit.runtime.scriptrunner_utils.script_run_context import ScriptRunContext
from streamlit.web import cli
from streamlit.web.server.starlette import starlette_websocket

from indicators.paths import PROJECT
from indicators.warehouse.warehouse import Warehouse
from pages.components import downloads, kept_part, page_frame, share, tables, url_choice

SPENT = Counter(
    "rerun_seconds", "Processor seconds of reruns, without what other parts took within", ["part"]
)
WHOLE = "other words and layout"
# What is put to which part: where it is looked up, and by which name.
PARTS: tuple[tuple[str, Any, str], ...] = (
    (WHOLE, script_runner.ScriptRunner, "_run_script"),
    ("navigation", st, "navigation"),
    ("navigation", st, "set_page_config"),
    ("around every page", page_frame, "begin_page"),
    ("around every page", page_frame, "end_page"),
    ("around every page", downloads, "page_pdf_button"),
    ("around every page", downloads, "page_data_link"),
    ("around every page", share, "share_button"),
    ("pickers", url_choice, "choose"),
    ("pickers", url_choice, "choose_many"),
    ("answers", Warehouse, "version"),
    ("answers", Warehouse, "ask_as"),
    ("answers", Warehouse, "once"),
    ("answers", page_frame, "kept"),
    ("parts sent again", kept_part, "shown_once"),
    ("pictures", page_frame, "draw_chart"),
    ("pictures", page_frame, "plot"),
    ("tables", tables, "show"),
    ("tables", tables, "ranking_table"),
    ("messages made", ScriptRunContext, "enqueue"),
    ("messages sent", starlette_websocket, "serialize_forward_msg"),
    ("messages sent", runtime.Runtime, "_send_message"),
)


class Meter(threading.local):
    """What is running in this thread, outermost first, each with the time spent in parts within it."""

    def __init__(self) -> None:
        self.within: list[float] = []


METER = Meter()


def metered(part: str, work: Callable[..., Any]) -> Callable[..., Any]:
    """Add what a function takes to its part, and not to the one it is called from."""

    @wraps(work)
    def measured(*given: Any, **named: Any) -> Any:
        began = thread_time()
        METER.within.append(0.0)
        try:
            return work(*given, **named)
        finally:
            taken, within = thread_time() - began, METER.within.pop()
            SPENT.labels(part).inc(max(0.0, taken - within))
            if METER.within:
                METER.within[-1] += taken

    return measured


def measure() -> None:
    """Put the meter around all parts; what was imported by name before has to be looked up through its module."""
    for part, holder, name in PARTS:
        before = getattr(holder, name)
        around = metered(part, before)
        setattr(holder, name, around)
        for module in list(sys.modules.values()):
            if getattr(module, name, None) is before and module.__name__.startswith(("pages", "indicators")):
                setattr(module, name, around)


if __name__ == "__main__":
    measure()
    options = ["--server.headless=true", f"--server.port={sys.argv[1]}"]
    sys.argv = ["streamlit", "run", str(PROJECT / "app.py"), *options]
    cli.main()
