"""Properties of a figure, taken one by one: each is either drawn or refused, none left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pandas as pd

# How Plotly behaves under a pointer: a picture has its own way.
BEHAVIOUR = frozenset({"hoverinfo", "hovertemplate", "hoverlabel", "dragmode", "fixedrange"})


class NotDrawn(ValueError):
    """A figure holds something that is not known here."""


class Part:
    """A trace, a shape, an axis: properties are taken one by one."""

    def __init__(self, properties: Mapping[str, Any], what: str) -> None:
        self._left = {name: value for name, value in properties.items() if name not in BEHAVIOUR}
        self._what = what

    def take(self, name: str, default: Any = None) -> Any:
        """Take a property, or what stands where it is not given."""
        return self._left.pop(name, default)

    def one_of(self, name: str, known: Sequence[Any], default: Any = None) -> Any:
        """Take a property that has only these values; the first of them by default, unless told otherwise."""
        value = self.take(name, known[0] if default is None else default)
        if value not in known:
            raise NotDrawn(f"{self._what}: {name} {value!r}")
        return value

    def each_of(self, name: str, known: Sequence[Any]) -> Any:
        """Take a property that has only these values, one for all marks or a list with one for each."""
        value = self.take(name, known[0])
        if any(one not in known for one in (value if isinstance(value, list | tuple) else [value])):
            raise NotDrawn(f"{self._what}: {name} {value!r}")
        return value

    @contextmanager
    def part(self, name: str) -> Iterator[Part]:
        """Open a part of the part; empty where it is not given."""
        with all_taken(self.take(name, {}), f"{self._what}.{name}") as inner:
            yield inner

    def check_all_taken(self) -> None:
        if self._left:
            raise NotDrawn(f"{self._what}: {', '.join(sorted(self._left))}")


@contextmanager
def all_taken(properties: Mapping[str, Any], what: str) -> Iterator[Part]:
    """Open a part of which every property must be taken; raises NotDrawn for one that is not."""
    part = Part(properties, what)
    yield part
    part.check_all_taken()


@dataclass(frozen=True, slots=True)
class Stroke:
    """How a line looks: colour, width in pixels, dashes as SVG writes them."""

    colour: Any
    width: Any
    dashes: str

    @classmethod
    def of(cls, part: Part, width: float = 2) -> Stroke:
        """Read the `line` of a part; colour and width may be lists, one for each mark."""
        with part.part("line") as line:
            colour, thick = line.take("color"), line.take("width", width)
            dash = line.one_of("dash", ("solid", "dot", "dash"))
        # As Plotly makes them: as long as the line is thick, but not shorter than 3.
        step = max(thick, 3) if isinstance(thick, int | float) else 3
        return cls(
            colour, thick, {"solid": "", "dot": f"{step},{step}", "dash": f"{3 * step},{3 * step}"}[dash]
        )

    def attributes(self) -> str:
        dashes = f' stroke-dasharray="{self.dashes}"' if self.dashes else ""
        return f'stroke="{self.colour}" stroke-width="{self.width}"{dashes}'


def each(value: Any, count: int) -> list[Any]:
    """Repeat a value for each mark, where one is given for all of them."""
    return list(value) if isinstance(value, list | tuple) else [value] * count


def is_known(*values: Any) -> bool:
    """Tell whether there is something to draw: what is missing is no zero."""
    return not any(pd.isna(value) for value in values)
