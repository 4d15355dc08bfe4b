"""An import from beginning to end: gather, read, prepare, keep. The command line and the pages use this."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from indicators import intake, sources
from indicators.captures import Capture
from indicators.organisation import load_organisation
from indicators.periods import Period
from indicators.sources.archive import gather
from indicators.store import Store
from indicators.warehouse import Warehouse


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one capture: imported, known (the same bytes are kept already), or only checked.

    `is_partial` is None where the capture was not imported.
    """

    capture: Capture
    status: Literal["imported", "known", "checked"]
    is_partial: bool | None = None


def import_files(
    paths: Iterable[Path],
    store: Store,
    *,
    period: Period | None = None,
    sheet_periods: Mapping[str, Period] | None = None,
    captured_at: datetime | None = None,
    dry_run: bool = False,
) -> list[Outcome]:
    """Keep the captures that these files, folders and zips make: all in one commit, or none.

    Raises InputProblem, with the store unchanged, where anything cannot be read or cannot be right.
    """
    arrived = gather(paths)
    readings = sources.read(arrived, sheet_periods=sheet_periods or {})
    captures = intake.prepare(readings, period=period, captured_at=captured_at)
    if dry_run:
        return [Outcome(capture, "known" if store.known(capture) else "checked") for capture in captures]
    kept = {capture.capture_id for capture in store.add(captures, [file.content for file in arrived])}
    visible = Warehouse(store).ask("captures", scope=None).set_index("capture_id")
    return [
        Outcome(capture, "imported", bool(visible.is_partial[capture.capture_id]))
        if capture.capture_id in kept
        else Outcome(capture, "known")
        for capture in captures
    ]


def is_collected(store: Store, period: Period) -> bool:
    """Whether the home province's closed period was read from the portal's own answers after its end."""
    captures = Warehouse(store).ask("captures", scope=load_organisation().province_code)
    own = captures[(captures.period == str(period)) & (captures.source == "portal_api")]
    return bool((~own.is_open & ~own.is_partial).any())
