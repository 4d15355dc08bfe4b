"""The bulletin as HTML for mail: all that it needs is inside, and every word of the numbers is escaped."""

from __future__ import annotations

from collections.abc import Iterable

from indicators import PROGRAM
from indicators.analysis.bulletin import Bulletin, Chapter
from indicators.analysis.document_code import code_line
from indicators.analysis.statements import Link
from indicators.charts.style import INKS
from indicators.exports.bulletin import OF_THE_TABLE, bulletin_code, components_table
from indicators.exports.bulletin_rows import address
from indicators.markup import Markup
from indicators.translation import language, text

INK = INKS["light"]
# Readers of mail know no style sheets: every part carries its own style.
FONT = "font-family:Arial,Helvetica,sans-serif"
PAGE = Markup(
    '<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width"><title>{title}</title></head>'
    '<body style="margin:0;padding:16px;background:#ffffff;color:{ink};{font};font-size:15px;line-height:1.5">'
    '<div style="max-width:680px;margin:0 auto">{mark}'
    '<h1 style="margin:0;font-size:22px;line-height:1.3">{title}</h1>'
    '<p style="margin:4px 0 0;color:{soft}">{about}</p>{chapters}'
    '<p style="margin:24px 0 0;padding-top:8px;border-top:1px solid {track};color:{soft};font-size:12px">{source}<br>'
    "{made} · {code}</p></div></body></html>\n"
)
MARK = Markup('<p style="margin:0 0 8px;color:{ink};font-weight:bold">{mark}</p>')
HEADING = Markup('<h2 style="margin:20px 0 4px;font-size:17px;color:{accent}">{title}</h2>')
LIST = Markup('<ul style="margin:0;padding-left:20px">{items}</ul>')
ITEM = Markup('<li style="margin:3px 0">{}</li>')
ANCHOR = Markup('<a href="{address}" style="color:{ink};text-decoration:underline">{words}</a>')
TABLE = Markup(
    '<table style="border-collapse:collapse;margin:8px 0;width:100%;font-size:14px">{head}{rows}</table>'
)
ROW = Markup("<tr>{}</tr>")
CELL = Markup(
    '<{tag} style="padding:4px 6px;border-bottom:1px solid {line};text-align:{side}">{words}</{tag}>'
)


def bulletin_html(told: Bulletin, root: str = "") -> str:
    """Write the bulletin as a page of its own; with the address of the application sentences lead to their numbers."""
    record = told.provenance
    about = told.about()
    mark = MARK.format(ink=INK.worse_text, mark=record.mark) if record.mark else ""
    return PAGE.format(
        language=language(),
        title=told.heading(),
        about=f"{about[:1].upper()}{about[1:]}",
        mark=mark,
        chapters=_joined(_chapter(told, chapter, root) for chapter in told.chapters),
        source=record.line(),
        made=text("Made by {program}", program=PROGRAM),
        code=code_line(bulletin_code(told)),
        ink=INK.text,
        soft=INK.soft,
        track=INK.track,
        font=Markup(FONT),
    )


def _joined(parts: Iterable[Markup]) -> Markup:
    return Markup("").join(parts)


def _chapter(told: Bulletin, chapter: Chapter, root: str) -> Markup:
    """Write a heading, its sentences as lists, those on each component as a table between them."""
    parts, items, is_drawn = [HEADING.format(title=chapter.title, accent=INK.accent)], [], False
    for said, sentence in zip(chapter.said, chapter.sentences(), strict=True):
        if said.point != OF_THE_TABLE:
            items.append(ITEM.format(_linked(sentence, said.statement.link, root)))
        elif not is_drawn:
            parts += [LIST.format(items=_joined(items)), _table(told)] if items else [_table(told)]
            items, is_drawn = [], True
    if items:
        parts.append(LIST.format(items=_joined(items)))
    return _joined(parts)


def _linked(sentence: str, link: Link, root: str) -> str | Markup:
    if not root:
        return sentence
    return ANCHOR.format(address=f"{root.rstrip('/')}{address(link)}", ink=INK.text, words=sentence)


def _table(told: Bulletin) -> Markup:
    header, rows = components_table(told)
    return TABLE.format(head=_row("th", header), rows=_joined(_row("td", cells) for cells in rows))


def _row(tag: str, cells: Iterable[str]) -> Markup:
    return ROW.format(
        _joined(
            CELL.format(tag=tag, line=INK.track, side="right" if place else "left", words=words)
            for place, words in enumerate(cells)
        )
    )
