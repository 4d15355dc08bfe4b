"""Files that were handed out, with one digit altered somewhere."""

from __future__ import annotations

import io
import random
import re
import zipfile

from indicators import PROGRAM
from indicators.verification_code import CODE

# Where Office files keep words and numbers.
PARTS = {"xlsx": r"xl/(worksheets/sheet\d+|sharedStrings)\.xml", "docx": r"word/document\.xml"}
WORDS = {"xlsx": r"<(?:v|t)(?: [^>]*)?>([^<]*\d[^<]*)</", "docx": r"<w:t(?: [^>]*)?>([^<]*\d[^<]*)</w:t>"}


def with_one_digit_altered(content: bytes, ending: str, chance: random.Random) -> bytes:
    """The file with another digit in one place, that of its code and of the program's version left out."""
    if ending == "csv":
        lines = content.decode("utf-8-sig").split("\r\n")
        places = [
            number
            for number, line in enumerate(lines)
            if re.search(r"\d", line) and not CODE.search(line) and PROGRAM not in line
        ]
        place = chance.choice(places)
        lines[place] = _altered(lines[place], chance)
        return "\r\n".join(lines).encode("utf-8-sig")
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        parts = {name: opened.read(name) for name in opened.namelist()}
    chosen = chance.choice([name for name in parts if re.fullmatch(PARTS[ending], name)])
    written = parts[chosen].decode()
    found = [
        place
        for place in re.finditer(WORDS[ending], written)
        if not CODE.search(place[1]) and PROGRAM not in place[1] and _is_shown(written, place, ending)
    ]
    if not found:
        return with_one_digit_altered(content, ending, chance)
    place = chance.choice(found)
    start, end = place.span(1)
    parts[chosen] = f"{written[:start]}{_altered(place[1], chance)}{written[end:]}".encode()
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, part in parts.items():
            packed.writestr(name, part)
    return stream.getvalue()


def _is_shown(written: str, place: re.Match[str], ending: str) -> bool:
    """A cell's number is shown; the number of a shared text is not, the text itself is."""
    return ending == "docx" or 't="s"' not in written[max(0, place.start() - 60) : place.start()]


def _altered(words: str, chance: random.Random) -> str:
    place = chance.choice([found.start() for found in re.finditer(r"\d", words)])
    other = chance.choice([digit for digit in "123456789" if digit != words[place]])
    return f"{words[:place]}{other}{words[place + 1 :]}"
