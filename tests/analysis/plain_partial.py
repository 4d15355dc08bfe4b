"""A second, plain way to say what readings lack: by hand, reading after reading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

# What a reading has: by unit and component whether there are points.
Read = Mapping[str, frozenset[str]]


def lacking(readings: Sequence[Read]) -> list[set[tuple[str, str]]]:
    """Of each reading in time which components of which units it lacks that an earlier one had."""
    found = []
    for place, now in enumerate(readings):
        before = {
            (unit, component)
            for earlier in readings[:place]
            for unit in earlier
            for component in earlier[unit]
        }
        found.append({(unit, component) for unit, component in before if component not in now.get(unit, ())})
    return found


def default(readings: Sequence[Read], component: str) -> int:
    """Which reading stands for a component: the last that lacks nothing of it and has it at all."""
    lacks = lacking(readings)
    full = [
        place
        for place, now in enumerate(readings)
        if any(component in has for has in now.values())
        and not any(component == one for _, one in lacks[place])
    ]
    return full[-1]
