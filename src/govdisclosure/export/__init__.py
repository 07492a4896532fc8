"""Findings for people and for tools: text, SARIF, lists."""

from govdisclosure.export.explanations import explained
from govdisclosure.export.sarif_log import sarif
from govdisclosure.export.sheet import csv_bytes, entries_of, read_entries, xlsx_bytes
from govdisclosure.export.suspects import suspects_text
from govdisclosure.export.text import result_text

__all__ = [
    "csv_bytes",
    "entries_of",
    "explained",
    "read_entries",
    "result_text",
    "sarif",
    "suspects_text",
    "xlsx_bytes",
]
