"""A page as PDF on A4: title, choices, sources; words, figures, charts and tables in order.

Charts are drawn anew for paper, in the light theme whatever the screen's. Wide tables stand on turned pages.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Literal, Protocol

import pandas as pd
from pandas.io.formats.style import Styler

from indicators import PROGRAM, formats
from indicators.analysis import document_code
from indicators.analysis.document_code import Document
from indicators.analysis.provenance import Provenance, demonstration_mark
from indicators.charts import Chart, Theme
from indicators.charts.svg import chart_svg
from indicators.exports.columns import in_blocks, is_wide, laid_out
from indicators.exports.file_names import file_name
from indicators.exports.markdown import markdown_paragraphs
from indicators.exports.typesetting import PICTURE_FONT, properties, typeset
from indicators.translation import text

# How wide a chart is drawn, in its own pixels: its type is then as large as the text beside it.
CHART_WIDTH = 800
# A day, or a day and time, as addresses have it.
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
# Between the cells of a written line; no cell has it.
BETWEEN = "\x1f"


class Draws(Protocol):
    """A chart with all it needs but the theme."""

    def __call__(self, *, theme: Theme) -> Chart | None: ...


@dataclass(frozen=True, slots=True)
class Words:
    """Sentences or a heading, marked as pages mark them; a note is smaller."""

    markdown: str
    kind: Literal["words", "note"] = "words"


@dataclass(frozen=True, slots=True)
class Figure:
    """A key figure under what it is."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart; None where the page says instead why there is none."""

    draw: Draws


@dataclass(frozen=True, slots=True)
class Table:
    """Rows as they are on the page; `columns` by the words above them, `shares` as a percentage.

    `styled` tells how they are written there; by default as the office writes numbers.
    """

    rows: pd.DataFrame
    columns: Mapping[str, str]
    shares: frozenset[str] = frozenset()
    styled: Callable[[pd.DataFrame], Styler] | None = None


# What stands on a page, as it is printed.
Part = Words | Figure | Picture | Table


@dataclass(slots=True)
class Page:
    """A page as it now stands: its name in the address, what was chosen, where its numbers are from.

    `choices`: what, which, and its code in the address ("" where nothing was to be chosen). `data_version` is how many
    commits the store had, `address` what its address asks for.
    """

    name: str
    title: str
    is_demo: bool = False
    choices: list[tuple[str, str, str]] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    data_version: int = 0
    address: Mapping[str, str] = field(default_factory=dict)

    @property
    def of(self) -> Document | None:
        """What it is of; None where no state of the store gave its numbers."""
        if not self.data_version:
            return None
        return document_code.document("page", {"page": self.name, **self.address}, self.data_version)

    def file_name(self) -> str:
        """Name the file by the page and what was chosen; a demonstration says so."""
        chosen = [code if _DAY.match(code) else which for _, which, code in self.choices if code]
        return file_name(Provenance(is_demo=self.is_demo), lambda: (self.title, *chosen), "pdf")


def page_pdf(page: Page) -> bytes:
    """Set the page on paper.

    Its sources, the demonstration's mark and the page's number are on every sheet.
    """
    *sources, last = dict.fromkeys(page.sources)
    of = page.of
    code = of.code(row for part in page.parts for row in _told(part)) if of else ""
    if code:
        last = f"{last} · {document_code.code_line(code)}"
    demo = demonstration_mark(page.is_demo)
    return typeset(
        "page",
        {
            "title": page.title,
            "demo": demo,
            "choices": " · ".join(f"{what}: {which}" for what, which, _ in page.choices),
            "sources": [*sources, f"{last} · {text('Made by {program}', program=PROGRAM)}"],
            "sections": _sections(
                _kept_together([block for part in page.parts for block in _laid_out(part)])
            ),
            "about": properties("; ".join(filter(None, (demo, *page.sources))), of.claim(code) if of else ""),
        },
    )


def _told(part: Words | Figure | Picture | Table) -> Iterator[Sequence[str]]:
    """Yield what a part says, row by row; a picture shows what tables and sentences say."""
    match part:
        case Words(markdown=words):
            yield [words]
        case Figure(label=label, value=value):
            yield [label, value]
        case Table(columns=columns):
            yield list(columns.values())
            yield from written(part)


def _laid_out(part: Words | Figure | Picture | Table) -> list[dict[str, Any]]:
    """Turn a part into what the template draws."""
    match part:
        case Words(markdown, kind):
            return markdown_paragraphs(markdown, kind)
        case Figure(label, value):
            (runs,) = (paragraph["runs"] for paragraph in markdown_paragraphs(value, "words"))
            return [{"kind": "figure", "label": label, "runs": runs}]
        case Picture(draw):
            chart = draw(theme="light")
            if chart is None:
                return []
            picture = chart_svg(chart, CHART_WIDTH, PICTURE_FONT)
            return [
                {
                    "kind": "chart",
                    "title": chart.title,
                    "basis": chart.basis,
                    "alt": chart.alt,
                    "svg": picture,
                }
            ]
        case Table():
            header = list(part.columns.values())
            return [{"kind": "table", **block} for block in in_blocks(laid_out(header, written(part)))]


def written(table: Table) -> list[list[str]]:
    """Return the cells of a table as they stand on the page; what is missing is a dash."""
    # A line is a row: what somebody wrote in a cell stays on one.
    rows = table.rows.map(lambda cell: cell.replace("\n", " ") if isinstance(cell, str) else cell)
    styled = (table.styled or _plain)(rows)
    # One line or two above the rows, as the index has a name or none.
    lines = styled.to_string(delimiter=BETWEEN).rstrip("\n").split("\n")
    names = list(rows.columns)
    return [
        [
            _cell(name in table.shares, row[names.index(name)], cells[names.index(name)])
            for name in table.columns
        ]
        for row, cells in zip(
            rows.itertuples(index=False, name=None),
            (line.split(BETWEEN)[-len(names) :] for line in lines[len(lines) - len(rows) :]),
            strict=True,
        )
    ]


def _cell(is_share: bool, value: Any, shown: str) -> str:
    if is_share:
        return formats.percent(value)
    return formats.MISSING if pd.isna(value) else shown


def _plain(rows: pd.DataFrame) -> Styler:
    """Write numbers that have no format of their own as the office writes them."""
    numbers = rows.select_dtypes("number")
    writers: dict[Any, Any] = {
        name: formats.count if (numbers[name].dropna() % 1 == 0).all() else formats.number for name in numbers
    }
    return rows.style.format(writers)


def _kept_together(parts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Keep words right above a table on its page."""
    for part, following in pairwise(parts):
        part["sticky"] = following["kind"] == "table" and part["kind"] in ("words", "note")
    return parts


def _sections(parts: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Divide into upright and turned pages: a wide table is turned, with the words that lead up to it."""
    sections: list[dict[str, Any]] = [{"wide": False, "parts": []}]
    for part in parts:
        own = sections[-1]["parts"]
        if part["kind"] == "table" and is_wide(part) and not sections[-1]["wide"]:
            leading = len(own)
            while leading and own[leading - 1]["kind"] not in ("chart", "table", "figure"):
                leading -= 1
            sections.append({"wide": True, "parts": own[leading:]})
            del own[leading:]
        elif part["kind"] in ("chart", "figure") and sections[-1]["wide"]:
            sections.append({"wide": False, "parts": []})
        sections[-1]["parts"].append(part)
    return [section for section in sections if section["parts"]]
