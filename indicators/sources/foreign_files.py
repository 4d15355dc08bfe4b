"""Files that hold no table and no answer, told by their first bytes: each kind is refused in its own sentence."""

from __future__ import annotations

import re
from collections.abc import Callable

from indicators.errors import InputProblem

# Excel's and Word's formats before 2007, and much else that Windows wrapped the same way.
COMPOUND_FILE = bytes.fromhex("d0cf11e0a1b11ae1")
_E_MAIL_PART, _SLIDES_PART, _WORD_PART = (
    part.encode("utf-16-le") for part in ("__substg1.0_", "PowerPoint Document", "WordDocument")
)
_HEAD = 4_000
# Bytes of the file that Excel and Word put beside an open document: who has it open, and nothing else.
_OWNER_SIZES = {162, 165}
_LONGEST_OWNER = 54
_PICTURES = re.compile(
    rb"\xff\xd8\xff|\x89PNG|GIF8|II\*\0|MM\0\*|BM.{4}\0\0|RIFF.{4}WEBP|.{4}ftyp(?:heic|heix|mif1|msf1|avif)"
    rb"|\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?(?:<!DOCTYPE svg[^>]*>\s*)?<svg\b",
    re.DOTALL,
)
_ARCHIVES = (
    (b"Rar!", ".rar"),
    (b"7z\xbc\xaf\x27\x1c", ".7z"),
    (b"\x1f\x8b", ".gz"),
    (b"BZh", ".bz2"),
    (b"\xfd7zXZ\0", ".xz"),
    (b"MSCF", ".cab"),
)
_TAR = slice(257, 262)
_DATABASES = re.compile(
    rb"\x00\x01\x00\x00Standard (?:ACE|Jet) DB|SQLite format 3\x00|PAR1|[\x03\x83\x8b\x30].{11}\x00{20}",
    re.DOTALL,
)
_E_MAIL = re.compile(
    rb"(?:From|Return-Path|Received|Delivered-To|X-[\w-]+|Message-ID|Subject|Date|To|MIME-Version)\s*:[^\r\n]*\r?\n",
    re.IGNORECASE,
)
_OF_E_MAIL = re.compile(
    rb"^(?:Received|Return-Path|Delivered-To|Message-ID|To)\s*:", re.IGNORECASE | re.MULTILINE
)
_LINK = re.compile(
    rb"\[InternetShortcut\]|<plist\b.*<key>URL</key>|\"doc_id\"\s*:|docs\.google\.com/open", re.DOTALL
)
_SHORTCUT = bytes.fromhex("4c0000000114020000000000c000000000000046")
_SETTINGS = re.compile(rb"(?:\xef\xbb\xbf)?\s*\[[.\w {}-]+\]\s*[\r\n]")
_TO_SAVE = (
    (re.compile(rb"\{\\rtf"), ".rtf", ".docx"),
    (re.compile(rb"ID;P"), ".slk", ".xlsx"),
    (re.compile(rb"TABLE\r?\n0,1\r?\n"), ".dif", ".xlsx"),
)


def refuse_foreign(name: str, content: bytes) -> None:
    """Raise InputProblem where the bytes are of a kind of file that holds no table we read."""
    head = content[:_HEAD]
    if not head.strip(b"\0"):
        raise _never_written(name)
    for is_kind, refusal in _KINDS:
        if is_kind(head, content):
            raise refusal(name)
    for signature, kind in _ARCHIVES:
        if head.startswith(signature):
            raise _archive(name, kind)
    if head[_TAR] == b"ustar":
        raise _archive(name, ".tar")
    for pattern, kind, ending in _TO_SAVE:
        if pattern.match(head):
            raise to_be_saved(name, kind, ending)


def refusal_of_compound(name: str, content: bytes) -> InputProblem:
    """Return the refusal of what Windows wrapped as it did workbooks, and that is none."""
    if _E_MAIL_PART in content:
        return _e_mail(name)
    if _WORD_PART in content:
        return to_be_saved(name, ".doc", ".docx")
    if _SLIDES_PART in content:
        return slides(name)
    return InputProblem(
        "it is of a program's own kind and no workbook, or a workbook that is damaged.",
        do="If it opens in Excel, save it there as .xlsx and import that; else ask for the table again.",
        file=name,
    )


def empty(name: str) -> InputProblem:
    """Return the refusal of a file without any content."""
    return InputProblem(
        "the file is empty.",
        do="Save or download it again; if it is in OneDrive or Google Drive, open it there first.",
        file=name,
    )


def to_be_saved(file: str, kind: str, ending: str) -> InputProblem:
    """Return the refusal of a kind of file whose own program can save it as one that is read."""
    return InputProblem(
        "files of the kind {kind} are not read.",
        do="Open it, save it as {ending} and import that.",
        file=file,
        kind=kind,
        ending=ending,
    )


def slides(file: str) -> InputProblem:
    """Return the refusal of a presentation, which its own program saves as no table."""
    return InputProblem(
        "these are slides; tables and charts on them are not read.",
        do="Copy the table from its slide into Excel, save that as .xlsx and import it.",
        file=file,
    )


def _is_owner_file(_: bytes, content: bytes) -> bool:
    """Tell whether it is what Excel or Word lay beside an open document: the length of a name, the name, blanks."""
    if len(content) not in _OWNER_SIZES or not 0 < content[0] <= _LONGEST_OWNER:
        return False
    return not content[1 + content[0] : 1 + _LONGEST_OWNER].strip(b" \0")


def _is_lock(head: bytes, content: bytes) -> bool:
    """Tell whether LibreOffice laid it beside an open document."""
    return head.startswith(b",") and content.rstrip().endswith(b";") and b"file://" in head


def _is_e_mail(head: bytes, _: bytes) -> bool:
    return bool(_E_MAIL.match(head) and _OF_E_MAIL.search(head)) and b"Snapshot-Content-Location" not in head


def _is_link(head: bytes, _: bytes) -> bool:
    return head.startswith(_SHORTCUT) or (
        head.lstrip()[:1] in (b"[", b"{", b"<") and bool(_LINK.search(head))
    )


def _never_written(name: str) -> InputProblem:
    return InputProblem(
        "it holds nothing but zeros: it was never written in full.",
        do="Open it where it lies (OneDrive, Google Drive, a USB stick); if it does not open, copy it again.",
        file=name,
    )


def _pdf(name: str) -> InputProblem:
    return InputProblem(
        "it is a PDF, in which a table has no cells to read numbers from.",
        do="Leave it out where its table is beside it; else ask whoever made it for the .xlsx or .docx behind it, or "
        "type a scanned table into Excel.",
        file=name,
    )


def _picture(name: str) -> InputProblem:
    return InputProblem(
        "it is a picture: what is written in it is not read.",
        do="Ask for the table it was taken of, or type it into Excel, and import that.",
        file=name,
    )


def _e_mail(name: str) -> InputProblem:
    return InputProblem(
        "it is an e-mail; what is attached to it is not opened.",
        do="Open it, save the table that is attached and import that.",
        file=name,
    )


def _link(name: str) -> InputProblem:
    return InputProblem(
        "it is a link to a document, not the document itself.",
        do="Open it and download the document (in Google Sheets: File, Download, .xlsx), then import that.",
        file=name,
    )


def _beside_open(name: str) -> InputProblem:
    return InputProblem(
        "it is what Excel, Word or LibreOffice lay beside a document while it is open (“~$…”), with no data in it.",
        do="Import the document itself.",
        file=name,
    )


def _archive(name: str, kind: str) -> InputProblem:
    return InputProblem(
        "archives of the kind {kind} are not opened.",
        do="Unpack it and import the files themselves, or pack them as .zip.",
        file=name,
        kind=kind,
    )


def _database(name: str) -> InputProblem:
    return InputProblem(
        "it is a database, of which no table is read.",
        do="Export the table that is needed as .xlsx or CSV (UTF-8) and import that.",
        file=name,
    )


def _settings(name: str) -> InputProblem:
    return InputProblem(
        "it holds settings of a program or folder (.ini) and no data.",
        do="Leave it out.",
        file=name,
    )


_KINDS: tuple[tuple[Callable[[bytes, bytes], bool], Callable[[str], InputProblem]], ...] = (
    (lambda head, _: head.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"%PDF-"), _pdf),
    (lambda head, _: bool(_PICTURES.match(head)), _picture),
    (_is_owner_file, _beside_open),
    (_is_lock, _beside_open),
    (_is_link, _link),
    (_is_e_mail, _e_mail),
    (lambda head, _: bool(_DATABASES.match(head)), _database),
    (lambda head, _: bool(_SETTINGS.match(head)), _settings),
)
