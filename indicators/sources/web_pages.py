"""Web pages saved in place of data: a log-in, an error, a refusal, the frame of a workbook's pages, a letter."""

from __future__ import annotations

import re

from indicators.errors import InputProblem

# Where a page's first tags stand, below comments and declarations.
HEAD = 4000
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body|frameset)\b", re.IGNORECASE)
_TABLE, _END_OF_TABLE = re.compile(r"<table\b", re.IGNORECASE), re.compile(r"</table\s*>", re.IGNORECASE)
_TITLE = re.compile(r"<title[^>]*>(?P<title>[^<]{0,200})", re.IGNORECASE)
_LOG_IN = re.compile(
    r"type\s*=\s*[\"']?password|<title[^>]*>[^<]*(?:đăng nhập|log ?in|sign ?in)|url=[^\"'>]*(?:sso|login|auth)",
    re.IGNORECASE,
)
_FAULT = re.compile(
    r"\b(?:4\d\d|5\d\d)\b|bad gateway|not found|forbidden|unauthorized|service unavailable|time-?out|just a moment"
    r"|access denied|lỗi|không tìm thấy|bảo trì",
    re.IGNORECASE,
)
_FRAMES = re.compile(r"<frameset\b|<x:WorksheetSource\b", re.IGNORECASE)


def is_page(text: str) -> bool:
    """Tell whether a text that begins with a tag is a web page, or a table of one."""
    return bool(_PAGE.search(text[:HEAD]) or has_table(text))


def has_table(text: str) -> bool:
    """Tell whether a page has a table; the fields of a log-in often stand in one."""
    return bool(_TABLE.search(text)) and not _is_refusal(text) and not _LOG_IN.search(text)


def refusal_of_page(file: str, page: str) -> InputProblem:
    """Return what is said of a page that holds no table of units or dossiers."""
    if _is_refusal(page):
        return InputProblem(
            "the portal refused the request: this is its “Request Rejected” page, not data.",
            do="Wait, then fetch it again.",
            file=file,
        )
    if _LOG_IN.search(page):
        return InputProblem(
            "it is the page to log in at, saved in place of the data: the session had ended.",
            do="Log in there again, download the file again, and import that.",
            file=file,
        )
    title = _TITLE.search(page)
    if title and _FAULT.search(title["title"]):
        return InputProblem(
            "it is a page on which the site reports an error, saved in place of the data.",
            do="Download the file again later.",
            file=file,
        )
    if _FRAMES.search(page):
        return InputProblem(
            "it is the frame alone of a workbook saved as a web page: its sheets are in a folder beside it.",
            do="Open it in Excel where that folder is, save it as .xlsx and import that.",
            file=file,
        )
    if _TABLE.search(page) and not _END_OF_TABLE.search(page):
        return InputProblem(
            "the table in it was cut off on its way.", do="Copy or download it again.", file=file
        )
    return InputProblem(
        "it is a web page, not data.",
        do="Import the portal's JSON answer itself, or the table that the page offers to download.",
        file=file,
    )


def _is_refusal(page: str) -> bool:
    return "request rejected" in page.casefold()
