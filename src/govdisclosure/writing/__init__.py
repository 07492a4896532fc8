"""A report or a blank form to a document: `write` and `blank`, by suffix."""

from govdisclosure.writing.notebook import report_html, table_html
from govdisclosure.writing.replacing import must_not_lose
from govdisclosure.writing.themes import THEMES, load_theme
from govdisclosure.writing.writing import BLANKS, FORMATS, Format, blank, blank_bytes, format_of, write, write_bytes

__all__ = [
    "BLANKS",
    "FORMATS",
    "THEMES",
    "Format",
    "blank",
    "blank_bytes",
    "format_of",
    "load_theme",
    "must_not_lose",
    "report_html",
    "table_html",
    "write",
    "write_bytes",
]
