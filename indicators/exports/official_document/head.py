"""The head of an official document: who issues it, the country, number, place and day, what it is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.shared import Cm, Pt

from indicators.exports.official_document.word_parts import (
    CENTER,
    fillable,
    line,
    name_rule,
    rule_below,
    without_margins,
)
from indicators.letters.wording import Writer
from indicators.reference.organisation import Issuer
from indicators.translation import text

BODY, HEAD = Pt(14), Pt(13)
COUNTRY, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
# Issuing body and country side by side, each on one line in type of 12 points.
HEAD_COLUMNS = (Cm(7), Cm(9.4))
# As long as the motto in bold type of 14 points.
MOTTO_RULE = Cm(6.05)


@dataclass(frozen=True, slots=True)
class Head:
    """Whose document it is. `writer` is an agency that writes in its own name, else the issuer does.

    `subject` is what a letter is about; a report has a title instead.
    """

    issuer: Issuer
    is_report: bool = False
    subject: str | None = None
    writer: Writer | None = None

    @property
    def is_own(self) -> bool:
        return self.writer is None

    @property
    def body(self) -> str:
        return self.writer.name if self.writer else self.issuer.issuing_body

    @property
    def superior(self) -> str:
        """Name the body above whoever writes."""
        return self.writer.superior if self.writer else self.issuer.superior_body

    @property
    def place(self) -> str:
        """Name the place that is written from."""
        return self.writer.place if self.writer else self.issuer.place

    def symbol(self) -> str:
        """Return what follows the number; of another agency a person knows it."""
        if not self.is_own:
            return text("[symbol]")
        return f"BC-{self.issuer.symbol}" if self.is_report else self.issuer.symbol


def write_head(file: Any, head: Head) -> None:
    """Write issuing body and country side by side, number, place and day.

    The subject of a letter below.
    """
    table = file.add_table(2, 2)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    without_margins(table)
    for column, width in zip(table.columns, HEAD_COLUMNS, strict=True):
        column.width = width
        for cell in column.cells:
            cell.width = width
    left, right = table.rows[0].cells
    line(left, head.superior.upper(), Pt(12), first=True)
    line(left, head.body.upper(), Pt(12), bold=True)
    rule_below(left, name_rule(head.body))
    line(right, COUNTRY, Pt(12), bold=True, first=True)
    line(right, MOTTO, BODY, bold=True)
    rule_below(right, MOTTO_RULE)
    left, right = table.rows[1].cells
    number = left.paragraphs[0]
    number.alignment = CENTER
    fillable(number, text("No.: [number]/{symbol}", symbol=head.symbol()), HEAD)
    if head.subject:
        line(left, text("Re: {subject}", subject=head.subject), Pt(12))
    day = right.paragraphs[0]
    day.alignment = CENTER
    place = text("{place}, day [  ] month [  ] year [    ]", place=head.place)
    fillable(day, place, BODY, italic=True)
